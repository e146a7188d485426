"""How a new installation lets in its first person and its programs."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.choices import Role
from accounts.models import User
from tests.factories import make_province

pytestmark = pytest.mark.django_db


def said(command: str, *arguments: str, **options) -> dict[str, str]:
    """What the command printed, by its first word."""
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return {line.split()[0]: line for line in out.getvalue().splitlines()}


def test_a_program_gets_an_id_and_a_secret_that_open_the_contracts(client):
    answer = said("open_client", "e-Okul", scopes=["checks"], contact="bilgi@ornek.gov.tr")
    given = {
        "grant_type": "client_credentials",
        "client_id": answer["client_id"].split()[1],
        "client_secret": answer["client_secret"].split()[1],
    }

    token = client.post("/oauth/token/", given).json()["access_token"]
    checked = client.post(
        "/api/v1/eligibility-checks/",
        {"type": "region", "as_of": "2026-09-01", "facts": {}},
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
    )

    assert checked.status_code == 200
    assert checked.json()["verdict"] == "undetermined"


def test_a_program_of_one_province_is_bound_to_it():
    make_province(34)

    said("open_client", "İl programı", scopes=["schools:read"], contact="bilgi@ornek.gov.tr", province=34)

    assert User.objects.get(first_name="İl programı").duties.get().province_id == 34


def test_a_program_of_no_province_is_not_let_in():
    with pytest.raises(CommandError, match="82 plaka kodlu il yok"):
        said("open_client", "İl programı", scopes=["schools:read"], contact="bilgi@ornek.gov.tr", province=82)
    assert not User.objects.exists()


def test_the_first_administrator_can_sign_in_and_is_the_only_first():
    answer = said("first_administrator", "yonetici", name="Barış", surname="Üçok")

    user = User.objects.get(username="yonetici")
    assert user.check_password(answer["parola"].split()[1])
    assert user.has_role(Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="zaten var"):
        said("first_administrator", "ikinci", name="A", surname="B")
