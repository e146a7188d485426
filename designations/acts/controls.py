"""The acts on a school that a campaign drew: answered by its side, accepted or returned, concluded with a finding (docs/adr/0024)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from designations.choices import AWAITED, ControlFinding, ControlStatus
from designations.models import ControlFile, ControlItem, ControlledSchool
from designations.permissions import may_answer_control, may_judge_control, may_run_control, may_send_control
from documents.intake import receive
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.models import DayOff
from workflow.refusals import Invalid, NotPermitted, OutOfState, Refusal

CONTROLLED_SCHOOL = Lifecycle()
S = ControlStatus
FINDINGS = {ControlFinding.IN_ORDER, ControlFinding.SHORTCOMING}


def _wrong(name: str, sentence: str) -> Refusal:
    return Invalid(sentence, {name: sentence})


def _refuse_day(day: date, on: date) -> None:
    if day <= on:
        raise _wrong("due_on", "Son gün bugünden sonra olmalıdır.")
    if not DayOff.objects.calendar().has(day):
        raise _wrong("due_on", f"{day:%d.%m.%Y} iş günü değil; bir iş günü seçin.")


@CONTROLLED_SCHOOL.act("Yanıtları yaz", source=AWAITED, may=may_answer_control)
def write_control_answers(controlled: ControlledSchool, /, *, by: User, on: date, answers: Mapping[str, str]) -> None:
    """Writes what is said to each item; an answer that is left empty is taken out."""
    items = {str(item.number): item for item in controlled.campaign.items.all()}
    if strange := sorted(set(answers) - set(items)):
        raise _wrong(strange[0], "Kampanyada böyle bir soru yok.")
    for number, text in answers.items():
        if said := text.strip():
            controlled.answers.update_or_create(item=items[number], defaults={"text": said})
        else:
            controlled.answers.filter(item=items[number]).delete()


@CONTROLLED_SCHOOL.act(
    "Yanıtı gönder", source=AWAITED, target=S.ANSWERED, may=may_send_control,
    then=("designations.tasks.after_control_answered",), done="Yanıt Genel Müdürlüğe gönderildi.",
)  # fmt: skip
def send_control_answers(controlled: ControlledSchool, /, *, by: User, on: date) -> dict[str, Any]:
    """Hands the answer in, once every item is answered and every file that is asked for is there."""
    if missing := missing_of(controlled):
        raise Invalid("Eksik: " + "; ".join(f"{item.number}. {what}" for item, what in missing) + ".")
    controlled.handed_in_by, controlled.handed_in_on, controlled.return_note = by, on, ""
    files = controlled.files.filter(removed_on=None).select_related("attachment", "item").order_by("pk")
    return {"files": [{"item": one.item.number, "sha256": one.attachment.sha256} for one in files]}


def missing_of(controlled: ControlledSchool) -> list[tuple[ControlItem, str]]:
    """Each item that is not whole yet, with what is missing."""
    answered = set(controlled.answers.values_list("item", flat=True))
    proved = set(controlled.files.filter(removed_on=None).values_list("item", flat=True))
    found = []
    for item in controlled.campaign.items.all():
        if item.pk not in answered:
            found.append((item, "yanıt yazılmadı"))
        if item.needs_file and item.pk not in proved:
            found.append((item, "belge eklenmedi"))
    return found


@CONTROLLED_SCHOOL.act("Yanıtı kabul et", source=S.ANSWERED, target=S.ACCEPTED, may=may_judge_control)
def accept_control_answers(controlled: ControlledSchool, /, *, by: User, on: date) -> None:
    """Accepts the answer as complete; what the control found is said when it is concluded."""


@CONTROLLED_SCHOOL.act(
    "Tamamlanmasını iste", source=S.ANSWERED, target=S.RETURNED, may=may_judge_control,
    then=("designations.tasks.after_control_returned",),
)  # fmt: skip
def return_control_answers(
    controlled: ControlledSchool, /, *, by: User, on: date, note: str, due_on: date | None = None
) -> None:
    """Returns the answer with what is to be completed, and by when."""
    if not note.strip():
        raise _wrong("note", "Neyin tamamlanacağını yazın.")
    if due_on is None and controlled.due_on <= on:
        raise _wrong("due_on", "Okulun son günü geçti; tamamlaması için yeni bir gün verin.")
    if due_on is not None:
        _refuse_day(due_on, on)
        controlled.due_on = due_on
    controlled.return_note = note.strip()


@CONTROLLED_SCHOOL.act(
    "Ek süre ver", source=AWAITED, may=may_run_control, then=("designations.tasks.after_control_extended",)
)
def extend_control(controlled: ControlledSchool, /, *, by: User, on: date, due_on: date, note: str) -> dict[str, Any]:
    """Gives a school a later last day, with the reason."""
    _refuse_day(due_on, on)
    if due_on <= controlled.due_on:
        raise _wrong("due_on", f"Yeni gün, bugünkü son günden ({controlled.due_on:%d.%m.%Y}) sonra olmalıdır.")
    if not note.strip():
        raise _wrong("note", "Ek sürenin gerekçesini yazın.")
    before, controlled.due_on, controlled.extension = controlled.due_on, due_on, note.strip()
    return {"before": before}


@CONTROLLED_SCHOOL.act(
    "Hatırlat", source=AWAITED, may=may_run_control, then=("designations.tasks.after_control_reminded",)
)
def remind_control(controlled: ControlledSchool, /, *, by: User, on: date) -> None:
    """Reminds the school's side of the last day; once a day at most."""
    if controlled.reminded_on == on:
        raise Invalid("Bu okula bugün hatırlatıldı.")
    controlled.reminded_on = on


