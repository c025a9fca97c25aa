"""Codes that a counter kept for the office."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.ids import new_id
from theriac.domains.catalog.commands.unknown_codes import CodeKept, take_kept_code
from theriac.domains.catalog.models import UnknownCode

UNKNOWN = "08992222333306"


def kept_code(shop: Shop, code: str = UNKNOWN, note: str = "", **said: Any) -> UUID:
    """The counter of the shop keeps the code; the id of the code."""
    said = {"id": new_id(), "person_id": shop.owner.id, "seen_at": clock.now()} | said
    terminal = Actor(
        kind=ActorKind.TERMINAL, id=shop.terminal_id, name="K1", terminal_id=shop.terminal_id
    )
    take_kept_code(
        actor=terminal,
        branch_id=shop.branch_id,
        terminal_id=shop.terminal_id,
        kept=CodeKept(code=code, note=note, **said),
    )
    return UnknownCode.objects.order_by("-last_seen_at", "-id")[0].id
