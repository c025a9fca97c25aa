"""The rules of receiving as they hold."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.purchasing.delivery import short_days
from theriac.domains.purchasing.models import SellingMargin
from theriac.domains.purchasing.permissions import SET_TERMS


@dataclass(frozen=True, slots=True)
class Terms:
    """What is short-dated, and every margin, the newest first."""

    short_days: int
    margins: tuple[SellingMargin, ...]


@query(permission=SET_TERMS)
def read_terms(*, actor: Actor) -> Terms:
    """The rules, with the margins that were and will be."""
    rows = SellingMargin.objects.order_by("-valid_from", "group")
    return Terms(short_days(), tuple(rows[:100]))