@CONTROLLED_SCHOOL.act(
    "Denetimi sonuçlandır", source=S.ACCEPTED, target=S.CONCLUDED, may=may_judge_control,
    then=("designations.tasks.after_control_concluded",),
)  # fmt: skip
def conclude_control(controlled: ControlledSchool, /, *, by: User, on: date, finding: str, note: str = "") -> None:
    """States what the control found. A shortcoming ends no designation; its revocation is begun on its own page."""
    if finding not in FINDINGS:
        raise _wrong("finding", "Sonucu seçin.")
    if finding == ControlFinding.SHORTCOMING and not note.strip():
        raise _wrong("note", "Bulunan eksikliği yazın.")
    _conclude(controlled, by, on, finding, note)


@CONTROLLED_SCHOOL.act(
    "Yanıt alınmadan kapat", source={*AWAITED, S.ANSWERED}, target=S.CONCLUDED, may=may_judge_control, danger=True,
    then=("designations.tasks.after_control_concluded",),
)  # fmt: skip
def leave_control(controlled: ControlledSchool, /, *, by: User, on: date, note: str) -> None:
    """Closes the control of a school without an accepted answer, with the reason."""
    if not note.strip():
        raise _wrong("note", "Neden yanıt alınmadan kapatıldığını yazın.")
    _conclude(controlled, by, on, ControlFinding.LEFT, note)


def _conclude(controlled: ControlledSchool, by: User, on: date, finding: str, note: str) -> None:
    controlled.finding, controlled.finding_note = finding, note.strip()
    controlled.concluded_by, controlled.concluded_on = by, on


def _locked(controlled: ControlledSchool, by: User) -> ControlledSchool:
    """The school's control, locked, where this user may bring and take out its files now."""
    related = ("campaign", "designation__school")
    rows = ControlledSchool.objects.select_for_update(of=("self",)).select_related(*related)
    controlled = rows.get(pk=controlled.pk)
    if not may_answer_control(by, controlled):
        raise NotPermitted("Bu okulun yanıtına belge ekleme yetkiniz yok.")
    if controlled.status not in AWAITED:
        raise OutOfState(f"Yanıt şu anda değişikliğe kapalı ({controlled.get_status_display()}).")
    return controlled


def receive_control_file(
    controlled: ControlledSchool, item: ControlItem, *, by: User, on: date, file: Any, description: str
) -> ControlFile:
    """Check a file by its content and put it to an item: the file and its place, both or neither.

    Raises :class:`documents.intake.FileRefused` for the file, a refusal for its place.
    """
    attachment = None
    try:
        with transaction.atomic():
            held = _locked(controlled, by)
            attachment = receive(file, by=by, school=held.designation.school)
            kept = ControlFile.objects.create(
                controlled=held, item=item, attachment=attachment, description=description.strip() or attachment.name,
                added_by=by, added_on=on,
            )  # fmt: skip
            details = {"item": item.number, "file": attachment.name, "sha256": attachment.sha256}
            record_act(held, act="add_control_file", label="Belge eklendi", by=by, on=on, details=details)
            return kept
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise


@transaction.atomic
def remove_control_file(kept: ControlFile, *, by: User, on: date) -> ControlFile:
    """Take a file out of the answer; it is marked, never deleted."""
    held = _locked(kept.controlled, by)
    kept.removed_on = on
    kept.save(update_fields=["removed_on"])
    details = {"item": kept.item.number, "file": kept.attachment.name}
    record_act(held, act="remove_control_file", label="Belge çıkarıldı", by=by, on=on, details=details)
    return kept
