"""Records of one organisation, merged with all that hangs on them; the former record leads to the kept one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty
from protocols.acts import STAKEHOLDER, merge, record_signature
from protocols.choices import ProtocolStatus as P
from protocols.choices.obligations import Owner
from protocols.choices.stakeholders import StakeholderStatus as S
from protocols.history import PROTOCOL as PROTOCOL_KEPT
from protocols.merge_plan import plan_of, relations
from protocols.models import (
    AmendmentChange,
    Backing,
    Obligation,
    Protocol,
    Signature,
    Stakeholder,
    StakeholderAffiliation,
    StakeholderDistinction,
)
from protocols.snapshots import text_on
from tests.factories import TODAY, make_protocol, make_school, make_stakeholder, make_user
from tests.factories.obligations import make_obligation
from tests.factories.protocols import (
    make_amendment,
    make_backing,
    make_change,
    make_draft,
    make_signature,
    make_signed,
    make_signed_amendment,
)
from tests.factories.stakeholders import (
    OTHER_NUMBER,
    TAX_NUMBER,
    make_affiliation,
    make_contact,
    make_distinction,
    make_merged,
    make_pair,
)
from tests.workflow.past import Calendar
from workflow.history.reading import past
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
WHY = "Aynı kuruluş iki kez yazılmış."


def join(gone, kept, by=None):
    return merge(gone, by=by or make_user(), on=TODAY, into=kept, reason=WHY)


@pytest.fixture
def two():
    return make_pair()


def test_all_that_lives_moves(two):
    kept, gone = two
    school = make_school()
    protocol = make_signed(school)
    protocol.stakeholders.set([gone])
    make_backing(protocol=protocol, stakeholder=gone, school=school)
    duty = make_obligation(protocol, owner=Owner.STAKEHOLDER, stakeholder=gone)
    contact, zone = make_contact(gone), make_affiliation(gone)
    person = make_user(Role.REPRESENTATIVE, stakeholder=gone)

    join(gone, kept)

    assert set(protocol.stakeholders.all()) == {kept}
    assert Backing.objects.get().stakeholder == kept
    assert Obligation.objects.get(pk=duty.pk).stakeholder == kept
    assert kept.contacts.get() == contact
    assert kept.affiliations.get().parent == zone.parent
    assert Duty.objects.get(user=person).stakeholder_code == kept.code


def test_facts_are_filled_in_and_each_history_says_what_happened(two):
    kept, gone = two
    protocol = make_protocol(make_school())
    protocol.stakeholders.set([gone])
    Stakeholder.objects.filter(pk=gone.pk).update(tax_number=TAX_NUMBER, address="Ostim 12")
    gone.refresh_from_db()

    done = join(gone, kept)

    kept.refresh_from_db()
    assert (done.status, done.merged_into, done.merge_reason) == (S.MERGED, kept, WHY)
    assert (kept.tax_number, kept.address, done.tax_number) == (TAX_NUMBER, "Ostim 12", TAX_NUMBER)
    assert Protocol.objects.get().revision == protocol.revision + 1
    assert JournalEntry.objects.of(protocol).last().act == "party_merged"
    assert JournalEntry.objects.of(kept).last().details["from"]["id"] == str(gone.pk)
    assert JournalEntry.objects.of(gone).last().details["reason"] == WHY


def test_no_row_names_the_merged_record_but_what_was_signed(two):
    kept, gone = two
    signed = make_signed(make_school())
    signed.stakeholders.set([gone])
    make_signature(protocol=signed, stakeholder=gone)
    other = make_signed(make_school())
    make_change(make_amendment(other), "", "", kind="party_added", stakeholder=gone)
    agreed = make_draft(status=P.AGREED)
    agreed.stakeholders.set([gone])
    record_signature(agreed, by=make_user(), on=TODAY, stakeholder=gone, name="Ali Çınar", title="", signed_on=TODAY)
    make_contact(gone)
    make_affiliation(make_stakeholder(), gone)

    join(gone, kept)

    left = [key.model for key in relations() if key.model._base_manager.filter(**{key.name: gone}).exists()]
    assert left == [Signature]
    assert Signature.objects.get(stakeholder=gone).protocol == signed
    assert Signature.objects.get(protocol=agreed).stakeholder == kept
    assert AmendmentChange.objects.get().stakeholder == kept


def test_every_table_that_names_a_stakeholder_is_guarded_by_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgargs FROM pg_trigger WHERE tgname = 'stakeholder_is_not_merged'"
        )
        guarded = {(table, name) for table, given in cursor.fetchall() for name in bytes(given).decode().split("\0") if name}  # fmt: skip

    named = {(key.model._meta.db_table, key.column) for key in relations()} - {
        ("protocols_stakeholder", "merged_into_id")
    }
    assert named == guarded


def test_nothing_new_names_a_merged_record():
    gone = make_merged()

    with pytest.raises(IntegrityError, match="stakeholder_is_not_merged"), transaction.atomic():
        make_contact(gone)
    with pytest.raises(IntegrityError, match="stakeholder_is_not_merged"), transaction.atomic():
        make_protocol(make_school()).stakeholders.add(gone)


def test_what_was_signed_is_read_through_the_merger(two):
    kept, gone = two
    protocol = make_signed(make_school())
    protocol.stakeholders.set([gone])
    make_signed_amendment(protocol)
    protocol.refresh_from_db()
    assert protocol.base["parties"] == [str(gone.pk)]

    join(gone, kept)

    protocol = Protocol.objects.get(pk=protocol.pk)
    assert protocol.base["parties"] == [str(gone.pk)]
    assert text_on(protocol).parties == {str(kept.pk)}
    make_obligation(protocol, owner=Owner.STAKEHOLDER, stakeholder=kept)
    third = make_stakeholder()
    draft = make_amendment(protocol)
    make_change(draft, "", "", kind="party_added", stakeholder=third)
    make_change(draft, "", "", kind="party_removed", stakeholder=kept)


def test_the_past_of_a_protocol_names_the_party_as_it_was(two):
    kept, gone = two
    protocol = make_protocol(make_school())
    protocol.stakeholders.set([gone])
    calendar = Calendar()
    calendar.last = 0
    calendar.date(datetime(2026, 3, 1, tzinfo=UTC))
    join(gone, kept)

    was, now = (past(PROTOCOL_KEPT, protocol.pk, day).record for day in (date(2026, 3, 15), localdate()))

    assert [one.name for one in was.stakeholders.all()] == [gone.name]
    assert [one.name for one in now.stakeholders.all()] == [kept.name]


def test_its_code_names_the_kept_record_also_after_another_merger(two):
    kept, gone = two
    last = make_stakeholder()

    join(gone, kept)
    join(kept, last)

    assert Stakeholder.objects.get(pk=gone.pk).merged_into == last
    assert set(Stakeholder.objects.of_codes([gone.code])) == {last}
    assert set(Stakeholder.objects.of_codes([last.code, "P0", "x"])) == {last}


def test_who_represents_both_keeps_the_former_code_which_leads_to_the_kept_one(two):
    kept, gone = two
    protocol = make_protocol(make_school())
    protocol.stakeholders.set([kept])
    person = make_user(Role.REPRESENTATIVE, stakeholder=kept)
    Duty.objects.create(user=person, role=Role.REPRESENTATIVE, stakeholder_code=gone.code, starts_on=date(2024, 1, 1))

    join(gone, kept)

    assert set(Duty.objects.filter(user=person).values_list("stakeholder_code", flat=True)) == {kept.code, gone.code}
    Duty.objects.filter(user=person, stakeholder_code=kept.code).delete()
    person = type(person).objects.get(pk=person.pk)
    assert set(Stakeholder.objects.visible_to(person)) == {kept}
    assert set(Protocol.objects.visible_to(person)) == {protocol}


def test_affiliations_with_one_partner_become_one_where_their_days_meet(two):
    kept, gone = two
    zone, chamber = make_stakeholder(), make_stakeholder()
    make_affiliation(kept, zone, starts_on=date(2022, 1, 1))
    make_affiliation(gone, zone, starts_on=date(2020, 1, 1), ends_on=date(2022, 6, 1))
    make_affiliation(gone, chamber, starts_on=None)
    make_affiliation(gone, kept)
    below = make_affiliation(make_stakeholder(), gone)

    join(gone, kept)

    rows = {(row.parent, row.starts_on, row.ends_on) for row in kept.affiliations.all()}
    assert rows == {(zone, date(2020, 1, 1), None), (chamber, None, None)}
    assert kept.members.get().member == below.member
    assert not StakeholderAffiliation.objects.filter(member=gone).exists()


def test_what_was_told_apart_from_the_one_is_apart_from_the_other(two):
    kept, gone = two
    third, fourth = make_stakeholder(), make_stakeholder()
    make_distinction(first=gone, second=third)
    make_distinction(first=kept, second=fourth)
    make_distinction(first=gone, second=fourth)
    make_distinction(first=kept, second=gone)

    join(gone, kept)

    assert {(row.first, row.second) for row in StakeholderDistinction.objects.all()} == {(kept, third), (kept, fourth)}


def test_a_draft_of_both_has_one_party_afterwards(two):
    kept, gone = two
    draft = make_draft()
    draft.stakeholders.set([kept, gone])
    assert any("tek taraf kalır" in note for note in plan_of(gone, kept).notes)

    join(gone, kept)

    assert list(draft.stakeholders.all()) == [kept]


def both_party(two, **values):
    protocol = make_signed(make_school(), **values)
    protocol.stakeholders.set(two)
    return protocol


def both_in_the_text(two):
    """The one was party at the signature, the other joined by amendment; of the tables' parties only one is left."""
    kept, gone = two
    protocol = make_signed(make_school())
    protocol.stakeholders.set([gone])
    amendment = make_amendment(protocol)
    make_change(amendment, "", "", kind="party_added", stakeholder=kept)
    from protocols.acts import sign_amendment

    sign_amendment(amendment, by=make_user(), on=TODAY, signed_on=TODAY, holds_from=TODAY + timedelta(30))


