"""How long another thread of the same process waits while a plan is worked out, here and outside.

It asks to go on every 5 ms, as a thread that answers a request does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

BEAT = 0.005


def held(inputs: Any) -> dict[str, int]:
    """The longest wait in milliseconds, planned in this process and by a child."""
    from theriac.domains.proposals.child.answer import answered  # noqa: PLC0415 (app-ready)
    from theriac.domains.proposals.child.process import plan_answer  # noqa: PLC0415 (app-ready)

    market = _market(inputs)
    return {
        "held_here_ms": _longest_wait(lambda: answered(inputs, 1)),
        "held_child_ms": _longest_wait(lambda: plan_answer(market, inputs.limit, None, {}, 1)),
    }


def _longest_wait(work: Callable[[], Any]) -> int:
    planner = threading.Thread(target=work)
    longest = 0.0
    planner.start()
    while planner.is_alive():
        begun = time.perf_counter()
        time.sleep(BEAT)
        longest = max(longest, time.perf_counter() - begun - BEAT)
    return round(longest * 1_000)


def _market(inputs: Any) -> Any:
    from theriac.domains.proposals.rules.lots import Lot  # noqa: PLC0415 (app-ready)
    from theriac.domains.proposals.snapshot import Market  # noqa: PLC0415 (app-ready)

    options = [option for one in inputs.products for option in one.options]
    lots = {
        one.id: Lot(option=one, pack_id=UUID(int=one.id.int + 10**8), price=one.pack_cost)
        for one in options
    }
    return Market(date(2026, 11, 27), inputs.products, inputs.suppliers, lots)
