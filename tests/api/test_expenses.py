"""Expense statements over REST: stated, written by version, paid, joined to duties; totals and what is late."""

from datetime import date

import pytest

from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseStatement
from tests.api.conftest import Program
from tests.factories import TODAY, make_province, make_school, make_upload
from tests.factories.expenses import TOTAL, make_expense_statement
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
BILL = {
    "category": "current", "post": "", "description": "Elektrik faturası", "amount": "12345.60",
    "receipt_date": "2026-09-21", "receipt_number": "ELK-1",
}  # fmt: skip


def opened(program, **change):
    """A statement that a program opened: the answer, the body that asked for it, and its path."""
    protocol = make_signed(make_school(province=6))
    school, party = protocol.schools.get(), protocol.stakeholders.get()
    body = {"school": school.code, "protocol": protocol.pk, "stakeholder": party.pk, "month": "2026-09", **change}
    made = program.post("/expense-statements/", body)
    assert made.status_code == 201, made.content
    return made.json(), body, f"/expense-statements/{made.json()['id']}/"


def with_receipt(program, path, key):
    body = {"file": make_upload(), "lines": [key]}
    return program.http.post(f"/api/v1{path}receipts/", body, headers={"Authorization": f"Bearer {program.token}"})


def test_a_month_is_opened_once_and_what_cannot_stand_is_told_at_its_path(program):
    _, body, path = opened(program)

    again = program.post("/expense-statements/", body)
    assert (again.status_code, again.json()["faults"][0]["path"]) == (422, "month")
    for change, code, field in (
        ({"category": "investment"}, 400, "category"),
        ({"category": "teacher"}, 400, "category"),
        ({"amount": "-1"}, 422, "amount"),
        ({"amount": "1.005"}, 400, "amount"),
        ({"receipt_date": "2099-01-01"}, 422, "receipt_date"),
        ({"who": "x"}, 400, "who"),
    ):
        answer = program.post(f"{path}lines/", {**BILL, **change})
        assert (answer.status_code, answer.json()["faults"][0]["path"]) == (code, field)
    assert program.post(f"{path}acts/submit_expenses/", {}).status_code == 422


def test_a_program_states_a_month_and_reads_it_again(program):
    made, body, path = opened(program)
    written = program.post(f"{path}lines/", BILL)
    kept = with_receipt(program, path, written.json()["lines"][0]["id"])
    receipt = kept.json()["lines"][0]["receipt"]

    sent = program.post(f"{path}acts/submit_expenses/", {})
    assert (sent.status_code, sent.json()["status"], sent.json()["total"]) == (200, "expense_submitted", "12345.60")
    paid = program.post(
        f"{path}acts/pay_expenses/", {"paid_on": str(TODAY), "amount": "12345.60", "reference": "DK-1"}
    )
    assert (paid.status_code, paid.json()["status"], paid.json()["left"]) == (200, "expense_paid", "0.00")
    assert program.get(f"{path}receipts/{receipt}/").status_code == 200
    listed = program.get("/expense-statements/", month_from="2026-09", month_to="2026-09", late="false").json()
    assert [row["id"] for row in listed["results"]] == [made["id"]]
    assert program.get("/expense-statements/", month_from="2026-10").json()["results"] == []
    assert program.get("/expense-statements/", month_from="ekim").status_code == 400
    totals = program.get("/expense-totals/", by="school", year=2026).json()
    assert (totals[0]["key"], totals[0]["current"], totals[0]["paid"]) == (body["school"], "12345.60", "12345.60")
    assert program.get("/expense-totals/", by="planet").status_code == 400


def test_lines_are_written_against_the_version_that_was_read(program):
    made = make_expense_statement(school=make_school(province=6))
    path, key = f"/expense-statements/{made.pk}/", made.lines.order_by("pk")[1].pk
    tag = program.get(path)["ETag"]
    headers = {"Authorization": f"Bearer {program.token}"}

    def put(tag=None, **change):
        more = {"If-Match": tag} if tag else {}
        return program.http.put(
            f"/api/v1{path}lines/{key}/",
            {**BILL, **change},
            content_type="application/json",
            headers={**headers, **more},
        )

    assert put().status_code == 428
    written = put(tag, amount="1.00")
    assert written.status_code == 200
    late = put(tag, amount="2.00")
    assert (late.status_code, late.json()["current"]["current"]) == (412, "1.00")
    gone = program.http.delete(f"/api/v1{path}lines/{key}/", headers={**headers, "If-Match": written["ETag"]})
    assert gone.status_code == 204
    assert made.lines.count() == 2


def test_a_duty_is_joined_and_parted_over_rest(program):
    duty = make_protocol_duty(make_signed(make_school(province=6)), first_due_on=date(2026, 10, 10))
    made = make_expense_statement(S.SUBMITTED, protocol=duty.obligation.protocol)
    path = f"/expense-statements/{made.pk}/duties/"

    joined = program.post(path, {"duty": duty.pk})
    assert (joined.status_code, joined.json()["duties"]) == (201, [duty.pk])
    assert program.post(path, {"duty": 10**6}).status_code == 400
    parted = program.http.delete(f"/api/v1{path}{duty.pk}/", headers={"Authorization": f"Bearer {program.token}"})
    assert parted.status_code == 204


def test_what_is_late_is_told_by_age_over_rest(program):
    made = make_expense_statement(S.ACKNOWLEDGED, school=make_school(province=6))
    ExpenseStatement.objects.filter(pk=made.pk).update(submitted_on=date(2025, 1, 2), due_on=date(2025, 2, 3))

    [row] = program.get("/expense-arrears/", by="stakeholder").json()
    assert (row["key"], row["total"], row["oldest"]) == (str(made.stakeholder_id), str(TOTAL), "2025-02-03")
    assert row["ages"][-1] == {"age": "90-ustu", "statements": 1, "amount": str(TOTAL)}
    assert program.get(f"/expense-statements/{made.pk}/").json()["age"] == "90-ustu"
    make_province(34)
    assert program.get("/expense-arrears/", by="province", province=34).json() == []


def test_a_statement_of_another_province_is_not_there(program):
    made = make_expense_statement(S.SUBMITTED, school=make_school(province=34))
    here = Program(province=6)
    assert here.get(f"/expense-statements/{made.pk}/").status_code == 404
    assert here.get("/expense-statements/").json()["results"] == []
    body = {
        "school": made.school.code,
        "protocol": made.protocol_id,
        "stakeholder": made.stakeholder_id,
        "month": "2026-08",
    }
    assert here.post("/expense-statements/", body).status_code == 400
