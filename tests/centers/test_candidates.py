"""Applications: by the teacher or by the province, with a service record, until the last day, once a person and post (smm/10/1)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from centers.acts import CANDIDACY
from centers.acts.candidates import keep_evidence, read_evidence
from centers.acts.retention import forget_candidates
from centers.choices.selection import CallStatus, CandidacyStatus as S
from centers.models import PostApplication, ServiceRow
from documents.intake import FileRefused
from documents.models import Attachment
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_school, make_upload, make_user
from tests.factories.selection import (
    AFTER,
    DAY,
    UNTIL,
    applicant,
    bring_call,
    called_of,
    identity_number,
    make_application,
    make_call,
    service,
)
from workflow.models import JournalEntry
from workflow.people.revealing import KINDS
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
A = CANDIDACY.acts


@pytest.fixture
def called():
    return called_of(make_call())


@pytest.fixture
def teacher():
    return make_user(Role.TEACHER)


@pytest.mark.provision("smm/10/1")
def test_a_teacher_applies_for_oneself_and_the_province_for_somebody_on_paper(called, teacher):
    own = make_application(called=called, by=teacher)
    officer = make_user(Role.PROVINCE_OFFICER, province=called.center.school.province)
    entered = make_application(called=called, by=officer)

    assert (own.account, own.status, own.submitted_on) == (teacher, S.SUBMITTED, TODAY)
    assert (entered.account, entered.entered_by) == (None, officer)
    for role in (Role.EXPERT, Role.PRINCIPAL, Role.DISTRICT_OFFICER):
        with pytest.raises(NotPermitted):
            make_application(called=called, by=make_user(role, school=called.center.school))
    with pytest.raises(NotPermitted):
        make_application(called=called, by=make_user(Role.PROVINCE_OFFICER, province=34))


@pytest.mark.provision("smm/10/1")
def test_nothing_is_taken_after_the_last_day_and_nothing_is_lost(called, teacher):
    draft = make_application(S.DRAFT, called=called, by=teacher)

    assert A["hand_in_application"](draft, by=teacher, on=UNTIL).status == S.SUBMITTED
    late = make_application(S.DRAFT, called=called)
    with pytest.raises(Invalid, match=rf"{UNTIL:%d.%m.%Y}\) geçti; başvuru alınmaz \(SMM Yönergesi m. 10/1\)"):
        A["hand_in_application"](late, by=late.account, on=AFTER)
    late.refresh_from_db()
    assert late.status == S.DRAFT
    assert late.service.count() == 1
    for name in ("withdraw_application", "reopen_application"):
        with pytest.raises(Invalid, match=r"m\. 10/1"):
            A[name](PostApplication.objects.get(pk=draft.pk), by=teacher, on=AFTER)
    with pytest.raises(Invalid, match=r"m\. 10/1"):
        make_application(called=called, on=AFTER)


@pytest.mark.provision("smm/10/1")
def test_the_database_takes_no_late_application_either(called):
    draft = make_application(S.DRAFT, called=called)
    with pytest.raises(IntegrityError, match="postapplication_within_the_days"), transaction.atomic():
        PostApplication.objects.filter(pk=draft.pk).update(status=S.SUBMITTED, submitted_on=AFTER)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ministry_post": None}, "6/1-a"),
        ({"started_on": None}, "6/1-b"),
        ({"compulsory_service": ""}, "6/1-ç"),
        ({"appointed_field": None}, "6/1-d"),
        ({"teacher_kind": ""}, "6/2"),
        ({"rows": ()}, "hizmet kaydı"),
    ],
)
@pytest.mark.provision("smm/10/1")
def test_an_incomplete_application_is_not_taken(called, values, words):
    with pytest.raises(Invalid, match=f"Başvuru eksik: .*{words}.*Eksik başvuru alınmaz"):
        make_application(called=called, **values)
    assert PostApplication.objects.get().status == S.DRAFT


@pytest.mark.provision("smm/10/1")
def test_a_row_without_its_paper_is_not_enough(called, teacher):
    draft = make_application(S.DRAFT, called=called, by=teacher)
    ServiceRow.objects.update(evidence=None)
    with pytest.raises(Invalid, match="1 hizmet satırının belgesi"):
        A["hand_in_application"](draft, by=teacher, on=TODAY)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"full_name": " "}, "name"),
        ({"identity_number": "12345678901"}, "identity_number"),
        ({"identity_number": "１０００００００１４６"}, "identity_number"),
        ({"started_on": TODAY + DAY}, "started_on"),
        ({"appointed_branch": "Fizik"}, "appointed_branch"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(called, values, field):
    with pytest.raises(Invalid) as refused:
        make_application(called=called, **values)
    assert field in refused.value.faults
    assert not PostApplication.objects.exists()


@pytest.mark.provision("smm/6/1/b", "smm/7/1/b")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"first_day": TODAY + DAY}, "first_day"),
        ({"first_day": date(2015, 8, 31)}, "first_day"),
        ({"first_day": date(2020, 1, 1)}, "first_day"),
        ({"first_day": date(2020, 1, 1), "last_day": TODAY + DAY}, "last_day"),
        ({"first_day": date(2015, 9, 1), "institution": " "}, "institution"),
    ],
)
def test_a_service_record_with_overlapping_or_future_days_is_refused(called, teacher, values, field):
    draft = make_application(S.DRAFT, called=called, by=teacher, rows=(service(first_day=date(2018, 1, 1)),))
    with pytest.raises(Invalid) as refused:
        A["add_service"](draft, by=teacher, on=TODAY, service=service(**values))
    if field != "institution":
        assert "SMM Yönergesi m. 6/1-b" in refused.value.faults[field]
    assert field in refused.value.faults
    assert draft.service.count() == 1


def test_the_database_holds_the_days_of_the_record(called):
    row = make_application(S.DRAFT, called=called).service.get()
    with pytest.raises(IntegrityError, match="servicerow_not_overlapping"), transaction.atomic():
        ServiceRow.objects.create(
            application=row.application, institution="x", duty="teacher", first_day=TODAY - DAY, last_day=TODAY
        )
    with pytest.raises(IntegrityError, match="servicerow_days_in_order"), transaction.atomic():
        ServiceRow.objects.filter(pk=row.pk).update(last_day=row.first_day - DAY)


def test_the_register_says_whether_an_institution_is_the_directorates(called, teacher):
    school = make_school(name="Gazi MTAL")
    draft = make_application(S.DRAFT, called=called, by=teacher, rows=())
    draft = A["add_service"](
        draft, by=teacher, on=TODAY, service=service(school=school, institution="Başka ad", attached=False)
    )

    row = draft.service.get()
    assert (row.institution, row.attached) == ("Gazi MTAL", True)


def test_a_started_day_after_the_record_is_refused(called, teacher):
    draft = make_application(S.DRAFT, called=called, by=teacher)
    with pytest.raises(Invalid, match="daha önceki bir gün var") as refused:
        A["correct_application"](draft, by=teacher, on=TODAY, applicant=applicant(started_on=date(2016, 1, 1)))
    assert "started_on" in refused.value.faults


@pytest.mark.provision("smm/10/1")
def test_one_application_a_person_and_post(called, teacher):
    number = identity_number()
    make_application(called=called, identity_number=number)
    with pytest.raises(Invalid, match="bir kadroya bir kez başvurulur"):
        make_application(called=called, identity_number=number)
    own = make_application(called=called, by=teacher)
    with pytest.raises(Invalid, match="süren bir başvurunuz var"):
        make_application(called=called, by=teacher, identity_number=own.identity_number)
    other = make_application(called=called_of(called.call, "general_coordinator"), identity_number=number)
    assert other.status == S.SUBMITTED
    with pytest.raises(IntegrityError, match="postapplication_once_a_person"), transaction.atomic():
        PostApplication.objects.filter(status=S.DRAFT).update(
            status=S.SUBMITTED, submitted_on=TODAY, identity_number=number
        )


@pytest.mark.provision("smm/10/1")
def test_whoever_withdrew_may_apply_again(called, teacher):
    number = identity_number()
    make_application(S.WITHDRAWN, called=called, by=teacher, identity_number=number)

    assert make_application(called=called, by=teacher, identity_number=number).status == S.SUBMITTED


def test_an_account_applies_under_one_number(called, teacher):
    make_application(called=called, by=teacher)
    with pytest.raises(Invalid, match="kendi numaranızı yazın"):
        make_application(called=called_of(called.call, "general_coordinator"), by=teacher)


@pytest.mark.provision("smm/10/1")
def test_a_submitted_application_is_taken_back_to_be_corrected(called, teacher):
    handed_in = make_application(called=called, by=teacher)
    with pytest.raises(OutOfState):
        A["add_service"](handed_in, by=teacher, on=TODAY, service=service())
    draft = A["reopen_application"](handed_in, by=teacher, on=UNTIL)
    draft = A["drop_service"](draft, by=teacher, on=UNTIL, row=draft.service.get())

    assert (draft.status, draft.service.count()) == (S.DRAFT, 0)
    with pytest.raises(Invalid, match="kaydında yok"):
        A["drop_service"](draft, by=teacher, on=UNTIL, row=make_application().service.get())


def test_evidence_is_known_by_its_content_and_whoever_reads_it_is_journalled(called, teacher):
    draft = make_application(S.DRAFT, called=called, by=teacher)
    row = draft.service.get()
    before = Attachment.objects.count()
    with pytest.raises(FileRefused):
        keep_evidence(draft, row, by=teacher, on=TODAY, file=make_upload("kanit.pdf"))
    with pytest.raises(NotPermitted):
        keep_evidence(draft, row, by=make_user(Role.TEACHER), on=TODAY, file=make_upload())
    assert Attachment.objects.count() == before
    assert row.evidence.holds_personal_data

    A["hand_in_application"](PostApplication.objects.get(pk=draft.pk), by=teacher, on=TODAY)
    with pytest.raises(OutOfState):
        keep_evidence(draft, row, by=teacher, on=TODAY, file=make_upload())
    read_evidence(draft, row, by=teacher, on=TODAY)
    assert not JournalEntry.objects.of(draft).filter(act="read_evidence").exists()
    officer = make_user(Role.PROVINCE_OFFICER, province=called.center.school.province)
    read_evidence(draft, row, by=officer, on=TODAY)
    assert JournalEntry.objects.of(draft).get(act="read_evidence").by == officer


def test_the_journal_holds_no_name_and_no_number(called):
    made = make_application(called=called)
    told = " ".join(f"{one.record_label} {one.details}" for one in JournalEntry.objects.of(made))

    assert made.identity_number not in told
    assert "Şükriye" not in told
    assert "Ostim" not in told
    assert "•" in made.masked_number


def test_who_sees_an_application_and_who_may_read_the_number(called, teacher):
    submitted, draft = make_application(called=called, by=teacher), make_application(S.DRAFT, called=called)
    school = called.center.school
    kind = KINDS["merkez-basvurusu"]

    def seen(user):
        return set(PostApplication.objects.visible_to(user))

    officer = make_user(Role.PROVINCE_OFFICER, province=school.province)
    assert seen(teacher) == {submitted}
    assert seen(draft.account) == {draft}
    assert seen(officer) == seen(make_user(Role.EXPERT)) == {submitted}
    for role in (Role.PRINCIPAL, Role.DISTRICT_OFFICER, Role.GENERAL_COORDINATOR):
        assert seen(make_user(role, school=school)) == set()
    assert seen(make_user(Role.PROVINCE_OFFICER, province=34)) == set()
    assert submitted in kind.rows(officer)
    for user in (teacher, make_user(Role.AUDITOR)):
        assert not kind.rows(user).exists()


@pytest.mark.provision("smm/10/1")
def test_drafts_lapse_when_the_call_is_closed_for_applications(called, teacher):
    draft = make_application(S.DRAFT, called=called, by=teacher)
    bring_call(called.call, CallStatus.EVALUATION)
    draft.refresh_from_db()

    assert draft.status == S.LAPSED
    assert JournalEntry.objects.of(draft).get(act="lapse").before == S.DRAFT


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/10/1")
def test_of_two_applications_of_one_person_at_once_one_is_taken():
    called, number = called_of(make_call()), identity_number()
    drafts = [make_application(S.DRAFT, called=called, identity_number=number) for _ in range(3)]

    answers = together(*(lambda one=one: A["hand_in_application"](one, by=one.account, on=TODAY) for one in drafts))

    assert answers.count("done") == 1
    assert sum("bir kez başvurulur" in answer for answer in answers) == 2


def test_a_branch_outside_vocational_fields_is_another_field(called):
    made = make_application(called=called, teacher_kind="general", appointed_field=None, appointed_branch="Fizik")
    assert made.appointment == "Fizik"
    with pytest.raises(IntegrityError, match="one_appointment"), transaction.atomic():
        PostApplication.objects.filter(pk=made.pk).update(appointed_field=make_field("04"))


def test_days_of_a_call_that_has_not_begun(teacher):
    call = make_call(applications_from=TODAY + 3 * DAY)
    with pytest.raises(Invalid, match="günlerinde alınır"):
        make_application(called=called_of(call), by=teacher, on=TODAY + timedelta(days=1))


def test_personal_data_go_when_the_retention_term_is_over(settings):
    settings.CENTRE_CANDIDATES_KEPT_YEARS = 2
    call = make_call()
    one = make_application(called=called_of(call))
    closed = bring_call(call, CallStatus.CLOSED)
    long_after = closed.state_since + timedelta(days=731)
    assert forget_candidates(on=closed.state_since + timedelta(days=729)) == 0

    assert forget_candidates(on=long_after) == 1
    assert forget_candidates(on=long_after) == 0

    one.refresh_from_db()
    assert (one.identity_number, one.account, one.rank) == ("", None, 1)
    assert "Şükriye" not in f"{one.name} {one.home}"
    assert one.masked_number == "silindi"
    assert not one.service.exists()
    assert not Attachment.objects.exists()
    assert one.findings
    assert JournalEntry.objects.of(one).get(act="forget").details["files"] == 1
