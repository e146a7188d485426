"""The acts on a need that a centre found: noted, corrected, answered by a programme or a work, dropped (smm/5/1/a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.needs import NeedStatus
from centers.models import Center, Need, Programme
from centers.permissions.needs import may_keep_need, may_note
from schools.models import Field
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

NEED = Lifecycle()
S = NeedStatus
BASIS = "smm/5/1/a"
NOT_STANDING = "Faaliyette olmayan bir merkez için kayıt açılmaz."


@NEED.opening("İhtiyaç yaz", target=S.OPEN, may=may_note, cites=BASIS)
def note_need(center: Center, /, *, by: User, on: date, **values: Any) -> Need:
    """Notes what the centre found to be needed, how it was found, and for whom."""
    if center.status not in STANDING:
        raise Invalid(NOT_STANDING)
    made = Need(center=center, noted_by=by)
    _write(made, on, **values)
    return made


@dataclass(frozen=True, slots=True)
class Found:
    """What is said of a need: its kind, what it is, how and when it was found, for whom."""

    kind: str
    title: str
    text: str
    source: str
    found_on: date
    evidence: str
    priority: str
    target_groups: Sequence[str]
    field: Field | None = None


def _write(need: Need, on: date, **values: Any) -> None:
    found = Found(**values)
    need.kind, need.title, need.text, need.source = found.kind, found.title.strip(), found.text.strip(), found.source
    need.found_on, need.evidence, need.priority = found.found_on, found.evidence.strip(), found.priority
    need.field, need.target_groups = found.field, list(found.target_groups)
    faults = {
        "title": "İhtiyacı yazın." if not need.title else "",
        "evidence": "İhtiyacın neye dayandığını yazın." if not need.evidence else "",
        "found_on": "Tespit günü ileri bir gün olamaz." if need.found_on > on else "",
        "target_groups": "" if need.target_groups else "Hedef kitleyi seçin (SMM Yönergesi m. 5/1).",
        "field": field_fault(need.center, found.field, on),
    }
    refuse(faults)


def refuse(faults: dict[str, str]) -> None:
    """Refuses with every fault at its field."""
    if found := {name: said for name, said in faults.items() if said}:
        raise Invalid(" ".join(found.values()), found)


def field_fault(center: Center, field: Field | None, on: date) -> str:
    """A centre works on what concerns its own fields (smm/4/2, smm/5/1)."""
    if field is None or field in center.fields_on(on):
        return ""
    return f"Merkez {field.name} alanında faaliyet göstermiyor (SMM Yönergesi m. 4/2, 5/1)."


@NEED.act("İhtiyacı düzelt", source=S.OPEN, may=may_keep_need)
def correct_need(need: Need, /, *, by: User, on: date, **values: Any) -> None:
    """Corrects what was noted, as long as nothing has answered it."""
    _write(need, on, **values)


@NEED.act("Karşılandı", source=S.OPEN, target=S.ANSWERED, may=may_keep_need, cites=BASIS)
def answer_need(need: Need, /, *, by: User, on: date, programme: Programme | None = None, work: str = "") -> None:
    """Says which in-service programme, or which work of the centre, answered it."""
    if programme is None and not work.strip():
        said = "İhtiyacı karşılayan programı seçin veya çalışmayı yazın."
        raise Invalid(said, {"work": said})
    if programme is not None and (programme.center_id != need.center_id or not programme.is_in_force):
        said = "Merkezin yürürlükteki bir programını seçin."
        raise Invalid(said, {"programme": said})
    need.programme, need.work = programme, work.strip()


@NEED.act("Yeniden aç", source=(S.ANSWERED, S.DROPPED), target=S.OPEN, may=may_keep_need)
def reopen_need(need: Need, /, *, by: User, on: date, reason: str) -> None:
    """Opens it again: what answered it did not suffice, or it was dropped too soon."""
    need.programme, need.work, need.end_reason = None, "", ""


@NEED.act("İhtiyaçtan vazgeç", source=S.OPEN, target=S.DROPPED, may=may_keep_need, danger=True)
def drop_need(need: Need, /, *, by: User, on: date, reason: str) -> None:
    """Takes it off the list of what is needed, with the reason."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    need.end_reason = reason.strip()


def answered_by(programme: Programme, *, by: User, on: date) -> None:
    """The open needs of a programme that was approved are answered by it; each says so in its own journal."""
    rows = Need.objects.select_for_update(of=("self",)).filter(programmes=programme).open().order_by("pk")
    for need in rows:
        need.status, need.programme, need.state_since = S.ANSWERED, programme, on
        need.revision += 1
        need.save()
        record_act(
            need, act="answer_need", label="Karşılandı", by=by, on=on, before=S.OPEN, after=S.ANSWERED, cites=BASIS,
            details={"programme": programme},
        )  # fmt: skip
