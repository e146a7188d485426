"""Enters many applications of a round at once, all or none: decided as one is, in a fixed number of statements a thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from legislation.rules import Finding
from schools.models import School
from transfers.models import Application, Preference, TransferRound
from transfers.permissions import may_apply
from workflow.journal import record_acts
from workflow.lifecycle import not_permitted
from workflow.refusals import ConditionsUnmet, Invalid

from .applications import APPLICATION, BASIS
from .deciding import TAKEN, Deciding, Entry, Refused, WrongChoices, fault_of_day, fault_of_number, open_of

BATCH = 1000
ATTEMPTS = 3  # whoever enters the same student at the same moment is waited for, then looked at
ONE_A_STUDENT = "application_one_open_per_student"
Tell = Callable[[int, int], None]
Faults = dict[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One application to be entered: the student's own school, with its registration area, and what is entered."""

    school: School
    entry: Entry


class Faulty(Invalid):
    """Nothing was written; ``of``: by the place of each application at fault (from 0) its sentences by field.

    Fields as a single entry names them, and ``preference_2`` for what concerns the second preference alone.
    """

    def __init__(self, of: Faults) -> None:
        self.of = of
        super().__init__(f"{len(of)} başvuruda hata var; hiçbir başvuru yazılmadı.")


def check_applications(
    taking: TransferRound, asked: Sequence[Asked], *, by: User, on: date, tell: Tell | None = None
) -> Faults:
    """Every fault of these applications as they would be refused one by one; nothing is written.

    Raises :class:`Invalid` where the round takes none on the day. ``tell(done, total)`` after each thousand.
    """
    if said := fault_of_day(taking, on):
        raise Invalid(said, {"round": said})
    found = _faults_of_numbers(taking, asked)
    _add(found, _faults_of_schools(asked, by))
    deciding = Deciding(taking, (one.entry for one in asked), on)
    for place, one in enumerate(asked):
        if tell and place % BATCH == 0:
            tell(place, len(asked))
        try:
            deciding.check(Application(round=taking, school=one.school), one.entry)
        except (Invalid, ConditionsUnmet) as refusal:
            _add(found, {place: faults_at(refusal)})
    if tell:
        tell(len(asked), len(asked))
    return found


def submit_applications(
    taking: TransferRound, asked: Sequence[Asked], *, by: User, on: date, source: str = ""
) -> list[Application]:
    """Enters all of these applications, or none: :class:`Faulty` names every fault.

    Each gets its own entry in the journal, as if entered by itself; ``source``: where they came from, in words.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            if not _faults_at_once(taking, asked, by, on):
                return _write(taking, asked, by, on, source)
        except (Invalid, ConditionsUnmet):
            pass  # told below with its place, and with all others
        except IntegrityError as error:
            if ONE_A_STUDENT not in str(error) or attempt == ATTEMPTS:
                raise
        if faults := check_applications(taking, asked, by=by, on=on):
            raise Faulty(faults)
    raise AssertionError


def _faults_at_once(taking: TransferRound, asked: Sequence[Asked], by: User, on: date) -> bool:
    """Whether day, numbers and schools refuse, which takes no look at what is asked."""
    if fault_of_day(taking, on):
        return True
    return bool(_faults_of_numbers(taking, asked) or _faults_of_schools(asked, by))


@transaction.atomic
def _write(taking: TransferRound, asked: Sequence[Asked], by: User, on: date, source: str) -> list[Application]:
    """In the order of the students' numbers, so that two who write the same students never wait for each other in a ring."""
    ordered = sorted(asked, key=lambda one: one.entry.student_number.strip())
    deciding = Deciding(taking, (one.entry for one in ordered), on)
    written: list[Application] = []
    for first in range(0, len(ordered), BATCH):
        written += _write_batch(taking, ordered[first : first + BATCH], deciding, by, on, source)
    return written


def _write_batch(
    taking: TransferRound, asked: Sequence[Asked], deciding: Deciding, by: User, on: date, source: str
) -> list[Application]:
    made, rows = [], []
    for one in asked:
        application = Application(
            round=taking, school=one.school, student_number=one.entry.student_number.strip(), state_since=on
        )
        rows.append(deciding.fill(application, one.entry, by))
        made.append(application)
    Application.objects.bulk_create(made)
    for application, preferences in zip(made, rows, strict=True):
        for row in preferences:
            row.application = application
    Preference.objects.bulk_create(_flat(rows), batch_size=BATCH)
    opening = APPLICATION.openings["submit_application"]
    record_acts(
        made, act=opening.name, label=opening.label, by=by, on=on, after=opening.target, cites=BASIS,
        details={application.pk: _details(taking, one, source) for application, one in zip(made, asked, strict=True)},
    )  # fmt: skip
    return made


def _flat(rows: Sequence[list[Preference]]) -> list[Preference]:
    return [row for preferences in rows for row in preferences]


def _details(taking: TransferRound, one: Asked, source: str) -> dict[str, Any]:
    told = {"subject": one.school, "round": taking, "entry": one.entry}
    return told | ({"source": source} if source else {})


def _faults_of_numbers(taking: TransferRound, asked: Sequence[Asked]) -> Faults:
    """Numbers that are none, that stand here twice, and of students who have an open application."""
    found: Faults = {}
    seen: dict[str, int] = {}
    for place, one in enumerate(asked):
        number = one.entry.student_number.strip()
        if said := fault_of_number(number):
            found[place] = {"student_number": said}
        elif number in seen:
            found[place] = {"student_number": "Bu öğrenci burada birden çok kez yazılmış; birini silin."}
        else:
            seen[number] = place
    for batch in _batches(sorted(seen)):
        for number in open_of(taking, batch).values_list("student_number", flat=True):
            found[seen[number]] = {"student_number": TAKEN}
    return found


def _batches(numbers: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(numbers), BATCH):
        yield numbers[first : first + BATCH]


def _faults_of_schools(asked: Sequence[Asked], by: User) -> Faults:
    """Each school is asked once whether its students are the user's to enter."""
    opening = APPLICATION.openings["submit_application"]
    may: dict[int, bool] = {}
    found: Faults = {}
    for place, one in enumerate(asked):
        key = one.school.pk
        if key not in may:
            may[key] = may_apply(by, one.school)
        if not may[key]:
            found[place] = {"school": not_permitted(opening.may, opening.label, by, one.school)}
    return found


def faults_at(refusal: Invalid | ConditionsUnmet) -> dict[str, str]:
    """A refusal of a single entry as sentences by field; of a preference by ``preference_`` and its number."""
    if isinstance(refusal, WrongChoices):
        return {f"preference_{n}" if n else "preferences": said for n, said in refusal.by_number.items()}
    if isinstance(refusal, Refused):
        told: dict[str, list[str]] = defaultdict(list)
        for number, finding in refusal.at:
            told[_field_of(number, finding)].append(f"{finding.reason} ({finding.citation})")
        return {field: " ".join(said) for field, said in told.items()}
    return dict(refusal.faults) if isinstance(refusal, Invalid) else {"": str(refusal)}


def _field_of(number: int, finding: Finding) -> str:
    """Where a finding is mended: what is so of the student in every preference is not the preference's fault."""
    for name, field in (
        ("completed_grade", "completed_grade"),
        ("has_penalty", "has_penalty"),
        ("school_kind", "school"),
    ):
        if name in finding.measured:
            return field
    return f"preference_{number}"


def _add(found: Faults, more: Faults) -> None:
    for place, faults in more.items():
        found[place] = {**found.get(place, {}), **faults}
