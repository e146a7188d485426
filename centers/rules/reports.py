"""The yearly report: its last day, and what a draft says of what the year's records hold (smm/11/2). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

CITED = "SMM Yönergesi m. 11/2"
LAST = (12, 31)


@dataclass(frozen=True, slots=True)
class Table:
    """What a subject of the centre brings to the report of a year: a heading and rows of words, nothing else."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "columns": list(self.columns), "rows": [list(row) for row in self.rows]}


Reads = Callable[[Any, int], Any]
Tells = Callable[[Iterable[Any]], Table]


@dataclass(frozen=True, slots=True)
class Section:
    """``reads(center, year)``: the rows of a subject; ``tells(rows)``: the table of those that there are."""

    reads: Reads
    tells: Tells


# Who fills which section of the report, by key, in the order of the directive: needs (5/1-a), programmes (5/1-b), activities
# (5/1-c), works (5/1-ç to ğ), tasks (5/1-h). A subject puts itself here when its app is ready, see :func:`gathers`.
ORDER = ("needs", "programmes", "activities", "works", "tasks")
GATHERED: dict[str, Section] = {}


def gathers(key: str, reads: Reads) -> Callable[[Tells], Tells]:
    """Let a function ``rows -> Table`` fill the section of this key in every report; without rows it is not asked.

    ``reads(center, year)`` gives the rows, unread: those of all sections are read at once.
    """
    if key not in ORDER:
        raise ValueError(f"the report has no section {key!r}")

    def take(tells: Tells) -> Tells:
        GATHERED[key] = Section(reads, tells)
        return tells

    return take


def rows_of(center: Any, year: int) -> dict[str, Any]:
    """What the subjects have of a centre's year, by the keys of their sections, in the order of the directive."""
    return {key: GATHERED[key].reads(center, year) for key in ORDER if key in GATHERED}


def tables_of(rows: Mapping[str, Any]) -> list[Table]:
    """What the subjects have to say of their rows."""
    return [GATHERED[key].tells(of_subject) for key, of_subject in rows.items() if of_subject]


def usual_due_on(year: int, *, days_after: int) -> date:
    """The last day for the report of a year: the directive says at the calendar year's end, the days after it are administrative."""
    return date(year, *LAST) + timedelta(days=days_after)


def opens_on(year: int, *, days_before: int) -> date:
    """From when on a report of the year may be sent: it is of the whole year, so not long before its end (administrative)."""
    return date(year, *LAST) - timedelta(days=days_before)


def draft_of_works(activities: Iterable[Mapping[str, Any]], tables: Sequence[Table]) -> str:
    """The works of the year in sentences, from the plan's activities (``title``, ``outcome``, ``done_on``) and the records."""
    done, open_ones = [], []
    for activity in activities:
        if activity["outcome"]:
            when = f" ({activity['done_on']:%d.%m.%Y})" if activity["done_on"] else " (sürüyor)"
            done.append(f"– {activity['title']}{when}: {activity['outcome']}")
        else:
            open_ones.append(f"– {activity['title']}")
    parts = []
    if done:
        parts.append("Planda yer alan faaliyetlerden yürütülenler:\n" + "\n".join(done))
    if open_ones:
        parts.append("Planda yer alıp yürütülmeyenler:\n" + "\n".join(open_ones))
    parts += [f"{table.title}: {len(table.rows)} kayıt." for table in tables]
    return "\n\n".join(parts)


def draft_of_gains(indicators: Iterable[Mapping[str, Any]]) -> str:
    """The gains in sentences, from the indicators (``name``, ``target``, ``realised``, ``unit`` as words, ``share``)."""
    reached: list[str] = []
    others: list[str] = []
    for one in indicators:
        if one["share"] is None:
            continue
        unit = f" {one['unit']}" if one["unit"] else ""
        words = f"– {one['name']}: hedef {one['target']}{unit}, gerçekleşen {one['realised']}{unit} (%{one['share']})"
        (reached if Decimal(str(one["share"]).replace(",", ".")) >= 100 else others).append(words)  # noqa: PLR2004
    parts = []
    if reached:
        parts.append("Hedefine ulaşan göstergeler:\n" + "\n".join(reached))
    if others:
        parts.append("Hedefinin altında kalan göstergeler:\n" + "\n".join(others))
    return "\n\n".join(parts)


def faults_of_report(texts: Mapping[str, str], *, has_plan: bool, unrealised: Sequence[str]) -> dict[str, str]:
    """Why a report that says something cannot be sent, by the part; empty when it can. ``texts``: by part, its words."""
    named = {
        "works": "yapılan çalışmaları",
        "gains": "elde edilen kazanımları",
        "proposals": "yeni uygulamalara ait önerileri",
    }
    found = {part: f"Raporda {words} yazın ({CITED})." for part, words in named.items() if not texts[part].strip()}
    if not has_plan:
        found["plan"] = (
            f"Rapor, yılın faaliyet planına dayanır ({CITED}); bu yılın gönderilmiş planı yok. "
            "Bildirilecek bir şey yoksa “Bildirilecek bir şey yok” deyip nedenini yazın."
        )
    elif unrealised:
        found["indicators"] = f"Gerçekleşeni yazılmamış göstergeler: {', '.join(unrealised)} ({CITED})."
    return found


def in_words(value: Decimal | None, kind: str) -> str:
    """A value as people read it: a decimal comma, no empty decimals; a yes or no as a word."""
    if value is None:
        return "–"
    if kind == "yes_no":
        return "evet" if value else "hayır"
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    number = whole.replace(",", ".") + (f",{part}" if part else "")
    return f"%{number}" if kind == "percentage" else number