def both_signing(two):
    protocol = make_draft(status=P.AGREED)
    protocol.stakeholders.set(two)
    for one in two:
        record_signature(protocol, by=make_user(), on=TODAY, stakeholder=one, name="X", title="", signed_on=TODAY)


def both_carry(two):
    school = make_school(name="Ostim Lisesi")
    for one in two:
        protocol = make_protocol(school)
        protocol.stakeholders.set([one])
        make_backing(protocol=protocol, school=school, stakeholder=one)


def other_number(two):
    for one, number in zip(two, (TAX_NUMBER, OTHER_NUMBER), strict=True):
        Stakeholder.objects.filter(pk=one.pk).update(tax_number=number)


def kept_is_closed(two):
    STAKEHOLDER.acts["close_stakeholder"](two[0], by=make_user(), on=TODAY, closed_on=TODAY, reason="Tasfiye.")


@pytest.mark.parametrize(
    ("arrange", "sentence"),
    [
        (both_party, "imzalı metninde iki kuruluş ayrı taraflar olarak yazılı"),
        (both_in_the_text, "imzalı metninde iki kuruluş ayrı taraflar olarak yazılı"),
        (both_signing, "iki kuruluş adına da imza kaydedilmiş"),
        (both_carry, "Ostim Lisesi için iki kuruluşla aynı günlerde iki ayrı protokol var"),
        (other_number, "Vergi kimlik numaraları farklı"),
        (kept_is_closed, "Kapanmış bir kayıt korunamaz"),
    ],
)
def test_what_forbids_a_merger_is_said_and_nothing_is_moved(two, arrange, sentence):
    arrange(two)
    kept, gone = (Stakeholder.objects.get(pk=one.pk) for one in two)
    contact = make_contact(gone)

    with pytest.raises(Invalid, match=sentence) as refusal:
        join(gone, kept)

    assert list(refusal.value.faults) == ["into"]
    assert plan_of(gone, kept).refusals
    gone.refresh_from_db()
    contact.refresh_from_db()
    assert (gone.status, contact.stakeholder) == (S.LIVE, gone)


