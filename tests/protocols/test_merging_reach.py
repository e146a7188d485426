"""A merger reaches every table that names a stakeholder, those of later subjects included: none can be forgotten."""

import pytest

from centers.choices import WorkKind
from protocols.acts import merge, record_signature
from protocols.choices import ProtocolStatus
from protocols.choices.boards import BoardSide
from protocols.choices.obligations import Owner
from protocols.choices.trainers import TrainerStatus
from protocols.merge_plan import APART, plan_of, relations, stateful
from protocols.models import Backing, Preparation, Protocol
from tests.factories import TODAY, make_protocol, make_school, make_stakeholder, make_user
from tests.factories.boards import make_board, make_board_member, make_sector_school
from tests.factories.expenses import make_expense_statement
from tests.factories.obligations import make_obligation
from tests.factories.places import Partners, make_partners, make_practice_place, make_trainer
from tests.factories.protocols import make_amendment, make_change, make_draft, make_signed
from tests.factories.stakeholders import make_affiliation, make_contact, make_distinction, make_merged, make_pair
from tests.factories.works import make_work
from workflow.models import JournalEntry
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
WHY = "Aynı kuruluş iki kez yazılmış."
FORGOTTEN = """{label} names a stakeholder, and nothing says what becomes of it when two records are merged. Decide it:
1. rows are just given the kept record, unless protocols.merge_plan (APART, rows_to_move) says otherwise, as for what was signed;
2. rows that clash by a constraint get a sentence among the refusals of plan_of;
3. a migration guards the table, as NAMING in protocols/migrations/0001_parties.py does:
   CREATE TRIGGER stakeholder_is_not_merged BEFORE INSERT OR UPDATE OF {column} ON {table}
   FOR EACH ROW EXECUTE FUNCTION stakeholder_is_not_merged('{column}');
4. here, in MAKERS, stands how a row that names a stakeholder is made."""


def party_of(protocol, gone):
    protocol.stakeholders.set([gone])
    return protocol


def partners_of(gone):
    school = make_school()
    return make_partners(school, party_of(make_protocol(school), gone))


def sign_for(gone):
    draft = party_of(make_draft(status=ProtocolStatus.AGREED), gone)
    record_signature(draft, by=make_user(), on=TODAY, stakeholder=gone, name="Ali Çınar", title="", signed_on=TODAY)


def prepare(gone):
    draft = make_draft()
    Preparation.objects.create(protocol=draft, school=make_school(), stakeholder=gone)


def back(gone):
    school = make_school()
    protocol = party_of(make_protocol(school), gone)
    Backing.objects.create(protocol=protocol, school=school, stakeholder=gone, starts_on=protocol.starts_on)


def sit(gone):
    school = make_sector_school()
    board = make_board(school, protocol=party_of(make_signed(school), gone))
    make_board_member(board, side=BoardSide.STAKEHOLDER, stakeholder=gone)


def state_expenses(gone):
    school = make_school()
    return make_expense_statement(school=school, protocol=party_of(make_signed(school), gone))


# How a row that names a stakeholder by this key is made; what was signed is left out, since it stays (test_merging.py).
MAKERS = {
    "protocols.Protocol_stakeholders.stakeholder": lambda gone: party_of(make_protocol(make_school()), gone),
    "protocols.Backing.stakeholder": back,
    "protocols.Preparation.stakeholder": prepare,
    "protocols.Obligation.stakeholder": lambda gone: make_obligation(
        party_of(make_signed(make_school()), gone), owner=Owner.STAKEHOLDER, stakeholder=gone
    ),
    "protocols.AmendmentChange.stakeholder": lambda gone: make_change(
        make_amendment(), "", "", kind="party_added", stakeholder=gone
    ),
    "protocols.Signature.stakeholder": sign_for,
    "protocols.PracticePlace.stakeholder": lambda gone: make_practice_place(partners=partners_of(gone)),
    "protocols.Trainer.stakeholder": lambda gone: make_trainer(partners=partners_of(gone)),
    "protocols.BoardMember.stakeholder": sit,
    "protocols.ExpenseStatement.stakeholder": state_expenses,
    "protocols.StakeholderContact.stakeholder": make_contact,
    "protocols.StakeholderAffiliation.member": make_affiliation,
    "protocols.StakeholderAffiliation.parent": lambda gone: make_affiliation(make_stakeholder(), gone),
    "protocols.StakeholderDistinction.first": lambda gone: make_distinction(first=gone, second=make_stakeholder()),
    "protocols.StakeholderDistinction.second": lambda gone: make_distinction(first=make_earlier(gone), second=gone),
    "protocols.Stakeholder.merged_into": make_merged,
    "centers.Work.partner": lambda gone: make_work(WorkKind.COOPERATION, partner=gone, partner_name=""),
}


