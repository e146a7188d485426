"""Stakeholders over REST: listed, recorded, changed against what was read, acted on, merged after a look."""

import pytest

from protocols.choices.stakeholders import StakeholderStatus as S
from protocols.models import Stakeholder, StakeholderDistinction
from tests.api.conftest import Program
from tests.factories import make_province, make_school, make_stakeholder, make_user
from tests.factories.stakeholders import (
    OTHER_NUMBER,
    TAX_NUMBER,
    make_affiliation,
    make_contact,
    make_merged,
    make_pair,
)

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
BODY = {"name": "Örnek Makine A.Ş.", "kind": "enterprise"}


@pytest.fixture
def program():
    return Program()


@pytest.fixture
def expert(client):
    """Somebody of the General Directorate, whose session the API takes too."""
    client.force_login(make_user())

    def send(method, path, body=None, **headers):
        more = {} if method == "get" else {"content_type": "application/json"}
        return getattr(client, method)(f"/api/v1{path}", body, headers=headers, **more)

    return send


def patch(program, path, values, tag):
    headers = {"Authorization": f"Bearer {program.token}", "If-Match": tag}
    return program.http.patch(f"/api/v1{path}", values, content_type="application/json", headers=headers)


def test_a_record_shows_its_facts_and_affiliations_and_no_person(program):
    made = make_stakeholder(tax_number=TAX_NUMBER, nace="25", phone="+903124131917", province=make_province(6))
    row, _ = make_affiliation(made), make_contact(made)

    told = program.get(f"/stakeholders/{made.pk}/").json()

    assert (told["code"], told["tax_number"], told["nace"], told["status"]) == (
        made.code, "******6920", "25", "stakeholder_live",
    )  # fmt: skip
    assert [(one["parent"], one["how"]) for one in told["affiliations"]] == [(row.parent_id, "in_zone")]
    assert "correct" in told["acts"]
    assert "merge" not in told["acts"]
    assert not any(part in str(told) for part in ("Zümrüt", "456", "zumrut", TAX_NUMBER))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "isik"}, {"Işık Odası"}),
        ({"kind": "chamber"}, {"Işık Odası"}),
        ({"nace": "25"}, {"Demir A.Ş."}),
        ({"province": 6}, {"Demir A.Ş."}),
        ({"status": S.MERGED}, set()),
        ({}, {"Işık Odası", "Demir A.Ş."}),
    ],
)
def test_the_list_is_filtered(program, asked, expected):
    make_stakeholder(name="Işık Odası", kind="chamber")
    make_stakeholder(name="Demir A.Ş.", nace="25", province=make_province(6))

    assert {row["name"] for row in program.get("/stakeholders/", **asked).json()["results"]} == expected


@pytest.mark.parametrize("asked", [{"nace": "04"}, {"status": "x"}, {"province": 99}])
def test_a_filter_that_cannot_be_is_refused(program, asked):
    assert program.get("/stakeholders/", **asked).status_code == 400


def test_one_of_the_same_name_is_recorded_when_it_is_said_to_be_another(program):
    program.post("/stakeholders/", BODY)

    refused = program.post("/stakeholders/", {**BODY, "name": "ÖRNEK MAK. LTD. ŞTİ."})
    made = program.post("/stakeholders/", {**BODY, "name": "ÖRNEK MAK. LTD. ŞTİ.", "is_another": True})

    assert (refused.status_code, refused.json()["faults"][0]["path"]) == (422, "is_another")
    assert made.status_code == 201


def test_a_program_of_a_province_records_there_alone():
    program = Program(province=6)

    there = program.post("/stakeholders/", {**BODY, "province": 6})
    elsewhere = program.post("/stakeholders/", {**BODY, "province": make_province(34).pk})

    assert there.status_code == 201
    assert elsewhere.status_code == 403


def test_a_change_keeps_what_is_left_out_and_refuses_who_is_late(program):
    made = make_stakeholder(**BODY, tax_number=TAX_NUMBER, address="Eski")
    path = f"/stakeholders/{made.pk}/"
    tag = program.get(path)["ETag"]

    first = patch(program, path, {"address": "Yeni"}, tag)
    late = patch(program, path, {"address": "Başka"}, tag)
    number = patch(program, path, {"tax_number": OTHER_NUMBER}, first["ETag"])

    made.refresh_from_db()
    assert (first.status_code, late.status_code, number.status_code) == (200, 412, 200)
    assert (made.address, made.tax_number, made.name) == ("Yeni", OTHER_NUMBER, BODY["name"])
    assert program.get(path)["ETag"] == number["ETag"] != first["ETag"]


