"""One of everything that a table of the stock room, of buying and of the catalogue shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.alerts import an_alert
from tests.support.cold_chain import a_sensor, an_excursion
from tests.support.compounding import add_capsules, make, write
from tests.support.consigned import a_settlement
from tests.support.destructions import draft_of
from tests.support.merging import a_merge
from tests.support.offers import a_price, an_offered
from tests.support.orders import an_order
from tests.support.payments import a_bill, paid
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import a_finding, recall_of
from tests.support.receipts import goods, received, written
from tests.support.reservations import reserve
from tests.support.returns import a_return, aside
from tests.support.serials import GTIN
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.shops import second_branch
from tests.support.stocktaking import a_count
from tests.support.suppliers import a_supplier
from tests.support.unknown_codes import kept_code
from theriac.core import clock
from theriac.domains.catalog.commands.change import set_ceiling
from theriac.domains.catalog.commands.distinct_products import set_products_distinct
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.search.stored.abbreviations import add_abbreviation
from theriac.domains.cold_chain.models import ColdSensor, Excursion
from theriac.domains.disposal.commands.take_back import TakenBackNew, log_taken_back
from theriac.domains.purchasing.commands.invoices import set_invoice_lines
from theriac.domains.purchasing.invoices import PrintedLine
from theriac.domains.sales.pushes.lines import PushedSerial
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.commands.prove import prove_stock
from theriac.domains.stock.models import Movement
from theriac.domains.stocktaking.commands.plan import plan_counts
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)

MEDICINE: dict[str, Any] = {
    "substance": "Amoxicillin",
    "strength": "500 mg",
    "dose_form": "capsule",
    "manufacturer": "PT Kimia Farma",
    "category": "Antibiotics",
}


def compounded_from(shop: Shop) -> UUID:
    """A batch of which something was made."""
    powder = add_medicine(shop, "Lactose powder")
    batch_id = stock_up(shop, powder, 40)
    make(shop, write(shop, add_capsules(shop), [(powder.id, 1, 4)]))
    return batch_id


class World:
    """One of everything that a table of the stock room shows."""

    def __init__(self) -> None:
        shop = self.shop = open_shop()
        here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
        there = second_branch(shop)
        supplier_id = a_supplier(shop)
        self.medicine = medicine = add_medicine(shop, **MEDICINE)
        other = add_medicine(shop, "Another brand", **MEDICINE)
        set_ceiling(actor=shop.owner, product_id=medicine.id, amount=90_000, units=10)
        a_merge(shop)
        forte = add_medicine(shop, "Amoxicillin 500 mg forte", dose_form="capsule")
        set_products_distinct(actor=shop.owner, pairs=[(other.id, forte.id)])
        lines = [goods(shop, medicine, bonus_packs=1, shelf="A1")]
        self.receipt = received(shop, supplier_id, *lines)
        batch_id = Movement.objects.get(kind="receipt").batch_id
        with clock.at(clock.now() - timedelta(days=3)):
            short = stock_up(shop, medicine, 60, days=40, batch_number="SHORT", shelf="K1")
        consigned = stock_up(
            shop, medicine, 30, batch_number="THEIRS", is_consigned=True, supplier_id=supplier_id
        )
        sold = [pushed_line(shop, medicine, [(batch_id, 5), (consigned, 2)])]
        push(shop, pushed_sale(shop, sold))
        once_more = [PushedSerial(gtin=GTIN, serial="S1")] * 2
        again = [pushed_line(shop, medicine, [(batch_id, 2)], serials=once_more)]
        push(shop, pushed_sale(shop, again, 2))
        reserve(shop, medicine, 1)
        a_sensor(shop)
        an_excursion(shop)
        plan_counts(**here)
        self.invoiced = written(shop, supplier_id, goods(shop, medicine))
        name = Product.objects.get(id=medicine.id).name
        differs = [PrintedLine(row=2, name=name, unit="box", packs=99)]
        set_invoice_lines(**here, receipt_id=self.invoiced, lines=differs)
        self.transfer = draft_transfer(
            **here,
            draft=TransferWritten(
                to_branch_id=there, lines=(TransferLineAsked(batch_id=batch_id, quantity=5),)
            ),
        )
        self.settled = a_settlement(shop, supplier_id)
        self.bill = a_bill(shop, medicine, "INV-81", supplier_id)
        (self.paid,) = paid(shop, self.bill)
        a_bill(shop, medicine, "INV-82", supplier_id)
        self.order = an_order(shop, medicine, supplier_id)
        self.offer = a_price(shop, supplier_id, an_offered(medicine, code="KF-7"))
        self.giving = a_return(shop, supplier_id, [aside(batch_id, 3)])
        self.destruction = draft_of(shop, [(short, "shelf", 2)])
        an_alert(shop, medicine, 5000)
        add_bin(**here, code="A-01")
        log_taken_back(**here, waste=TakenBackNew(waste="tablets", grams=250, name="Old tablets"))
        a_count(shop)
        prove_stock()
        a_finding(shop)
        self.unknown_code = kept_code(shop, note="Blue box")
        add_abbreviation(actor=shop.owner, short="pnx", words="panadol extra")
        self.recall = recall_of(shop, [batch_id, compounded_from(shop)]).id
        self.batch = batch_id

    def keys(self) -> dict[str, Any]:
        """What an address of one thing names."""
        return {
            "product_id": self.medicine.id,
            "offer_id": self.offer,
            "generic_id": Product.objects.get(id=self.medicine.id).generic_id,
            "batch_id": self.batch,
            "receipt_id": self.receipt,
            "transfer_id": self.transfer,
            "return_id": self.giving.id,
            "settlement_id": self.settled,
            "bill_id": self.bill.id,
            "payment_id": self.paid,
            "order_id": self.order,
            "destruction_id": self.destruction,
            "recall_id": self.recall,
            "document_id": Movement.objects.get(kind="receipt", batch_id=self.batch).document_id,
            "sensor_id": ColdSensor.objects.get().id,
            "unknown_code_id": self.unknown_code,
            "excursion_id": Excursion.objects.get().id,
        }