def test_a_record_is_not_merged_into_itself_nor_twice_nor_into_a_merged_one(two):
    kept, gone = two
    with pytest.raises(Invalid, match="kendisiyle"):
        join(kept, kept)
    join(gone, kept)

    with pytest.raises(OutOfState):
        join(gone, make_stakeholder())
    with pytest.raises(Invalid, match="zaten başka bir kayıtla"):
        join(make_stakeholder(), Stakeholder.objects.get(pk=gone.pk))


def test_a_merger_wants_a_reason_and_the_ministry(two):
    kept, gone = two

    with pytest.raises(Invalid) as refusal:
        merge(gone, by=make_user(), on=TODAY, into=kept, reason="  ")
    with pytest.raises(NotPermitted, match="Genel Müdürlük birleştirir"):
        join(gone, kept, by=make_user(Role.PROVINCE_OFFICER, province=6))
    assert list(refusal.value.faults) == ["reason"]


def test_a_successor_of_other_days_is_no_obstacle(two):
    kept, gone = two
    school = make_school()
    for one, first, last in ((gone, date(2020, 1, 1), date(2022, 12, 31)), (kept, date(2023, 1, 1), None)):
        protocol = make_protocol(school)
        protocol.stakeholders.set([one])
        make_backing(protocol=protocol, school=school, stakeholder=one, starts_on=first, ends_on=last)

    join(gone, kept)

    assert Backing.objects.filter(stakeholder=kept).count() == 2


def test_the_plan_says_what_the_act_does(two):
    kept, gone = two
    protocol = make_protocol(make_school(), title="Ostim protokolü")
    protocol.stakeholders.set([gone])
    make_contact(gone)
    make_user(Role.REPRESENTATIVE, stakeholder=gone)

    plan = plan_of(gone, kept)
    done = join(gone, kept)

    counted = {move.label: move.count for move in plan.moves}
    assert counted == {"Protokol": 1, "İrtibat kişisi": 1, "Temsilci görevi": 1}
    assert plan.moves[0].names == ["Ostim protokolü"]
    assert JournalEntry.objects.of(done).last().details["moved"] == counted
