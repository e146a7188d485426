"""Times the placement of a million students beside a C program of the same algorithm, in one run.

    script/test --exec python -m tests.benchmarks.placement

Prints seconds (medians of pairs), the ratio, and the memory above the input, for the usual round, one with as many places as
students and preferences at random, a planted chain of displacements, and growth from 10,000 to 1,000,000. Needs a C compiler.
1 when a goal is missed or the two place otherwise.
"""

from __future__ import annotations

import argparse
import ctypes
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from transfers.placement.engine import place
from transfers.placement.market import Market

SOURCE = Path(__file__).parent / "peers" / "deferred_acceptance.c"
GOALS = {"usual": 1.5, "adverse": 8.0}  # times the C program
CHAIN_SECONDS, MEMORY_MB = 0.5, 100


def compiled() -> Any:
    built = Path(tempfile.mkdtemp()) / "peer.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", str(built), str(SOURCE)], check=True)
    return ctypes.CDLL(str(built))


def in_c(peer: Any, market: Market) -> Any:
    out = np.empty(market.students, np.int64)
    seats = market.open_seats
    arrays = [market.starts, market.programme, market.priority, market.lot]
    pointers = [ctypes.c_void_p(array.ctypes.data) for array in arrays]
    peer.place(
        market.students,
        *pointers,
        market.programmes,
        ctypes.c_void_p(seats.ctypes.data),
        ctypes.c_void_p(out.ctypes.data),
    )
    return out


def market(preferences: Any, priority: Any, seats: Any, reserved: Any = None, in_group: Any = None) -> Market:
    students, length = preferences.shape
    rng = np.random.default_rng(7)
    none = np.zeros(len(seats), np.int32)
    return Market(
        starts=np.arange(0, (students + 1) * length, length, dtype=np.int64),
        programme=np.ascontiguousarray(preferences.ravel(), np.int32),
        priority=np.ascontiguousarray(priority.ravel(), np.int32),
        lot=rng.permutation(students).astype(np.int32),
        open_seats=(seats - (none if reserved is None else reserved)).astype(np.int32),
        reserved=none if reserved is None else reserved,
        held=np.zeros(len(seats), np.bool_),
        in_group=in_group,
    )


def _different(preferences: Any, programmes: int, rng: Any) -> Any:
    """No programme twice in one list."""
    for place_ in range(1, preferences.shape[1]):
        while (twice := (preferences[:, :place_] == preferences[:, [place_]]).any(axis=1)).any():
            preferences[twice, place_] = rng.integers(0, programmes, int(twice.sum()))
    return preferences


def usual(students: int, programmes: int = 20_000) -> Market:
    """Some programmes are liked by many; one score a student; places for nine of ten."""
    programmes = min(programmes, max(10, students // 50))
    rng = np.random.default_rng(1)
    liked = rng.pareto(1.5, programmes) + 0.1
    preferences = rng.choice(programmes, size=(students, 5), p=liked / liked.sum()).astype(np.int32)
    score = np.round(np.clip(rng.normal(70, 12, students), 0, 100) * 100).astype(np.int32)
    priority = np.repeat(10_000 - score, 5)
    seats = np.full(programmes, max(1, students * 9 // 10 // programmes))
    return market(_different(preferences, programmes, rng), priority, seats)


def adverse(students: int, programmes: int = 20_000) -> Market:
    """Preferences and scores at random, as many places as students: displacements go on for long."""
    rng = np.random.default_rng(2)
    preferences = _different(rng.integers(0, programmes, (students, 5)).astype(np.int32), programmes, rng)
    return market(preferences, rng.integers(0, 10_000, (students, 5)), np.full(programmes, students // programmes))


def chain(length: int) -> Market:
    """Each programme has one place; the last student to ask displaces the first, who displaces the second, and so on."""
    preferences = np.empty((length + 1, 2), np.int32)
    preferences[:length, 0], preferences[:length, 1] = np.arange(length), np.arange(1, length + 1)
    preferences[length] = [0, length]
    priority = np.full((length + 1, 2), 1)
    priority[:length, 1] = 0
    priority[length] = [0, 1]
    return market(preferences, priority, np.ones(length + 1, np.int64))


def with_reserves(one: Market) -> Market:
    """A tenth of the places reserved to a tenth of the students."""
    rng = np.random.default_rng(3)
    reserved = (one.open_seats // 10).astype(np.int32)
    members = np.repeat(rng.random(one.students) < 0.1, np.diff(one.starts))
    return Market(
        one.starts, one.programme, one.priority, one.lot, one.open_seats - reserved, reserved, one.held,
        members & (reserved > 0)[one.programme],
    )  # fmt: skip


def seconds(call: Callable[[], Any]) -> tuple[float, Any]:
    start = perf_counter()
    answer = call()
    return perf_counter() - start, answer


def beside_c(name: str, one: Market, peer: Any, pairs: int) -> bool:
    ours, theirs = [], []
    for _ in range(pairs):
        took, rows = seconds(lambda: place(one))
        ours.append(took)
        took, expected = seconds(lambda: in_c(peer, one))
        theirs.append(took)
        if not np.array_equal(rows, expected):
            print(f"{name}: the two place otherwise")
            return False
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    kept = ratio <= GOALS.get(name, float("inf"))
    print(f"{name:14} ours {median(ours):.3f} s   C {median(theirs):.3f} s   ×{ratio:.2f}{'' if kept else '  MISSED'}")
    return kept


def memory(students: int) -> bool:
    """Peak above what the input takes, in a process of its own."""
    code = (
        "import resource, sys; from tests.benchmarks.placement import usual; from transfers.placement.engine import place\n"
        f"one = usual({students}); peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "import ctypes; current = lambda: int(open('/proc/self/statm').read().split()[1]) * 4\n"
        "open('/proc/self/clear_refs', 'w').write('5'); before = current(); place(one)\n"
        "hwm = next(int(l.split()[1]) for l in open('/proc/self/status') if l.startswith('VmHWM'))\n"
        "print((hwm - before) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    above = int(done.stdout)
    print(f"memory         {above} MB above the input{'' if above <= MEMORY_MB else '  MISSED'}")
    return above <= MEMORY_MB


def _growth() -> None:
    for students in (10_000, 100_000, 1_000_000):
        one = usual(students)
        took = median([seconds(lambda one=one: place(one))[0] for _ in range(3)])
        print(f"growth         {students:9,} students {took:.3f} s   {took / students * 1e6:.2f} µs a student")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--students", type=int, default=1_000_000)
    asked.add_argument("--pairs", type=int, default=5)
    options = asked.parse_args()
    peer = compiled()
    big = usual(options.students)
    kept = [beside_c("usual", big, peer, options.pairs)]
    plain, _ = seconds(lambda: place(big))
    reserved, _ = seconds(lambda: place(with_reserves(big)))
    print(f"with reserves  {reserved:.3f} s   ×{reserved / plain:.2f} of the same without")
    kept.append(beside_c("adverse", adverse(options.students), peer, options.pairs))
    took = median(seconds(lambda: place(chain(100_000)))[0] for _ in range(options.pairs))
    kept.append(took <= CHAIN_SECONDS)
    print(f"chain          {took:.3f} s for 100,000 displacements{'' if kept[-1] else '  MISSED'}")
    kept.append(memory(options.students))
    _growth()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
