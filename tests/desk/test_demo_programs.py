"""The demonstration's OAuth 2 clients, from credentials to an answer, as another system would use them."""

import base64

import pytest
from django.test import Client

from desk.demo.programs import PROGRAMS, SECRET, TOKEN_ADDRESS, make_programs
from tests.factories import make_province, make_school

pytestmark = pytest.mark.django_db

COUNTRY, ANKARA = (client_id for client_id, _, _ in PROGRAMS)


def token(client_id, secret=SECRET, *, by_header=False):
    body = {"grant_type": "client_credentials", "scope": "checks"}
    if by_header:
        pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        return Client().post(TOKEN_ADDRESS, body, headers={"Authorization": f"Basic {pair}"})
    return Client().post(TOKEN_ADDRESS, {**body, "client_id": client_id, "client_secret": secret})


@pytest.fixture
def programs(db):
    make_province(6)
    make_programs()


@pytest.mark.parametrize("by_header", [True, False])
def test_credentials_lead_to_an_answer_of_each_contract(programs, by_header):
    answer = token(COUNTRY, by_header=by_header)
    assert (answer.status_code, answer.json()["token_type"]) == (200, "Bearer")
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    school = make_school(province=34)
    http = Client(headers=headers)

    checked = http.post(
        "/api/v1/eligibility-checks/", {"type": "region", "school": school.code}, content_type="application/json"
    )
    rules = http.get(f"/api/v1/schools/{school.code}/operating-rules/")
    registration = http.post(
        "/api/v1/registration-checks/", {"school": school.code, "grade": 9}, content_type="application/json"
    )

    assert checked.json()["verdict"] == "undetermined"
    assert len(rules.json()["rules"]) == 7
    assert registration.json()["allowed"] is True


def test_the_program_of_a_province_finds_no_school_elsewhere(programs):
    http = Client(headers={"Authorization": f"Bearer {token(ANKARA).json()['access_token']}"})

    assert http.get(f"/api/v1/schools/{make_school(province=6).code}/operating-rules/").status_code == 200
    assert http.get(f"/api/v1/schools/{make_school(province=34).code}/operating-rules/").status_code == 404


def test_a_wrong_secret_gives_no_token(programs):
    assert token(COUNTRY, "yanlis").status_code == 401


def test_making_the_programs_again_changes_nothing(programs):
    make_programs()

    assert token(COUNTRY).status_code == 200
