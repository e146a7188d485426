"""Sources of files that belong to rooms above the register: each says here how its files are checked and its table is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from documents.workbooks.reading import Book
from schools.models import FileImport, School

Template = Callable[[User, School | None], bytes]


@dataclass(frozen=True, slots=True)
class Registered:
    """``examine``: the file, checked and compared, as :class:`schools.imports.sources.Examined`; ``template``: its table."""

    examine: Callable[[FileImport, Book], Any]
    template: Template


REGISTERED: dict[str, Registered] = {}


def register(source: str, registered: Registered) -> None:
    """Called from ``AppConfig.ready`` of the room that owns the source; registering it again changes nothing."""
    REGISTERED[source] = registered
