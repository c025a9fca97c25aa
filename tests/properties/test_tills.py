"""Sessions, sales, moves and closings that arrive in any order: cash is always as a model says.

The model imports nothing of the domain: it knows floats, payments, moves and counts alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.properties.test_stock_and_sales import undone
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.tills import (
    cash_move,
    closing,
    closing_of_none,
    opening,
    posted_variance,
    sell_in,
    take,
)
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.domains.tills.commands.settle import follow_sessions
from theriac.domains.tills.models import TillSession
from theriac.domains.tills.queries.sessions import till_report

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("SAL-23", "OFF-13")]
PRICE = 700
MOVES = ("cash_in change", "cash_out refund", "cash_out expense", "safe_drop safe")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sale"), st.integers(1, 9), st.sampled_from(["cash", "card"])),
        st.tuples(st.just("move"), st.integers(1, 9_000), st.sampled_from(MOVES)),
        st.tuples(st.just("close"), st.integers(-2, 2), st.just("")),
    ),
    min_size=2,
    max_size=6,
)
ARRIVALS = st.lists(st.integers(0, 1_000), min_size=20, max_size=20)
WAYS = through_the_database()
CHECKS = ("tills.variances", "tills.counts", "tills.open_sessions")


@dataclass
class Drawer:
    """What a till holds by what arrived: a float, sums, and what was counted."""

    cash: int = 0
    is_open: bool = False
    later: int = 0
    counted: int | None = None
    numbers: list[int] = field(default_factory=list)


@dataclass
class Told:
    """A document or sale on its way, and what it adds to the till's cash."""

    kind: str
    drawer: int
    wire: dict[str, Any]
    adds: int = 0


class Day:
    """A counter's day: what it made, in order, with sessions as the model has them."""

    def __init__(self, steps: Sequence[tuple[str, int, str]]) -> None:
        self.shop = open_shop()
        self.medicine = add_medicine(self.shop)
        self.batch = stock_up(self.shop, self.medicine, 10_000)
        self.sessions: list[str] = []
        self.drawers: list[Drawer] = []
        self.made: list[Told] = []
        self.sequence, self.held = 0, 0
        self._open()
        for kind, amount, way in steps:
            getattr(self, f"_{kind}")(amount, way)

    def _open(self) -> None:
        wire = opening(self.shop, 50_000)
        self.sessions.append(wire["id"])
        self.drawers.append(Drawer())
        self.held = 50_000
        self.made.append(Told("opening", len(self.drawers) - 1, wire, 50_000))

    def _sale(self, quantity: int, method: str) -> None:
        self.sequence += 1
        now = len(self.drawers) - 1
        self.drawers[now].numbers.append(self.sequence)
        adds = PRICE * quantity if method == "cash" else 0
        self.held += adds
        wire = {"sequence": self.sequence, "quantity": quantity, "method": method}
        self.made.append(Told("sale", now, wire, adds))

    def _move(self, amount: int, way: str) -> None:
        kind, reason = way.split()
        now = len(self.drawers) - 1
        adds = amount if kind == "cash_in" else -amount
        self.held += adds
        wire = cash_move(self.shop, self.sessions[now], kind, reason, amount)
        self.made.append(Told("move", now, wire, adds))

    def _close(self, off: int, _way: str) -> None:
        now = len(self.drawers) - 1
        counted = max(self.held + off, 0)
        numbers = self.drawers[now].numbers
        facts: dict[str, Any] = {"z": now + 1, "why": "unknown", "expected": self.held}
        shop, session, pieces = self.shop, self.sessions[now], {1: counted}
        if numbers:
            wire = closing(shop, session, pieces, numbers=(numbers[0], numbers[-1]), **facts)
        else:
            wire = closing_of_none(shop, session, pieces, **facts)
        self.made.append(Told("closing", now, wire, counted))
        self._open()

    def arrive(self, told: Told) -> None:
        """One of them reaches the server, and the model hears of it."""
        drawer, session = self.drawers[told.drawer], self.sessions[told.drawer]
        if told.kind == "sale":
            wire = told.wire
            sell_in(
                self.shop,
                session,
                self.medicine,
                self.batch,
                wire["sequence"],
                quantity=wire["quantity"],
                method=wire["method"],
            )
            drawer.cash += told.adds
        else:
            take(self.shop, told.wire)
            if told.kind == "closing":
                drawer.counted = told.adds
            elif told.kind == "move" and not drawer.is_open:
                drawer.later += told.adds
            else:
                drawer.cash += told.adds
        if told.kind == "opening":
            drawer.is_open = True
            drawer.cash += drawer.later
        follow_sessions(actor=SYSTEM, session_ids=[UUID(session)])

    def agree(self) -> None:
        """Each session that is known holds what the model says, and posted what differs."""
        for session, drawer in zip(self.sessions, self.drawers, strict=True):
            found = till_report(
                actor=self.shop.owner, branch_id=self.shop.branch_id, session_id=UUID(session)
            )
            assert (found is not None) is drawer.is_open
            if found is None:
                continue
            assert found.expected.total == drawer.cash
            if found.session.state == "settled":
                assert posted_variance(session) == (drawer.counted or 0) - drawer.cash


@WAYS
@given(STEPS, ARRIVALS)
def test_cash_is_as_the_model_says(
    steps: Sequence[tuple[str, int, str]], arrivals: Sequence[int]
) -> None:
    with undone():
        day = Day(steps)
        waiting = list(day.made)
        for drawn in arrivals:
            if not waiting:
                break
            day.arrive(waiting.pop(drawn % len(waiting)))
            if drawn % 3 == 0:
                day.agree()
        for told in waiting:
            day.arrive(told)
        day.agree()
        states = set(TillSession.objects.values_list("state", flat=True))
        assert states <= {"open", "interrupted", "settled", "closed"}
        assert [one.name for one in run_checks(CHECKS) if one.violations] == []