def test_the_old_name_of_a_contact_is_taken_while_it_is_announced_to_go(program):
    made = make_stakeholder(**BODY)
    path = f"/stakeholders/{made.pk}/"

    answer = patch(program, path, {"contact": "Ali Çınar"}, "*")
    wrong = patch(program, path, {"contact": 7}, "*")

    assert (answer.status_code, made.contacts.get().name) == (200, "Ali Çınar")
    assert answer["Sunset"]
    assert wrong.json()["faults"][0]["path"] == "contact"


def test_a_merged_record_says_into_which_and_is_changed_no_more(program):
    gone = make_merged()
    path = f"/stakeholders/{gone.pk}/"

    read = program.get(path)
    refused = patch(program, path, {"address": "Yeni"}, read["ETag"])

    assert (read.json()["status"], read.json()["merged_into"]) == (S.MERGED, gone.merged_into_id)
    assert read.json()["acts"] == []
    assert refused.status_code == 409


def test_acts_are_performed_and_refused_with_their_paths(program):
    made, zone = make_stakeholder(), make_stakeholder()
    acts = f"/stakeholders/{made.pk}/acts"

    added = program.post(f"{acts}/add_contact/", {"name": "Ali Çınar", "phone": "0312 413 19 17"})
    wrong = program.post(f"{acts}/add_contact/", {"name": "Ali", "phone": "12"})
    joined = program.post(f"{acts}/affiliate/", {"parent": zone.code, "how": "member"})
    twice = program.post(f"{acts}/affiliate/", {"parent": zone.code, "how": "member"})
    closed = program.post(f"{acts}/close_stakeholder/", {"closed_on": "2026-01-05", "reason": "Tasfiye."})
    again = program.post(f"{acts}/close_stakeholder/", {"closed_on": "2026-01-05", "reason": "Tasfiye."})

    assert [one.status_code for one in (added, wrong, joined, twice, closed, again)] == [200, 400, 200, 422, 200, 409]
    assert "Ali" not in str(added.json())
    assert wrong.json()["faults"][0]["path"] == "phone"
    assert twice.json()["faults"][0]["path"] == "starts_on"
    assert made.contacts.get().phone == "+903124131917"


def test_pairs_are_listed_told_apart_and_not_listed_again(program):
    first, second = make_pair()

    (pair,) = program.get("/stakeholder-pairs/").json()
    told = program.post(f"/stakeholders/{first.pk}/distinctions/", {"other": second.code, "reason": "Biri taşeron."})
    again = program.post(f"/stakeholders/{first.pk}/distinctions/", {"other": second.code, "reason": "Yine."})

    assert (pair["first"]["id"], pair["second"]["id"], pair["likeness"]) == (first.pk, second.pk, 1)
    assert "adları aynı" in pair["reasons"][0]
    assert (told.status_code, again.status_code) == (200, 422)
    assert StakeholderDistinction.objects.count() == 1
    assert program.get("/stakeholder-pairs/").json() == []


def test_a_program_of_a_province_is_given_its_own_pairs():
    make_pair()
    make_school(province=42)

    assert len(Program(province=6).get("/stakeholder-pairs/").json()) == 1
    assert Program(province=42).get("/stakeholder-pairs/").json() == []


def test_a_merger_is_planned_and_done_by_the_ministry(expert, program):
    kept, gone = make_pair()
    make_contact(gone)
    path = f"/stakeholders/{gone.pk}"

    plan = expert("get", f"{path}/merger/", {"into": kept.code})
    unknown = expert("get", f"{path}/merger/", {"into": "P0"})
    stale = expert("post", f"{path}/acts/merge/", {"into": kept.code, "reason": "Aynı.", "revision": 7})
    foreign = program.post(f"{path}/acts/merge/", {"into": kept.code, "reason": "Aynı."})
    done = expert("post", f"{path}/acts/merge/", {"into": kept.code, "reason": "Aynı kuruluş.", "revision": 0})

    assert plan.json() == {
        "moves": [{"label": "İrtibat kişisi", "count": 1}],
        "notes": plan.json()["notes"],
        "refusals": [],
    }
    assert unknown.json()["faults"][0]["path"] == "into"
    assert (stale.status_code, foreign.status_code, done.status_code) == (409, 403, 200)
    assert done.json()["merged_into"] == kept.pk
    assert Stakeholder.objects.get(pk=gone.pk).status == S.MERGED


def test_a_merger_that_is_forbidden_says_why(expert):
    kept, gone = make_pair()
    for one, number in ((kept, TAX_NUMBER), (gone, OTHER_NUMBER)):
        Stakeholder.objects.filter(pk=one.pk).update(tax_number=number)

    plan = expert("get", f"/stakeholders/{gone.pk}/merger/", {"into": kept.code})
    refused = expert("post", f"/stakeholders/{gone.pk}/acts/merge/", {"into": kept.code, "reason": "Aynı."})

    assert "Vergi kimlik numaraları farklı" in plan.json()["refusals"][0]
    assert (refused.status_code, refused.json()["faults"][0]["path"]) == (422, "into")
