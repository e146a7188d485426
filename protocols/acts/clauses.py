"""The acts on the text of a protocol in preparation: its clauses and its fields; and on templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.models import Clause, CoveredField, Protocol, ProtocolTemplate
from protocols.permissions import may_publish, may_sign
from schools.models import School, SchoolField
from workflow.choices import VersionStatus
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted
from workflow.versions import make_room

from .protocols import held_for_editing

TEMPLATE = Lifecycle()


@transaction.atomic
def save_clause(
    protocol: Protocol,
    clause: Clause | None,
    *,
    by: User,
    on: date,
    number: str,
    title: str,
    text: str,
    revision: int | None = None,
) -> Clause:
    """Write a clause of a draft, or add one (``clause`` is ``None``); a number stands once in a protocol."""
    protocol = held_for_editing(protocol, by, revision)
    if clause is None:
        clause = Clause(protocol=protocol)
    elif clause.required and number != clause.number:
        raise Invalid("Şablonun zorunlu maddesinin numarası değiştirilemez.", {"number": "Numara değiştirilemez."})
    before = {"number": clause.number, "title": clause.title, "text": clause.text} if clause.pk else None
    clause.number, clause.title, clause.text = number, title, text
    try:
        clause.full_clean(exclude=["protocol"])
        with transaction.atomic():
            clause.save()
    except ValidationError as error:
        faults = {name: said[0] for name, said in error.message_dict.items() if name in {"number", "title", "text"}}
        sentence = next(iter(error.messages))
        raise Invalid(sentence, faults or {"number": sentence}) from error
    except IntegrityError as error:  # somebody wrote that number a moment ago
        raise Invalid("Bu numarayla bir madde var.", {"number": "Bu numarayla bir madde var."}) from error
    _written(protocol, "save_clause", f"Madde {number} kaydedildi", by, on, {"before": before, "number": number})
    return clause


@transaction.atomic
def save_clauses(
    protocol: Protocol, clauses: Iterable[Any], *, by: User, on: date, revision: int | None = None
) -> int:
    """Write several clauses of a draft, all or none: a number that is there is changed, the others stay. How many changed.

    ``clauses`` have ``number``, ``title`` and ``text``; a title that is left empty leaves the one that is there.
    """
    protocol = held_for_editing(protocol, by, revision)
    there = {clause.number: clause for clause in protocol.clauses.all()}
    changed = 0
    for one in clauses:
        row = there.get(one.number)
        title = one.title or (row.title if row else "")
        if row is None or (row.title, row.text) != (title, one.text):
            save_clause(protocol, row, by=by, on=on, number=one.number, title=title, text=one.text)
            changed += 1
    return changed


@transaction.atomic
def remove_clause(protocol: Protocol, clause: Clause, *, by: User, on: date, revision: int | None = None) -> None:
    """Take a clause out of a draft; one that the template requires stays."""
    protocol = held_for_editing(protocol, by, revision)
    if clause.required:
        raise Invalid("Şablonun zorunlu maddesi çıkarılamaz; metni değiştirilebilir.")
    gone = {"number": clause.number, "title": clause.title, "text": clause.text}
    clause.delete()
    _written(protocol, "remove_clause", f"Madde {gone['number']} çıkarıldı", by, on, {"before": gone})


@transaction.atomic
def ask_fields(
    protocol: Protocol, asked: Mapping[School, Iterable[Any]], *, by: User, on: date, revision: int | None = None
) -> None:
    """Write which fields of which schools the protocol is asked to cover; what was decided on others stays.

    A field must be taught by its school, and the school be named by the protocol.
    """
    protocol = held_for_editing(protocol, by, revision)
    named = set(protocol.schools.values_list("pk", flat=True))
    wanted = {(school.pk, field.pk) for school, fields in asked.items() for field in fields}
    taught = set(SchoolField.objects.filter(school__in=named, closed_on=None).values_list("school_id", "field_id"))
    if wanted - taught:
        raise Invalid("Yalnız protokolde adı geçen okulların açık alanları istenebilir.")
    there = {(row.school_id, row.field_id): row for row in protocol.covered.all()}
    for key in there.keys() - wanted:
        there[key].delete()
    CoveredField.objects.bulk_create(
        CoveredField(protocol=protocol, school_id=school, field_id=field)
        for school, field in sorted(wanted - there.keys())
    )
    details = {"asked": sorted(wanted - there.keys()), "no_longer": sorted(there.keys() - wanted)}
    _written(protocol, "ask_fields", "Kapsam talebi kaydedildi", by, on, details)


@transaction.atomic
def decide_fields(
    protocol: Protocol, decided: Mapping[int, tuple[bool, str]], *, by: User, on: date, revision: int | None = None
) -> None:
    """Decide, by key of the row, which of the fields asked for are covered; one that is left out is so with a reason."""
    protocol = held_for_editing(protocol, by, revision)
    if not may_sign(by, protocol):
        raise NotPermitted("Kapsama Genel Müdürlük karar verir.")
    rows = protocol.covered.in_bulk(list(decided))
    faults = {
        f"reason-{key}": "Kapsama alınmayan alan için gerekçe yazın."
        for key, (agreed, reason) in decided.items()
        if not agreed and not reason.strip()
    }
    if faults:
        raise Invalid("Kapsama alınmayan alanların gerekçesini yazın.", faults)
    for key, (agreed, reason) in decided.items():
        if key in rows:
            rows[key].agreed, rows[key].reason = agreed, "" if agreed else reason
            rows[key].save()
    details = {"decided": [[row.school_id, row.field_id, row.agreed, row.reason] for row in rows.values()]}
    _written(protocol, "decide_fields", "Kapsam kararlaştırıldı", by, on, details)


def _written(protocol: Protocol, act: str, label: str, by: User, on: date, details: dict[str, Any]) -> None:
    protocol.revision += 1
    protocol.save()
    record_act(protocol, act=act, label=label, by=by, on=on, details=details)


@TEMPLATE.act("Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish)
def publish_template(
    version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None
) -> dict[str, Any]:
    """Puts a template in force for the drafts opened from that day on; the one before it ends on the day before."""
    if valid_until and valid_until < valid_from:
        raise Invalid("Günleri düzeltin.", {"valid_until": "Başlangıçtan önce olamaz."})
    if not version.clauses.exists():
        raise Invalid("Şablonda hiç madde yok.")
    make_room(ProtocolTemplate.objects, valid_from, valid_until)
    version.valid_from, version.valid_until = valid_from, valid_until
    return {"clauses": [[row.number, row.title, row.text, row.required] for row in version.clauses.all()]}
