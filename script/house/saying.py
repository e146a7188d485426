"""What the set-up says while it works, and how it stops when it cannot go on."""

import sys


class CannotGoOn(Exception):
    """The set-up cannot continue; the text is one line that says what is wrong and what to do."""


def say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)
