"""Works things out in child processes while the parent goes on: for long work of one kind, pure and without the database."""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, NoReturn, Self

from django.db import connections

AT_MOST = 4  # children at a time, however many processors there are: memory is theirs as well


class FellOver(RuntimeError):
    """A child ended without an answer; carries what it said of it."""


def _others() -> int:
    """A child for each processor that the process itself leaves free."""
    return min(len(os.sched_getaffinity(0)) - 1, AT_MOST)


@dataclass(slots=True)
class Aside:
    """Hands out work and brings the answers in the order in which it was handed out.

    ``hands``: children at a time; 0 works out each thing at once, in the process itself, as a machine with one processor does.
    A child is a fork: it begins with all that its parent knows, nothing is packed for it, and what it answers is bytes. It asks neither
    the database, which refuses it, nor anything else over a connection, which would be its parent's.
    """

    hands: int = field(default_factory=_others)
    _given: deque[_Child | bytes] = field(default_factory=deque, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Whoever did not answer yet is not waited for."""
        for child in self._given:
            if isinstance(child, _Child):
                child.stop()
        self._given.clear()

    def give(self, work: Callable[[], bytes], *, here: bool = False) -> None:
        """``here``: worked out in the process itself, which has nothing else to do while the others work: the last of all."""
        self._given.append(work() if here or not self.hands else _Child.begin(work))

    def ready(self) -> Iterator[bytes]:
        """The answers that must be waited for before more is handed out."""
        while len(self._given) > self.hands:
            yield self._next()

    def rest(self) -> Iterator[bytes]:
        """All that are still due."""
        while self._given:
            yield self._next()

    def _next(self) -> bytes:
        child = self._given[0]
        answer = child.answer() if isinstance(child, _Child) else child
        self._given.popleft()
        return answer


def _refuse(*_: Any) -> NoReturn:
    raise RuntimeError("a child shares its parent's connection and asks no database")


@dataclass(slots=True)
class _Child:
    pid: int
    said: IO[bytes]

    @classmethod
    def begin(cls, work: Callable[[], bytes]) -> _Child:
        said = TemporaryFile()  # noqa: SIM115 - the child writes it, the parent reads and closes it
        pid = os.fork()
        if pid:
            return cls(pid, said)
        code = 1
        try:
            for connection in connections.all(initialized_only=True):
                connection.execute_wrappers.append(_refuse)
            said.write(work())
            code = 0
        except BaseException:  # noqa: BLE001 - the parent raises it
            said.write(traceback.format_exc().encode())
        finally:
            said.flush()
            os._exit(code)  # without what a process does at its end: connections and files are the parent's

    def answer(self) -> bytes:
        """Waits for it."""
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        with self.said:
            self.said.seek(0)
            found = self.said.read()
        if status:
            raise FellOver(found.decode(errors="replace") or f"ended by signal {os.waitstatus_to_exitcode(status)}")
        return found

    def stop(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.said.close()
