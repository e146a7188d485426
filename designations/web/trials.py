"""The what-if of an eligibility check: a registered school with a few facts or thresholds changed; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from designations.dossiers import facts_of_school, policy_on
from designations.rules import RULE_BOOKS
from designations.rules.facts import Facts
from designations.rules.measures import number
from designations.rules.requests import MOST_STARS
from legislation.rules import Findings
from schools.models import School
from workflow.law.reading import law_now

FACTS = {"ogrenci": "students", "derslik": "classroom_places", "eklenebilir": "addable_places"}
NEEDS = {"kiz": "girls", "erkek": "boys"}
THRESHOLDS = {
    "yildiz": "concentration_min_stars",
    "atolye": "workshop_places_per_student",
    "buyume": "growth_margin",
    "kume": "cluster_min_fields",
}


def _count(label: str, most: int = 100_000) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most)


def _factor(label: str, help_text: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=10, decimal_places=3, localize=True, help_text=help_text
    )


class TrialForm(forms.Form):
    """Values tried in the place of those on record; what is left empty stays as it is on record."""

    ogrenci = _count("Öğrenci sayısı")
    derslik = _count("Derslik kapasitesi")
    eklenebilir = _count("Eklenebilir derslik kapasitesi")
    kiz = _count("Pansiyon ihtiyacı, kız öğrenci")
    erkek = _count("Pansiyon ihtiyacı, erkek öğrenci")
    yildiz = _count("En az sektör yıldızı", MOST_STARS)
    atolye = _factor("Öğrenci başına atölye yeri", "Örneğin 0,5.")
    buyume = _factor("Büyüme payı", "Örneğin yüzde yirmi için 0,2.")
    kume = _count("Bir kümede en az açık alan", 100)

    def tried(self) -> Iterator[tuple[str, str]]:
        """Label and value of what was changed, as people read them."""
        for name, value in self.cleaned_data.items():
            if value is not None:
                yield str(self.fields[name].label), number(value)

    def examine(self, school: School, kind: str, *, on: date) -> tuple[Findings, str]:
        """The findings with the tried values, and the name of the policy they start from."""
        version, policy = policy_on(on)
        policy = replace(policy, **self._given(THRESHOLDS))
        facts = self._facts(facts_of_school(school, kind, on=on))
        findings = RULE_BOOKS[kind].examine(facts, policy, on=on, law=law_now())
        return findings, version.name if version else ""

    def _facts(self, facts: Facts) -> Facts:
        need = replace(facts.boarding_need, **self._given(NEEDS))
        return replace(facts, boarding_need=need, **self._given(FACTS))

    def _given(self, names: dict[str, str]) -> dict[str, Any]:
        given = ((key, self.cleaned_data[name]) for name, key in names.items())
        return {key: value for key, value in given if value is not None}
