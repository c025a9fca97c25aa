"""Where the pharmacy's capital stands now. Nothing is asked here but by ``capital_now``."""

from __future__ import annotations

from django.db.models import Sum

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.rights import require_everywhere
from theriac.domains.books.queries.balances import sums_by_pair
from theriac.domains.capital.models import CapitalFloor, CapitalStand
from theriac.domains.capital.permissions import VIEW_CAPITAL
from theriac.domains.capital.rules import MONEY, OWED, CapitalPosition, position_of


def floor_now() -> int:
    """What must stay available, minor units; 0 where the owner set nothing."""
    rows = CapitalFloor.objects.order_by("-set_at", "-id").values_list("amount", flat=True)
    return next(iter(rows[:1]), 0)


def position_with(on_order: int) -> CapitalPosition:
    """The position where open commitments come to so much; what the books say is one statement."""
    return position_of(sums_by_pair(MONEY | OWED), on_order=on_order, floor=floor_now())


def capital_position() -> CapitalPosition:
    """The position now; who needs it to decide locks the capital first (``commitments``)."""
    return position_with(CapitalStand.objects.aggregate(sum=Sum("open"))["sum"] or 0)


@query(permission=VIEW_CAPITAL)
def capital_now(*, actor: Actor) -> CapitalPosition:
    """The position of the whole pharmacy, for who may see it at every branch."""
    require_whole_pharmacy(actor)
    return capital_position()


def require_whole_pharmacy(actor: Actor) -> None:
    """Capital is of all branches together. Raises NotPermitted for who sees only some."""
    require_everywhere(actor, VIEW_CAPITAL)
