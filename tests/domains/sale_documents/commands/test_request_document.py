"""A wish to send is kept with its address encrypted, and announced without one."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.support.customer_returns import sold
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import Conflict, NotPermitted, Unprocessable
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.queries import requests_of
from theriac.domains.sales.models import Sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


@pytest.fixture
def sale(shop: Shop) -> Sale:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    return sold(shop, [(medicine.id, 1)]).sale


def ask(shop: Shop, sale: Sale, channel: str, to: str) -> object:
    return request_document(
        actor=shop.owner, branch_id=shop.branch_id, sale_id=sale.id, channel=channel, to=to
    )


def test_who_follows_the_event_finds_the_address_and_nobody_else(shop: Shop, sale: Sale) -> None:
    key = ask(shop, sale, "email", " ani@example.com")

    event = OutboxEvent.objects.get(type="theriac.sale.document.requested.v1")
    assert event.subject == str(sale.id)
    assert event.data == {"request_id": str(key), "sale_id": str(sale.id), "channel": "email"}
    [found] = requests_of(actor=shop.owner, sale_id=sale.id)
    assert (found.id, found.to) == (key, "ani@example.com")
    with pytest.raises(NotPermitted):
        requests_of(actor=add_staff("auditor", shop.branch_id), sale_id=sale.id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM sale_documents_request")
        assert "ani" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("channel", "to", "field"),
    [
        ("email", "ani", "to"),
        ("message", "12", "to"),
        ("message", "ani@example.com", "to"),
        ("fax", "1", "channel"),
    ],
)
def test_an_address_that_cant_be_one_is_refused(
    shop: Shop, sale: Sale, channel: str, to: str, field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        ask(shop, sale, channel, to)
    assert refused.value.field == field


def test_ten_wishes_for_one_sale_are_enough(shop: Shop, sale: Sale) -> None:
    for _time in range(10):
        ask(shop, sale, "message", "+62 812-3456-7890")
    with pytest.raises(Conflict):
        ask(shop, sale, "message", "+62 812-3456-7890")
    requests = requests_of(actor=shop.owner, sale_id=sale.id)
    assert {one.to for one in requests} == {"+6281234567890"}
