"""Destructions for tests: a draft, and witnesses who sign it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest

from tests.support.approving import said_yes
from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.facts.records import given
from theriac.domains.disposal.commands.draft import DestructionLineNew, write_destruction
from theriac.domains.disposal.commands.sign import sign_destruction


def draft_of(shop: Shop, lines: Sequence[tuple[UUID, str, int]], **changes: str) -> UUID:
    """A draft by the owner."""
    return write_destruction(
        actor=shop.owner,
        branch_id=shop.branch_id,
        lines=[
            given(DestructionLineNew, batch_id=batch_id, place=place, quantity=quantity)
            for batch_id, place, quantity in lines
        ],
        **{"method": "Incinerated", "reason": "Expired", **changes},
    )


def sign(shop: Shop, draft_id: UUID, witness: Actor, *, of: UUID | None = None) -> int:
    """The witness signs what the owner asks them to; ``of`` another document's content."""
    return sign_destruction(
        actor=shop.owner,
        branch_id=shop.branch_id,
        destruction_id=draft_id,
        approval_id=signature(shop, of or draft_id, witness),
    )


def signature(shop: Shop, draft_id: UUID, witness: Actor, *, asked_by: Actor | None = None) -> UUID:
    """The witness's approval of what the owner, or ``asked_by``, asks them to sign."""
    asking = asked_by or shop.owner
    with pytest.raises(ApprovalNeeded) as needed:
        sign_destruction(actor=asking, branch_id=shop.branch_id, destruction_id=draft_id)
    return said_yes(witness, needed.value, asking)
