"""The register's own cases: the file's events, each through the product's commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from tests.support.controlled import Buying, add_controlled, buying, registered, signed
from tests.support.destructions import draft_of, sign
from tests.support.shop import Medicine, Shop, add_staff, stock_up
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.models import CountCase, RegisterLine
from theriac.domains.sales.problems import GroundNeeded
from theriac.domains.stock.commands.adjust import adjust_stock
from theriac.domains.stock.problems import InsufficientStock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.rows("CTL-01", "CTL-04", "CTL-05"),
]

Told = tuple[bool, str | None]


@dataclass
class Cupboard:
    """The medicine of a case at the shop."""

    shop: Shop
    case: Buying
    medicine: Medicine
    batches: list[UUID] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """What the register has."""
        return sum(registered(self.shop.branch_id).values())

    def dispense(self, event: dict[str, Any]) -> Told:
        quantity = event["qty"]
        try:
            if event["rx"] is None:
                draft = self.case.draft(self.medicine, quantity)
                self.case.sell(replace(draft, items=[replace(draft.items[0], ground=None)]))
            else:
                self.case.hand_over(self.medicine, quantity)
        except InsufficientStock:
            return False, "negative_balance"
        except GroundNeeded:
            return False, "no_prescription"
        return True, None

    def receive(self, event: dict[str, Any]) -> Told:
        number = f"B{len(self.batches)}"
        self.batches.append(stock_up(self.shop, self.medicine, event["qty"], batch_number=number))
        return True, None

    def count(self, event: dict[str, Any]) -> Told:
        where = {"actor": self.shop.owner, "branch_id": self.shop.branch_id}
        count_controlled(**where, product_id=self.medicine.id, counted=event["qty"])
        found = CountCase.objects.filter(state="open").first()
        return True, f"discrepancy:{found.difference}" if found else None

    def correct(self, event: dict[str, Any]) -> Told:
        batch_id = self.batches[-1]
        there = registered(self.shop.branch_id)[batch_id]
        where: dict[str, Any] = {"actor": self.shop.owner, "branch_id": self.shop.branch_id}
        told = {"counted": there + event["qty"], "reason": event["reason"]}
        signed(self.shop, lambda: adjust_stock(**where, batch_id=batch_id, **told))
        return True, None

    def edit(self, _event: dict[str, Any]) -> Told:
        try:
            with transaction.atomic():
                RegisterLine.objects.update(balance=0)
        except DatabaseError:
            return False, "append_only"
        return True, None

    def destroy(self, event: dict[str, Any]) -> Told:
        draft_id = draft_of(self.shop, [(self.batches[-1], "shelf", event["qty"])])
        signed = 0
        for number in range(event["witnesses"]):
            name = f"witness{event['witnesses']}{number}"
            signed = sign(self.shop, draft_id, add_staff("pharmacist", None, name))
        return (True, None) if signed == 2 else (False, "witnesses")


def test_the_register_answers_as_its_cases_say(shop: Shop, shared: Path) -> None:
    content = json.loads((shared / "vectors" / "controlled_register.json").read_text())
    for case in content["cases"]:
        cupboard = Cupboard(shop, buying(shop), add_controlled(shop))
        cupboard.receive({"qty": case["opening"]})
        for event, expected in zip(case["events"], case["expect"], strict=True):
            act: Callable[[dict[str, Any]], Told] = getattr(cupboard, event["type"])
            accepted, note = act(event)
            told = {"accepted": accepted, "note": note, "balance": cupboard.balance}
            assert told == expected, event
