"""Centres: founded and closed by two people of the General Directorate, one in a school, in fields that have their days."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from centers.acts import CENTER, propose
from centers.choices import CenterStatus as S
from centers.models import Center, CenterField
from centers.papers import issue_closing, issue_founding
from centers.tasks import after_closing, after_founding
from documents.models import Paper
from schools.choices import SchoolKind
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_school, make_user
from tests.factories.centers import REASON, make_center
from tests.workflow.people import DECIDERS, EVERYBODY, MINISTRY, PROVINCE, READERS, everybody
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
A = CENTER.acts
DAY = timedelta(days=1)


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


def asked(**values):
    return {"name": "Ostim Kaynak SMM", "fields": [make_field("04")], "reason": REASON, **values}


@pytest.mark.provision("smm/4/1")
def test_a_centre_is_proposed_by_one_and_founded_by_another(expert, head):
    proposal = propose(make_school(), by=expert, on=TODAY, **asked())
    assert (proposal.status, proposal.founded_on) == (S.PROPOSED, None)

    founded = A["found_center"](proposal, by=head, on=TODAY + DAY)

    assert (founded.status, founded.founded_on, founded.founded_by) == (S.OPEN, TODAY + DAY, head)
    entry = JournalEntry.objects.of(founded).get(act="found_center")
    assert entry.cites == "smm/4/1"
    assert founded.fields.get().starts_on == TODAY + DAY


@pytest.mark.provision("smm/4/1")
def test_who_proposed_it_does_not_found_it(head):
    proposal = propose(make_school(), by=head, on=TODAY, **asked())

    with pytest.raises(NotPermitted, match="bir başkası"):
        A["found_center"](proposal, by=head, on=TODAY)
    with pytest.raises(IntegrityError, match="center_founded_by_another"), transaction.atomic():
        Center.objects.filter(pk=proposal.pk).update(status=S.OPEN, founded_on=TODAY, founded_by=head)


@pytest.mark.provision("smm/4/1")
def test_whoever_corrects_a_proposal_has_proposed_it(expert, head):
    proposal = propose(make_school(), by=expert, on=TODAY, **asked())

    corrected = A["correct_proposal"](proposal, by=head, on=TODAY, **asked(name="Yeni ad"))

    assert (corrected.name, corrected.proposed_by) == ("Yeni ad", head)
    assert not A["found_center"].open_to(head, corrected)


@pytest.mark.provision("smm/4/3")
@pytest.mark.parametrize("state", [S.PROPOSED, S.OPEN, S.CLOSING])
def test_a_school_has_one_centre(expert, state):
    there = make_center(state)

    with pytest.raises(Invalid, match=r"m\. 4/3") as refused:
        propose(there.school, by=expert, on=TODAY, **asked())
    assert "school" in refused.value.faults


@pytest.mark.provision("smm/4/3")
@pytest.mark.parametrize("state", [S.CLOSED, S.DROPPED])
def test_after_the_closing_another_centre_may_come(expert, state):
    there = make_center(state)

    assert propose(there.school, by=expert, on=TODAY, **asked()).status == S.PROPOSED


@pytest.mark.provision("smm/4/3")
def test_the_database_refuses_a_second_centre_itself(expert):
    there = make_center()

    with pytest.raises(IntegrityError, match="center_one_in_a_school"), transaction.atomic():
        Center.objects.create(school=there.school, name="İkinci", reason="x", proposed_by=expert)


@pytest.mark.provision("smm/1/2", "smm/4/1")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"attached_to_gd": False}, "Genel Müdürlüğe bağlı"),
        ({"attached_to_gd": None}, "bilgisi eksik"),
        ({"kind": SchoolKind.OTHER}, "mesleki ve teknik ortaöğretim"),
        ({"closed_on": TODAY}, "Kapanan"),
        ({"code": None}, "Kurum kodu"),
    ],
)
def test_a_centre_is_founded_in_an_institution_of_the_general_directorate(expert, values, said):
    with pytest.raises(Invalid, match=said):
        propose(make_school(**values), by=expert, on=TODAY, **asked())


@pytest.mark.provision("smm/1/2")
def test_a_school_that_left_the_directorate_meanwhile_stops_the_founding(head):
    proposal = make_center(S.PROPOSED)
    type(proposal.school).objects.filter(pk=proposal.school_id).update(attached_to_gd=False)

    with pytest.raises(Invalid, match=r"m\. 1/2"):
        A["found_center"](proposal, by=head, on=TODAY)


@pytest.mark.provision("smm/1/2")
def test_the_database_knows_of_the_institution_itself(expert):
    school = make_school(attached_to_gd=False)

    with pytest.raises(IntegrityError, match="center_school_is_attached"), transaction.atomic():
        Center.objects.create(school=school, name="Olmaz", reason="x", proposed_by=expert)


@pytest.mark.parametrize(
    ("values", "field"), [({"fields": []}, "fields"), ({"name": " "}, "name"), ({"reason": ""}, "reason")]
)
def test_a_proposal_says_where_in_which_fields_and_why(expert, values, field):
    with pytest.raises(Invalid) as refused:
        propose(make_school(), by=expert, on=TODAY, **asked(**values))
    assert field in refused.value.faults
    assert not Center.objects.exists()


@pytest.mark.provision("smm/4/2")
def test_fields_have_their_days(head):
    center = make_center()
    later = TODAY + 30 * DAY

    changed = A["set_fields"](center, by=head, on=TODAY, fields=[make_field("11")], starts_on=later)

    assert [field.code for field in changed.fields_on(later - DAY)] == ["04"]
    assert [field.code for field in changed.fields_on(later)] == ["11"]
    assert list(Center.objects.working_in(make_field("04"), later)) == []
    assert list(Center.objects.working_in(make_field("11"), later)) == [center]


@pytest.mark.provision("smm/4/2")
def test_a_field_set_and_taken_away_on_one_day_leaves_nothing(head):
    center = make_center()
    both = [make_field("04"), make_field("11")]
    center = A["set_fields"](center, by=head, on=TODAY, fields=both, starts_on=TODAY)

    center = A["set_fields"](center, by=head, on=TODAY, fields=both[:1], starts_on=TODAY)

    assert list(center.fields.values_list("field__code", "until")) == [("04", None)]


@pytest.mark.provision("smm/4/2")
def test_a_centre_keeps_at_least_one_field_and_none_before_its_founding(head):
    center = make_center()

    with pytest.raises(Invalid, match="en az bir alan"):
        A["set_fields"](center, by=head, on=TODAY, fields=[], starts_on=TODAY)
    with pytest.raises(Invalid, match="kuruluşundan"):
        A["set_fields"](center, by=head, on=TODAY, fields=[make_field()], starts_on=TODAY - DAY)
    with pytest.raises(IntegrityError, match="centerfield_once_at_a_time"), transaction.atomic():
        CenterField.objects.create(center=center, field=make_field("04"), starts_on=TODAY + DAY, decided_by=head)


@pytest.mark.provision("smm/4/1")
def test_a_centre_is_closed_by_the_procedure_of_its_founding(expert, head):
    closing = A["propose_closing"](make_center(), by=head, on=TODAY, reason="Okul kapanıyor.")
    with pytest.raises(NotPermitted, match="bir başkası"):
        A["close_center"](closing, by=head, on=TODAY)

    closed = A["close_center"](closing, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY + DAY)

    assert (closed.status, closed.closed_on) == (S.CLOSED, TODAY + DAY)
    assert closed.fields.get().until == TODAY + DAY
    assert not Center.objects.open_on(TODAY + DAY).exists()
    assert Center.objects.open_on(TODAY).get() == closed
    with pytest.raises(OutOfState):
        A["set_fields"](closed, by=head, on=TODAY, fields=[make_field()], starts_on=TODAY)


def test_a_closing_that_is_given_up_leaves_the_centre_as_it_was(expert):
    closing = make_center(S.CLOSING)

    again = A["withdraw_closing"](closing, by=expert, on=TODAY, reason="Okul kalıyor.")

    assert (again.status, again.closing_reason, again.closing_proposed_by) == (S.OPEN, "", None)


@pytest.mark.provision("smm/2/1", "smm/4/1")
def test_founding_and_closing_have_a_document_each():
    center = make_center(S.CLOSED, basis="Bakanlık Makamının 30.04.2024 tarihli oluru")

    founding, closing = issue_founding(center), issue_closing(center)

    assert (founding.kind, closing.kind) == ("center_founding", "center_closing")
    assert founding.content["references"][1].startswith("Bakanlık Makamının")
    assert founding.content["proposer"] != founding.content["decider"]
    assert "04" in str(founding.content["tables"])
    assert "Okul kapanıyor." in " ".join(closing.content["paragraphs"])
    assert issue_founding(center).pk == founding.pk


def test_the_school_and_its_directorates_hear_of_the_founding_and_the_closing(expert):
    center = make_center(S.OPEN)
    hearing = [
        make_user(Role.PRINCIPAL, school=center.school),
        make_user(Role.DISTRICT_OFFICER, school=center.school),
        make_user(Role.PROVINCE_OFFICER, province=6),
        make_user(Role.GENERAL_COORDINATOR, school=center.school),
    ]
    other = make_user(Role.PRINCIPAL, school=make_school())
    after_founding(pk=center.pk)
    after_founding(pk=center.pk)

    assert set(Notice.objects.values_list("user", flat=True)) == {one.pk for one in hearing}
    assert Notice.objects.count() == 4
    assert not Notice.objects.filter(user=other).exists()
    A["propose_closing"](center, by=expert, on=TODAY, reason="x")
    A["close_center"](Center.objects.get(), by=make_user(Role.DEPARTMENT_HEAD), on=TODAY)
    after_closing(pk=center.pk)
    assert Notice.objects.filter(text__contains="kapatıldı").count() == 4
    assert Paper.objects.of(center).count() == 2


MAY = {
    "found_center": (S.PROPOSED, DECIDERS),
    "correct_proposal": (S.PROPOSED, MINISTRY),
    "drop_proposal": (S.PROPOSED, MINISTRY),
    "set_fields": (S.OPEN, DECIDERS),
    "rename_center": (S.OPEN, DECIDERS),
    "keep_contact": (S.OPEN, MINISTRY | PROVINCE | {"district", "principal"}),
    "propose_closing": (S.OPEN, MINISTRY),
    "withdraw_closing": (S.CLOSING, MINISTRY),
    "close_center": (S.CLOSING, DECIDERS),
    "extend_report": (S.OPEN, MINISTRY),
    "set_posts": (S.OPEN, DECIDERS),
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what(name):
    state, allowed = MAY[name]
    center = make_center(state)
    people = everybody(center.school)

    assert {one for one in EVERYBODY if A[name].open_to(people[one], center)} == set(allowed)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)


def test_who_sees_a_centre():
    center, proposal = make_center(), make_center(S.PROPOSED)
    people = everybody(center.school)

    seeing = {one for one in EVERYBODY if center in Center.objects.visible_to(people[one])}
    assert seeing == MINISTRY | READERS | PROVINCE | {"district", "principal", "client", "client_here"}
    own = make_user(Role.PRINCIPAL, school=proposal.school)
    assert not Center.objects.visible_to(own).exists()
    assert proposal in Center.objects.visible_to(people["expert"])


def test_the_general_coordinator_keeps_the_contact_and_nothing_else():
    center = make_center()
    general = make_user(Role.GENERAL_COORDINATOR, school=center.school)

    assert [act.name for act in CENTER.open_to(general, center)] == ["keep_contact"]
    assert CENTER.open_to(make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school), center) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/4/3")
def test_of_two_who_propose_a_centre_in_one_school_one_is_told():
    school, field = make_school(), make_field()
    people = [make_user(Role.EXPERT) for _ in range(4)]

    answers = together(*(lambda by=by: propose(school, by=by, on=TODAY, **asked(fields=[field])) for by in people))

    assert answers.count("done") == 1
    assert sum("m. 4/3" in answer for answer in answers) == 3
    assert Center.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/4/1")
def test_of_two_who_found_a_centre_one_is_told():
    proposal, people = make_center(S.PROPOSED), [make_user(Role.DEPARTMENT_HEAD) for _ in range(3)]

    answers = together(*(lambda by=by: A["found_center"](proposal, by=by, on=TODAY) for by in people))

    assert answers.count("done") == 1
    assert sum("Faaliyette" in answer for answer in answers) == 2
