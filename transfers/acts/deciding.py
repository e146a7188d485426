"""Decides on applications: what is entered is checked, scored, and each preference judged; for one of them or for many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from stdnum.tr import tckimlik

from accounts.models import User
from legislation.rules import Finding, Outcome
from legislation.versions import File
from schools.models import Field
from transfers.choices import ApplicationStatus, QuotaStatus, RoundStatus
from transfers.dossiers import applicant_of_entry, criteria_of, targets_of
from transfers.models import Application, Preference, Quota, TransferRound
from transfers.models.criteria import MOST_DECIMALS, MOST_PREFERENCES
from transfers.rules.applicants import APPLICATION as CONDITIONS, Application as Facts
from transfers.rules.groups import fault_of as fault_of_group, groups_of, key_of
from transfers.rules.preferences import PLACES_OF, Choice, Offered, faults_of
from transfers.rules.scoring import Component, Criteria, missing, score, tie_values
from workflow.law.reading import law_now
from workflow.refusals import ConditionsUnmet, Invalid

TAKEN = "Bu öğrencinin bu dönemde açık bir başvurusu var."
WRONG_NUMBER = "T.C. kimlik no geçerli değil; 11 rakamı denetleyin."


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered of a student; the journal is told the preferences alone, for it never forgets.

    ``values``: the figures of the score by the keys of the criteria.
    """

    gender: str
    field: Field
    completed_grade: int
    has_penalty: bool
    values: Mapping[str, Decimal | None]
    preferences: Sequence[Choice]
    group: str = ""
    student_number: str = ""

    def __str__(self) -> str:
        return ", ".join(f"{one.quota}:{one.kind}" for one in self.preferences[:MOST_PREFERENCES])


class Refused(ConditionsUnmet):
    """Conditions that are not met; ``at`` names for each finding the preference (from 1) in which it was found first."""

    def __init__(self, at: Sequence[tuple[int, Finding]]) -> None:
        self.at = at
        super().__init__([finding for _, finding in at])


class WrongChoices(Invalid):
    """Preferences that cannot stand together; ``by_number``: the sentences by the preference, 0 for all of them."""

    def __init__(self, by_number: Mapping[int, str]) -> None:
        self.by_number = by_number
        said = " ".join(by_number.values())
        super().__init__(said, {"preferences": said})


def fault_of_day(taking: TransferRound, on: date) -> str:
    """Why nothing is entered, corrected or withdrawn on the day; empty where it may be."""
    now = TransferRound.objects.get(pk=taking.pk)
    if now.status == RoundStatus.OPEN and now.applications_from <= on <= now.applications_until:
        return ""
    return (
        f"{now} için başvuru, dönem açıkken {now.applications_from:%d.%m.%Y} ile "
        f"{now.applications_until:%d.%m.%Y} arasında girilir, düzeltilir veya geri çekilir."
    )


def fault_of_number(number: str) -> str:
    return "" if tckimlik.is_valid(number) and number.isdigit() else WRONG_NUMBER


def open_of(taking: TransferRound, numbers: Sequence[str]) -> Any:
    """The open applications of these students in the round."""
    rows = Application.objects.filter(round=taking, student_number__in=numbers)
    return rows.filter(status=ApplicationStatus.SUBMITTED)


