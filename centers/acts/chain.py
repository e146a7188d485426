"""The acts of the chain, made for each subject that a centre sends: handed in, passed on, returned with notes, received
(smm/5/3, smm/8/2, smm/9/2).

A subject calls :func:`chain_acts` once with its lifecycle; its model extends :class:`centers.models.Chained`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from centers.choices.chain import AT_LEVEL, IN_THE_CENTRE, LEVEL_OF, ChainMove, ChainStatus
from centers.models import Chained, ChainNote, ChainStep
from centers.permissions.chain import (
    acting_for,
    may_accept,
    may_pass,
    may_record_decision,
    may_return,
    may_send_to_unit,
    may_take_back,
    may_write,
)
from centers.rules.chain import Level, Way, faults_of_notes
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle, not_permitted
from workflow.refusals import Invalid, NotPermitted, OutOfState

S = ChainStatus
BASIS = "smm/5/3"
AT_OFFICES = (S.AT_COORDINATOR, S.AT_SCHOOL, S.AT_DISTRICT, S.AT_PROVINCE)
UNANSWERED = "İade notlarını yanıtlamadan gönderemezsiniz: {}."


def always_complete(record: Any, by: User, on: date) -> None:
    """Nothing to refuse."""


@dataclass(frozen=True)
class ChainSubject:
    """What a subject of the chain says of itself.

    ``parts``: keys of the parts that a return may name, with their words. ``tells``: the dotted name of the task that tells who
    is next, called with ``pk=``. ``check``: raises :class:`Invalid` where the record is not ready to be sent.
    ``asks_unit``: a unit of the Ministry approves it after the General Directorate. ``received``: runs when it has arrived;
    ``receives``: how that act is called.
    """

    parts: Mapping[str, str]
    tells: str
    cites: str = BASIS
    asks_unit: bool = False
    check: Callable[[Any, User, date], None] = always_complete
    received: Callable[[Any, User, date], None] = always_complete
    receives: str = "Alındı"

    def way(self, record: Chained) -> Way:
        author = record.author
        code = record.school.code
        return Way(
            by_general_coordinator=author is not None and code in author.codes_as(Role.GENERAL_COORDINATOR),
            by_school=author is not None and code in author.codes_as(Role.PRINCIPAL),
            has_district=record.school.district_id is not None,
            asks_unit=self.asks_unit,
        )


SUBJECTS: dict[str, ChainSubject] = {}


def subject_of(record: Any) -> ChainSubject:
    return SUBJECTS[record._meta.label_lower]


def chain_acts(lifecycle: Lifecycle, model: type[Chained], subject: ChainSubject) -> None:
    """Declare the acts of the chain on the subject's lifecycle."""
    SUBJECTS[model._meta.label_lower] = subject
    _acts_of_the_centre(lifecycle, subject)
    _acts_of_the_offices(lifecycle, subject)
    _acts_of_the_directorate(lifecycle, subject)
    if subject.asks_unit:
        _acts_of_the_unit(lifecycle, subject)
    _act_of_taking_back(lifecycle)


def _acts_of_the_centre(lifecycle: Lifecycle, subject: ChainSubject) -> None:
    tells = (subject.tells,)

    @lifecycle.act("Gönder", source=IN_THE_CENTRE, may=may_write, cites=subject.cites, then=tells, becomes=_came_to)
    def hand_in(record: Any, /, *, by: User, on: date) -> dict[str, Any]:
        """Sends it on its way: to the general coordinator, the school, the district, the province, the General Directorate."""
        if open_notes := ChainNote.objects.of(record).unanswered():
            raise Invalid(UNANSWERED.format(", ".join(sorted({note.part_name for note in open_notes}))))
        record.author = by
        subject.check(record, by, on)
        record.handed_in_on = record.handed_in_on or on
        return _move(record, ChainMove.HANDED_IN, subject.way(record).first, by=by, on=on)


def _act_of_taking_back(lifecycle: Lifecycle) -> None:
    """Stands behind what takes the record further: whoever may do both is asked to do that first."""

    @lifecycle.act("Geri al", source=(S.AT_COORDINATOR, S.AT_SCHOOL), target=S.DRAFT, may=may_take_back)
    def take_back(record: Any, /, *, by: User, on: date) -> dict[str, Any]:
        """Takes it back into the centre before it has left the school."""
        return _move(record, ChainMove.TAKEN_BACK, None, by=by, on=on)


def _acts_of_the_offices(lifecycle: Lifecycle, subject: ChainSubject) -> None:
    tells = (subject.tells,)

    @lifecycle.act(
        "Uygun görüp ilet", source=AT_OFFICES, may=may_pass, cites=subject.cites, then=tells, becomes=_came_to
    )
    def pass_on(record: Any, /, *, by: User, on: date, note: str = "") -> dict[str, Any]:
        """Passes it on to the next office of the chain."""
        acting = acting_for(by, record)
        behind = subject.way(record).after(Level(LEVEL_OF[record.status]))
        return _move(record, ChainMove.PASSED, behind, by=by, on=on, note=note, acting=acting)

    @lifecycle.act(
        "Merkeze iade et", source=[*AT_OFFICES, S.AT_DIRECTORATE, S.AT_UNIT], target=S.RETURNED, may=may_return,
        cites=subject.cites, then=tells,
    )  # fmt: skip
    def return_to_centre(
        record: Any, /, *, by: User, on: date, reason: str, notes: Mapping[str, str]
    ) -> dict[str, Any]:
        """Returns it to the centre with the reason and a note on each part that is to be put right."""
        if not reason.strip():
            raise Invalid("İadenin nedenini yazın.", {"reason": "İadenin nedenini yazın."})
        written = [(part, text) for part, text in notes.items() if text.strip()]
        if fault := faults_of_notes(written, subject.parts):
            raise Invalid(fault, {"notes": fault})
        acting = acting_for(by, record)
        noted = _move(
            record, ChainMove.RETURNED, None, by=by, on=on, note=reason, acting=acting, notes=(written, subject)
        )
        return {**noted, "parts": [subject.parts[part] for part, _ in written]}


