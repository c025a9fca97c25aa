"""What cash and bank will hold: bills by due date, open orders, and what the last weeks brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.balances import sums_by_pair_and_day
from theriac.domains.capital.commitments import AWAITED_TAX
from theriac.domains.capital.permissions import VIEW_CAPITAL
from theriac.domains.capital.queries.commitments import committed_by
from theriac.domains.capital.queries.position import capital_position, require_whole_pharmacy
from theriac.domains.capital.rules import MONEY, OWED, change_of, paid_of
from theriac.domains.organisation.queries.branches import branch_time_zones
from theriac.domains.purchase_orders.queries.open_orders import open_orders_with_money
from theriac.domains.purchasing.bills import standing_bills
from theriac.domains.purchasing.rules.cash_flow import CashProjection, DueAmount, project
from theriac.domains.suppliers.queries import names_of_suppliers, order_delays

LOOKED_BACK = 56
"""Days that the mean is of: whole weeks, so that each weekday counts as often."""
USUAL_DAYS = 30
"""Until what is received without an invoice is asked for; our own guess."""
MOST_AHEAD = 180
OUTSIDE = frozenset({Account.CAPITAL, Account.DRAWINGS, Account.OPENING})
"""What the owner pays in and takes out, and opening balances, say nothing of the days to come."""
TAKEN = MONEY | {Account.CARD, Account.QR}
"""Where takings arrive: those of cards and QR are money within days."""


@query(permission=VIEW_CAPITAL)
def cash_projection(*, actor: Actor, days: int = 90) -> CashProjection:
    """The whole pharmacy's money so many days ahead, at most ``MOST_AHEAD``."""
    require_whole_pharmacy(actor)
    today = _today()
    now = capital_position()
    mean = _mean(today)
    due = [*_bills(), *_orders(today)]
    billed = sum(one.amount for one in due if one.kind == "bill")
    awaited = sum(left for _amount, left in committed_by(AWAITED_TAX, is_open=True).values())
    if (rest := now.owed - billed + awaited) > 0:
        due.append(
            DueAmount(due_on=today + timedelta(days=USUAL_DAYS), amount=rest, kind="received")
        )
    return project(now.money, now.floor, mean, due, (today, max(1, min(days, MOST_AHEAD))))


def _today() -> date:
    """The day where the pharmacy is."""
    return clock.today(branch_time_zones()[0])


def _mean(today: date) -> Fraction:
    """What a day brought less what it cost, suppliers and the owner's own money left out."""
    last = today - timedelta(days=1)
    first = last - timedelta(days=LOOKED_BACK - 1)
    found, seen = 0, None
    for day, pairs in sums_by_pair_and_day(TAKEN | OWED, first, last).items():
        running = {pair: amount for pair, amount in pairs.items() if not OUTSIDE & set(pair)}
        found += change_of(running, TAKEN) + paid_of(running)
        seen = day if seen is None else min(seen, day)
    return Fraction(found, (last - seen).days + 1) if seen else Fraction(0)


def _bills() -> Iterator[DueAmount]:
    rows = list(standing_bills().exclude(left=0).order_by("due_on", "id"))
    names = names_of_suppliers({row.supplier_id for row in rows})
    for row in rows:
        yield DueAmount(
            due_on=row.due_on,
            amount=row.left,
            kind="bill",
            number=row.number,
            who=names.get(row.supplier_id, ""),
            id=row.receipt_id,
        )


def _orders(today: date) -> Iterator[DueAmount]:
    """Open orders when their goods, come as expected, are to be paid."""
    rows = open_orders_with_money()
    suppliers: set[UUID] = {row.supplier_id for row in rows}
    names, delays = names_of_suppliers(suppliers), order_delays(suppliers)
    for row in rows:
        lead, payment = delays.get(row.supplier_id, (None, None))
        came_on = row.expected_on or row.ordered_on + timedelta(days=lead or 0)
        yield DueAmount(
            due_on=max(came_on, today) + timedelta(days=payment or 0),
            amount=row.left,
            kind="order",
            number=row.number,
            who=names.get(row.supplier_id, ""),
            id=row.order_id,
        )
