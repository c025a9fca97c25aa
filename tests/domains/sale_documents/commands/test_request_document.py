"""A wish to send is kept with its address encrypted, and announced without one."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from tests.support.customer_returns import a_return, give_back, sold
from tests.support.quotations import a_quotation, quoted
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable
from theriac.domains.sale_documents.commands.request_document import request_document
from theriac.domains.sale_documents.models import DocumentRequest
from theriac.domains.sale_documents.requests.messages import message_to_send
from theriac.domains.sale_documents.requests.queries import get_request, requests_of
from theriac.domains.sales.commands.complete_sale import CompletedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    return medicine


@pytest.fixture
def sale(shop: Shop, medicine: Medicine) -> CompletedSale:
    return sold(shop, [(medicine.id, 1)])


def ask(
    shop: Shop, document_id: UUID, channel: str, to: str, kind: str = "sale", **more: UUID
) -> UUID:
    return request_document(
        actor=shop.owner,
        branch_id=shop.branch_id,
        kind=kind,
        document_id=document_id,
        channel=channel,
        to=to,
        **more,
    )


def test_who_follows_the_event_finds_the_address_and_nobody_else(
    shop: Shop, sale: CompletedSale
) -> None:
    sale_id = sale.sale.id
    key = ask(shop, sale_id, "email", " ani@example.com")

    event = OutboxEvent.objects.get(type="theriac.sale.document.requested.v1")
    assert event.subject == str(sale_id)
    assert event.data == {
        "request_id": str(key),
        "kind": "sale",
        "document_id": str(sale_id),
        "channel": "email",
    }
    [record] = AuditRecord.objects.filter(object_id=key)
    assert record.facts == {"document": sale.sale.number, "kind": "sale", "channel": "email"}
    [found] = requests_of(actor=shop.owner, document_id=sale_id)
    assert (found.id, found.to, found.state) == (key, "ani@example.com", "waiting")
    with pytest.raises(NotPermitted):
        requests_of(actor=add_staff("auditor", shop.branch_id), document_id=sale_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT details FROM sale_documents_request")
        assert "ani" not in cursor.fetchone()[0]


def test_a_credit_note_and_a_quotation_are_sent_like_a_sale(
    shop: Shop, medicine: Medicine, sale: CompletedSale
) -> None:
    note = give_back(shop, a_return(sale))
    quotation = a_quotation(shop, quoted(medicine))

    ask(shop, note.id, "email", "ani@example.com", kind="credit_note")
    ask(shop, quotation.id, "whatsapp", "0812 3456 7890", kind="quotation")

    told = {row.document_kind: row.number for row in DocumentRequest.objects.all()}
    assert told == {"credit_note": note.number, "quotation": quotation.number}
    for kind, document_id in (("sale", note.id), ("fax", sale.sale.id), ("sale", new_id())):
        with pytest.raises(NotFound):
            ask(shop, document_id, "email", "ani@example.com", kind=kind)
    with pytest.raises(NotFound):
        ask(shop_there(shop), sale.sale.id, "email", "ani@example.com")


def test_asked_again_under_the_same_id_the_first_wish_stands(
    shop: Shop, sale: CompletedSale
) -> None:
    sale_id, key = sale.sale.id, new_id()
    asked = [ask(shop, sale_id, "email", "ani@example.com", request_id=key) for _time in range(3)]

    assert asked == [key] * 3
    assert DocumentRequest.objects.count() == 1
    assert OutboxEvent.objects.filter(type="theriac.sale.document.requested.v1").count() == 1
    with pytest.raises(NotFound):
        request_document(
            actor=add_staff("cashier", shop.branch_id),
            branch_id=shop.branch_id,
            kind="sale",
            document_id=sale_id,
            channel="email",
            to="budi@example.com",
            request_id=key,
        )


@pytest.mark.parametrize(
    ("channel", "to", "field"),
    [
        ("email", "ani", "to"),
        ("message", "12", "to"),
        ("message", "ani@example.com", "to"),
        ("whatsapp", "ani@example.com", "to"),
        ("fax", "1", "channel"),
    ],
)
def test_an_address_that_cant_be_one_is_refused(
    shop: Shop, sale: CompletedSale, channel: str, to: str, field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        ask(shop, sale.sale.id, channel, to)
    assert refused.value.field == field


def test_ten_wishes_for_one_sale_are_enough(shop: Shop, sale: CompletedSale) -> None:
    for _time in range(10):
        ask(shop, sale.sale.id, "message", "+62 812-3456-7890")
    with pytest.raises(Conflict):
        ask(shop, sale.sale.id, "message", "+62 812-3456-7890")
    requests = requests_of(actor=shop.owner, document_id=sale.sale.id)
    assert {one.to for one in requests} == {"+6281234567890"}


@pytest.mark.parametrize(
    ("channel", "to", "begins"),
    [
        ("whatsapp", "0812 3456 7890", "https://wa.me/6281234567890?text="),
        ("email", "ani+rx@example.com", "mailto:ani%2Brx@example.com?subject="),
        ("message", "0812 3456 7890", "sms:+6281234567890?body="),
    ],
)
def test_the_message_names_the_paper_and_no_goods(
    shop: Shop, sale: CompletedSale, channel: str, to: str, begins: str
) -> None:
    request = get_request(actor=shop.owner, request_id=ask(shop, sale.sale.id, channel, to))
    assert request is not None

    message = message_to_send(shop.owner, request)

    assert message.link.startswith(begins)
    assert sale.sale.number in message.text
    assert "Total" in message.text
    assert "aracetamol" not in message.text + message.link
