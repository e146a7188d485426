"""What a read is asked and does not know is refused: a misspelt filter must not pass for the whole list."""

import pytest
from django.urls import get_resolver

from accounts.api.asking import Answered
from tests.architecture.test_house import patterns
from tests.factories import make_school

OF_THE_DOCUMENT = {"SpectacularAPIView", "SpectacularSwaggerSplitView"}


def test_every_address_that_is_read_looks_whether_it_answers_all_that_is_asked():
    views = {pattern.callback.cls for address, pattern in patterns(get_resolver()) if address.startswith("api/")}
    reads = {view for view in views if hasattr(view, "get") and view.__name__ not in OF_THE_DOCUMENT}

    assert len(reads) > 50
    assert [view for view in reads if not issubclass(view, Answered)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/schools/", "/schools/900001/", "/protocols/", "/papers/", "/fields/", "/changes/", "/policies/", "/changelog/"],
)
def test_a_name_that_an_address_does_not_know_is_a_fault_at_that_name(program, address):
    make_school(code="900001")
    answer = program.get(address, ilce="06", page_sise="3")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [fault["path"] for fault in answer.json()["faults"]] == ["ilce", "page_sise"]
    assert program.get(address).status_code == 200


@pytest.mark.django_db
def test_what_an_address_knows_is_answered_beside_a_cursor_too(program):
    for code in ("900001", "900002"):
        make_school(code=code, province=6)
    first = program.get("/schools/", province="6", page_size="1")

    assert first.status_code == 200
    following = program.http.get(first.json()["next"], headers={"Authorization": f"Bearer {program.token}"})
    assert (following.status_code, len(following.json()["results"])) == (200, 1)


@pytest.mark.django_db
def test_what_is_unknown_is_no_reason_to_say_what_lies_outside_the_scope(program):
    assert program.get("/schools/900009/", bilinmeyen="1").status_code == 404
