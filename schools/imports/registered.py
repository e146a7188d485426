"""Sources of files that belong to rooms above the register: each says here how its files are checked and its table is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from documents.workbooks.reading import Book
from schools import permissions
from schools.models import FileImport

MayBring = Callable[[User], bool]


@dataclass(frozen=True, slots=True)
class Registered:
    """``examine``: the file, checked and compared, as :class:`schools.imports.sources.Examined`; ``template``: its table.

    ``template(user, school)`` takes by name also each word of ``asks`` that the address says. What differs from the register's
    own tables: ``may`` says who brings it, ``after`` is the dotted name of what follows the write in place of what follows a
    change of the register (the import, ``on=`` and ``at=``), ``written`` says in a sentence what is so once it is written,
    ``filled`` what the table holds when it is fetched.
    """

    examine: Callable[[FileImport, Book], Any]
    template: Callable[..., bytes]
    asks: tuple[str, ...] = ()
    may: MayBring | None = None
    after: str = ""
    written: str = ""
    filled: str = ""


REGISTERED: dict[str, Registered] = {}


def register(source: str, registered: Registered) -> None:
    """Called from ``AppConfig.ready`` of the room that owns the source; registering it again changes nothing."""
    REGISTERED[source] = registered
    if registered.may is not None:
        permissions.MAY_BRING[source] = registered.may


def filled_of(source: str) -> str:
    """What the table of the source holds when it is fetched; empty where it is what the register knows."""
    return REGISTERED[source].filled if source in REGISTERED else ""


def written_of(source: str) -> str:
    """What is so once a file of the source is written; empty where the register itself was."""
    return REGISTERED[source].written if source in REGISTERED else ""