def make_earlier(gone):
    return type(gone).objects.filter(pk__lt=gone.pk).order_by("pk")[0]


def label_of(key):
    return f"{key.model._meta.label}.{key.name}"


@pytest.mark.parametrize("key", relations(), ids=label_of)
def test_each_row_that_names_the_former_record_names_the_kept_one(key):
    label = label_of(key)
    assert label in MAKERS, FORGOTTEN.format(label=label, column=key.column, table=key.model._meta.db_table)
    make_stakeholder()
    kept, gone = make_pair()
    MAKERS[label](gone)
    rows = key.model._base_manager.filter(**{key.name: gone})
    assert rows.exists()
    told = plan_of(gone, kept)

    merge(gone, by=make_user(), on=TODAY, into=kept, reason=WHY)

    assert not rows.exists()
    assert told.refusals == []
    if key.model not in APART:
        assert str(key.model._meta.verbose_name) in {move.label for move in told.moves}
    if label != "protocols.StakeholderDistinction.first":  # the smaller key is first, whichever it is
        assert key.model._base_manager.filter(**{key.name: kept}).exists()


def test_no_maker_is_left_of_a_table_that_went():
    assert set(MAKERS) == {label_of(key) for key in relations()}


def test_places_and_trainers_are_told_of_the_merger():
    kept, gone = make_pair()
    partners = partners_of(gone)
    records = [make_practice_place(partners=partners), make_trainer(partners=partners)]

    merge(gone, by=make_user(), on=TODAY, into=kept, reason=WHY)

    assert {key.model for key in stateful()} >= {type(record) for record in records}
    for record in records:
        before = record.revision
        record.refresh_from_db()
        assert (record.stakeholder, record.revision) == (kept, before + 1)
        assert JournalEntry.objects.of(record).last().act == "party_merged"


def of_both(make):
    """The same school's record with each of the two organisations, which are both party to its protocol."""
    kept, gone = make_pair()
    school = make_school()
    for one in (kept, gone):
        protocol = party_of(make_protocol(school), one)
        make(Partners(make_partners(school, protocol).school, one))
        Protocol.objects.filter(pk=protocol.pk).update(title=str(one))
    return kept, gone


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda partners: make_practice_place(partners=partners, name="Kaynak atölyesi"), "adlı uygulama yeri var"),
        (lambda partners: make_trainer(partners=partners, name="Çağrı Işık"), "iki kuruluşla da aynı günlerde"),
    ],
    ids=["places", "trainers"],
)
def test_what_both_have_alike_is_said_before_the_merger(make, sentence):
    kept, gone = of_both(make)

    with pytest.raises(Invalid) as refusal:
        merge(gone, by=make_user(), on=TODAY, into=kept, reason=WHY)

    assert any(sentence in one for one in plan_of(gone, kept).refusals)
    assert sentence in " ".join(refusal.value.faults["into"].split())


def test_a_trainer_who_was_dropped_is_no_obstacle():
    states = iter([TrainerStatus.DROPPED, TrainerStatus.ENGAGED])
    kept, gone = of_both(lambda partners: make_trainer(next(states), partners=partners, name="Çağrı Işık"))

    merge(gone, by=make_user(), on=TODAY, into=kept, reason=WHY)

    assert kept.trainers.count() == 2


def test_statements_of_one_month_for_both_are_in_the_way():
    kept, gone = make_pair()
    first = state_expenses(gone)
    second = party_of(make_signed(first.school), kept)
    make_expense_statement(school=first.school, protocol=second)

    with pytest.raises(Invalid, match="Eylül 2026 gider bildirimi açılmış"):
        merge(gone, by=make_user(), on=TODAY, into=kept, reason=WHY)
