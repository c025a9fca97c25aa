"""The next number of each kind of document on its screen."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from tests.support.vouchers import a_voucher
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.numbering import numbered_documents

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-09")]


def test_a_table_shows_each_kind_and_takes_what_was_typed(shop: Shop) -> None:
    a_voucher(shop)
    client = client_of(shop, "owner")

    page = client.get("/books/numbers/")
    asked = {row["told"].document for row in page.context["rows"] if row["field"]}
    assert asked == {one.mark for one in numbered_documents()} - {"BV"}
    year = f"{shop.today:%y}"
    assert f"MLT-BV-{year}-000002" in page.text

    typed = dict.fromkeys(asked, "1") | {"PO": "88"}
    assert client.post("/books/numbers/", typed).status_code == 302
    assert DocumentNumber.objects.get(document="PO").first_number == 88
    assert f"MLT-PO-{year}-000088" in client.get("/books/numbers/").text


def test_what_does_not_fit_stands_at_its_kind(shop: Shop) -> None:
    client = client_of(shop, "owner")
    typed = dict.fromkeys((one.mark for one in numbered_documents()), "1")

    page = client.post("/books/numbers/", {**typed, "PO": "0"})

    assert page.status_code == 422
    assert "PO" in page.context["form"].errors
    assert not DocumentNumber.objects.filter(first_number__gt=1).exists()
