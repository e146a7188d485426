"""The provisions of the two directives, by id: ``provision("okul/4/2/a").citation`` is "Yönerge m. 4/2-a"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("provisions.toml")
CONTEXT = "context"


class UnknownProvision(KeyError):
    """No provision of the directives has this id."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One of the two legal texts, with the day and number of its approval."""

    id: str
    title: str
    short: str
    date: date
    number: str


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: its own words (Turkish), what it says and what the system does because of it (English)."""

    id: str
    kind: str
    text: str
    says: str
    system: str
    planned: str = ""

    @property
    def directive(self) -> Directive:
        return directives()[self.id.split("/", 1)[0]]

    @property
    def place(self) -> str:
        return place_of(self.id)

    @property
    def citation(self) -> str:
        return citation_of(self.id)

    @property
    def is_context(self) -> bool:
        """Whether there is nothing to enforce: the provision is shown and cited."""
        return self.system == CONTEXT


@cache
def _loaded() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(SOURCE.read_text(encoding="utf8"))


@cache
def directives() -> dict[str, Directive]:
    """The directives by their prefix: ``okul``, ``smm``."""
    return {str(entry["id"]): Directive(**entry) for entry in _loaded()["directive"]}  # type: ignore[arg-type]


@cache
def provisions() -> dict[str, Provision]:
    """All provisions by id, in the order of the law."""
    return {str(entry["id"]): Provision(**entry) for entry in _loaded()["provision"]}  # type: ignore[arg-type]


def provision(id: str) -> Provision:
    """The provision with this id; :class:`UnknownProvision` when there is none."""
    try:
        return provisions()[id]
    except KeyError:
        raise UnknownProvision(id) from None


def place_of(id: str) -> str:
    """The place in the text as the Ministry writes it: "4/2-a", "8/1", "Ek"."""
    parts = id.split("/")[1:]
    if parts == ["ek"]:
        return "Ek"
    return "/".join(parts[:2]) + (f"-{parts[2]}" if len(parts) > 2 else "")  # noqa: PLR2004 - article/paragraph


def citation_of(id: str, version: str = "") -> str:
    """As in letters: "Yönerge m. 4/2-a", "SMM Yönergesi m. 6/1-ç", "Yönerge Ek"; also of a provision that was added later.

    ``version``: the first day (ISO) of the text that is meant, where there are several: "Yönerge m. 4/2-a, 01.09.2027 sürümü".
    """
    directive = directives().get(id.split("/", 1)[0])
    if directive is None:
        raise UnknownProvision(id)
    place = place_of(id)
    cited = f"{directive.short} {place}" if place == "Ek" else f"{directive.short} m. {place}"
    return f"{cited}, {date.fromisoformat(version):%d.%m.%Y} sürümü" if version else cited


def first_day_of(id: str) -> date:
    """The day from which the directive of a provision holds, which is that of the provision's original text."""
    directive = directives().get(id.split("/", 1)[0])
    if directive is None:
        raise UnknownProvision(id)
    return directive.date


IN_FORCE_SINCE = date(2024, 2, 15)  # okul/9: the day of the directive; a test holds it against the file
CENTRES_SINCE = date(2024, 4, 30)  # smm/12: the same for the directive on centres
