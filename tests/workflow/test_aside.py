"""What is worked out in children comes back whole, in order, and a child's fault is its parent's."""

from __future__ import annotations

import os
import signal
import time

import pytest

from accounts.models import Province
from workflow.aside import Aside, FellOver


def answers(aside, works):
    with aside:
        found = []
        for work in works:
            aside.give(work)
            found.extend(aside.ready())
        return [*found, *aside.rest()]


@pytest.mark.parametrize("hands", [0, 1, 3])
def test_answers_come_in_the_order_of_the_questions(hands):
    slow_first = [lambda: time.sleep(0.1) or b"one", lambda: b"two" * 100_000, lambda: b"", lambda: b"four"]

    assert answers(Aside(hands), slow_first) == [b"one", b"two" * 100_000, b"", b"four"]


def test_children_work_elsewhere_and_no_more_of_them_than_hands():
    at_work, pids = [], []
    aside = Aside(2)
    with aside:
        for _ in range(5):
            aside.give(lambda: str(os.getpid()).encode())
            pids.extend(aside.ready())
            at_work.append(len(aside._given))
        pids.extend(aside.rest())

    assert max(at_work) == 2
    assert len({*pids, str(os.getpid()).encode()}) == 6


def test_without_hands_it_is_worked_out_here_and_at_once():
    assert answers(Aside(0), [lambda: str(os.getpid()).encode()]) == [str(os.getpid()).encode()]


def test_the_last_is_worked_out_here_and_comes_last_all_the_same():
    with Aside(2) as aside:
        aside.give(lambda: time.sleep(0.1) or str(os.getpid()).encode())
        aside.give(lambda: str(os.getpid()).encode(), here=True)
        child, here = aside.rest()

    assert here == str(os.getpid()).encode() != child


def test_a_fault_is_told_with_its_words():
    def fails():
        raise ValueError("kurum kodu yok")

    with pytest.raises(FellOver, match="kurum kodu yok"):
        answers(Aside(1), [fails])


@pytest.mark.django_db
def test_a_child_cannot_speak_over_its_parents_connection():
    with pytest.raises(FellOver, match="asks no database"):
        answers(Aside(1), [lambda: str(Province.objects.count()).encode()])

    assert Province.objects.filter(pk=-1).exists() is False


def test_a_killed_child_is_a_fault():
    with pytest.raises(FellOver, match="signal"):
        answers(Aside(1), [lambda: os.kill(os.getpid(), signal.SIGKILL)])


def test_who_leaves_before_the_answers_leaves_no_child_behind():
    with pytest.raises(KeyError), Aside(2) as aside:
        aside.give(lambda: time.sleep(60))
        (child,) = aside._given
        raise KeyError

    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)
