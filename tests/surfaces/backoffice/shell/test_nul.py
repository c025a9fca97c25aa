"""NUL, which PostgreSQL keeps in no text, is taken out of what browsers send, for every screen."""

from __future__ import annotations

from django.test import Client

from tests.support.recalls import recall_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.audit.models import AuditRecord


def test_a_reason_is_kept_without_it(shop: Shop, client: Client) -> None:
    medicine = add_medicine(shop)
    recall = recall_of(shop, [stock_up(shop, medicine, 20)])
    sent = {"reason": "the wr\0ong lot", "na\0me": ["a", "\0b"]}
    assert client.post(f"/stock/recalls/{recall.id}/withdraw/", sent).status_code == 302
    assert AuditRecord.objects.filter(reason="the wrong lot").exists()


def test_an_address_is_read_without_it(shop: Shop, client: Client) -> None:
    add_medicine(shop, "Oralit")
    page = client.get("/products/", {"q": "Or\0alit", "sort": "\0"})
    assert page.status_code == 200
    assert "Oralit" in page.content.decode()
