"""Control campaigns through admin, page and API: the same acts and refusals for each role, nothing of other provinces."""

from __future__ import annotations

import csv

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import CONFINED_ROLES, Role
from designations.acts import CONTROL_CAMPAIGN, CONTROLLED_SCHOOL
from designations.bulk import CONTROLS
from designations.choices import CampaignStatus as C, ControlFinding as F, ControlStatus as S
from designations.models import ControlCampaign, ControlledSchool
from tests.designations.test_races import at_once, refusals
from tests.factories import TODAY, make_district, make_province, make_school, make_upload, make_user
from tests.factories.campaigns import (
    DUE,
    bring,
    make_control_campaign,
    make_control_file,
    make_controlled,
    make_designated,
)
from tests.workflow.doors import API, DOORS, PAGE, through
from workflow import tasks
from workflow.bulk.acts import confirm_bulk_act, order
from workflow.bulk.declaring import kind_of
from workflow.models import BulkAct, BulkLine, JournalEntry

MINISTRY = {Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}
DECIDERS = {Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}
PROVINCE = {Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR, Role.CLIENT}
SCHOOL_SIDE = PROVINCE | {Role.DISTRICT_OFFICER, Role.PRINCIPAL}
OF_CAMPAIGN = {
    "write_control_campaign": MINISTRY,
    "announce_control_campaign": DECIDERS,
    "open_collecting": MINISTRY,
    "close_control_campaign": MINISTRY,
    "drop_control_campaign": MINISTRY,
}
OF_SCHOOL = {
    "write_control_answers": SCHOOL_SIDE,
    "send_control_answers": PROVINCE,
    "accept_control_answers": MINISTRY,
    "return_control_answers": MINISTRY,
    "extend_control": MINISTRY,
    "remind_control": MINISTRY,
    "conclude_control": MINISTRY,
    "leave_control": MINISTRY,
}
NOTE = {"note": "Belgenin tarihi okunmuyor."}
ANSWERS = {"answers": {"1": "Evet.", "2": "Ekte."}}
CASES = [
    ("write_control_answers", S.ASKED, S.ASKED, Role.PRINCIPAL, ANSWERS, (PAGE, API)),
    ("send_control_answers", S.RETURNED, S.ANSWERED, Role.PROVINCE_OFFICER, {}, (PAGE, API)),
    ("accept_control_answers", S.ANSWERED, S.ACCEPTED, Role.EXPERT, {}, DOORS),
    ("return_control_answers", S.ANSWERED, S.RETURNED, Role.EXPERT, NOTE, DOORS),
    ("extend_control", S.ASKED, S.ASKED, Role.EXPERT, {"due_on": "2027-03-15", **NOTE}, DOORS),
    ("remind_control", S.ASKED, S.ASKED, Role.EXPERT, {}, DOORS),
    ("conclude_control", S.ACCEPTED, S.CONCLUDED, Role.EXPERT, {"finding": F.SHORTCOMING, **NOTE}, DOORS),
    ("leave_control", S.RETURNED, S.CONCLUDED, Role.EXPERT, NOTE, DOORS),
]
REFUSED = [
    ("send_control_answers", S.ASKED, Role.PROVINCE_OFFICER, {}, (PAGE, API), "belge eklenmedi"),
    ("send_control_answers", S.DRAWN, Role.PROVINCE_OFFICER, {}, (API,), "durumunda yapılamaz"),
    ("extend_control", S.ASKED, Role.EXPERT, {"due_on": "2027-03-14", **NOTE}, DOORS, "iş günü değil"),
    ("conclude_control", S.ACCEPTED, Role.EXPERT, {"finding": F.SHORTCOMING, "note": ""}, DOORS, "eksikliği yazın"),
]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def designation(db):
    return make_designated(6, code="112233", name="Gizli Lise")


def near(role, designation):
    school = designation.school
    return make_user(role, province=school.province, school=school)


@pytest.mark.parametrize(("act", "before", "after", "role", "values", "doors"), CASES, ids=lambda one: str(one)[:25])
def test_each_act_is_the_same_through_every_door(designation, act, before, after, role, values, doors):
    controlled = make_controlled(before, designation=designation)
    by = near(role, designation)

    outcomes = [through(door, controlled, act, by=by, **values) for door in doors]

    assert outcomes[0].refusal == []
    assert outcomes[0].status == after
    assert outcomes[0].entries[-1]["act"] == act
    assert all(outcome == outcomes[0] for outcome in outcomes[1:])


