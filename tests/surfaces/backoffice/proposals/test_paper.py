"""A proposal is printed with its lines, why each stands there, its total, and what is left out."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.proposals import buying_shop
from tests.support.shop import Shop

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-08")]


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_it_says_why_each_line_is_bought_and_what_keeps_the_others_out(shop: Shop) -> None:
    buying = buying_shop(shop)
    proposal_id = buying.proposed(limit=130_000)

    answer = client_of(shop, "owner").get(reverse("backoffice:proposal_pdf", args=[proposal_id]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = words(answer.content)
    assert "Paracetamol 500 mg tablet Kimia 3 boxes" in text
    assert "Needs 3 boxes to reach its minimum of 3 boxes." in text
    assert "Total with tax Rp 120.000" in text
    assert "Not bought" in text
    assert "Amoxicillin 500 mg capsule 2 boxes Capital: Rp 70.000 more needed" in text
    assert "The proposal is approved on screen, by another person." in text


def test_what_was_decided_stands_below_in_the_readers_language(shop: Shop) -> None:
    buying = buying_shop(shop)
    proposal_id = buying.submitted()
    buying.approved(proposal_id)
    page = reverse("backoffice:proposal_pdf", args=[proposal_id])
    answer = client_of(shop, "owner").get(page, headers={"Accept-Language": "id"})

    text = words(answer.content)
    assert "as discussed" in text
    assert "Disetujui dan dipesan" in text
    assert "Tidak dibeli" not in text
