"""Proving the books of stock: every balance and every snapshot against the movements."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.stock.commands.snapshot import withdraw_snapshots
from theriac.domains.stock.models import Balance, Movement, StockProof
from theriac.domains.stock.queries.ledger.differences import (
    LedgerDifference,
    balance_differences,
    counting_snapshots,
    snapshot_differences,
)

SHOWN = 50
"""How many differences a proof names; it counts all."""


def prove_stock() -> int:
    """Compare everything, keep what was found, and withdraw snapshots that are wrong.

    Tells how many differences there are. It reads without a lock, each kind in one statement.
    """
    begun = clock.now()
    found = balance_differences()
    counting = counting_snapshots()
    for branch_id, own in counting.items():
        wrong = list(snapshot_differences(branch_id, own))
        found += wrong
        instants = [one.at for one in wrong if one.at is not None]
        if instants:
            _withdraw(branch_id, min(instants))
    every = [night for own in counting.values() for night in own]
    proof = StockProof(
        id=new_id(),
        begun_at=begun,
        ended_at=clock.now(),
        balances=Balance.objects.count(),
        movements=Movement.objects.count(),
        snapshots=len(every),
        lines=sum(night.lines for night in every),
        differences=len(found),
        found=[_told(one) for one in found[:SHOWN]],
    )
    keep_proof(actor=SYSTEM, proof=proof)
    return len(found)


@command(name="stock.keep_proof", done=_("Ran the nightly stock check"), system_only=True)
def keep_proof(*, actor: Actor, proof: StockProof) -> None:
    """Write what a proof found."""
    insert_rows(StockProof, [proof])


def _withdraw(branch_id: UUID, at: datetime) -> None:
    withdraw_snapshots(actor=SYSTEM, branch_id=branch_id, from_at=at - timedelta(microseconds=1))


def _told(one: LedgerDifference) -> dict[str, object]:
    return {
        "batch_id": str(one.batch_id),
        "place_id": str(one.place_id),
        "moved": one.moved,
        "kept": one.kept,
        "day": one.day.isoformat() if one.day else None,
    }
