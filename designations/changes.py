"""What changed between two submissions of a dossier, for the reviewer who returned it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .choices import Section
from .models import Dossier, Submission

MISSING = object()
WORDS = {
    **{value: str(label) for value, label in Section.choices},
    "institution": "kurum",
    "kind": "tür",
    "attached_to_gd": "Genel Müdürlüğe bağlılık",
    "students": "öğrenci",
    "classroom_places": "derslik kapasitesi",
    "addable_places": "eklenebilir kapasite",
    "fields": "alanlar",
    "code": "kod",
    "name": "ad",
    "workshop_places": "atölye ve laboratuvar yeri",
    "stars": "yıldız",
    "open": "açık",
    "sectors": "sektör",
    "clusters": "alan kümeleri",
    "boarding_need": "pansiyon ihtiyacı",
    "girls": "kız",
    "boys": "erkek",
    "dormitories": "pansiyonlar",
    "own": "okulun kendi pansiyonu",
    "same_education_region": "aynı eğitim bölgesi",
    "transport": "ulaşım",
    "for": "kimin için",
    "places": "kapasite",
    "occupied": "dolu",
    "label": "ad",
    "site": "yerleşim",
    "suited_fields": "uygun alanlar",
    "protocols": "protokoller",
    "signed_on": "imza günü",
    "starts_on": "başlangıç",
    "ends_on": "bitiş",
    "ended_on": "sona erme",
    "general_directorate_party": "Genel Müdürlük taraf",
    "stakeholders": "paydaş",
    "standards": "fiziki standartlar",
    "minimum": "asgari",
    "value": "ölçülen",
    "met_by": "karşılandığı yer",
    "policy": "ölçüt değerleri",
    "sha256": "dosya özeti",
    "section": "bölüm",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: ``path`` as in the facts' JSON (``fields[2].students``), with both values."""

    path: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        """The path in words: ``fields[2].students`` is “alanlar, 3. sıra, öğrenci”."""
        parts = (part for part in re.split(r"[.\[\]]+", self.path) if part)
        return ", ".join(f"{int(part) + 1}. sıra" if part.isdigit() else WORDS.get(part, part) for part in parts)


def differences(before: Any, after: Any, path: str = "") -> list[Change]:
    """Each leaf that differs between two JSON values; an added or removed part is one change with ``None``."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            change
            for key in sorted(before.keys() | after.keys())
            for change in differences(before.get(key), after.get(key), f"{path}.{key}" if path else key)
        ]
    if isinstance(before, list) and isinstance(after, list):
        return [
            change
            for position in range(max(len(before), len(after)))
            for change in differences(_at(before, position), _at(after, position), f"{path}[{position}]")
        ]
    return [] if before == after else [Change(path, before, after)]


def _at(items: list[Any], position: int) -> Any:
    return items[position] if position < len(items) else None


def last_two(dossier: Dossier) -> QuerySet[Submission]:
    """The submissions that :func:`changes_between` compares."""
    return dossier.submissions.order_by("-number")[:2]


def changes_since_last(dossier: Dossier) -> list[Change]:
    """As :func:`changes_between`, of the last two."""
    return changes_between(last_two(dossier))


def changes_between(submissions: Iterable[Submission]) -> list[Change]:
    """What the last submission changed against the one before; empty after a first submission."""
    after, before = [*submissions, None, None][:2]
    if after is None or before is None:
        return []
    return [
        *differences(before.facts, after.facts),
        *differences(before.texts, after.texts, "açıklama"),
        *differences(before.evidence, after.evidence, "kanıt"),
    ]