@pytest.mark.parametrize(("act", "before", "role", "values", "doors", "says"), REFUSED, ids=lambda one: str(one)[:25])
def test_each_refusal_is_the_same_through_every_door(designation, act, before, role, values, doors, says):
    controlled = make_controlled(before, designation=designation)
    by = near(role, designation)

    for door in doors:
        outcome = through(door, controlled, act, by=by, **values)
        assert any(says in sentence for sentence in outcome.refusal), (door, outcome.refusal)
        assert outcome.status == before


@pytest.mark.parametrize(
    ("act", "before", "after", "values"),
    [
        ("open_collecting", C.ANNOUNCED, C.COLLECTING, {}),
        ("drop_control_campaign", C.DRAFT, C.DROPPED, NOTE),
    ],
)
def test_acts_on_a_campaign_are_the_same_through_every_door(designation, act, before, after, values):
    campaign, by = make_control_campaign(before), make_user(Role.DIRECTOR_GENERAL)

    outcomes = [through(door, campaign, act, by=by, **values) for door in DOORS]

    assert [outcome.status for outcome in outcomes] == [after] * 3
    assert all(outcome == outcomes[0] for outcome in outcomes[1:])


def test_announcing_and_closing_go_through_every_door(designation):
    head = make_user(Role.DIRECTOR_GENERAL)
    draft, over = make_control_campaign(), make_control_campaign(C.COLLECTING)
    for controlled in over.schools.all():
        bring(controlled, S.CONCLUDED)

    assert [through(door, draft, "announce_control_campaign", by=head).status for door in DOORS] == [C.ANNOUNCED] * 3
    assert [through(door, over, "close_control_campaign", by=head, **NOTE).status for door in DOORS] == [C.CLOSED] * 3


def test_the_tables_of_roles_name_every_act():
    assert set(OF_CAMPAIGN) == set(CONTROL_CAMPAIGN.acts)
    assert set(OF_SCHOOL) == set(CONTROLLED_SCHOOL.acts)


@pytest.mark.parametrize("role", Role)
def test_who_may_act(designation, role):
    controlled = make_controlled(S.ANSWERED, designation=designation)
    elsewhere = make_school(province=make_province(34), district=make_district(make_province(34), "Kadıköy"))
    here, far = near(role, designation), make_user(role, province=elsewhere.province, school=elsewhere)

    for name, roles in OF_SCHOOL.items():
        may = CONTROLLED_SCHOOL.acts[name].may
        assert may(here, controlled) == (role in roles), name
        assert may(far, controlled) == (role in roles & MINISTRY), name
    for name, roles in OF_CAMPAIGN.items():
        assert CONTROL_CAMPAIGN.acts[name].may(here, controlled.campaign) == (role in roles), name


def test_an_expert_prepares_a_campaign_on_its_page_and_sees_how_many_would_be_drawn(designation):
    expert = client_of(make_user(Role.EXPERT))
    given = {
        "title": "Yıllık denetim", "school_year": 2026, "percent": 10, "rest_years": 2, "due_on": DUE.isoformat(),
        "questions": "Sürüyor mu?\n\n Kaç öğrenci?", "evidence": "Kapasite çizelgesi", "note": "",
    }  # fmt: skip
    address = reverse("designations:control_campaign_new")
    assert "Taslağı kaydet" in expert.get(address).content.decode()

    wrong = expert.post(address, {**given, "percent": 0, "questions": "", "evidence": ""}).content.decode()
    assert "1 veya daha çok olmalıdır" in wrong
    page = expert.post(address, given, follow=True).content.decode()

    campaign = ControlCampaign.objects.get()
    assert [item.text for item in campaign.items.all()] == ["Sürüyor mu?", "Kaç öğrenci?", "Kapasite çizelgesi"]
    assert "Seçilecek" in page
    assert "son yazan" in page or "göreviniz buna yetkili değil" in page
    again = expert.post(address, given).content.decode()
    assert "bu adla bir denetim kampanyası var" in again
    edit = reverse("designations:control_campaign_act", args=[campaign.pk, "write_control_campaign"])
    assert "Kapasite çizelgesi" in expert.get(edit).content.decode()


