"""Which version of a provision holds for a file on a day: a directive changes from a day on, and what was opened before may keep what was.

Pure Python. A *wording* leaves what is asked as it is; a *content* (new conditions, a new provision, a repeal) does not. Which files keep
the content before is said by the transition that was recorded with the version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .provisions import first_day_of

PARTS_OF_AN_ITEM = 4  # directive, article, paragraph, item: only an item among conditions is a condition itself


class Effect(StrEnum):
    """What a version does to what the law asks."""

    WORDING = "wording"
    ASKS = "asks"
    ADDS = "adds"
    REPEALS = "repeals"


class Transition(StrEnum):
    """For whom the content before goes on: for files opened before, for nobody, for such files until a day."""

    KEEPS = "keeps"
    EVERYBODY = "everybody"
    UNTIL = "until"


class OpenedBy(StrEnum):
    """Which of its days makes a file one that was opened before."""

    CREATED = "created"
    HANDED_IN = "handed_in"


@dataclass(frozen=True, slots=True)
class File:
    """The days of a file that a transition may go by; ``None``: it has not come so far."""

    created: date
    handed_in: date | None = None

    def opened(self, by: OpenedBy) -> date | None:
        return self.created if by is OpenedBy.CREATED else self.handed_in


@dataclass(frozen=True, slots=True)
class Amendment:
    """A published version of a provision. ``asks``: the condition in short, where it asks something new."""

    provision: str
    begins: date
    effect: Effect
    transition: Transition = Transition.EVERYBODY
    opened_by: OpenedBy = OpenedBy.CREATED
    keeps_until: date | None = None
    asks: str = ""

    @property
    def is_content(self) -> bool:
        return self.effect is not Effect.WORDING

    def covers(self, on: date, file: File | None) -> bool:
        """Whether it holds on the day for the file, looked at by itself; without a file: for whoever asks on that day."""
        if on < self.begins:
            return False
        if file is None or self.transition is Transition.EVERYBODY:
            return True
        opened = file.opened(self.opened_by)
        if opened is None or opened >= self.begins:
            return True
        return self.transition is Transition.UNTIL and self.keeps_until is not None and on > self.keeps_until


@dataclass(frozen=True, slots=True)
class Held:
    """What holds of one provision. ``text``: the version whose words hold; ``content``: the last one that changed what is asked;
    ``None``: the original. ``ruled_on``: the day whose rules are asked. ``version``: the first day of the text that holds, in ISO form;
    empty as long as there is one version only.
    """

    text: Amendment | None
    content: Amendment | None
    ruled_on: date
    version: str = ""


class Law:
    """The versions that were published, by provision; without any it is false, and the code's rules hold as they are."""

    def __init__(self, amendments: Iterable[Amendment] = ()) -> None:
        self._of: dict[str, tuple[Amendment, ...]] = {}
        for one in sorted(amendments, key=lambda one: (one.provision, one.begins)):
            self._of[one.provision] = (*self._of.get(one.provision, ()), one)

    def __bool__(self) -> bool:
        return bool(self._of)

    def versions(self, provision: str) -> tuple[Amendment, ...]:
        """All versions of a provision after the original, the oldest first."""
        return self._of.get(provision, ())

    def held(self, provision: str, *, on: date, file: File | None = None) -> Held:
        """The version that holds for the file on the day; without a file, for whoever asks on that day."""
        text: Amendment | None = None
        content: Amendment | None = None
        last: Amendment | None = None  # the last content so far, whoever it reaches
        after: Amendment | None = None  # the first content after the one that holds
        for one in self.versions(provision):
            reaches = one.covers(on, file)
            if not one.is_content:
                # Words rest on the content before them, and reach only those whom that content reaches.
                text = one if reaches and content is last else text
                continue
            last = one
            if reaches:
                text, content, after = one, one, None
            else:
                after = after or one
        ruled_on = on if after is None else min(on, after.begins - timedelta(days=1))
        return Held(text, content, ruled_on, self._version(provision, text, on))

    def _version(self, provision: str, text: Amendment | None, on: date) -> str:
        if not any(one.begins <= on for one in self.versions(provision)):
            return ""
        return (text.begins if text else first_day_of(provision)).isoformat()

    def added(self, *, on: date, file: File | None = None) -> Iterator[Amendment]:
        """Provisions that did not stand in the directive at first and hold for the file on the day."""
        for provision, versions in self._of.items():
            if versions[0].effect is not Effect.ADDS or provision.count("/") + 1 != PARTS_OF_AN_ITEM:
                continue
            content = self.held(provision, on=on, file=file).content
            if content is not None and content.effect is not Effect.REPEALS:
                yield content

    def ground(self, on: date) -> str:
        """Changes with what had changed by the day of what the law asks; empty where nothing had."""
        begun = [
            f"{one.provision}@{one.begins}:{one.effect}"
            for versions in self._of.values()
            for one in versions
            if one.is_content and one.begins <= on
        ]
        return hashlib.sha256("\n".join(begun).encode()).hexdigest() if begun else ""


UNCHANGED = Law()
