"""What is searched for: the text as typed, its words and codes, and the filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.spelling import alike, longest_known, unknown_words
from accounts.wording import Asked, shares_of, words_of
from documents.models import CODE_ALPHABET
from schools.querysets import NAMES
from schools.turkish import fold, name_key

COMMON = 0.01  # of all names
LONGEST = 200  # characters of a question
SCHOOL_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
BEGINNING_OF_A_CODE = re.compile(r"[0-9]{3,5}")
VERIFICATION_CODE = re.compile(rf"[{CODE_ALPHABET}]{{12}}")
BIGGEST_KEY = 2**31 - 1


@dataclass(frozen=True)
class Question:
    """``province`` is a plate code; ``state`` one of the kind's (see :mod:`.kinds`); ``on`` the day for which states hold."""

    text: str
    on: date
    kinds: tuple[str, ...] = ()
    province: int | None = None
    state: str = ""
    year: int | None = None

    @cached_property
    def typed(self) -> str:
        """As typed, without what no text may hold and no index needs."""
        return " ".join(self.text.replace("\x00", " ").split())[:LONGEST]

    @cached_property
    def folded(self) -> str:
        return fold(self.typed)

    @cached_property
    def words(self) -> list[str]:
        """An e-mail address is taken whole, not by its words."""
        return [] if "@" in self.typed else words_of(name_key(self.typed))

    @cached_property
    def asked(self) -> list[Asked]:
        return [Asked(word) for word in self.words]

    @cached_property
    def unknown(self) -> list[str]:
        """The words that the vocabulary does not know."""
        return unknown_words(self.words)

    @cached_property
    def alike(self) -> list[Asked]:
        """The words with those that may have been meant; a word that stands in many names was meant as it was typed."""
        common = [word for word, share in shares_of(NAMES).items() if share >= COMMON]
        return alike(self.words, self.unknown or longest_known(self.words, surely_meant=common))

    @cached_property
    def school_codes(self) -> list[str]:
        return SCHOOL_CODE.findall(self.typed)

    @property
    def code_beginning(self) -> str:
        """Three to five digits with which an institution's code may begin."""
        return self.typed if BEGINNING_OF_A_CODE.fullmatch(self.typed) else ""

    @property
    def record_number(self) -> int | None:
        """The number of a dossier or a designation."""
        digits = self.typed.removeprefix("#")
        return int(digits) if digits.isascii() and digits.isdigit() and int(digits[:12]) <= BIGGEST_KEY else None

    @property
    def verification_code(self) -> str:
        """A paper's verification code, with its dashes however it was typed."""
        letters = re.sub(r"[\s-]", "", self.typed).upper()
        found = VERIFICATION_CODE.fullmatch(letters)
        return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}" if found else ""
