"""Numbers written by hand and by programs, with the Turkish comma and with a point."""

from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given, strategies as st

from centers.choices.works import WorkKind
from centers.forms.figures import FigureField, written
from centers.forms.works import FORM_OF_KIND


class Asked(forms.Form):
    value = FigureField(label="Değer")


def by_hand(text):
    data = QueryDict(mutable=True)
    data["value"] = text
    return Asked(data)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.250", "1250"),
        ("1.250,75", "1250.75"),
        ("1.250.000,5", "1250000.5"),
        ("1 250 000", "1250000"),
        ("0.125", "0.125"),
        ("-3,5", "-3.5"),
        ("120", "120"),
    ],
)
def test_a_number_is_read_as_people_write_it(text, value):
    form = by_hand(text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == Decimal(value)
    assert form["value"].value() == text


@pytest.mark.parametrize("text", ["12,5,5", "1.25.000,5", "on iki", "12,", ",", "1,2345"])
def test_what_is_no_number_is_refused_and_stays(text):
    form = by_hand(text)
    assert not form.is_valid()
    assert form["value"].value() == text


def test_a_programs_point_is_a_point():
    assert Asked({"value": "120.000"}).fields["value"].clean("120.000") == 120
    form = Asked({"value": "1.250"})
    assert form.is_valid()
    assert form.cleaned_data["value"] == Decimal("1.25")


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=3))
def test_what_is_shown_is_read_again_as_the_same(value):
    form = by_hand(written(value))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == value


def test_a_stored_number_is_shown_with_a_comma_and_without_zeros():
    assert 'value="12,5"' in Asked(initial={"value": Decimal("12.500")}).as_p()
    assert 'value="120"' in Asked(initial={"value": Decimal("120.000")}).as_p()


def test_the_budget_of_a_project_takes_the_comma():
    field = FORM_OF_KIND[WorkKind.PROJECT].base_fields["budget"]
    assert field.clean("1250000,50") == Decimal("1250000.50")
    with pytest.raises(forms.ValidationError):
        field.clean("-1")
