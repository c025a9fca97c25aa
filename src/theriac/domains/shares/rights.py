"""What a share may show, and as whom its bearer reads: rights to look, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import declared_permissions
from theriac.domains.shares.models import Share

SALES, STOCK, TRAIL, SEAL = "sales", "stock", "trail", "seal"
RECEIPTS, RETURNS, TRANSFERS, COUNTS = "receipts", "returns", "transfers", "counts"
DESTRUCTIONS, RECALLS, APPROVALS = "destructions", "recalls", "approvals"
RIGHTS: Mapping[str, frozenset[str]] = {
    SALES: frozenset({"sales.view"}),
    STOCK: frozenset({"stock.view", "catalog.view"}),
    RECEIPTS: frozenset({"purchasing.view", "catalog.view"}),
    RETURNS: frozenset({"purchasing.view_returns", "catalog.view"}),
    TRANSFERS: frozenset({"stock.view", "catalog.view"}),
    COUNTS: frozenset({"stock.view_variances", "catalog.view"}),
    DESTRUCTIONS: frozenset({"stock.view", "catalog.view"}),
    RECALLS: frozenset({"stock.view", "catalog.view"}),
    APPROVALS: frozenset({"approvals.view"}),
    TRAIL: frozenset({"audit.view"}),
    SEAL: frozenset({"audit.view"}),
}
"""The rights that each kind needs. None of them changes anything, and none opens a patient."""


SEES_COSTS = "stock.costs"
"""The right that a share gives besides, where it shows what goods cost."""
COSTED = frozenset({RECEIPTS, RETURNS, TRANSFERS, COUNTS, DESTRUCTIONS, RECALLS, APPROVALS})
"""The kinds whose pages show what goods cost, where the share does."""

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


def rights_of(kinds: Iterable[str], *, costs: bool) -> frozenset[str]:
    """The rights that a share of these kinds gives; with ``costs``, to what goods cost too."""
    more = {SEES_COSTS} if costs else set()
    return frozenset(more).union(*(RIGHTS[kind] for kind in kinds))


def may_offer(actor: Actor, codes: Iterable[str]) -> bool:
    """Whether the actor holds each of these rights, at some branch at least."""
    wanted = set(codes)
    return all(actor.may_anywhere(one) for one in declared_permissions() if one.code in wanted)


def bearer_of(share: Share) -> Actor:
    """Who reads by a share: a program with the share's id, its rights at its branches."""
    rights = rights_of(share.kinds, costs=share.costs)
    places: list[UUID | None] = [UUID(one) for one in share.branches] or [None]
    return Actor(
        kind=ActorKind.MACHINE,
        id=share.id,
        name=share.reader,
        grants=dict.fromkeys(places, rights),
    )
