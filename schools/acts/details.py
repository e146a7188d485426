"""Edits of an institution itself: contact and place, name, kind, closing, and who comes after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from schools.choices import Succession
from schools.models import School, SchoolName, SchoolSuccession
from schools.permissions import may_govern, may_place
from schools.snapshots import DETAILS
from schools.turkish import name_key
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .editing import Edit, write

PLACED_BY_PROVINCE = ("education_region", "registration_area")
GOVERNED = ("kind", "attached_to_gd", "is_private", "code", "district")


@transaction.atomic
def save_school_details(
    school: School, *, by: User, on: date, values: dict[str, Any], expected: str | None = None
) -> School:
    """Contact data, position, education region, registration area and places that can be added."""
    edit = Edit(school, "details", by=by, on=on, expected=expected)
    given = {name: value for name, value in values.items() if name in DETAILS}
    changed_place = [n for n in PLACED_BY_PROVINCE if n in given and given[n] != getattr(edit.school, n)]
    if changed_place and not may_place(by, edit.school):
        raise NotPermitted("Eğitim bölgesini ve kayıt alanını il müdürlüğü belirler.")
    for name in PLACED_BY_PROVINCE:
        if given.get(name) is not None and given[name].province_id != edit.school.province_id:
            raise Invalid("Girilenleri düzeltin.", {name: "Başka bir ilin kaydı seçilemez."})
    if faults := write(edit.school, given):
        raise Invalid("Girilenleri düzeltin.", faults)
    return edit.finish("Kurum bilgileri kaydedildi")


@transaction.atomic
def govern_school(school: School, *, by: User, on: date, values: dict[str, Any]) -> School:
    """Kind, attachment, code and district, which the ministry alone sets; a code once given is never changed."""
    edit = Edit(school, "details", by=by, on=on, may=may_govern)
    given = {name: value for name, value in values.items() if name in GOVERNED}
    if edit.school.code and given.get("code", edit.school.code) != edit.school.code:
        raise Invalid(
            "Kurum kodu değiştirilmez.",
            {"code": "Yeni kodla gelen kurum ayrı kaydedilir ve öncül/ardıl bağıyla bağlanır."},
        )
    before = {name: getattr(edit.school, name) for name in given}
    if faults := write(edit.school, given):
        raise Invalid("Girilenleri düzeltin.", faults)
    changes = {name: [before[name], value] for name, value in given.items() if before[name] != value}
    if changes:
        edit.journal("govern_school", "Kurumun statüsü değiştirildi", changes)
    return edit.school


@transaction.atomic
def rename_school(school: School, *, by: User, on: date, name: str, since: date) -> School:
    """Give the institution another name from a day on; the one before stays with its days."""
    edit = Edit(school, "details", by=by, on=on, may=may_govern)
    name = " ".join(name.split())
    current = SchoolName.objects.filter(school=edit.school, ends_on=None).first()
    if not name or name_key(name) == name_key(edit.school.name):
        raise Invalid("Yeni adı yazın.", {"name": "Bugünkü adından farklı bir ad yazın."})
    if current and current.starts_on and since <= current.starts_on:
        fault = f"Bugünkü ad {current.starts_on:%d.%m.%Y} gününden beri geçerli; daha sonraki bir gün yazın."
        raise Invalid(fault, {"since": fault})
    former = current or SchoolName(school=edit.school, name=edit.school.name)
    former.ends_on = since - timedelta(days=1)
    former.save()
    SchoolName.objects.create(school=edit.school, name=name, starts_on=since)
    edit.journal("rename_school", "Kurumun adı değişti", {"before": edit.school.name, "after": name, "since": since})
    edit.school.name = name
    edit.school.save(update_fields=["name", "updated_at"])
    return edit.school


@transaction.atomic
def close_school(school: School, *, by: User, on: date, closed_on: date, note: str) -> School:
    """Close an institution; its code is never reused. ``closed_on`` is the first day on which it is closed."""
    edit = Edit(school, "details", by=by, on=on, may=may_govern)
    if edit.school.closed_on is not None:
        raise OutOfState(f"Kurum {edit.school.closed_on:%d.%m.%Y} gününde zaten kapandı.")
    if not note.strip():
        raise Invalid("Kapanışın dayanağını yazın.", {"note": "Karar veya onayın günü ve sayısını yazın."})
    edit.school.closed_on = closed_on
    edit.school.save(update_fields=["closed_on", "updated_at"])
    edit.journal("close_school", "Kurum kapandı", {"closed_on": closed_on, "note": note})
    return edit.school


@transaction.atomic
def succeed_school(
    predecessor: School, *, by: User, on: date, successor: School, kind: str, since: date
) -> SchoolSuccession:
    """Let another institution come in the place of this one: merged, under a new code, or split.

    A merged or renewed predecessor closes that day; one that is split may live on.
    """
    edit = Edit(predecessor, "details", by=by, on=on, may=may_govern)
    if successor.pk == edit.school.pk:
        raise Invalid("Bir kurum kendisinin ardılı olamaz.", {"successor": "Başka bir kurum seçin."})
    if SchoolSuccession.objects.filter(predecessor=successor, successor=edit.school).exists():
        raise Invalid("Bu iki kurum ters yönde zaten bağlı.", {"successor": "Bağın yönünü denetleyin."})
    link = SchoolSuccession(predecessor=edit.school, successor=successor, kind=kind, on=since)
    if faults := write(link, {}):
        raise Invalid("Girilenleri düzeltin.", faults)
    if kind != Succession.SPLIT and edit.school.closed_on is None:
        edit.school.closed_on = since
        edit.school.save(update_fields=["closed_on", "updated_at"])
    edit.journal("succeed_school", link.get_kind_display(), {"successor": successor, "since": since})
    return link
