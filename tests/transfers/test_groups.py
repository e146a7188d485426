"""The group of an applicant: chosen among those of the asked quotas, refused elsewhere, on the pages as over the API."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.factories import TODAY, make_user
from tests.factories.transfers import (
    in_area,
    make_entry,
    make_open_round,
    make_quota,
    make_reserving_provision,
    make_round,
    make_school_of_applicants,
    make_school_with_quota,
    student_number,
)
from tests.workflow.doors import DOORS, through
from transfers.acts import APPLICATION, ROUND, submit_application_of
from transfers.choices import QuotaStatus, RoundStatus
from transfers.models import Application
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/3")]
GROUP = "Çalışanların çocukları"


def make_reserving_round(on=TODAY):
    """Open, with one quota that keeps places for a group, and one that keeps none; both quotas."""
    taking = make_round(RoundStatus.ANNOUNCED, first=on)
    kept, plain = (in_area(make_school_with_quota(), "Kontenjanın alanı") for _ in range(2))
    provision = make_reserving_provision(kept, whom="Çalışanların  çocukları")
    made = make_quota(QuotaStatus.APPROVED, round=taking, school=kept, provision=provision, reserved_day=3, on=on)
    other = make_quota(QuotaStatus.APPROVED, round=taking, school=plain, on=on)
    ROUND.acts["open_round"](taking, by=make_user(Role.EXPERT), on=on)
    return made, other


def enter(quota, **values):
    own = make_school_of_applicants()
    by = make_user(Role.PRINCIPAL, school=own)
    return submit_application_of(own, by=by, on=TODAY, round=quota.round, entry=make_entry(quota, **values))


def test_the_group_is_kept_as_the_quota_writes_it():
    kept, _ = make_reserving_round()

    assert kept.reserved_for == GROUP
    assert enter(kept, group="ÇALIŞANLARIN ÇOCUKLARI").group == GROUP
    assert enter(kept).group == ""


def test_a_group_has_one_name_in_a_round():
    first = make_quota(
        school=(one := make_school_with_quota()), provision=make_reserving_provision(one), reserved_day=1
    )
    two = make_school_with_quota()
    provision = make_reserving_provision(two, whom="ÇALIŞANLARIN ÇOCUKLARI")

    assert make_quota(school=two, round=first.round, provision=provision, reserved_day=1).reserved_for == GROUP


def test_a_group_that_no_asked_quota_reserves_for_is_refused():
    kept, plain = make_reserving_round()
    with pytest.raises(Invalid, match="hiçbirinde yer ayrılmamış"):
        enter(plain, group=GROUP)

    made = enter(kept, group=GROUP)
    by = make_user(Role.PRINCIPAL, school=made.school)
    with pytest.raises(Invalid) as refused:
        APPLICATION.acts["correct_application"](made, by=by, on=TODAY, entry=make_entry(kept, group="Gazi çocukları"))
    assert f"Ayrılan gruplar: “{GROUP}”" in refused.value.faults["group"]


def test_the_page_offers_the_groups_of_the_quotas_and_page_and_api_refuse_alike():
    kept, plain = make_reserving_round(localdate())
    own = make_school_of_applicants()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=own))
    address = f"{reverse('transfers:application_new')}?okul={own.code}&alan=04"
    said = {
        "student_number": student_number(), "gender": "girl", "field": "04", "completed_grade": 10, "has_penalty": False,
        "value_grade_9": "84.20", "value_grade_10": 90, "group": GROUP,
    }  # fmt: skip

    assert f"{GROUP} ({kept.school.name})" in client.get(address).content.decode()
    page = client.post(address, {**said, "preference_1": f"{plain.pk}:day"}).content.decode()
    assert "hiçbirinde yer ayrılmamış" in page
    body = {**said, "round": plain.round_id, "school": own.code, "preferences": [f"{plain.pk}:day"]}
    told = client.post("/api/v1/transfer-applications/", body, content_type="application/json")
    assert (told.status_code, told.json()["faults"][0]["path"]) == (422, "group")
    ok = {**body, "preferences": [f"{plain.pk}:day", f"{kept.pk}:day"], "group": "çalışanların çocukları"}
    done = client.post("/api/v1/transfer-applications/", ok, content_type="application/json")
    assert (done.status_code, done.json()["group"]) == (201, GROUP)


def test_a_correction_begins_with_the_group_and_does_the_same_through_the_doors():
    kept, plain = make_reserving_round(localdate())
    made = enter_today(kept)
    officer = make_user(Role.PROVINCE_OFFICER, province=made.school.province_id)
    client = Client()
    client.force_login(officer)
    form = client.get(reverse("transfers:application_act", args=[made.pk, "correct_application"])).content.decode()
    assert f'<option value="{GROUP}" selected' in " ".join(form.split())
    assert 'value="80.5"' in form

    asked = {
        "gender": "girl", "field": "04", "completed_grade": 10, "has_penalty": False, "value_grade_9": "70",
        "value_grade_10": "60.5", "group": GROUP,
    }  # fmt: skip
    _, page, api = DOORS
    first = through(page, made, "correct_application", by=officer, **asked, preference_1=f"{plain.pk}:day")
    second = through(api, made, "correct_application", by=officer, **asked, preferences=[f"{plain.pk}:day"])
    assert first == second
    assert "hiçbirinde yer ayrılmamış" in first.refusal[0]


def enter_today(quota):
    own, on = make_school_of_applicants(), localdate()
    by = make_user(Role.PRINCIPAL, school=own)
    return submit_application_of(own, by=by, on=on, round=quota.round, entry=make_entry(quota, group=GROUP))


def test_where_no_quota_reserves_the_page_does_not_ask():
    make_open_round(localdate())
    own = make_school_of_applicants()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=own))

    page = client.get(f"{reverse('transfers:application_new')}?okul={own.code}&alan=04").content.decode()

    assert "Başvuruyu gönder" in page
    assert "Yer ayrılan grup" not in page
    assert Application.objects.count() == 0
