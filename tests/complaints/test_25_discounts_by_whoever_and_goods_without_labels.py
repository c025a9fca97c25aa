"""Complaint 25: anybody gives discounts; batches have no labels, free goods and prices no place.

POS-Awesome #152; opensourcepos #2408. Also asked: erpnext #11852, hmis PR #22124, KLiK_PoS #169.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pypdfium2
import pytest

from tests.support.approving import by_two
from tests.support.customer_returns import a_return, returned, sold
from tests.support.receipts import goods, received
from tests.support.serials import sell_item
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.core import clock
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval, ApprovalUse
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.paper.labels import drawn_labels
from theriac.core.paper.sizes import PAPERS
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.commands.own_codes import give_own_code
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.stock.labels import LabelKind, labels_of_batches
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db


def test_a_discount_above_the_limit_needs_a_named_person_with_the_right() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    cashier = add_staff("cashier", shop.branch_id)
    item = SaleItem(product_id=medicine.id, quantity=10, discount=2000)

    def sell(approval_id: object = None) -> Sale:
        return complete_sale(
            actor=cashier,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(items=[item], approval_id=approval_id),  # type: ignore[arg-type]
        ).sale

    with pytest.raises(ApprovalNeeded) as needed:
        sell()
    asked = ApprovalAsked(
        action="sales.discount",
        content=needed.value.facts["content"],
        requested_by=cashier.id,
        reason="regular customer",
    )
    other = add_staff("cashier", shop.branch_id, "another")
    with pytest.raises(NotPermitted):
        give_approval(actor=other, branch_id=shop.branch_id, asked=asked, means=Approval.Means.PIN)
    given = give_approval(
        actor=shop.owner, branch_id=shop.branch_id, asked=asked, means=Approval.Means.PIN
    )
    sale = sell(given.id)
    assert sale.discount == 2000
    kept = Approval.objects.get(id=ApprovalUse.objects.get().approval_id)
    assert (kept.approved_by, kept.reason) == (shop.owner.id, "regular customer")


@pytest.mark.rows("SAL-10")
def test_a_return_of_another_day_needs_a_named_person_with_the_right() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 20)
    sale = sold(shop, [(medicine.id, 5)])
    cashier = add_staff("cashier", shop.branch_id)
    manager = add_staff("manager", shop.branch_id)

    def bring(approval_id: UUID | None) -> UUID:
        draft = a_return(sale, returned(sale.lines[0].id, 2))
        place = {"actor": cashier, "branch_id": shop.branch_id}
        return return_goods(**place, draft=draft, approval_id=approval_id)

    with clock.at(clock.now() + timedelta(days=1)):
        key = by_two(manager, cashier, bring, "unopened")
    note = CustomerReturn.objects.get(id=key)
    assert (note.total, note.person_id) == (1_400, cashier.id)
    kept = Approval.objects.get(id=note.approval_id)
    assert (kept.approved_by, kept.reason) == (manager.id, "unopened")
    assert ApprovalUse.objects.get().approval_id == kept.id


@pytest.mark.rows("STK-34", "PUR-16")
def test_a_delivery_has_free_goods_a_price_for_its_batch_and_a_label() -> None:
    shop = open_shop(tax_registered=False)
    medicine = add_medicine(shop)
    give_own_code(actor=shop.owner, product_id=medicine.id)
    facts = {"packs": 10, "bonus_packs": 1, "tax_bp": 0, "selling_price": 70_000}
    received(shop, a_supplier(shop), goods(shop, medicine, **facts))
    batch = Batch.objects.get()
    assert (batch.cost_amount, batch.cost_units) == (400_000, 1100)
    assert (batch.price_amount, batch.price_units) == (70_000, 100)

    made = labels_of_batches(
        actor=shop.owner, branch_id=shop.branch_id, batch_ids=[batch.id], kind=LabelKind.BATCH
    )
    page = pypdfium2.PdfDocument(
        drawn_labels([one.drawn for one in made], PAPERS["40x30"], title="L")
    )[0]
    assert batch.number in page.get_textpage().get_text_bounded()
    sold = sell_item(shop, SaleItem(product_id=medicine.id, pack_id=medicine.packs[100], packs=1))
    assert sold.sale.gross == 70_000
