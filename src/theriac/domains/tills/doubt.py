"""What is asked about a sum before a till takes it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import AskedFirst
from theriac.countries.charts.cash import denominations_of
from theriac.domains.organisation.queries.branches import branch_date, money_writer
from theriac.domains.tills.rules import is_unlikely


def doubts(
    till: UUID, branch_id: UUID, currency: str, amount: int, held: Callable[[], int]
) -> list[AskedFirst]:
    """The question about a sum that hardly any till has; none about a likely one.

    ``held`` says what the till should hold, in minor units, and is asked at need alone. ``till`` is
    the session, or the terminal that begins one: a yes is for this sum at this till.
    """
    largest = max(denominations_of(currency, branch_date(branch_id)))
    if not is_unlikely(amount, 0, largest) or not is_unlikely(amount, held(), largest):
        return []
    words = _("%(amount)s is far more than this till should hold.")
    told = words % {"amount": money_writer()(amount)}
    return [AskedFirst(f"till_far:{till.hex}:{amount}", told, _("The amount is correct"))]
