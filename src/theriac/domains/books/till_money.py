"""Customers' money on the entries of its documents: by which till, and asked for under which id.

Of accounts and gift cards alike: their entries have ``till_session_id``, the session that reports
what was paid, and ``counter_id`` with ``asked_id``, by which a counter's request is known for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from theriac.core.idempotency.context import KeyReused, Replayed
from theriac.domains.books.till_cash import CASH, CashReason, CounterTill


def taken_at(session_id: UUID | None, counter: CounterTill | None) -> dict[str, UUID | None]:
    """These columns of an entry."""
    return {
        "till_session_id": session_id,
        "counter_id": counter.terminal_id if counter else None,
        "asked_id": counter.move_id if counter else None,
    }


def refuse_second(
    entries: QuerySet[Any], counter: CounterTill | None, said: Mapping[str, Any], made: str = "id"
) -> None:
    """Raise Replayed, with what was ``made``, where this counter's request has its entry already.

    Keys of requests are forgotten after a while, entries never are. Raises KeyReused where the
    entry says something else than ``said``, which is by column.
    """
    if counter is None:
        return
    asked = {"counter_id": counter.terminal_id, "asked_id": counter.move_id}
    first = entries.filter(**asked).first()
    if first is None:
        return
    told = {**said, "till_session_id": counter.session_id}
    if any(getattr(first, name) != value for name, value in told.items()):
        raise KeyReused(_("This payment is already recorded with other details. Start again."))
    raise Replayed(getattr(first, made))


@dataclass(frozen=True, slots=True)
class OtherMoney:
    """What a session took for a kind of document by one means but cash: how often, minor units.

    ``undone`` and ``undone_amount`` are what of it was taken back since, by whom- and whenever.
    """

    reason: CashReason
    method: str
    count: int
    amount: int
    undone: int
    undone_amount: int


def money_of_session(
    entries: QuerySet[Any], undone: Q, reason: CashReason, session_id: UUID, terminal_id: UUID
) -> Sequence[OtherMoney]:
    """What entries say of a session, of its own terminal; cash is in its moves.

    ``undone`` holds for entries that were taken back.
    """
    own = Q(counter_id=None) | Q(counter_id=terminal_id)
    rows = entries.filter(own, till_session_id=session_id).exclude(method=CASH)
    sums = (
        rows.order_by("method")
        .values_list("method")
        .annotate(
            n=Count("id"),
            sum=Sum("amount"),
            back=Count("id", filter=undone),
            back_sum=Sum("amount", filter=undone),
        )
    )
    return [
        OtherMoney(reason, method, n, abs(int(amount)), back, abs(int(undone_amount or 0)))
        for method, n, amount, back, undone_amount in sums
    ]
