"""Offers on the screens: uploaded, read, corrected beside the page, confirmed, compared."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from tests.support.backoffice import client_of
from tests.support.document_engine import OFFER, an_engine, uploaded
from tests.support.jobs import run_due_jobs
from tests.support.offers import a_price, an_offered
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.offers.models import Offer, OfferLine

pytestmark = pytest.mark.django_db


def at(name: str, *parts: Any) -> str:
    return reverse(f"backoffice:{name}", args=parts)


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "manager")


def a_file(text: str = OFFER, name: str = "offer.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def a_pdf() -> bytes:
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(300, 400))
    canvas.drawString(40, 300, "PARACETAMOL 500 MG")
    canvas.save()
    return kept.getvalue()


@pytest.mark.rows("PUR-01")
def test_many_files_are_uploaded_at_once_and_one_that_cant_stops_no_other(owner: Client) -> None:
    files = [a_file(), a_file(OFFER, "again.csv"), a_file(OFFER + "B;1\n", "other.csv")]

    answer = owner.post(at("offer_new"), {"file": files, "supplier_id": ""}, follow=True)

    page = answer.content.decode()
    assert Offer.objects.count() == 2
    assert "2 offers uploaded" in page
    assert "again.csv: This file was uploaded before." in page


@pytest.mark.rows("PUR-01")
def test_the_only_file_that_was_there_before_is_said_at_its_field(owner: Client) -> None:
    owner.post(at("offer_new"), {"file": [a_file()], "supplier_id": ""})

    answer = owner.post(at("offer_new"), {"file": [a_file()], "supplier_id": ""})

    assert answer.status_code == 409
    assert "This file was uploaded before." in answer.content.decode()


@pytest.mark.rows("PUR-05")
def test_lines_are_corrected_and_confirmed(owner: Client, shop: Shop, settings: Any) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    with an_engine(settings):
        offer_id = uploaded(shop)
        run_due_jobs()
    first, second = OfferLine.objects.order_by("position")
    page = owner.get(at("offer_correct", offer_id)).content.decode()
    assert "AMOXICILLIN 500 MG KAPLET" in page
    assert "No product found" in page
    row = {
        "row-0-line_id": str(second.id),
        "row-0-product": "Paracetamol 500 mg tablet",
        "row-0-product_id": str(medicine.id),
        "row-0-pack_id": str(medicine.packs[100]),
        "row-0-price": "12.500",
        "row-0-discount": "2,5",
        "row-0-bonus": "10+1",
        "row-0-text": second.text,
    }
    head = {"supplier_id": str(supplier_id), "shown": second.id.hex, "version": "2"}

    answer = owner.post(at("offer_correct", offer_id), {**head, **row})

    assert answer.status_code == 302, answer.content.decode()
    second.refresh_from_db()
    assert (second.product_id, second.discount_ppm, second.bonus_for) == (medicine.id, 25_000, 10)
    version = Offer.objects.get().version
    owner.post(at("offer_confirm", offer_id), {"version": str(version), "leave_open": "yes"})
    assert Offer.objects.get().state == "confirmed"
    assert first.text in owner.get(at("offer_detail", offer_id)).content.decode()


@pytest.mark.rows("PUR-05")
def test_a_wrong_cell_is_said_beside_it_and_nothing_is_kept(
    owner: Client, shop: Shop, settings: Any
) -> None:
    medicine = add_medicine(shop)
    with an_engine(settings):
        offer_id = uploaded(shop)
        run_due_jobs()
    line = OfferLine.objects.order_by("position").last()
    assert line is not None
    row = {
        "row-0-line_id": str(line.id),
        "row-0-product": "Paracetamol 500 mg tablet",
        "row-0-product_id": str(medicine.id),
        "row-0-pack_id": str(medicine.packs[100]),
        "row-0-price": "many",
        "row-0-bonus": "ten",
        "row-0-discount": "101",
    }

    answer = owner.post(
        at("offer_correct", offer_id), {**row, "supplier_id": "", "shown": "", "version": "2"}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "such as 10+1" in page
    assert "from 0 to 100 percent" in page
    line.refresh_from_db()
    assert not line.is_checked


def test_a_page_is_drawn_for_a_pdf_and_refused_for_a_table(owner: Client, shop: Shop) -> None:
    offer_id = uploaded(shop, a_pdf())
    page = owner.get(at("offer_page", offer_id))
    assert page.content.startswith(b"\x89PNG")
    assert owner.get(at("offer_page", offer_id), {"number": "2"}).status_code == 404
    table = uploaded(shop)
    assert owner.get(at("offer_page", table)).status_code == 404


@pytest.mark.rows("PUR-07")
def test_offers_are_compared_by_what_a_unit_truly_costs(owner: Client, shop: Shop) -> None:
    medicine = add_medicine(shop)
    cheap_to_see = a_supplier(shop, "PT Kelihatan Murah")
    cheap = a_supplier(shop, "PT Betul Murah")
    a_price(shop, cheap_to_see, an_offered(medicine, price=39_000), freight=20_000)
    a_price(shop, cheap, an_offered(medicine, price=42_000, bonus_for=5, bonus_packs=1))

    page = owner.get(at("product_offers", medicine.id), {"units": "600"}).content.decode()

    assert page.index("PT Betul Murah") < page.index("PT Kelihatan Murah")
    assert "Rp\u00a0350,00" in page  # 5 × 42,000 for 600
    assert "Share of freight" in page
    assert owner.get(at("product_offers", medicine.id), {"export": "csv"}).status_code == 200


def test_what_waits_says_why_and_is_tried_again(owner: Client, shop: Shop) -> None:
    offer_id = uploaded(shop)
    page = owner.get(at("offer_detail", offer_id)).content.decode()
    assert "THERIAC_DOCUMENT_ENGINE_URL" in page
    answer = owner.post(at("offer_read", offer_id), follow=True)
    assert "read again" in answer.content.decode()
    owner.post(at("offer_withdraw", offer_id), {"version": "1", "reason": "Not ours"})
    assert Offer.objects.get().state == "withdrawn"
    assert "Withdrawn" in owner.get(at("offer_list")).content.decode()
