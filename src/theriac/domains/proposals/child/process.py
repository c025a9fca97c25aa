"""A plan is asked of a child, so that a solver doesn't hold up what else this process answers.

One child at a time: who asks meanwhile waits, few of them, and the rest are told to come again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

import theriac
from theriac.domains.proposals.child.answer import PlanAnswer, answered, read_answer
from theriac.domains.proposals.problems import PlannerBusy, PlanStopped
from theriac.domains.proposals.rules.candidates import count_candidates
from theriac.domains.proposals.snapshot import Market, Settled, told_settled

HERE = 200
"""With so few lines to choose from, a plan takes less than a child takes to start."""
MEMORY_BYTES = 1 << 30
SECONDS = 75
"""The solver ends after 40 by itself; all before and after it takes a few."""
MOST_WAITING = 3

_turn = threading.Lock()
_places = threading.BoundedSemaphore(MOST_WAITING + 1)


def plan_answer(
    market: Market, limit: int, most_suppliers: int | None, settled: Settled, unit: int
) -> PlanAnswer | None:
    """The best plan; None where what a person settled can't be had.

    Raises PlanStopped for a child that took too much or was killed, PlannerBusy where too many
    wait. Call it outside a transaction.
    """
    inputs = market.inputs(limit, most_suppliers, settled)
    if count_candidates(inputs) <= HERE:
        return answered(inputs, unit)
    asked = {
        "market": market.text,
        "limit": limit,
        "most_suppliers": most_suppliers,
        "settled": told_settled(settled),
        "unit": unit,
    }
    with _place():
        try:
            return _asked(json.dumps(asked).encode())
        except OSError:  # no process can be started here
            return answered(inputs, unit)


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise PlannerBusy(
            _("Other proposals are being worked out. Nothing was changed. Try again in a minute.")
        )
    try:
        with _turn:
            yield
    finally:
        _places.release()


def _asked(question: bytes) -> PlanAnswer | None:
    """What the child answers. Raises PlanStopped, and OSError where none can be started."""
    root = str(Path(theriac.__file__).parents[1])
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            [
                sys.executable,
                "-m",
                "theriac.domains.proposals.child.program",
                str(MEMORY_BYTES),
                str(SECONDS),
            ],
            input=question,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**kept, "PYTHONPATH": root},
        )
        return read_answer(done.stdout)
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError) as end:
        raise PlanStopped(
            _(
                "Working out this proposal took too long or too much memory and was stopped. "
                "Nothing was changed. Choose fewer suppliers, and try again."
            )
        ) from end
