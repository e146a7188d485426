"""Sponsor schools: proposed where the law calls for one, agreed on by two people, decided by another, ended the same day."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from designations.dossiers import facts_of
from designations.rules.standards import annex_met
from documents.models import Paper
from protocols.acts import SPONSOR, propose, run_out_sponsors
from protocols.choices.sponsors import SponsorStatus as S
from protocols.dossiers import candidates_of, needs_of
from protocols.models import SponsorAssignment
from protocols.rules.sponsors import Standing
from schools.models import StandardsVersion, StandardValue
from tests.factories import TODAY, make_school, make_user
from tests.factories.sponsors import (
    ENDS_ON,
    make_school_with_library,
    make_school_without_library,
    make_sponsor_assignment,
)
from tests.workflow.people import CLIENTS, DECIDERS, MINISTRY, OUTSIDE, PROVINCE, SCHOOL_SIDE, WITHIN, everybody
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/5")]
A = SPONSOR.acts
TERM = {"code": "library", "starts_on": TODAY, "ends_on": ENDS_ON}


def finding(school, on):
    return annex_met(facts_of([school], on=on)[school.pk]["sector_integrated"])


def test_a_missing_library_calls_for_a_sponsor_and_an_unmeasured_one_is_unknown():
    school = make_school_without_library()
    assert [need.standing for need in needs_of([school], TODAY)[0].needs] == [Standing.MISSING]

    StandardValue.objects.filter(school=school).delete()
    assert [need.standing for need in needs_of([school], TODAY)[0].needs] == [Standing.UNKNOWN]

    StandardsVersion.objects.all().delete()
    assert needs_of([school], TODAY)[0].needs is None


def test_a_school_of_no_such_type_has_no_needs_and_gets_no_sponsor():
    sponsor = make_school_with_library()

    assert needs_of([sponsor], TODAY) == []
    with pytest.raises(Invalid, match="8/5"):
        propose(sponsor, by=make_user(Role.EXPERT), on=TODAY, sponsor=make_school_with_library(), **TERM)


def test_only_suited_open_schools_with_the_space_are_candidates():
    school = make_school_without_library(latitude=39.9, longitude=32.8)
    far = make_school_with_library(latitude=41.0, longitude=29.0)
    near = make_school_with_library(latitude=39.95, longitude=32.85)
    nowhere = make_school_with_library()
    make_school_with_library(kind="other")
    make_school_with_library(closed_on=TODAY)
    make_school()

    ranked = candidates_of(school, "library", TODAY)

    assert [one.candidate.key for one in ranked] == [near.pk, far.pk, nowhere.pk]
    assert "bilgi eksik" in ranked[-1].reason


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "lab"}, "code"),
        ({"ends_on": TODAY - timedelta(1)}, "ends_on"),
        ({"starts_on": date(2025, 1, 1), "ends_on": date(2025, 6, 1)}, "ends_on"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(Invalid) as refused:
        make_sponsor_assignment(**values)

    assert field in refused.value.faults


@pytest.mark.parametrize("unsuited", ["itself", "other", "closed", "without", "unmeasured"])
def test_an_unsuited_sponsor_is_refused(unsuited):
    school = make_school_without_library()
    sponsor = {
        "itself": lambda: school,
        "other": lambda: make_school_with_library(kind="other"),
        "closed": lambda: make_school_with_library(closed_on=TODAY),
        "without": make_school_without_library,
        "unmeasured": make_school,
    }[unsuited]()

    with pytest.raises(Invalid) as refused:
        make_sponsor_assignment(school=school, sponsor=sponsor)

    assert "sponsor" in refused.value.faults


def test_unknown_measurement_is_said_and_refused():
    school = make_school_without_library()
    StandardValue.objects.filter(school=school).update(value=None)

    with pytest.raises(Invalid, match="Bilgi eksik"):
        make_sponsor_assignment(school=school)


def test_the_standard_is_met_by_the_sponsor_from_its_first_day_until_the_day_it_ends():
    school = make_school_without_library()
    assert finding(school, TODAY).outcome == "unmet"

    made = make_sponsor_assignment(S.AGREED, school=school)
    assert finding(school, TODAY).outcome == "unmet"
    head = make_user(Role.DEPARTMENT_HEAD)
    made = A["assign_sponsor"](made, by=head, on=TODAY)

    met = finding(school, TODAY)
    assert met.outcome == "met"
    assert "Hami okulla karşılanan: Kütüphane" in met.reason
    assert finding(school, TODAY - timedelta(1)).outcome == "unmet"
    assert finding(school, ENDS_ON).outcome == "met"
    assert finding(school, ENDS_ON + timedelta(1)).outcome == "unmet"
    assert needs_of([school], TODAY)[0].needs[0].standing is Standing.COVERED

    A["end_sponsor"](made, by=head, on=TODAY, ended_on=TODAY, reason="Okul kütüphane kurdu.")
    assert finding(school, TODAY).outcome == "unmet"
    assert JournalEntry.objects.of(made).filter(act="assign_sponsor").get().cites == "okul/8/5"


def test_no_more_hours_than_are_free():
    sponsor = make_school_with_library()
    principal = make_user(Role.PRINCIPAL, school=sponsor)
    first, second = (make_sponsor_assignment(sponsor=sponsor) for _ in range(2))

    A["offer_hours"](first, by=principal, on=TODAY, weekly_hours=6, free_hours=10)
    with pytest.raises(Invalid, match="4 boş saat"):
        A["offer_hours"](second, by=principal, on=TODAY, weekly_hours=5, free_hours=10)
    for hours in (0, -1, 169):
        with pytest.raises(Invalid):
            A["offer_hours"](second, by=principal, on=TODAY, weekly_hours=hours)
    assert A["offer_hours"](second, by=principal, on=TODAY, weekly_hours=4, free_hours=10).status == S.OFFERED


def test_one_person_does_not_agree_for_both_schools():
    made = make_sponsor_assignment()
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    made = A["offer_hours"](made, by=officer, on=TODAY, weekly_hours=3)

    with pytest.raises(NotPermitted, match="başkası"):
        A["accept_hours"](made, by=officer, on=TODAY)

    back = A["return_hours"](made, by=make_user(Role.PRINCIPAL, school=made.school), on=TODAY, reason="Az geldi.")
    assert (back.status, back.weekly_hours) == (S.PROPOSED, None)


def test_the_proposer_does_not_decide():
    head = make_user(Role.DEPARTMENT_HEAD)
    made = make_sponsor_assignment(S.AGREED)
    SponsorAssignment.objects.filter(pk=made.pk).update(proposed_by=head)

    with pytest.raises(NotPermitted, match="Kendi önerdiğiniz"):
        A["assign_sponsor"](made, by=head, on=TODAY)


def test_a_term_runs_out_once():
    made = make_sponsor_assignment(S.ASSIGNED)

    assert run_out_sponsors(on=ENDS_ON) == 0
    assert run_out_sponsors(on=ENDS_ON + timedelta(1)) == 1
    assert run_out_sponsors(on=ENDS_ON + timedelta(1)) == 0
    made.refresh_from_db()
    assert (made.status, made.end_reason) == (S.ENDED, "Süresi doldu.")
    with pytest.raises(OutOfState):
        A["end_sponsor"](made, by=make_user(Role.DEPARTMENT_HEAD), on=ENDS_ON, ended_on=ENDS_ON, reason="x")


def test_terms_of_one_kind_do_not_overlap_and_what_was_dropped_leaves_its_days():
    made = make_sponsor_assignment()

    with pytest.raises(Invalid, match="zaten bir hami okul"):
        make_sponsor_assignment(school=made.school, starts_on=ENDS_ON, ends_on=ENDS_ON + timedelta(9))
    make_sponsor_assignment(school=made.school, starts_on=ENDS_ON + timedelta(1), ends_on=ENDS_ON + timedelta(9))
    A["drop_sponsor"](made, by=make_user(Role.EXPERT), on=TODAY, reason="Yanlış okul.")
    make_sponsor_assignment(school=made.school)


def test_the_database_holds_the_term_too():
    made = make_sponsor_assignment()
    made.pk = None

    with pytest.raises(IntegrityError, match="sponsorassignment_one_of_a_kind_per_school"), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_at_once_one_is_told_that_the_days_are_taken():
    school = make_school_without_library()
    sponsors, experts = [make_school_with_library() for _ in range(4)], [make_user(Role.EXPERT) for _ in range(4)]
    gate, answers = threading.Barrier(4), []

    def go(sponsor, expert):
        close_old_connections()
        gate.wait()
        try:
            propose(school, by=expert, on=TODAY, sponsor=sponsor, **TERM)
            answers.append("made")
        except Invalid as refused:
            answers.append("taken" if "zaten" in str(refused) else str(refused))
        finally:
            close_old_connections()
            from django.db import connection

            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in zip(sponsors, experts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["made", "taken", "taken", "taken"]
    assert SponsorAssignment.objects.count() == 1


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("offer_hours", S.PROPOSED, PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("accept_hours", S.OFFERED, PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("return_hours", S.OFFERED, PROVINCE | CLIENTS | SCHOOL_SIDE),
        ("assign_sponsor", S.AGREED, DECIDERS),
        ("end_sponsor", S.ASSIGNED, DECIDERS),
        ("drop_sponsor", S.AGREED, MINISTRY | PROVINCE | CLIENTS),
    ],
)
def test_an_act_is_open_to_these_and_closed_to_all_others(act, state, allowed):
    school = make_school_without_library()
    here = make_school_with_library(district=school.district)
    # The side that acts is "here"; the other school lies in another province.
    elsewhere = make_school_with_library(province=34)
    offers = act == "offer_hours"
    lacking = make_school_without_library(province=34) if offers else school
    made = make_sponsor_assignment(state, school=lacking, sponsor=here if offers else elsewhere)

    people = everybody(here if offers else school)

    assert {name for name, person in people.items() if A[act].open_to(person, made)} == allowed
    seen = {name for name, one in people.items() if SponsorAssignment.objects.visible_to(one).filter(pk=made.pk)}
    assert seen >= WITHIN
    assert not seen & (OUTSIDE - {"officer_elsewhere", "director_elsewhere", "client_elsewhere"})


def test_the_three_doors_perform_the_same_acts(django_capture_on_commit_callbacks):
    made = make_sponsor_assignment()
    api, page, desk = Client(), Client(), Client()
    api.force_login(make_user(Role.PRINCIPAL, school=made.sponsor))
    page.force_login(make_user(Role.PRINCIPAL, school=made.school))
    desk.force_login(make_user(Role.DIRECTOR_GENERAL))

    said = api.post(
        f"/api/v1/sponsor-assignments/{made.pk}/acts/offer_hours/",
        {"weekly_hours": 4},
        content_type="application/json",
    )
    assert said.status_code == 200, said.content
    assert page.post(reverse("protocols:sponsor_act", args=[made.pk, "accept_hours"])).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        url = reverse("admin:protocols_sponsorassignment_act", args=[made.pk, "assign_sponsor"])
        assert desk.post(url).status_code == 302

    made.refresh_from_db()
    assert (made.status, made.weekly_hours) == (S.ASSIGNED, 4)
    assert Paper.objects.get(kind="sponsor").content["decider"]["name"]
    acts = [entry.act for entry in JournalEntry.objects.of(made)]
    assert acts == ["propose_sponsor", "offer_hours", "accept_hours", "assign_sponsor"]


def test_pages_and_api_propose_and_explain_the_same_refusal():
    school, sponsor = make_school_without_library(), make_school_with_library()
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    body = {"code": "library", "sponsor": sponsor.code, "starts_on": "2040-09-01", "ends_on": "2041-06-30"}

    page = client.get(reverse("protocols:sponsor_new", args=[school.pk]) + "?mekan=library").content.decode()
    assert sponsor.name in page
    assert client.post(reverse("protocols:sponsor_new", args=[school.pk]), body).status_code == 302
    again = client.post(reverse("protocols:sponsor_new", args=[school.pk]), body).content.decode()
    assert "zaten bir hami okul" in again
    told = client.post(f"/api/v1/schools/{school.code}/sponsor-needs/", body, content_type="application/json")
    assert told.status_code == 422
    assert "zaten bir hami okul" in told.content.decode()
    needs = client.get(f"/api/v1/schools/{school.code}/sponsor-needs/").json()
    assert needs["needs"][0]["standing"] == "missing"


@pytest.mark.parametrize("name", ["sponsors", "sponsor_needs"])
def test_the_lists_ask_as_often_for_one_row_as_for_many(name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(make_user(Role.AUDITOR))
    counts = []
    for rows in (1, 9):
        for _ in range(rows):
            make_sponsor_assignment()
        client.get(reverse(f"protocols:{name}"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"protocols:{name}")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
