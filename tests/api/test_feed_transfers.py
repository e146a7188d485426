"""What a program of one province hears of transfers: its own students and places, in order, and nothing of anybody else's."""

import json

import pytest

from accounts.choices import Role
from tests.api.conftest import Program
from tests.api.test_feed import at_end, follow, page  # noqa: F401 - a fixture
from tests.factories import TODAY, make_province, make_school, make_user
from tests.factories.transfers import make_application, make_open_round
from tests.workflow.receiving import receiver
from tests.workflow.test_webhooks import run, subscribe
from transfers.acts import APPLICATION
from transfers.models import Application

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/8/2")]
KIND = {"kind": "transfer_application"}


@pytest.fixture
def three():
    """A round that takes applications, and programs of Istanbul, of Adana and of the country."""
    make_province(34), make_province(1)
    make_open_round()
    return Program(province=34), Program(province=1), Program()


def test_a_province_hears_of_its_own_applications_in_order_and_never_of_another_ones(three, at_end):  # noqa: F811
    istanbul, adana, country = three
    cursors = [at_end(program, **KIND) for program in three]
    mine, other = make_application(own=make_school(province=34)), make_application(own=make_school(province=1))
    by = make_user(Role.PRINCIPAL, school=mine.school)
    APPLICATION.acts["withdraw_application"](mine, by=by, on=TODAY, reason="Vazgeçti.")

    heard, _ = follow(istanbul, expect=2, cursor=cursors[0], **KIND)
    heard_there, _ = follow(adana, expect=1, cursor=cursors[1], **KIND)
    of_all, _ = follow(country, expect=3, cursor=cursors[2], **KIND)

    assert [(item["id"], item["act"]) for item in heard] == [
        (str(mine.pk), "submit_application"),
        (str(mine.pk), "withdraw_application"),
    ]
    assert [item["id"] for item in heard_there] == [str(other.pk)]
    assert [item["id"] for item in of_all] == [str(mine.pk), str(other.pk), str(mine.pk)]
    assert istanbul.get(heard[0]["href"].removeprefix("/api/v1")).status_code == 200
    assert istanbul.get(heard_there[0]["href"].removeprefix("/api/v1")).status_code == 404
    assert not page(adana, cursor=cursors[1], **KIND)["items"][1:]


def test_nothing_of_the_student_is_told_and_a_deletion_is(three, at_end):  # noqa: F811
    istanbul, *_ = three
    cursor = at_end(istanbul, **KIND)
    mine = make_application(own=make_school(province=34))
    key, words = str(mine.pk), (mine.student_number, mine.result_code, mine.school.code)
    Application.objects.filter(pk=mine.pk).delete()

    items, _ = follow(istanbul, expect=2, cursor=cursor, **KIND)

    assert [(item["id"], item["change"], item["code"]) for item in items] == [
        (key, "created", None),
        (key, "deleted", None),
    ]
    assert items[1]["href"] is None
    assert not any(word in json.dumps(items) for word in words)


def test_a_program_without_the_scope_of_transfers_hears_of_none(three):
    narrow = Program(scopes=["changes:read", "schools:read"])
    make_application(own=make_school(province=34))

    assert narrow.get("/changes/", **KIND).status_code == 403
    assert not any(item["kind"].startswith("transfer") for item in page(narrow, limit=1000)["items"])


def test_a_webhook_of_a_province_carries_its_own_applications_alone(three):
    istanbul, *_ = three
    with receiver() as here:
        subscribe(istanbul, here, kinds=["transfer_application"])
        mine, _ = make_application(own=make_school(province=34)), make_application(own=make_school(province=1))
        run()

        [body] = here.bodies
        assert (body["event"], body["change"]["id"]) == ("transfer_application.created", str(mine.pk))
        assert body["change"]["href"] == f"/api/v1/transfer-applications/{mine.pk}/"
        assert mine.student_number not in json.dumps(body)
