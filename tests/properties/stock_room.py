"""A shop of two branches beside a model of its goods: every verb of the stock room, done to both.

A verb changes the model only when the books took it; a refusal must have changed nothing.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max

from tests.properties.goods_model import GoodsModel, Spot
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.receipts import checked, goods, posted, version_of, written
from tests.support.reservations import reserve
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, open_shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.problems import AsksFirst, Problem
from theriac.domains.catalog.models import Product
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.ids import ReceiptId
from theriac.domains.purchasing.models import GoodsReceiptLine, SupplierReturn
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.models import Balance, Batch, Movement, Reservation
from theriac.domains.stock.problems import InsufficientStock, ReservationEnded

SHELF, QUARANTINE, TRANSIT = "shelf", "quarantine", "transit"
BOX = 100
MISSING = ("stock_short", "batch_unknown")


@dataclass
class SentBack:
    """A return that its supplier has."""

    row: SupplierReturn
    number: str
    taken: dict[Spot, int]


class StockRoom:
    """Two branches, two products of the same packs, and the model of what lies where."""

    def __init__(self) -> None:
        first: Shop = open_shop()
        self.shops = [first, replace(first, branch_id=second_branch(first))]
        self.owner = first.owner
        self.medicines: list[Medicine] = [
            add_medicine(first, "Cetirizine 10 mg tablet"),
            add_medicine(first, "Cetirizin 10 mg tab"),
        ]
        self.supplier_id = a_supplier(first)
        self.witnesses = [add_staff("pharmacist", None), add_staff("technician", None)]
        self.model = GoodsModel()
        self.deliveries: list[tuple[ReceiptId, str, int]] = []
        self.sent_back: list[SentBack] = []
        self.kept: list[UUID] = []
        self.pushed = 0

    # What is where

    def here(self, at: int = 0) -> dict[str, Any]:
        """Who acts where."""
        return {"actor": self.owner, "branch_id": self.shops[at].branch_id}

    def spot(self, at: int, kind: str = SHELF) -> Spot:
        """A place of the model."""
        return (self.shops[at].branch_id, kind)

    def number(self, pick: int) -> str | None:
        """One of the batch numbers that came."""
        numbers = sorted(self.model.tallies)
        return numbers[pick % len(numbers)] if numbers else None

    def batches(self, number: str) -> list[Batch]:
        """All batches of a number: one, and those that stand for it after merges."""
        return list(Batch.objects.filter(number=number).order_by("id"))

    def batch(self, number: str, spot: Spot) -> tuple[UUID, int]:
        """The batch of a number that has most at a place, and how much."""
        rows = Balance.objects.filter(
            batch__number=number, branch_id=spot[0], place__kind=spot[1]
        ).order_by("-quantity", "batch_id")
        row = rows.first()
        return (row.batch_id, int(row.quantity)) if row else (self.batches(number)[0].id, 0)

    def number_of(self, batch_id: UUID) -> str:
        """The number of a batch."""
        return str(Batch.objects.values_list("number", flat=True).get(id=batch_id))

    def is_merged(self, product: int) -> None:
        """Nothing else refuses it."""
        assert Product.objects.get(id=self.medicines[product].id).status == "merged"

    # Deliveries and their way back

    def deliver(self, at: int, product: int, packs: int, bonus: int) -> None:
        """A delivery, written down, checked and posted."""
        number = f"B{len(self.model.tallies):03d}"
        shop = self.shops[at]
        line = goods(
            shop,
            self.medicines[product],
            packs=packs,
            bonus_packs=bonus,
            batch_number=number,
            expires_on=shop.today + timedelta(days=400 + packs),
        )
        receipt_id = written(shop, self.supplier_id, line)
        try:
            checked(shop, receipt_id)
        except Problem:
            self.is_merged(product)
            return
        try:
            posted(shop, receipt_id)
        except AsksFirst as asked:  # bonus packs may halve what one costs
            posted(shop, receipt_id, confirmed=[one.code for one in asked.questions])
        cost = GoodsReceiptLine.objects.get(receipt_id=receipt_id).cost
        assert cost is not None
        self.model.arrive(number, self.spot(at), (packs + bonus) * BOX, cost)
        self.deliveries.append((receipt_id, number, at))

    def reverse(self, pick: int) -> None:
        """Take a whole delivery out again."""
        if not self.deliveries:
            return
        receipt_id, number, at = self.deliveries[pick % len(self.deliveries)]
        try:
            reverse_receipt(
                **self.here(at),
                receipt_id=receipt_id,
                version=version_of(receipt_id),
                reason="not ours",
            )
        except Problem:
            return
        self.model.unreceive(number, self.spot(at))

    # Sales

    def sellable(self, product: int) -> int:
        """What of a product the first branch may sell to anybody, from the rows."""
        rows = Balance.objects.filter(
            branch_id=self.shops[0].branch_id,
            place__kind=SHELF,
            product_id=self.medicines[product].id,
            batch__state="released",
            batch__expires_on__gt=self.shops[0].today,
        )
        return sum(rows.values_list(F("quantity") - F("reserved"), flat=True))

    def reserve(self, product: int, quantity: int) -> None:
        """Keep it for somebody: all or nothing, and nothing that is promised already."""
        before = self.sellable(product)
        try:
            self.kept.append(reserve(self.shops[0], self.medicines[product], quantity))
        except InsufficientStock:
            assert before < quantity
        except Problem:
            self.is_merged(product)
            return
        else:
            assert quantity <= before

    def let_go(self, pick: int) -> None:
        """What was kept is anybody's again, as far as it didn't give way already."""
        if not self.kept:
            return
        row = Reservation.objects.get(id=self.kept[pick % len(self.kept)])
        with suppress(ReservationEnded):
            release_reservation(
                **self.here(), reservation_id=row.id, version=row.version, reason="unwanted"
            )

    def sell(self, product: int, quantity: int) -> None:
        """A sale by a program: all or nothing, and nothing that is withheld."""
        before = self.sellable(product)
        item = SaleItem(product_id=self.medicines[product].id, quantity=quantity)
        try:
            done = complete_sale(
                **self.here(),
                terminal_id=self.shops[0].api_terminal_id,
                draft=SaleDraft(items=[item]),
            )
        except InsufficientStock:
            assert before < quantity
            return
        except Problem:
            self.is_merged(product)
            return
        taken: Counter[str] = Counter()
        for line in done.basket:
            for batch, share in line.shares:
                taken[batch.number] += share
        assert sum(taken.values()) == quantity <= before
        assert not self.model.withheld.intersection(taken)
        for number, share in taken.items():
            self.model.leave(number, self.spot(0), share, "sold")

    def push(self, pick: int, quantity: int) -> None:
        """A counter sold it whatever the books say: booked, and what is missing is a case."""
        number = self.number(pick)
        if number is None:
            return
        batch = self.batches(number)[0]
        own = (
            Balance.objects.filter(
                batch_id=batch.id, branch_id=self.shops[0].branch_id, place__kind=SHELF
            ).aggregate(units=Max(F("quantity") - F("reserved")))["units"]
            or 0
        )
        product = next(one for one in self.medicines if one.id == batch.product_id)
        self.pushed += 1
        line = pushed_line(self.shops[0], product, [(batch.id, quantity)])
        sale_id = push(self.shops[0], pushed_sale(self.shops[0], [line], self.pushed)).sale_id
        moved = Movement.objects.filter(document_id=sale_id, kind="sale")
        given = sum(moved.values_list("quantity", flat=True))
        short = DiscrepancyCase.objects.filter(kind__in=MISSING, sale_id=sale_id)
        assert sum(short.values_list("quantity", flat=True)) == quantity - given
        assert min(quantity, own) <= given <= self.model.at(number, self.spot(0))
        self.model.leave(number, self.spot(0), given, "sold")
