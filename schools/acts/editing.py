"""What every edit of the register does: lock the school, ask who may, refuse the stale, replace rows, journal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.timezone import localtime

from accounts.models import User
from schools.choices import Section
from schools.models import Declaration, School
from schools.permissions import may_edit
from schools.snapshots import ROWS, fingerprint, snapshot
from workflow.journal import record_act
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, Stale

Row = Mapping[str, Any]
# Constraints whose own sentence a user would not understand.
SENTENCES = {
    "enrolment_once": "Bu yıl, sınıf ve alan için bir satır zaten var.",
    "enrolment_grade_is_9_to_12": "Sınıf 9, 10, 11 veya 12 olmalıdır.",
    "enrolment_year_is_plausible": "Öğretim yılı 1990 ile 2100 arasında olmalıdır.",
    "transportlink_once": "Bu pansiyon için bir bağlantı zaten var.",
    "boardingneed_once_per_year": "Bu yıl için bir satır zaten var.",
    "standardvalue_once": "Bu standart için bir satır zaten var.",
    "standardvalue_not_negative": "Değer eksi olamaz.",
    "standardvalue_sponsor_when_met_by_it": "Hami okul, yalnızca “Hami okulda” seçilince yazılır.",
    "schoolfield_closed_after_it_opened": "Kapanış, açılıştan önce olamaz.",
}


class Edit:
    """One edit of one section of one school, inside the caller's transaction.

    ``expected``: the section's :func:`~schools.snapshots.fingerprint` that the user looked at; another one now refuses
    the edit as stale, naming who changed it.
    """

    def __init__(
        self,
        school: School,
        section: str,
        *,
        by: User,
        on: date,
        expected: str | None = None,
        may: Callable[[User, School], bool] = may_edit,
    ) -> None:
        self.school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
        self.section, self.by, self.on = section, by, on
        if not may(by, self.school):
            raise NotPermitted("Bu kurumun bilgilerini değiştirme yetkiniz yok.")
        if expected is not None and expected != fingerprint(self.school, section):
            raise Stale(self._who_was_quicker())
        self.before = snapshot(self.school, section)

    def _who_was_quicker(self) -> str:
        last = JournalEntry.objects.of(self.school).last()
        who = f"{last.by_name}, {localtime(last.at):%d.%m.%Y %H:%M}" if last else "başka bir kullanıcı"
        return (
            f"Siz düzenlerken bu bölüm değişti ({who}). Kayıtlı hâli aşağıdadır; "
            "kendi değişikliğinizi karşılaştırıp yeniden kaydedin."
        )

    def finish(self, label: str, *, complete: bool | None = None, cites: str = "") -> School:
        """Journal what changed, if anything did; ``complete`` states or takes back that the section is complete."""
        if complete is not None:
            self.declare(complete=complete)
        after = snapshot(self.school, self.section)
        if after != self.before:
            self.school.save(update_fields=["updated_at"])
            details = {
                "section": self.section,
                "before": [row for row in self.before if row not in after],
                "after": [row for row in after if row not in self.before],
            }
            self.journal(f"save_{self.section}", label, details, cites=cites)
        return self.school

    def declare(self, *, complete: bool) -> None:
        """State that the section is complete, so that no rows mean "none"; or take the statement back."""
        if self.section not in Section.values:
            return
        rows = Declaration.objects.filter(school=self.school, section=self.section)
        if complete == rows.exists():
            return
        if complete:
            Declaration.objects.create(school=self.school, section=self.section, stated_on=self.on, stated_by=self.by)
        else:
            rows.delete()
        label = "Bölümün tam olduğu beyan edildi" if complete else "Tamlık beyanı geri alındı"
        self.journal("declare_section", label, {"section": self.section, "complete": complete})

    def journal(self, act: str, label: str, details: dict[str, Any], *, cites: str = "") -> None:
        record_act(self.school, act=act, label=label, by=self.by, on=self.on, cites=cites, details=details)

    def replace(self, rows: Sequence[Row], **within: Any) -> None:
        """Make the section's rows these: with ``id`` changed, without it added, left out taken away.

        ``within``: only rows with these values are replaced. Raises :class:`Invalid` with a fault for each cell, by path: ``"2.girls_occupied"``.
        """
        model, names = ROWS[self.section]
        there = {row.pk: row for row in model._default_manager.filter(school=self.school, **within)}
        kept = [there.get(key) if (key := _key(row)) else None for row in rows]
        if any(_key(row) and there.get(_key(row)) is None for row in rows):
            raise Stale(self._who_was_quicker())
        gone = there.keys() - {row.pk for row in kept if row is not None}
        model._default_manager.filter(pk__in=gone).delete()
        faults: dict[str, str] = {}
        for position, (values, record) in enumerate(zip(rows, kept, strict=True)):
            faults |= write(
                record or model(school=self.school), {n: values[n] for n in names if n in values}, position
            )
        if faults:
            raise Invalid("Girilenleri düzeltin.", faults)


def _key(row: Row) -> int | None:
    given = row.get("id")
    return given.pk if isinstance(given, models.Model) else given


def write(record: models.Model, values: Row, position: int | None = None) -> dict[str, str]:
    """Save a record with these values; its faults, by field (after ``position``), where they cannot stand."""
    many = {name for name in values if record._meta.get_field(name).many_to_many}
    for name in values.keys() - many:
        setattr(record, name, values[name])
    untouched = {f.name for f in record._meta.fields if f.name not in values} if record.pk else set()
    try:
        record.full_clean(exclude=untouched, validate_constraints=False)
        record.validate_constraints()
    except ValidationError as error:
        lead = "" if position is None else f"{position}."
        return {f"{lead}{name}".rstrip("."): sentence for name, sentence in faults_of(error).items()}
    record.save()
    for name in many:
        getattr(record, name).set(values[name])
    return {}


def faults_of(error: ValidationError) -> dict[str, str]:
    """A validation error as one Turkish sentence a field; faults of the whole record stand under ``""``."""
    return {
        "" if name == NON_FIELD_ERRORS else name: " ".join(_sentence(message) for message in messages)
        for name, messages in error.message_dict.items()
    }


def _sentence(message: str) -> str:
    named = re.search(r"“(\w+)”", message)
    return SENTENCES.get(named[1], message) if named else message
