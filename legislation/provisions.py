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
        """The place in the text as the Ministry writes it: "4/2-a", "8/1", "Ek"."""
        parts = self.id.split("/")[1:]
        if parts == ["ek"]:
            return "Ek"
        return "/".join(parts[:2]) + (f"-{parts[2]}" if len(parts) > 2 else "")  # noqa: PLR2004 - article/paragraph

    @property
    def citation(self) -> str:
        """As in letters: "Yönerge m. 4/2-a", "SMM Yönergesi m. 6/1-ç", "Yönerge Ek"."""
        place = self.place
        return f"{self.directive.short} {place}" if place == "Ek" else f"{self.directive.short} m. {place}"

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


IN_FORCE_SINCE = date(2024, 2, 15)  # okul/9: the day of the directive; a test holds it against the file
CENTRES_SINCE = date(2024, 4, 30)  # smm/12: the same for the directive on centres
