"""``python -m house server`` and ``python -m house test``."""

import sys

from . import serving, testing
from .saying import CannotGoOn

COMMANDS = {"server": serving.run, "test": testing.run}


def main(arguments: list[str]) -> int:
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        print(f"usage: house {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except CannotGoOn as reason:
        print(f"Cannot go on: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
