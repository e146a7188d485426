"""Where an institution lies, asked of the register above, which says once how to find it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple, Protocol


class Place(NamedTuple):
    """An institution's name, and the plate code of its province."""

    name: str
    province: int


class Register(Protocol):
    """What the register answers."""

    def place_of(self, code: str) -> Place | None: ...

    def codes_in(self, provinces: Collection[int]) -> Any:
        """The codes of all institutions of these provinces, as a subquery of one column."""


_registers: list[Register] = []


def ask(register: Register) -> None:
    """Say whom to ask; the register calls this once, when it is ready."""
    _registers[:] = [register]


def place_of(code: str) -> Place | None:
    return _registers[0].place_of(code) if _registers else None


def codes_in(provinces: Collection[int]) -> Any:
    return _registers[0].codes_in(provinces) if _registers else []
