"""One pass: compare with the store, seal what waits, publish; and what stands in the way is kept.

A pass runs in the worker every two minutes, a bounded one that leaves the worker's other ticks
their turn; what it can't finish goes to a job, and once an hour a job looks at rows of every age.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.seal.keys import NoSigningKey
from theriac.core.seal.models import SealState
from theriac.core.seal.publication import (
    SealBroken,
    compare_with_store,
    publish,
    published_size,
    seal_store,
)
from theriac.core.seal.sealer import STATE, Sealed, begin_log, never, newest_log, seal_rows
from theriac.core.seal.stores.further import send_further
from theriac.core.seal.stores.port import StoreProblem
from theriac.core.telemetry.logs import get_logger

EVERY_SECONDS = 120
A_TICK = 2_000
BACKLOG = "seal"
log = get_logger(__name__)


def seal_once(
    *,
    everything: bool = False,
    at_most: int | None = None,
    check: Callable[[], None] = never,
) -> Sealed:
    """Seal and publish what waits. What is in the way is written to the state, and told."""
    try:
        done = _pass(everything=everything, at_most=at_most, check=check)
    except SealBroken as broken:
        _trouble(broken.code, broken.words)
    except StoreProblem as problem:
        _trouble(problem.trouble, str(problem))
    except NoSigningKey as problem:
        _trouble("key", str(problem))
    else:
        _trouble("", "")
        return done
    return Sealed(0, drained=True)


def _pass(*, everything: bool, at_most: int | None, check: Callable[[], None]) -> Sealed:
    store = seal_store()
    current = newest_log()
    try:
        published = compare_with_store(current, store, published_size(current))
        unreachable = None
    except StoreProblem as problem:
        if current is None:
            raise
        unreachable = problem
    if current is None:
        current = begin_log(follows="", reason="first")
    begun = clock.now()
    done = seal_rows(current, everything=everything, at_most=at_most, check=check)
    if done.drained:
        SealState.objects.filter(name=STATE).update(passed_at=begun)
    try:
        if unreachable is not None:
            raise unreachable
        publish(current, store, published, check)
    finally:
        send_further(current)
    return done


def _trouble(code: str, words: str) -> None:
    state = SealState.objects.filter(name=STATE)
    if state.exclude(trouble=code, trouble_words=words[:255]).update(
        trouble=code, trouble_words=words[:255]
    ):
        if code:
            log.error("the seal stands still", state=code)
        return
    if code and not state.exists():
        SealState.objects.create(name=STATE, trouble=code, trouble_words=words[:255])


class _Pace:
    """When this process last sealed: a tick is called early at each news, sealing isn't."""

    def __init__(self) -> None:
        self._next = 0.0

    def is_due(self) -> bool:
        """Whether it is time; it counts as done then."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + EVERY_SECONDS
        return True


_pace = _Pace()


def seal_tick() -> None:
    """A bounded pass every two minutes; more than it takes goes to a job."""
    if _pace.is_due() and not seal_once(at_most=A_TICK).drained:
        seal_everything.using(unique_key=BACKLOG).enqueue()


@scheduled(every=timedelta(hours=1))
@task(name="seal.seal_everything", title=_("Protect records with tamper proof"), takes_context=True)
def seal_everything(context: JobContext) -> Mapping[str, int]:
    """Seal rows of every age, those too that were recorded while the clock ran behind."""
    done = seal_once(everything=True, check=context.check)
    return {"rows": done.rows}
