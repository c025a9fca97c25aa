"""What a share may show, and as whom its bearer reads: rights to look, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from theriac.core.actor import Actor, ActorKind
from theriac.domains.shares.models import Share

SALES, STOCK, TRAIL, SEAL = "sales", "stock", "trail", "seal"
RIGHTS: Mapping[str, frozenset[str]] = {
    SALES: frozenset({"sales.view"}),
    STOCK: frozenset({"stock.view", "catalog.view"}),
    TRAIL: frozenset({"audit.view"}),
    SEAL: frozenset({"audit.view"}),
}
"""The rights that each kind needs. None of them changes anything, and none opens a patient."""


MASKED, NAMED = "masked", "named"
"""How a share of sales shows whom one was for, where it does: initials, or the whole name."""
READS_PATIENTS = "patients.view"


def reader_of_patients(share: Share) -> Actor:
    """The bearer where a page names whom a sale was for; nowhere else do they hold that right."""
    bearer = bearer_of(share)
    if not share.patients:
        return bearer
    grants = {place: codes | {READS_PATIENTS} for place, codes in bearer.grants.items()}
    return replace(bearer, grants=grants)


def bearer_of(share: Share) -> Actor:
    """Who reads by a share: a program with the share's id, its rights at its branches."""
    rights = frozenset().union(*(RIGHTS[kind] for kind in share.kinds))
    places: list[UUID | None] = [UUID(one) for one in share.branches] or [None]
    return Actor(
        kind=ActorKind.MACHINE,
        id=share.id,
        name=share.reader,
        grants=dict.fromkeys(places, rights),
    )
