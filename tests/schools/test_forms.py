"""The editors of a school's record: what they show, what they refuse at which field, what they save."""

import pytest
from django.test.utils import CaptureQueriesContext

from schools.forms import SECTION_FORMS, GovernForm
from schools.models import Dormitory, Space
from schools.phones import phone_in_e164, shown_phone

pytestmark = pytest.mark.django_db


def posted(bound, **changes):
    """What a browser would send back of a section as it is shown, with changes by field name."""
    data = {}
    content = bound.formset.forms if bound.formset is not None else [bound.form]
    forms = [*content, bound.guarding, *([bound.formset.management_form] if bound.formset is not None else [])]
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            data[form.add_prefix(name)] = "" if value is None else value
    return {**{key: value for key, value in data.items() if value is not False}, **changes}


def edited(section, school, on, by, **changes):
    editor = SECTION_FORMS[section]
    bound = editor.bind(school, on=on, data=posted(editor.bind(school, on=on), **changes))
    return editor.save(bound, by=by, on=on), bound


@pytest.mark.parametrize("section", SECTION_FORMS)
def test_every_section_opens_and_saves_as_it_is(section, school, officer, on):
    editor = SECTION_FORMS[section]
    if section == "site":
        done, _ = edited(section, school, on, officer, **{"site-kind": "own_campus"})
    else:
        done, _ = edited(section, school, on, officer)

    assert done
    assert editor.title


def test_details_take_a_phone_as_people_write_it(school, officer, on):
    done, _ = edited("details", school, on, officer, **{"details-phone": "0 (322) 613 27 36"})

    school.refresh_from_db()
    assert done
    assert school.phone == "+903226132736"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "613 27 36", "on rakam"),
        ("website", "okul sitesi", "http"),
        ("latitude", "12", "Türkiye içinde"),
        ("addable_places", "-5", "Eksi"),
        ("addable_places", "on beş", "Tam sayı"),
    ],
)
def test_details_refuse_at_the_field(school, officer, on, field, value, words):
    done, bound = edited("details", school, on, officer, **{f"details-{field}": value})

    assert not done
    assert words in str(bound.form.errors[field])


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"girls_places": "10", "girls_occupied": "11"}, "girls_occupied", "çok olamaz"),
        ({"girls_places": "-1"}, "girls_places", "Eksi"),
        ({"stated_on": "2026-02-31"}, "stated_on", "böyle bir gün yok"),
        ({"stated_on": "31.02.2026"}, "stated_on", "böyle bir gün yok"),
    ],
)
def test_dormitory_refuses_at_the_cell(school, officer, on, changes, field, words):
    row = {"name": "Örnek", "girls_places": "10", "girls_occupied": "", "boys_places": "0", "boys_occupied": ""}
    sent = {f"dormitories-0-{name}": value for name, value in {**row, **changes}.items()}

    done, bound = edited("dormitories", school, on, officer, **sent)

    assert not done
    assert words in str(bound.formset.forms[0].errors[field])
    assert Dormitory.objects.count() == 0


def test_rows_are_added_and_taken_away(school, officer, on):
    edited(
        "spaces", school, on, officer, **{"spaces-0-kind": "library", "spaces-0-name": "K", "spaces-0-area": "48,5"}
    )
    assert str(Space.objects.get().area) == "48.50"

    done, _ = edited("spaces", school, on, officer, **{"spaces-0-DELETE": "on", "spaces-guard-complete": "on"})

    assert done
    assert not Space.objects.exists()
    assert school.declarations.get().section == "spaces"


def test_refusal_of_the_act_stands_at_its_row(school, officer, on, field_of):
    sent = {"fields-0-field": field_of("106").pk, "fields-0-programme": "AMP"}

    done, bound = edited("fields", school, on, officer, **sent)

    assert not done
    assert "mesleki eğitim merkezi" in str(bound.formset.forms[0].errors["programme"])


def test_second_editor_is_told(school, officer, expert, on):
    editor = SECTION_FORMS["boarding_need"]
    first, second = editor.bind(school, on=on), editor.bind(school, on=on)
    row = {"boarding_need-0-year": "2026", "boarding_need-0-girls": "5", "boarding_need-0-boys": "5"}

    assert editor.save(editor.bind(school, on=on, data=posted(first, **row)), by=officer, on=on)
    late = editor.bind(school, on=on, data=posted(second, **{**row, "boarding_need-0-girls": "9"}))

    assert not editor.save(late, by=expert, on=on)
    assert late.conflict.who == str(officer)
    assert school.boarding_needs.get().girls == 5


def test_five_digit_code_is_refused_at_the_field(make_school):
    form = GovernForm({"code": "12345", "kind": "mtal"}, instance=make_school(None))

    assert "altı rakam" in str(form.errors["code"])


def test_queries_of_a_section_do_not_grow_with_its_rows(school, on, field_of):
    from django.db import connection

    def queries():
        with CaptureQueriesContext(connection) as captured:
            bound = SECTION_FORMS["spaces"].bind(school, on=on)
            str(bound.formset)
        return len(captured)

    def fill(rows):
        for position in range(rows):
            Space.objects.create(school=school, kind="workshop", name=f"A{position}").fields.add(field_of("10"))

    fill(1)
    few = queries()
    fill(29)

    assert queries() == few


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("(312) 413 19 17", "+903124131917"),
        ("0312 413 19 17", "+903124131917"),
        ("+90 312 413 19 17", "+903124131917"),
        ("0090 312 413 19 17", "+903124131917"),
        ("", ""),
        ("413 19 17", None),
        ("yok", None),
    ],
)
def test_phone_is_stored_in_e164(written, stored):
    assert phone_in_e164(written) == stored


def test_phone_is_shown_as_people_write_it():
    assert shown_phone("+903124131917") == "(312) 413 19 17"
