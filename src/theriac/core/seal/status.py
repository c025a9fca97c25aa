"""How the seal stands: the last head, what waits, and what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When

from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.database.reads import CachedRead
from theriac.core.seal.models import SealCopy, SealHead, SealLog, SealState
from theriac.core.seal.publication import head_of, seal_store
from theriac.core.seal.registry import sealed_kinds
from theriac.core.seal.rows import oldest_unsealed, unsealed, watermark
from theriac.core.seal.sealer import STATE, current_state, newest_log
from theriac.core.seal.stores.further import further_stores

ALARM_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Copy:
    """One further store: its code, where it is, when a head last went there, what is in the way."""

    code: str
    place: str
    sent_at: datetime | None
    trouble: str
    words: str


@dataclass(frozen=True, slots=True)
class SealStanding:
    """The seal as the owner sees it.

    ``trouble`` is empty or names what is in the way: ``unknown``, ``behind``, ``lacks``,
    ``differs``, ``conflict``, ``unreachable``, ``key``; ``words`` says more of it.
    """

    log: SealLog | None
    head: SealHead | None
    note: str
    sealed: int
    published: int
    waiting: int
    oldest_at: datetime | None
    trouble: str
    words: str
    store: str
    copies: Sequence[Copy]

    @property
    def waiting_seconds(self) -> int:
        """The age of the oldest row that isn't sealed."""
        return _age(self.oldest_at)

    @property
    def is_late(self) -> bool:
        """Whether something has waited for more than five minutes."""
        return self.waiting_seconds > ALARM_SECONDS

    @property
    def is_alarming(self) -> bool:
        """Whether a person must look."""
        return bool(self.trouble) or self.is_late or any(one.trouble for one in self.copies)


def standing() -> SealStanding:
    """Everything that the page of the seal shows."""
    log, state = newest_log(), current_state()
    number = log.number if log else 0
    head = SealHead.objects.filter(log=number).order_by("-size").first()
    since = watermark(number)
    return SealStanding(
        log=log,
        head=head,
        note=head_of(log, head).note(head.public_key) if log and head else "",
        sealed=state.size,
        published=state.published_size,
        waiting=sum(unsealed(kind, number, since).count() for kind in sealed_kinds()),
        oldest_at=oldest_unsealed(number),
        trouble=state.trouble,
        words=state.trouble_words,
        store=seal_store().describe(),
        copies=_copies(),
    )


def _copies() -> Sequence[Copy]:
    rows = {row.code: row for row in SealCopy.objects.all()}
    found = []
    for store in further_stores():
        row = rows.get(store.code, SealCopy(code=store.code))
        found.append(
            Copy(store.code, store.describe(), row.sent_at, row.trouble, row.trouble_words)
        )
    return found


@dataclass(frozen=True, slots=True)
class SealTrouble:
    """What is wrong with the seal: ``trouble`` as in Standing, or for how long rows wait.

    ``copy`` is the trouble where a further store is behind or differs.
    """

    trouble: str
    waiting_seconds: int


def alarm() -> SealTrouble | None:
    """What a person must look at; None while all is well. One statement, for every page."""
    found = _stands()
    if found is None or (not found.trouble and found.waiting_seconds <= ALARM_SECONDS):
        return None
    return found


def waiting_seconds() -> int:
    """The age of the oldest row that isn't sealed, 0 when none waits; from the trail alone."""
    found = _stands()
    return found.waiting_seconds if found else 0


@CachedRead
def _state() -> QuerySet[SealState, Any]:
    records = AuditRecord.objects.filter(recorded_at__gt=OuterRef("passed_at"))
    begun = SealLog.objects.filter(number=OuterRef("log")).values("begun_at")[:1]
    waits = records.order_by("recorded_at").values("recorded_at")[:1]
    states = SealState.objects.filter(name=STATE).annotate(
        waits=Case(When(passed_at=None, then=Subquery(begun)), default=Subquery(waits))
    )
    troubled = Exists(SealCopy.objects.exclude(trouble=""))
    return states.annotate(troubled=troubled).values_list("trouble", "waits", "troubled")[:1]


def _stands() -> SealTrouble | None:
    """Every command leaves an audit record: the first one since the last pass tells who waits.

    Until the first pass ends everything waits since the log was begun; before that nothing does:
    health tells when no worker runs.
    """
    state = next(iter(_state()), None)
    if state is None:
        return None
    return SealTrouble(state[0] or ("copy" if state[2] else ""), _age(state[1]))


def _age(instant: datetime | None) -> int:
    return 0 if instant is None else max(0, int((clock.now() - instant).total_seconds()))