def test_provinces_do_not_prepare_campaigns(designation):
    officer = client_of(near(Role.PROVINCE_OFFICER, designation))

    assert officer.get(reverse("designations:control_campaign_new")).status_code == 403
    assert officer.post(reverse("designations:control_campaign_new"), {}).status_code == 403


def test_the_school_brings_a_file_and_the_province_sends_by_the_pages(designation):
    controlled = make_controlled(designation=designation)
    principal, officer = (
        client_of(near(Role.PRINCIPAL, designation)),
        client_of(near(Role.PROVINCE_OFFICER, designation)),
    )
    add = reverse("designations:control_file_add", args=[controlled.pk, 2])

    refused = principal.post(add, {"file": make_upload("x.pdf", b"MZ"), "description": "Çizelge"}).content.decode()
    assert "field-wrong" in refused
    principal.post(add, {"file": make_upload("çizelge.png"), "description": "Çizelge"})
    act = "designations:controlled_school_act"
    principal.post(reverse(act, args=[controlled.pk, "write_control_answers"]), {"1": "Evet.", "2": "Ekte."})
    sent = officer.post(reverse(act, args=[controlled.pk, "send_control_answers"]), follow=True).content.decode()

    controlled.refresh_from_db()
    assert controlled.status == S.ANSWERED
    assert "Yanıt Genel Müdürlüğe gönderildi" in sent
    assert "çizelge.png" in sent
    assert "Dosyayı ekle" not in sent


def test_a_file_is_taken_out_until_the_answer_is_sent(designation):
    controlled = make_controlled(designation=designation)
    officer = near(Role.PROVINCE_OFFICER, designation)
    kept = make_control_file(controlled, controlled.campaign.items.get(number=2), by=officer)

    page = client_of(officer).post(
        reverse("designations:control_file_remove", args=[controlled.pk, kept.pk]), follow=True
    )

    assert "yanıttan çıkarıldı" in page.content.decode()
    kept.refresh_from_db()
    assert kept.removed_on is not None


def test_a_shortcoming_leads_to_the_revocation_of_the_designation_itself(designation):
    controlled = make_controlled(S.ACCEPTED, designation=designation)
    expert = client_of(make_user(Role.EXPERT))
    url = reverse("designations:designation_act", args=[designation.pk, "announce_revocation"])
    page = reverse("designations:controlled_school", args=[controlled.pk])
    assert url not in expert.get(page).content.decode()

    act = reverse("designations:controlled_school_act", args=[controlled.pk, "conclude_control"])
    expert.post(act, {"finding": F.SHORTCOMING, "note": "Pansiyon kapalı."})

    assert url in expert.get(page).content.decode()
    officer = client_of(near(Role.PROVINCE_OFFICER, designation))
    assert url not in officer.get(page).content.decode()
    there = officer.get(reverse("designations:designation", args=[designation.pk])).content.decode()
    assert page in there


def test_the_record_of_the_draw_is_given_out_and_gives_the_same_schools(designation):
    for _ in range(4):
        make_designated(6)
    campaign = make_control_campaign(C.COLLECTING, percent=20)
    expert = client_of(make_user(Role.EXPERT))

    answer = expert.get(reverse("designations:control_draw", args=[campaign.pk]))
    over_rest = expert.get(f"/api/v1/control-campaigns/{campaign.pk}/draw/").json()

    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    drawn = set(campaign.schools.values_list("designation__school__code", flat=True))
    assert len(rows) == 5
    assert {row["kurum_kodu"] for row in rows if row["secildi"] == "evet"} == drawn
    assert {lot["code"] for lot in over_rest["lots"] if lot["drawn"]} == drawn
    assert over_rest["seed"] == campaign.seed
    assert min(rows, key=lambda row: row["kura (SHA-256)"])["kurum_kodu"] in drawn
    draft = make_control_campaign()
    assert expert.get(reverse("designations:control_draw", args=[draft.pk])).status_code == 404