def _acts_of_the_directorate(lifecycle: Lifecycle, subject: ChainSubject) -> None:
    tells = (subject.tells,)
    if not subject.asks_unit:

        @lifecycle.act(
            subject.receives,
            source=S.AT_DIRECTORATE,
            target=S.RECEIVED,
            may=may_accept,
            cites=subject.cites,
            then=tells,
        )
        def receive(record: Any, /, *, by: User, on: date, note: str = "") -> dict[str, Any]:
            """The General Directorate has what the centre sent, and has nothing to add."""
            subject.received(record, by, on)
            return _move(record, ChainMove.RECEIVED, None, by=by, on=on, note=note)


def _acts_of_the_unit(lifecycle: Lifecycle, subject: ChainSubject) -> None:
    tells = (subject.tells,)

    @lifecycle.act(
        "Bakanlığın ilgili birimine gönder", source=S.AT_DIRECTORATE, target=S.AT_UNIT, may=may_send_to_unit,
        cites=subject.cites, then=tells,
    )  # fmt: skip
    def send_to_unit(record: Any, /, *, by: User, on: date, note: str = "") -> dict[str, Any]:
        """Presents it to the unit of the Ministry that approves it."""
        return _move(record, ChainMove.SENT_TO_UNIT, Level.UNIT, by=by, on=on, note=note)

    @lifecycle.act(
        "Onayı kaydet", source=S.AT_UNIT, target=S.APPROVED, may=may_record_decision, cites=subject.cites, then=tells
    )
    def record_decision(
        record: Any, /, *, by: User, on: date, decided_on: date, decision_number: str, note: str = ""
    ) -> dict[str, Any]:
        """Records that the Ministry's unit approved it, with the decision's date and number."""
        if decided_on > on:
            raise Invalid("Onay tarihi ileri bir gün olamaz.", {"decided_on": "İleri bir gün olamaz."})
        if not decision_number.strip():
            raise Invalid("Onayın sayısını yazın.", {"decision_number": "Onayın sayısını yazın."})
        record.decided_on, record.decision_number = decided_on, decision_number.strip()
        subject.received(record, by, on)
        return _move(record, ChainMove.APPROVED, None, by=by, on=on, note=note)


def _came_to(record: Any) -> str:
    """The state that the last step leads to."""
    step = ChainStep.objects.of(record).last()
    return str(AT_LEVEL[step.level]) if step else str(S.DRAFT)


def _move(
    record: Any, move: ChainMove, to: Level | None, *, by: User, on: date, note: str = "", acting: Level | None = None,
    notes: tuple[list[tuple[str, str]], ChainSubject] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Ends the stay that is under way and begins the next; returns what the journal tells of it."""
    level = LEVEL_OF.get(record.status, "")
    stood_in = acting.value if acting is not None and acting != level else ""
    step = ChainStep.objects.of(record).open().first() or ChainStep(
        **about(record), level=level, came_on=record.state_since or on
    )
    step.left_on, step.move, step.by, step.note, step.stood_in = max(on, step.came_on), move, by, note, stood_in
    step.save()
    if notes is not None:
        written, subject = notes
        ChainNote.objects.bulk_create(
            ChainNote(step=step, part=part, part_name=subject.parts[part], text=text.strip()) for part, text in written
        )
    if move not in {ChainMove.RECEIVED, ChainMove.APPROVED}:
        ChainStep.objects.create(**about(record), level=to.value if to else "", came_on=max(on, step.came_on))
    return {"stood_in_for": level} if stood_in else {}


def about(record: Any) -> dict[str, Any]:
    """What a step says of the record that takes it."""
    return {
        "center": record.center, "record_kind": record._meta.label_lower, "record_id": record.pk,
        "record_label": str(record)[:300],
    }  # fmt: skip


@transaction.atomic
def answer_note(record: Any, note: ChainNote, *, by: User, on: date, answer: str) -> None:
    """The centre says what it did about a note; every note is answered before the record is sent again."""
    record = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    note = ChainNote.objects.of(record).select_for_update(of=("self",)).get(pk=note.pk)
    if record.status not in IN_THE_CENTRE:
        raise OutOfState("Notlar, kayıt merkezdeyken yanıtlanır.")
    if not may_write(by, record):
        raise NotPermitted(not_permitted(may_write, "Notu yanıtla", by, record))
    if not answer.strip():
        raise Invalid("Ne yaptığınızı yazın.", {"answer": "Ne yaptığınızı yazın."})
    note.answer, note.answered_on, note.answered_by = answer.strip(), on, by
    note.save()
    record_act(
        record, act="answer_note", label="İade notu yanıtlandı", by=by, on=on, before=record.status, after=record.status,
        cites=BASIS, details={"part": note.part_name, "answer": note.answer},
    )  # fmt: skip
