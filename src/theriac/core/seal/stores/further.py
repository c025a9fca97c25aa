"""Further stores of heads beside the folder: several at once, each behind or ahead by itself.

A further store that doesn't answer, refuses, or holds other content raises an alarm of its own and
is caught up by a later pass; the folder and the sealing go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Protocol

from django.db.models import Q

from theriac.core import clock
from theriac.core.database.insert import insert_if_absent
from theriac.core.seal.models import SealCopy, SealHead, SealLog
from theriac.core.seal.stores.port import SealStore, StoreProblem
from theriac.core.telemetry.logs import get_logger

LEASE = timedelta(minutes=10)
_log = get_logger(__name__)


class FurtherStore(Protocol):
    """Where heads go besides. ``every`` is how often at most; ``code`` names it for ever."""

    code: str
    every: timedelta

    def describe(self) -> str:
        """Where it is, for people; no secret."""
        ...

    def send(self, log: SealLog, published: int, newest: SealHead) -> None:
        """Bring it from ``published`` rows to the newest head. Raises StoreProblem."""
        ...

    def readable(self) -> SealStore | None:
        """The store as one that ``verify`` can read, where it can be read."""
        ...


_makers: dict[str, Callable[[], FurtherStore | None]] = {}


def offers(code: str, make: Callable[[], FurtherStore | None]) -> None:
    """Declare a kind of further store; ``make`` gives None where the environment names none."""
    _makers[code] = make


def further_stores() -> Iterable[FurtherStore]:
    """The further stores of this installation, by code."""
    return [store for code in sorted(_makers) if (store := _makers[code]()) is not None]


def send_further(log: SealLog) -> None:
    """Bring every further store that is due to the newest head; trouble is kept and told."""
    newest = SealHead.objects.filter(log=log.number).order_by("-size").first()
    stores = list(further_stores())
    SealCopy.objects.exclude(code__in=[one.code for one in stores]).delete()
    for store in stores:
        if newest is not None:
            _bring(store, log, newest)


def _bring(store: FurtherStore, log: SealLog, newest: SealHead) -> None:
    now = clock.now()
    insert_if_absent(SealCopy, SealCopy(code=store.code))
    mine = SealCopy.objects.filter(code=store.code)
    free = mine.filter(Q(sending_until=None) | Q(sending_until__lt=now))
    if not free.update(sending_until=now + LEASE):
        return
    copy = mine.get()
    published = copy.sent_of(log)
    is_due = copy.sent_at is None or copy.trouble or now >= copy.sent_at + store.every
    told: dict[str, object] = {"sending_until": None}
    try:
        if newest.size > published and is_due:
            store.send(log, published, newest)
            told |= {"log": log.name, "published_size": newest.size, "sent_at": now}
            told |= {"trouble": "", "trouble_words": ""}
    except StoreProblem as problem:
        told |= {"trouble": problem.trouble, "trouble_words": str(problem)[:255]}
        _log.error("heads don't reach a further store", store=store.code, state=problem.trouble)
    finally:
        mine.update(**told)
