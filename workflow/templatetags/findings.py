"""Findings as rows for people, whether they come fresh from the rules or frozen as JSON with a decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import localize

from legislation.provisions import citation_of
from legislation.rules import plain
from workflow.law.reading import Version, texts_of

from .words import MEASURES, VALUES

Pairs = list[tuple[str, str]]
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the table shows it; ``measured`` and ``required``: pairs of a name and a value, in words."""

    citation: str
    text: str
    question: str
    outcome: str
    reason: str
    measured: Pairs
    required: Pairs
    evidence: list[Evidence]
    remedy: str
    remedy_url: str
    by_person: str
    automatic: Row | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that a finding relied on; ``outcome`` where the rule judged it by itself."""

    label: str
    url: str
    outcome: str


def rows_of(findings: Iterable[Any], mend_urls: Mapping[str, str] | None = None) -> list[Row]:
    """``mend_urls``: where each part of the record is entered (``{"dormitories": "/okullar/…"}``), for the remedies."""
    rows = list(findings)
    texts = texts_of(_version(finding) for finding in rows)
    return [_row(finding, mend_urls or {}, texts) for finding in rows]


def _version(finding: Any) -> Version:
    """Which text of which provision was applied; the first day is empty where there is one text only."""
    return value_of(finding, "provision"), value_of(finding, "version")


def value_of(finding: Any, name: str, default: Any = "") -> Any:
    """The finding's part of that name, from an object or from JSON; ``default`` where it has none."""
    found = finding.get(name) if isinstance(finding, Mapping) else getattr(finding, name, None)
    return default if found is None else found


def _row(finding: Any, mend_urls: Mapping[str, str], texts: Mapping[Version, str]) -> Row:
    version = _version(finding)
    evidence = value_of(finding, "evidence", [])
    labels = {str(item["code"]): str(item["label"]) for item in evidence if item.get("code") and item.get("label")}
    automatic = value_of(finding, "automatic", None)
    return Row(
        citation=citation_of(*version),
        text=texts.get(version, ""),
        question=value_of(finding, "question"),
        outcome=str(value_of(finding, "outcome")),
        reason=value_of(finding, "reason"),
        measured=pairs_of(value_of(finding, "measured", {}), labels),
        required=pairs_of(value_of(finding, "required", {}), labels),
        evidence=[_evidence(item) for item in evidence],
        remedy=value_of(finding, "remedy"),
        remedy_url=mend_urls.get(value_of(finding, "mend"), ""),
        by_person=value_of(finding, "by_person"),
        automatic=_row(automatic, mend_urls, texts) if automatic else None,
    )


def _evidence(item: Mapping[str, Any]) -> Evidence:
    label = str(item.get("label") or item.get("code") or VALUES.get(str(item.get("kind")), "kayıt"))
    return Evidence(label, str(item.get("url") or ""), str(item.get("outcome") or item.get("counts") or ""))


def pairs_of(measures: Mapping[str, Any], labels: Mapping[str, str] | None = None) -> Pairs:
    """Names and values in words: ``{"free_girls": {"at_least": 5, "at_most": 5}}`` becomes ``[("boş kız yatağı", "5")]``.

    ``labels``: words for names that are codes, of fields and standards.
    """
    known = labels or {}
    return [
        (known.get(name) or MEASURES.get(name, name), worded(value, name, known)) for name, value in measures.items()
    ]


def worded(value: Any, name: str = "", labels: Mapping[str, str] | None = None) -> str:
    """A measured or required value as people read it; nothing is shown as missing information, never as zero."""
    if value is None:
        return "bilgi eksik"
    if isinstance(value, bool):
        return "evet" if value else "hayır"
    if isinstance(value, Mapping):
        return _range(value) or "; ".join(f"{key}: {text}" for key, text in pairs_of(value, labels))
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(worded(item, name, labels) for item in value) or "yok"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, str):
        return _text(value, labels or {})
    if name == "growth_margin":
        return f"%{localize(round(value * 100))}"
    return str(localize(plain(value)))


def _text(value: str, labels: Mapping[str, str]) -> str:
    if ISO_DATE.fullmatch(value):
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    return labels.get(value) or VALUES.get(value, value)


def _range(value: Mapping[str, Any]) -> str:
    """``{"at_least": 40, "at_most": 60}`` as "40–60"; a known number as itself; without an upper bound "en az 40", or nothing."""
    if set(value) != {"at_least", "at_most"}:
        return ""
    low, high = value["at_least"], value["at_most"]
    if high is None:
        return f"en az {localize(low)}" if low else "bilgi eksik"
    return f"{localize(low)}" if low == high else f"{localize(low)}–{localize(high)}"
