"""An order goes to its supplier by e-mail from the outbox, the PDF beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.support.orders import cancelled, capital, order_line, placed
from tests.support.shop import Medicine, Shop, add_medicine, open_shop
from tests.support.suppliers import a_supplier
from theriac.core.outbox.models import OutboxEvent
from theriac.domains.purchase_orders.commands.send import send_order
from theriac.domains.purchase_orders.problems import OrderClosed, OrderRefused
from theriac.domains.purchase_orders.reactions import mail_orders

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-13")]


@pytest.fixture
def shop(settings: Any) -> Shop:
    settings.MAIL_WORKS = True
    return open_shop()


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    capital(shop)
    return add_medicine(shop)


def sent(shop: Shop, order_id: Any) -> None:
    send_order(actor=shop.owner, branch_id=shop.branch_id, order_id=order_id)


def test_the_supplier_gets_the_pdf(shop: Shop, medicine: Medicine) -> None:
    supplier_id = a_supplier(shop, email="order@example.org")
    sent(shop, placed(shop, order_line(medicine), supplier_id=supplier_id))
    assert mail.outbox == []

    mail_orders(list(OutboxEvent.objects.filter(type="theriac.purchase.order.sent.v1")))

    (letter,) = mail.outbox
    name, content, kind = letter.attachments[0]
    assert letter.to == ["order@example.org"]
    assert (name, kind) == (f"MLT-PO-{shop.today:%y}-000001.pdf", "application/pdf")
    assert content.startswith(b"%PDF")


def test_without_an_address_or_a_server_it_is_refused(
    shop: Shop, medicine: Medicine, settings: Any
) -> None:
    order_id = placed(shop, order_line(medicine))
    with pytest.raises(OrderRefused):
        sent(shop, order_id)
    settings.MAIL_WORKS = False
    with pytest.raises(OrderRefused):
        sent(shop, order_id)


def test_a_cancelled_one_is_not_sent(shop: Shop, medicine: Medicine) -> None:
    order_id = placed(shop, order_line(medicine))
    cancelled(shop, order_id)

    with pytest.raises(OrderClosed):
        sent(shop, order_id)
