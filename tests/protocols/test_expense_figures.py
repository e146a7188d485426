"""Totals and ages: what counts and what does not, by scope; each number is that of the list behind it; as many questions for many."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from protocols.choices.expenses import ExpenseStatus as S
from protocols.dossiers import arrears_of
from protocols.listings import BY_PROVINCE, BY_SCHOOL, BY_STAKEHOLDER, EXPENSE_LINES, EXPENSES
from protocols.models import ExpenseStatement
from tests.factories import TODAY, make_school, make_user
from tests.factories.expenses import TOTAL, make_expense_statement, pay
from tests.factories.protocols import make_signed

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]


@pytest.fixture
def reader():
    return make_user(Role.AUDITOR)


def sums(listing, user, query="yil=2026"):
    rows = listing.filtered(user, QueryDict(query), TODAY)
    return {row.pk: (row.statement_count, row.total_sum, row.paid_sum, row.left_sum) for row in rows}


def late(statement, days):
    """Its last day of payment was so many days ago, from the day on which it was handed in."""
    day = TODAY - timedelta(days)
    ExpenseStatement.objects.filter(pk=statement.pk).update(submitted_on=day, due_on=day)
    return statement


def test_a_year_counts_what_was_handed_in_and_not_withdrawn(reader):
    protocol = make_signed(make_school(province=6))
    school, party = protocol.schools.get(), protocol.stakeholders.get()
    for state, month in ((S.PAID, 9), (S.SETTLED, 8), (S.DISPUTED, 7), (S.DRAFT, 6), (S.WITHDRAWN, 5)):
        make_expense_statement(state, protocol=protocol, month=date(2026, month, 1))
    settled = TOTAL - Decimal("12345.60")
    expected = (3, 2 * TOTAL + settled, TOTAL, TOTAL + settled)

    assert sums(BY_SCHOOL, reader) == {school.pk: expected}
    assert sums(BY_PROVINCE, reader) == {6: expected}
    assert sums(BY_STAKEHOLDER, reader) == {party.pk: expected}
    assert sums(BY_SCHOOL, reader, "yil=2025") == {}
    [row] = BY_SCHOOL.values(BY_SCHOOL.filtered(reader, QueryDict("yil=2026"), TODAY))
    assert row[3:7] == [3, Decimal(85500), Decimal("24691.20"), Decimal("12001.20")]


def test_totals_are_those_of_the_own_place():
    here, there = make_school(province=6), make_school(province=34)
    protocol = make_signed(here, there)
    for school in (here, there):
        make_expense_statement(S.SUBMITTED, school=school, protocol=protocol)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    assert list(sums(BY_SCHOOL, officer)) == [here.pk]
    assert list(sums(BY_PROVINCE, officer)) == [6]
    assert sums(BY_STAKEHOLDER, officer) == {protocol.stakeholders.get().pk: (1, TOTAL, 0, TOTAL)}
    assert list(sums(BY_SCHOOL, make_user(Role.AUDITOR), "yil=2026&il=34")) == [there.pk]


def test_each_number_of_the_year_is_that_of_the_list_behind_it(client, reader):
    protocol = make_signed(make_school(province=6))
    for state, month in ((S.PAID, 9), (S.SETTLED, 8), (S.DISPUTED, 7)):
        make_expense_statement(state, protocol=protocol, month=date(2026, month, 1))
    make_expense_statement(S.SUBMITTED)
    client.force_login(reader)

    context = client.get(reverse("protocols:expense_totals_school"), {"yil": 2026, "il": 6}).context
    row = next(row for row in context["rows"] if row["record"] == protocol.schools.get())

    behind = EXPENSES.filtered(reader, QueryDict(urlsplit(row["url"]).query), TODAY)
    assert (behind.count(), sum(one.total for one in behind)) == (3, row["record"].total_sum)
    for label, amount, url in row["cells"]:
        lines = EXPENSE_LINES.filtered(reader, QueryDict(urlsplit(url).query), TODAY)
        assert sum(line.amount for line in lines) == amount, label
    august = context["months"][7]
    listed = EXPENSES.filtered(reader, QueryDict(urlsplit(august.url).query), TODAY)
    assert sum(one.total for one in listed) == august.total


@pytest.mark.parametrize(("days", "cell"), [(1, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (400, 3)])
def test_what_is_late_lies_in_its_age(reader, days, cell):
    made = late(make_expense_statement(S.ACKNOWLEDGED), days)
    pay(made, "20000")

    [aged] = arrears_of(ExpenseStatement.objects.visible_to(reader), "stakeholder", TODAY)

    assert aged.key == made.stakeholder_id
    assert [amount for amount in aged.amounts if amount] == [TOTAL - 20000]
    assert aged.amounts[cell] == TOTAL - 20000


@pytest.mark.parametrize("state", [S.DRAFT, S.DISPUTED, S.PAID, S.WITHDRAWN])
def test_what_is_not_owed_is_not_late(reader, state):
    late(make_expense_statement(state), 50)

    assert arrears_of(ExpenseStatement.objects.all(), "stakeholder", TODAY) == ()
    assert not ExpenseStatement.objects.late(TODAY).exists()


def test_on_the_last_day_itself_nothing_is_late():
    late(make_expense_statement(S.SUBMITTED), 0)

    assert not ExpenseStatement.objects.late(TODAY).exists()
    assert ExpenseStatement.objects.late(TODAY + timedelta(1)).exists()


def test_the_page_of_arrears_leads_to_lists_of_the_same_sums(client, reader, monkeypatch):
    monkeypatch.setattr("protocols.web.expense_figures.localdate", lambda: TODAY)
    protocol = make_signed(make_school(province=6))
    for month, days in ((9, 5), (8, 45), (7, 200)):
        late(make_expense_statement(S.ACKNOWLEDGED, protocol=protocol, month=date(2026, month, 1)), days)
    late(make_expense_statement(S.SUBMITTED, school=make_school(province=34)), 5)
    make_expense_statement(S.DISPUTED)
    client.force_login(reader)

    for by, key in (("paydas", protocol.stakeholders.get().name), ("il", "İl 6")):
        context = client.get(reverse("protocols:expense_arrears"), {"gore": by}).context
        row = next(row for row in context["rows"] if row["name"] == key)
        assert row["total"] == 3 * TOTAL
        for cell in row["cells"]:
            listed = EXPENSES.filtered(reader, QueryDict(urlsplit(cell["url"]).query), TODAY)
            assert (listed.count(), sum(one.left for one in listed)) == (cell["count"], cell["amount"])
        assert context["total"] == 4 * TOTAL
        assert context["disputed"] == {"sum": TOTAL, "count": 1}
    assert parse_qs(urlsplit(context["late_url"]).query) == {"durum": ["geciken"]}


@pytest.mark.parametrize("name", ["expense_arrears", "expense_totals_stakeholder"])
def test_figures_ask_as_often_for_one_as_for_many(client, reader, name):
    client.force_login(reader)
    counts = []
    for rows in (1, 12):
        for _ in range(rows):
            late(make_expense_statement(S.SUBMITTED), 400)
        client.get(reverse(f"protocols:{name}"), {"yil": 2026})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"protocols:{name}"), {"yil": 2026}).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_lists_are_narrowed_by_words_months_and_standing(reader):
    school = make_school(name="Çağrı Işık Lisesi", code="900001")
    made = make_expense_statement(S.SUBMITTED, school=school)
    other = make_expense_statement(month=date(2026, 8, 1))

    def listed(query):
        return set(EXPENSES.filtered(reader, QueryDict(query), TODAY))

    assert listed("") == {made, other}
    for query in ("q=cagri", "q=900001", f"q={made.stakeholder.name}", "ilk=2026-09", "durum=yanit", "durum=odenecek"):
        assert listed(query) == {made}, query
    for query in ("son=2026-08", "durum=hazirlanan", f"okul={other.school_id}"):
        assert listed(query) == {other}, query
    assert listed("q=bulunmaz") == set()


def test_of_lists_of_lines_drafts_and_what_a_decision_dropped_are_left_out(reader):
    make_expense_statement()
    settled = make_expense_statement(S.SETTLED)

    rows = EXPENSE_LINES.filtered(reader, QueryDict(""), TODAY)

    assert {line.statement_id for line in rows} == {settled.pk}
    assert "Elektrik faturası" not in {line.description for line in rows}