def test_the_follow_up_counts_by_province_and_leads_to_the_schools(designation):
    make_designated(34, name="Öteki Lise")
    campaign = make_control_campaign(C.COLLECTING, percent=100)
    bring(campaign.schools.get(designation=designation), S.ANSWERED)
    ControlledSchool.objects.filter(campaign=campaign).update(due_on=TODAY)
    expert, officer = client_of(make_user(Role.EXPERT)), client_of(near(Role.PROVINCE_OFFICER, designation))
    listed = reverse("designations:controlled_schools")

    page = expert.get(reverse("designations:control_campaign", args=[campaign.pk])).content.decode()
    late = expert.get(listed, {"kampanya": campaign.pk, "durum": "geciken"}).content.decode()

    assert f"{listed}?kampanya={campaign.pk}&amp;il=34&amp;durum=geciken" in page
    assert "Öteki Lise" in late
    assert "Gizli Lise" not in late
    own = officer.get(listed).content.decode()
    assert "Gizli Lise" in own
    assert "Öteki Lise" not in own
    assert (
        "Öteki Lise" not in officer.get(reverse("designations:control_campaign", args=[campaign.pk])).content.decode()
    )


def test_drafts_of_the_ministry_are_not_offered_to_provinces(designation):
    make_control_campaign(title="Gizli taslak")
    officer = client_of(near(Role.PROVINCE_OFFICER, designation))

    for name in ("control_campaigns", "controlled_schools"):
        assert "Gizli taslak" not in officer.get(reverse(f"designations:{name}")).content.decode()


@pytest.mark.parametrize("name", ["controlled_school", "control_campaign", "control_draw"])
def test_another_province_and_confined_people_do_not_find_it(designation, name):
    controlled = make_controlled(designation=designation)
    key = controlled.pk if name == "controlled_school" else controlled.campaign_id
    other, address = make_school(province=make_province(34)), reverse(f"designations:{name}", args=[key])

    for role, code in ((Role.PROVINCE_OFFICER, 404), *((role, 403) for role in sorted(CONFINED_ROLES))):
        user = make_user(role, province=other.province, school=other)
        assert client_of(user).get(address).status_code == code, role


def test_reminding_and_accepting_are_open_to_bulk_acts_and_writing_is_not():
    kind = kind_of("denetlenen-okullar")

    assert {"remind_control", "accept_control_answers", "extend_control", "leave_control"} <= set(kind.acts)
    assert "write_control_answers" not in kind.acts


def test_all_late_schools_are_reminded_at_once_but_for_who_was_reminded_today(designation):
    make_designated(34)
    make_designated(35)
    campaign = make_control_campaign(C.COLLECTING, percent=100)
    expert = make_user(Role.EXPERT)
    answered, reminded, late = campaign.schools.order_by("pk")
    bring(answered, S.ANSWERED)
    ControlledSchool.objects.filter(campaign=campaign).update(due_on=TODAY)
    CONTROLLED_SCHOOL.acts["remind_control"](reminded, by=expert, on=localdate())

    query = f"kampanya={campaign.pk}&durum=geciken"
    ordered = order(CONTROLS, by=expert, on=localdate(), act="remind_control", query=query, given={})
    tasks.try_bulk_act(job=str(ordered.job_id), pk=str(ordered.pk))
    bulk = confirm_bulk_act(BulkAct.objects.get(pk=ordered.pk), by=expert, on=localdate())
    tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))

    told = {line.record_id: line.reason for line in BulkLine.objects.filter(bulk=bulk)}
    assert told == {str(reminded.pk): "Bu okula bugün hatırlatıldı.", str(late.pk): ""}
    late.refresh_from_db()
    assert late.reminded_on == localdate()


@pytest.mark.django_db(transaction=True)
def test_two_who_announce_at_once_draw_once():
    make_designated()
    make_designated()
    campaign = make_control_campaign(percent=50)
    heads = [make_user(Role.DEPARTMENT_HEAD), make_user(Role.DIRECTOR_GENERAL)]
    announce = CONTROL_CAMPAIGN.acts["announce_control_campaign"]

    results = at_once(*[lambda head=head: announce(campaign, by=head, on=TODAY) for head in heads])

    assert [str(refusal) for refusal in refusals(results)] == [
        "“Okulları çek ve duyur” işlemi “Duyuruldu, okullar seçildi” durumunda yapılamaz."
    ]
    assert ControlledSchool.objects.count() == 1
    assert JournalEntry.objects.of(campaign).filter(act="announce_control_campaign").count() == 1
