"""Shares of the books: the one that somebody holds, and those that were made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.secrets import keyed_hash
from theriac.domains.shares.models import Share, ShareLook
from theriac.domains.shares.permissions import SHARE_BOOKS, VIEW_SHARES

AT_ONCE = 500


def live_share(secret: str) -> Share | None:
    """The share of this token, unless it is over."""
    live: QuerySet[Share] = Share.objects.filter(ended_at=None, ends_at__gt=clock.now())
    return live.filter(secret_hash=keyed_hash(secret)).first() if secret else None


@query(permission=VIEW_SHARES)
def list_shares(*, actor: Actor) -> QuerySet[Share]:
    """The shares that the actor may see, in no order.

    Who may see them at every branch sees all; who may at some, those that they made themselves.
    """
    seen = {} if actor.may_everywhere(VIEW_SHARES) else {"made_by": actor.id}
    found: QuerySet[Share] = Share.objects.filter(**seen)
    return found


def shares_ended_by(actor: Actor) -> dict[str, Any]:
    """The filter that leaves only shares that the actor may end: all, or those that they made."""
    return {} if actor.branches_with(SHARE_BOOKS) is None else {"made_by": actor.id}


@query(permission=VIEW_SHARES)
def with_looks(*, actor: Actor, shares: QuerySet[Share]) -> QuerySet[Share]:
    """The shares with how often each was looked at (``looks``) and when last (``last_look``)."""
    looks = ShareLook.objects.filter(share=OuterRef("id")).order_by().values("share")
    return shares.annotate(
        looks=Subquery(looks.annotate(count=Count("id")).values("count")),
        last_look=Subquery(looks.annotate(last=Max("looked_at")).values("last")),
    )


@query(permission=VIEW_SHARES)
def looks_of(*, actor: Actor, share_id: UUID, at_most: int) -> Sequence[ShareLook]:
    """The newest looks at what a share shows."""
    looks = ShareLook.objects.filter(share_id=share_id)
    return list(looks.order_by("-looked_at", "-id")[:at_most])


def names_of_shares(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """For whom shares were made, by id."""
    return {share.id: share.reader for share in Share.objects.filter(id__in=set(ids))}


def known_shares(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are shares, so that nobody takes their keys for left over."""
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = Share.objects.filter(id__in=wanted[start : start + AT_ONCE]).order_by()
        found |= set(rows.values_list("id", flat=True))
    return found
