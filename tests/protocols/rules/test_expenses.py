"""What may be stated and what a correction changed: three categories, no teachers, nothing negative, nothing to come (okul/8/6)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from protocols.choices.expenses import ExpenseCategory, ExpenseStatus
from protocols.choices.obligations import Owner
from protocols.rules.expenses import (
    FIELDS,
    NO_TEACHERS,
    WORDS,
    Category,
    category_of,
    changes,
    faults_of_line,
    first_of,
    fulfils,
    is_teachers_pay,
    is_teachers_post,
    last_of,
    may_answer_duty,
    months_on,
    refusal_of_category,
    refusal_of_month,
)
from protocols.turkish import lira, month_words

pytestmark = pytest.mark.provision("okul/8/6")
TODAY = date(2026, 10, 1)
LINE = {
    "category": "current", "post": "", "description": "Elektrik faturası", "amount": Decimal("10.50"),
    "receipt_date": date(2026, 9, 30), "receipt_number": "A-1",
}  # fmt: skip


def test_the_categories_are_those_of_the_model():
    assert [(key.value, words) for key, words in WORDS.items()] == ExpenseCategory.choices


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        ("staff", "staff"),
        ("PERSONEL GİDERİ (ÖĞRETMENLER HARİÇ)", "staff"),
        ("Cari", "current"),
        ("temrinlik gideri", "consumables"),
    ],
)
def test_the_three_are_known_however_they_are_typed(given_, meant):
    assert category_of(given_) == Category(meant)
    assert refusal_of_category(given_) == ""


@pytest.mark.parametrize("given_", ["Yatırım", "donatım gideri", "personel + cari", "x"])
def test_a_fourth_one_is_refused_by_naming_the_three(given_):
    said = refusal_of_category(given_)

    assert given_ in said
    assert all(words.lower() in said for words in WORDS.values())
    assert "8/6" in said


@pytest.mark.parametrize("given_", ["Öğretmen maaşı", "ÖĞRETMENLERİN GİDERİ", "ek ders", "Ek ders ücreti"])
def test_a_category_of_teachers_is_refused_by_the_provision(given_):
    assert refusal_of_category(given_) == NO_TEACHERS


@pytest.mark.parametrize(
    "post",
    ["Öğretmen", "ÖĞRETMENİ", "Makine öğretmeni", "uzman öğretmen", "Başöğretmen", "Ücretli öğretmen", "Ek ders"],
)
def test_a_teachers_post_is_known(post):
    assert is_teachers_post(post)
    assert faults_of_line({**LINE, "category": "staff", "post": post}, TODAY) == {"post": NO_TEACHERS}


@pytest.mark.parametrize(
    "post",
    [
        "Usta öğretici",
        "Öğretmenler odası görevlisi",
        "Öğretmen evi görevlisi",
        "Öğretmenevi görevlisi",
        "Temizlik görevlisi",
    ],
)
def test_others_are_not_taken_for_teachers(post):
    assert not is_teachers_post(post)
    assert faults_of_line({**LINE, "category": "staff", "post": post}, TODAY) == {}


@pytest.mark.parametrize(
    ("text", "is_pay"),
    [
        ("Öğretmen maaşları", True),
        ("Öğretmenlerin SGK primi", True),
        ("Ek ders ücretleri", True),
        ("Öğretmenler odası boyası", False),
        ("Usta öğretici ek ders ücreti", False),
        ("Öğretmen masası", False),
    ],
)
def test_teachers_pay_hides_in_no_description(text, is_pay):
    assert is_teachers_pay(text) is is_pay
    assert ("description" in faults_of_line({**LINE, "description": text}, TODAY)) is is_pay


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"category": ""}, "category"),
        ({"category": "Yatırım"}, "category"),
        ({"category": "staff"}, "post"),
        ({"post": "Bekçi"}, "post"),
        ({"description": " "}, "description"),
        ({"amount": None}, "amount"),
        ({"amount": Decimal("-0.01")}, "amount"),
        ({"amount": Decimal("1.005")}, "amount"),
        ({"amount": Decimal("1e12")}, "amount"),
        ({"receipt_date": None}, "receipt_date"),
        ({"receipt_date": date(2026, 10, 2)}, "receipt_date"),
        ({"receipt_date": date(2020, 1, 1)}, "receipt_date"),
        ({"receipt_number": " "}, "receipt_number"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(change, field):
    assert list(faults_of_line({**LINE, **change}, TODAY)) == [field]


def test_nothing_is_an_amount_too_and_today_a_day():
    assert faults_of_line({**LINE, "amount": Decimal(0), "receipt_date": TODAY}, TODAY) == {}


def test_a_month_that_has_begun_may_be_stated_and_one_to_come_may_not():
    assert refusal_of_month(date(2026, 10, 1), TODAY) == ""
    assert "henüz gelmedi" in refusal_of_month(date(2026, 11, 1), TODAY)
    assert "2024" in refusal_of_month(date(2023, 12, 1), TODAY)


@given(st.dates(date(2024, 1, 1), date(2090, 1, 1)), st.integers(-200, 200))
def test_months_go_forth_and_back(day, count):
    month = first_of(day)

    assert months_on(months_on(month, count), -count) == month
    assert first_of(last_of(month)) == month
    assert last_of(month).toordinal() + 1 == months_on(month, 1).toordinal()


@pytest.mark.parametrize(
    ("owner", "due_on", "fits"),
    [
        ("school", date(2026, 9, 30), True),
        ("school", date(2026, 10, 10), True),
        ("school", date(2026, 11, 10), False),
        ("school", date(2026, 8, 31), False),
        ("stakeholder", date(2026, 11, 10), True),
        ("stakeholder", date(2026, 12, 1), False),
        ("school", date(2027, 9, 10), False),
    ],
)
def test_a_duty_belongs_to_the_month_or_the_next(owner, due_on, fits):
    assert may_answer_duty(owner, due_on, date(2026, 9, 1)) is fits


@pytest.mark.parametrize("status", ExpenseStatus.values)
def test_handing_in_does_what_the_school_owes_and_paying_what_the_stakeholder_owes(status):
    assert fulfils(Owner.STAKEHOLDER, status) is (status == ExpenseStatus.PAID)
    assert fulfils(Owner.SCHOOL, status) is (status not in {ExpenseStatus.DRAFT, ExpenseStatus.WITHDRAWN})


KEPT = st.fixed_dictionaries(
    {
        "category": st.sampled_from([c.value for c in Category]),
        "post": st.sampled_from(["", "Bekçi"]),
        "description": st.sampled_from(["Elektrik", "Su", "Elektrot"]),
        "amount": st.decimals(0, 100, places=2).map(str),
        "receipt_date": st.just("2026-09-01"),
        "receipt_number": st.just("A"),
        "receipt": st.sampled_from([None, "f"]),
        "dispute": st.sampled_from(["", "neden"]),
    }
)
LISTS = st.dictionaries(st.integers(1, 6), KEPT).map(lambda rows: [{**line, "key": key} for key, line in rows.items()])


@given(LISTS, LISTS)
def test_what_changed_leads_from_the_one_to_the_other(before, after):
    rows = {line["key"]: dict(line) for line in before}
    for change in changes(before, after):
        if change.kind == "gone":
            del rows[change.key]
            continue
        row = rows.setdefault(change.key, {"key": change.key})
        row.update({name: now for name, _, now in change.fields})

    wanted = {line["key"]: line for line in after}
    assert rows.keys() == wanted.keys()
    assert all((rows[key].get(name) or "") == (wanted[key][name] or "") for key in wanted for name in FIELDS)


@given(LISTS)
def test_nothing_changed_is_no_change(lines):
    assert changes(lines, lines) == ()


def test_amounts_and_months_are_written_as_turks_do():
    assert (lira(Decimal("12345.6")), lira(Decimal(0))) == ("12.345,60 TL", "0,00 TL")
    assert month_words(date(2026, 9, 1)) == "Eylül 2026"
