"""Several at once, each in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import close_old_connections, connection

from workflow.refusals import Refusal


def together(*calls: Callable[[], object]) -> list[str]:
    """Runs the calls at once; what each said: ``done``, or the words of its refusal."""
    gate, answers = threading.Barrier(len(calls)), []

    def go(call: Callable[[], object]) -> None:
        close_old_connections()
        gate.wait()
        try:
            call()
            answers.append("done")
        except Refusal as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
