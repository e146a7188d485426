"""The acts on in-service programmes: drafted, sent along the chain, approved by the Ministry's unit, brought up to date in a new
version (smm/3/1 g, smm/5/1/b).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.models import Center, Need, Programme
from centers.models.programmes import ONE_DRAFT
from centers.permissions.chain import may_write
from centers.permissions.needs import may_note
from schools.models import Field
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .chain import ChainSubject, chain_acts
from .needs import NOT_STANDING, answered_by, field_fault, refuse

PROGRAMME = Lifecycle()
S = ChainStatus
BASIS = "smm/5/1/b"
# The parts that the definition names (smm/3/1 g); a return names those that are to be put right.
PARTS = {
    "name": "Adı",
    "aim": "Amacı",
    "hours": "Süresi",
    "target": "Hedef kitlesi",
    "practice": "Uygulamaya yönelik açıklama",
    "content": "İçerik",
    "methods": "Öğretim yöntem, teknik ve stratejileri",
    "assessment": "Ölçme ve değerlendirme",
    "other": "Diğer hususlar",
}
WORDS = ("aim", "target", "practice", "content", "methods", "assessment", "other")
NEEDED = ("name", "aim", "practice", "content", "methods", "assessment")
COPIED = ("field", "name", "hours", "target_groups", *WORDS)


@PROGRAMME.opening("Program hazırla", target=S.DRAFT, may=may_note, cites=BASIS)
def draft_programme(center: Center, /, *, by: User, on: date, **values: Any) -> Programme:
    """Begins the draft of a programme; its parts may be filled in step by step."""
    if center.status not in STANDING:
        raise Invalid(NOT_STANDING)
    made = Programme(center=center, author=by)
    _write(made, on, **values)
    return made


def _write(
    programme: Programme, on: date, *, name: str, field: Field | None = None, hours: int | None = None,
    target_groups: Sequence[str] = (), needs: Sequence[Need] = (), **words: str,
) -> None:  # fmt: skip
    programme.name, programme.field, programme.hours = name.strip(), field, hours
    programme.target_groups = list(target_groups)
    for part in WORDS:
        setattr(programme, part, words.get(part, "").strip())
    strange = [need for need in needs if need.center_id != programme.center_id]
    refuse({
        "name": "" if programme.name else "Programın adını yazın.",
        "field": field_fault(programme.center, field, on),
        "needs": f"Bu ihtiyaç merkezin değil: {strange[0]}." if strange else "",
    })  # fmt: skip
    programme.save()
    programme.needs.set(needs)


@PROGRAMME.act("Programı yaz", source=IN_THE_CENTRE, may=may_write, cites="smm/3/1")
def write_programme(programme: Programme, /, *, by: User, on: date, **values: Any) -> None:
    """Writes the parts of the programme; it is sent when all are there."""
    programme.author = by
    _write(programme, on, **values)


@PROGRAMME.opening("Yeni sürüm aç", target=S.DRAFT, may=may_write, cites=BASIS)
def open_version(previous: Programme, /, *, by: User, on: date) -> Programme:
    """A draft that says what the approved version says, to be brought up to date."""
    made = Programme(center=previous.center, author=by, previous=previous, version=previous.version + 1)
    for name in COPIED:
        setattr(made, name, getattr(previous, name))
    made.save()
    return made


@PROGRAMME.act("Yeni sürüm hazırla", source=S.APPROVED, may=may_write, cites=BASIS)
def new_version(programme: Programme, /, *, by: User, on: date) -> dict[str, Any]:
    """Drafts a new version; this one stays in force until the new one is approved, and its activities keep it."""
    if not programme.is_in_force:
        raise Invalid("Bu sürümün yerini yeni bir sürüm aldı; yürürlükteki sürümden başlayın.")
    if programme.later.exclude(status=S.DROPPED).exists():
        raise Invalid(ONE_DRAFT)
    return {"version": open_version(programme, by=by, on=on)}


@PROGRAMME.act("Programdan vazgeç", source=IN_THE_CENTRE, target=S.DROPPED, may=may_write, danger=True)
def drop_programme(programme: Programme, /, *, by: User, on: date, reason: str) -> None:
    """Gives the draft up, with the reason."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    programme.end_reason = reason.strip()


def missing_parts(programme: Programme) -> list[str]:
    """The parts of the definition that are not there yet."""
    missing = {part for part in NEEDED if not getattr(programme, part)}
    missing |= {"hours"} if not programme.hours else set()
    missing |= {"target"} if not programme.target_groups else set()
    return [name for part, name in PARTS.items() if part in missing]


def changed_parts(programme: Programme) -> list[tuple[str, str, str]]:
    """What a version says otherwise than the one before: the part's key, what stood there, what stands now (smm/5/1/b)."""
    previous = programme.previous
    if previous is None:
        return []
    before, now = _texts(previous), _texts(programme)
    return [(part, before[part], now[part]) for part in PARTS if before[part] != now[part]]


def _texts(programme: Programme) -> dict[str, str]:
    target = "\n".join(filter(None, [programme.groups_shown, programme.target]))
    hours = f"{programme.hours} ders saati" if programme.hours else ""
    return {part: getattr(programme, part) for part in PARTS} | {"hours": hours, "target": target}


def _refuse_incomplete(programme: Programme, by: User, on: date) -> None:
    if missing := missing_parts(programme):
        raise Invalid(f"Programda eksik bölümler var: {', '.join(missing)} (SMM Yönergesi m. 3/1-g).")


def _approved(programme: Programme, by: User, on: date) -> None:
    """The version before gives way to this one, and the needs that it was written for are answered."""
    if programme.previous_id:
        previous = Programme.objects.select_for_update(of=("self",)).get(pk=programme.previous_id)
        previous.replaced_on = max(on, previous.decided_on or on)
        previous.revision += 1
        previous.save()
        record_act(
            previous, act="replace", label="Yerini yeni sürüm aldı", by=by, on=on, before=previous.status,
            after=previous.status, cites=BASIS, details={"version": programme},
        )  # fmt: skip
    answered_by(programme, by=by, on=on)


chain_acts(
    PROGRAMME,
    Programme,
    ChainSubject(
        parts=PARTS, tells="centers.tasks.after_programme_step", cites=BASIS, asks_unit=True, check=_refuse_incomplete,
        received=_approved,
    ),
)  # fmt: skip
