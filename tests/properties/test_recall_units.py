"""The sum of a recall holds after each step, whatever was done to the batch before and since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.support.destructions import draft_of, sign
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import counted, recall_of
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.problems import Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.units import (
    explain_missing,
    put_into_quarantine,
    take_back_units,
)
from theriac.domains.recalls.models import Recall
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.stock.commands.adjust import adjust_stock, write_off_stock
from theriac.domains.stock.models import Balance

pytestmark = [pytest.mark.django_db, pytest.mark.one_server]

VERBS = (
    "push",
    "found",
    "brought_back",
    "missing",
    "destroy",
    "adjust",
    "write_off",
    "recall",
    "close",
)
OF_A_RECALL = ("found", "brought_back", "missing")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(1, 30)), min_size=1, max_size=14)


class Run:
    """One batch of a shop, before and after its recall."""

    def __init__(self) -> None:
        self.shop: Shop = open_shop()
        self.medicine = add_medicine(self.shop)
        self.batch_id = stock_up(self.shop, self.medicine, 60)
        self.witnesses = [add_staff("pharmacist", None), add_staff("technician", None)]
        self.here: dict[str, Any] = {"actor": self.shop.owner, "branch_id": self.shop.branch_id}
        self.recall_id: UUID | None = None
        self.pushed = 0

    def step(self, verb: str, units: int) -> None:
        if verb in OF_A_RECALL:
            self.recall(units)
        may = self.is_due(verb, units)
        refused: Problem | None = None
        try:
            with transaction.atomic():
                getattr(self, verb)(units)
        except Problem as problem:
            refused = problem
        assert (refused is None) == may, (verb, units, str(refused))

    def is_due(self, verb: str, units: int) -> bool:
        """Whether the step is to succeed, from the rows before it."""
        one = accounts_of([self.batch_id])[self.batch_id]
        state = Recall.objects.values_list("state", flat=True).first()
        shelf, quarantine = self.lies("shelf"), self.lies("quarantine")
        return {
            "push": True,
            "recall": True,
            "found": units <= shelf,
            "missing": state == "open" and units <= shelf,
            "brought_back": units <= one.sold,
            "close": state is None or (state == "open" and one.is_settled),
            "destroy": units <= (quarantine if units % 2 else shelf),
            "adjust": True,
            "write_off": units <= shelf,
        }[verb]

    def lies(self, kind: str) -> int:
        rows = Balance.objects.filter(batch_id=self.batch_id, place__kind=kind)
        return sum(rows.values_list("quantity", flat=True))

    def push(self, units: int) -> None:
        self.pushed += 1
        line = pushed_line(self.shop, self.medicine, [(self.batch_id, units)])
        push(self.shop, pushed_sale(self.shop, [line], self.pushed))

    def recall(self, _units: int) -> None:
        if self.recall_id is None:
            self.recall_id = recall_of(self.shop, [self.batch_id]).id

    def on(self, units: int) -> dict[str, Any]:
        return {
            **self.here,
            "recall_id": self.recall_id,
            "units": counted(self.batch_id, units, "looked"),
        }

    def found(self, units: int) -> None:
        put_into_quarantine(**self.on(units))

    def brought_back(self, units: int) -> None:
        take_back_units(**self.on(units))

    def missing(self, units: int) -> None:
        explain_missing(**self.on(units))

    def close(self, _units: int) -> None:
        if self.recall_id is not None:
            close_recall(**self.here, recall_id=self.recall_id)
            one = accounts_of([self.batch_id])[self.batch_id]
            assert (one.elsewhere, one.late) == (0, 0)

    def destroy(self, units: int) -> None:
        place = "quarantine" if units % 2 else "shelf"
        draft_id = draft_of(self.shop, [(self.batch_id, place, units)])
        for witness in self.witnesses:
            sign(self.shop, draft_id, witness)

    def adjust(self, units: int) -> None:
        adjust_stock(**self.here, batch_id=self.batch_id, counted=units, reason="counted")

    def write_off(self, units: int) -> None:
        write_off_stock(**self.here, batch_id=self.batch_id, quantity=units, reason="broken")


@pytest.mark.rows("STK-24", "STK-25")
@through_the_database()
@given(steps=STEPS)
def test_received_is_found_returned_destroyed_sold_explained_and_the_rest(
    steps: list[tuple[str, int]],
) -> None:
    with transaction.atomic():
        run = Run()
        for verb, units in steps:
            run.step(verb, units)
            one = accounts_of([run.batch_id])[run.batch_id]
            assert one.adds_up
            assert one.received == 60
        assert not [found for result in run_checks() for found in result.violations]
        transaction.set_rollback(True)
