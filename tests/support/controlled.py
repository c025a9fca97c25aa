"""Controlled medicines of the shop and their registers, for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from tests.support.approving import by_two, said_yes
from tests.support.patients import register
from tests.support.prescribers import a_prescriber
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core.actor import Actor
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.controlled.models import RegisterLine
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.stock.commands.registers import registered_stock

Done = TypeVar("Done")
TURNS = 20
CONTROLLED = {"id": "narkotika", "in": "X", "generic": "cd"}


def add_controlled(shop: Shop, name: str = "Codeine 10 mg tablet", **facts: Any) -> Medicine:
    """A medicine of a class that the shop's country registers."""
    return add_medicine(shop, name, **{"legal_class": CONTROLLED[shop.country], **facts})


def lines_of(branch_id: UUID, *names: str) -> list[tuple[Any, ...]]:
    """These columns of the branch's lines, in the order of their numbers."""
    rows = RegisterLine.objects.filter(branch_id=branch_id).order_by("code", "number")
    return list(rows.values_list(*(names or ("number", "kind", "change", "balance"))))


def registered(branch_id: UUID) -> dict[UUID, int]:
    """What the registers of a branch have by batch: the balance of the last line."""
    rows = RegisterLine.objects.filter(branch_id=branch_id).order_by("recorded_at", "number")
    return {line.batch_id: line.batch_balance for line in rows}


def in_stock(branch_id: UUID) -> dict[UUID, int]:
    """What the ledger has of registered batches at a branch."""
    return {one.batch_id: one.units for one in registered_stock() if one.branch_id == branch_id}


def violations() -> list[str]:
    """What ``verify`` says."""
    return [v.sentence for result in run_checks() for v in result.violations]


def signed(shop: Shop, act: Callable[[], Done]) -> Done:
    """What the owner does to a register, which a second person signs; nothing else is refused."""
    for _turn in range(TURNS):
        try:
            return act()
        except ApprovalNeeded as needed:
            if needed.facts["action"] != "controlled.change":
                raise
            said_yes(second_person(), needed, shop.owner)
    raise AssertionError("the signature was never found")


def second_person(name: str = "cosigner") -> Actor:
    """A pharmacist of every branch, the same at each call."""
    people = actors_of(User.objects.values_list("id", flat=True)).values()
    known = next((one for one in people if one.name == name.title()), None)
    return known or add_staff("pharmacist", None, name)


@dataclass(frozen=True)
class Buying:
    """Who buys a controlled medicine on whose prescription, and who signs beside the seller."""

    shop: Shop
    patient_id: UUID
    prescriber_id: UUID
    signer: Actor

    def draft(self, medicine: Medicine, quantity: int, **changes: Any) -> SaleDraft:
        """A sale of so many base units with all that the law asks but the signature."""
        item = SaleItem(product_id=medicine.id, quantity=quantity, ground=0)
        seen = GroundSeen(
            kind="prescription",
            number="R1",
            written_on=self.shop.today,
            prescriber_id=self.prescriber_id,
            copies=2,
        )
        draft = SaleDraft(items=[item], grounds=[seen], patient_id=self.patient_id)
        return replace(draft, **changes)

    def sell(self, draft: SaleDraft) -> CompletedSale:
        """Ask for the sale as it is."""
        return complete_sale(
            actor=self.shop.owner,
            branch_id=self.shop.branch_id,
            terminal_id=self.shop.api_terminal_id,
            draft=draft,
        )

    def hand_over(self, medicine: Medicine, quantity: int, **changes: Any) -> CompletedSale:
        """Sell it once the second person signed; it must be refused without."""
        draft = self.draft(medicine, quantity, **changes)
        return by_two(
            self.signer,
            self.shop.owner,
            lambda signed: self.sell(replace(draft, signature_id=signed)),
        )


def buying(shop: Shop) -> Buying:
    """A patient with an address, a prescriber with a licence, and a second pharmacist."""
    return Buying(
        shop,
        register(shop, addresses=["Jl. Merdeka 1, Jakarta"]),
        a_prescriber(shop),
        add_staff("pharmacist", None, "second"),
    )
