"""Texts of protocols over REST: clauses and fields written whole, decided, signed, read as of a day, renewed."""

import pytest
from django.test import Client

from accounts.choices import Role
from protocols.models import Protocol
from schools.models import SchoolField
from tests.factories import TODAY, make_field, make_school, make_user
from tests.factories.protocols import CLAUSES, make_draft, make_signed, make_signed_amendment

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
ROWS = [{"number": "1", "title": "Taraflar", "text": "Değişti."}, {"number": "4", "text": "Yeni."}]


@pytest.fixture
def ministry():
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    return client


def put(http, path, body, tag="*", **headers):
    return http.put(f"/api/v1{path}", body, content_type="application/json", headers={"If-Match": tag, **headers})


def post(http, path, body=None):
    return http.post(f"/api/v1{path}", body or {}, content_type="application/json")


def faults(answer):
    return {fault["path"] for fault in answer.json()["faults"]}


def test_clauses_are_written_whole_and_what_is_left_out_goes(ministry):
    protocol = make_draft()

    answer = put(ministry, f"/protocols/{protocol.pk}/clauses/", {"clauses": ROWS})

    assert answer.status_code == 200, answer.content
    assert sorted(protocol.clauses.values_list("number", "text")) == [("1", "Değişti."), ("4", "Yeni.")]


def test_the_second_writer_is_refused_with_what_stands_now(ministry):
    protocol = make_draft()
    tag = ministry.get(f"/api/v1/protocols/{protocol.pk}/")["ETag"]
    put(ministry, f"/protocols/{protocol.pk}/clauses/", {"clauses": ROWS}, tag)

    late = put(ministry, f"/protocols/{protocol.pk}/clauses/", {"clauses": []}, tag)
    without = ministry.put(
        f"/api/v1/protocols/{protocol.pk}/clauses/", {"clauses": []}, content_type="application/json"
    )

    assert (late.status_code, without.status_code) == (412, 428)
    assert protocol.clauses.count() == 2


@pytest.mark.parametrize(
    ("rows", "paths"),
    [
        ([{"number": "1", "text": "a"}, {"number": "1", "text": "b"}], {"clauses[1].number"}),
        ([{"number": "birinci", "text": "a"}], {"clauses[0].number"}),
        ([{"number": "1", "text": "  "}], {"clauses[0].text"}),
        ([{"number": "1", "text": "a", "baska": 1}], {"clauses[0].baska"}),
        (["1"], {"clauses[0]"}),
        ("1", {"clauses"}),
    ],
)
def test_each_fault_is_named_by_its_path_and_nothing_is_written(ministry, rows, paths):
    protocol = make_draft()

    answer = put(ministry, f"/protocols/{protocol.pk}/clauses/", {"clauses": rows})

    assert (answer.status_code, faults(answer)) == (400, paths)
    assert dict(protocol.clauses.values_list("number", "text")) == CLAUSES


def test_fields_are_asked_for_by_a_program_and_decided_by_the_ministry(program, ministry):
    school = make_school()
    for code in ("04", "11"):
        SchoolField.objects.create(school=school, field=make_field(code))
    protocol = make_draft(school)
    rows = [{"school": school.code, "field": code} for code in ("04", "11")]
    path = f"/protocols/{protocol.pk}/fields/"

    asked = put(program.http, path, {"fields": rows}, Authorization=f"Bearer {program.token}")
    decisions = [{**rows[0], "agreed": True}, {**rows[1], "agreed": False, "reason": "Atölye yok."}]
    refused = program.post(f"{path}decisions/", {"decisions": decisions})
    without = post(ministry, f"{path}decisions/", {"decisions": [{**rows[1], "agreed": False}]})
    decided = post(ministry, f"{path}decisions/", {"decisions": decisions})

    assert (asked.status_code, refused.status_code, decided.status_code) == (200, 403, 200)
    assert (without.status_code, faults(without)) == (400, {"decisions[0].reason"})
    assert dict(protocol.covered.values_list("field__code", "agreed")) == {"04": True, "11": False}


def test_a_field_of_another_school_or_none_is_named(ministry):
    protocol = make_draft()
    rows = [{"school": make_school().code, "field": "04"}, {"school": protocol.schools.get().code, "field": "999"}]
    make_field("04")

    answer = put(ministry, f"/protocols/{protocol.pk}/fields/", {"fields": rows})

    assert (answer.status_code, faults(answer)) == (400, {"fields[0].school", "fields[1].field"})


def test_a_protocol_is_negotiated_agreed_and_signed_party_by_party(ministry):
    protocol = make_draft()
    party = protocol.stakeholders.get()
    path = f"/protocols/{protocol.pk}"
    for act in ("negotiate", "agree"):
        assert post(ministry, f"{path}/acts/{act}/").status_code == 200
    words = {"name": "Ayşe Işık", "signed_on": "2026-01-05"}

    first = post(ministry, f"{path}/signatures/", {**words, "stakeholder": party.pk})
    again = post(ministry, f"{path}/signatures/", {**words, "stakeholder": party.pk})
    ours = post(ministry, f"{path}/signatures/", words)

    assert (first.status_code, again.status_code, ours.status_code) == (201, 422, 201)
    assert protocol.signatures.count() == 2


def test_the_text_of_a_day_is_read(program):
    protocol = make_signed()
    make_signed_amendment(protocol, text="Yeni metin.", holds_from=TODAY)
    path = f"/protocols/{protocol.pk}/text/"

    before, after = program.get(path, on="2026-09-30").json(), program.get(path, on="2026-10-01").json()

    assert (before["amendments"], after["amendments"]) == ([], [1])
    assert [row["text"] for row in before["clauses"]][1] == CLAUSES["2"]
    assert [row["text"] for row in after["clauses"]][1] == "Yeni metin."
    assert after["schools"] == [protocol.schools.get().code]


def test_a_renewal_is_opened_once(ministry):
    protocol = make_signed()

    first = post(ministry, f"/protocols/{protocol.pk}/renewals/")
    again = post(ministry, f"/protocols/{protocol.pk}/renewals/")

    assert (first.status_code, again.status_code) == (201, 409)
    assert Protocol.objects.get(pk=first.json()["id"]).renews == protocol


@pytest.mark.parametrize(
    "path", ["text/", "clauses/", "fields/", "fields/decisions/", "signatures/", "renewals/", "amendments/"]
)
def test_a_protocol_beyond_the_scope_is_not_there(path):
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    protocol = make_draft(make_school(province=6))
    url = f"/api/v1/protocols/{protocol.pk}/{path}"

    codes = {client.get(url).status_code, post(client, f"/protocols/{protocol.pk}/{path}").status_code}
    codes.add(put(client, f"/protocols/{protocol.pk}/{path}", {}).status_code)

    assert codes <= {404, 405}
