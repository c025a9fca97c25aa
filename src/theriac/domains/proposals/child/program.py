"""The child's program: reads what to plan on standard input, prints the answer, and ends.

It imports no Django and opens no database; what it may take is set before it reads anything.
"""

from __future__ import annotations

import contextlib
import json
import sys

from theriac.domains.proposals.child.answer import answered
from theriac.domains.proposals.snapshot import read_market, read_settled


def bound(memory: int, seconds: int) -> None:
    """Hold this process to its memory and time; elsewhere than on POSIX the caller's time holds."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 (optional)

        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def main() -> None:
    """Answer one question: its memory and seconds are the arguments."""
    bound(int(sys.argv[1]), int(sys.argv[2]))
    asked = json.load(sys.stdin)
    market = read_market(asked["market"])
    settled = read_settled(asked["settled"])
    inputs = market.inputs(asked["limit"], asked["most_suppliers"], settled)
    answer = answered(inputs, asked["unit"])
    sys.stdout.write("null" if answer is None else answer.text)


if __name__ == "__main__":
    main()