class Deciding:
    """What deciding on these entries of a round takes, read once for all of them: criteria, quotas, designations."""

    def __init__(self, taking: TransferRound, entries: Iterable[Entry], on: date) -> None:
        self.on = on
        # All who apply in a round are asked the same: the round keeps the law under which its applications began.
        file = File(taking.applications_from, taking.applications_from)
        self.conditions = CONDITIONS.under(law_now(), on=on, file=file)
        self.criteria = criteria_of(taking.criteria)
        most = self.criteria.most_preferences
        keys = {choice.quota for entry in entries for choice in entry.preferences[:most]}
        rows = Quota.objects.filter(round=taking, pk__in=keys)
        self.quotas = {one.pk: one for one in rows.select_related("school__registration_area__province", "field")}
        self.offered = {key: _offer(quota) for key, quota in self.quotas.items()}
        self.targets = targets_of(self.quotas.values(), on)

    def fill(self, application: Application, entry: Entry, by: User | None) -> list[Preference]:
        """Writes what is entered into the application, and returns its preferences; refuses where anything is at fault."""
        application.gender, application.field = entry.gender, entry.field
        application.completed_grade, application.has_penalty = entry.completed_grade, entry.has_penalty
        application.entered_by, application.status = by, ApplicationStatus.SUBMITTED
        _score(application, self.criteria, entry.values)
        self._refuse_choices(entry)
        application.group = self._group(entry)
        return [
            Preference(
                rank=rank,
                quota=self.quotas[choice.quota],
                kind=choice.kind,
                findings=[finding.as_json() for finding in findings],
            )
            for rank, (choice, findings) in enumerate(self._judged(application, entry), start=1)
        ]

    def check(self, application: Application, entry: Entry) -> None:
        """As :meth:`fill`, without making the preferences."""
        application.field, application.completed_grade = entry.field, entry.completed_grade
        application.has_penalty = entry.has_penalty
        _score(application, self.criteria, entry.values)
        self._refuse_choices(entry)
        self._group(entry)
        self._judged(application, entry)

    def _refuse_choices(self, entry: Entry) -> None:
        """The preferences must be able to stand together."""
        faults = faults_of(entry.preferences, self.offered, most=self.criteria.most_preferences, gender=entry.gender)
        if faults:
            raise WrongChoices(faults)

    def _group(self, entry: Entry) -> str:
        """The group as the quota that keeps places for it writes it; the engine compares nothing else."""
        kept = [self.quotas[one.quota].reserved_for for one in entry.preferences]
        if said := fault_of_group(entry.group, kept):
            raise Invalid(said, {"group": said})
        return groups_of(kept).get(key_of(entry.group), "")

    def _judged(self, application: Application, entry: Entry) -> list[tuple[Choice, list[Finding]]]:
        """Each preference with the findings on it, where all conditions are met."""
        applicant = applicant_of_entry(application, entry.values)
        found: list[tuple[Choice, list[Finding]]] = []
        failing: list[tuple[int, Finding]] = []
        for number, choice in enumerate(entry.preferences, start=1):
            facts = Facts(applicant, self.targets[choice.quota])
            findings = self.conditions.examine(facts, self.criteria, on=self.on)
            known = [finding for _, finding in failing]
            failing += [(number, one) for one in findings if one.outcome != Outcome.MET and one not in known]
            found.append((choice, findings))
        if failing:
            raise Refused(failing)
        return found


def _offer(quota: Quota) -> Offered:
    places = {kind: getattr(quota, name) for kind, name in PLACES_OF.items()}
    return Offered(quota.status == QuotaStatus.APPROVED, places)


def rescore(application: Application, values: Mapping[str, Decimal]) -> None:
    """Puts some figures of the score right; score and ties follow by the round's criteria."""
    figures = {key: Decimal(text) for key, text in application.values.items()}
    _score(application, criteria_of(application.round.criteria), {**figures, **values})


def _score(application: Application, criteria: Criteria, values: Mapping[str, Decimal | None]) -> None:
    faults = {f"value_{one.key}": f"Bilgi eksik: {one.label} girilmemiş." for one in missing(criteria, values)}
    for one in criteria.components:
        if said := _fault_of_figure(one, values.get(one.key)):
            faults[f"value_{one.key}"] = said
    found = None if faults else score(criteria, values)
    if found is None:
        raise Invalid(" ".join(faults.values()) or "Puan hesaplanamadı.", faults)
    application.score = found
    application.ties = [str(value) for value in tie_values(criteria, values)]
    application.values = {one.key: str(values[one.key]) for one in criteria.components}


def _fault_of_figure(component: Component, value: Decimal | None) -> str:
    """A figure is exact to a millionth, which is what placements compare."""
    if value is None:
        return ""
    if not (value.is_finite() and 0 <= value <= component.maximum):
        return f"{component.label} 0 ile {component.maximum.normalize():f} arasında olmalıdır."
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        return f"{component.label} en çok {MOST_DECIMALS} ondalıkla yazılır."
    return ""
