"""Values of records in words: codes, money, moments, days, numbers."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.models import Product
from theriac.surfaces.backoffice.audit.values import LONGEST, WORDS, value_words_of

pytestmark = pytest.mark.django_db


def test_codes_have_the_words_of_their_screen(shop: Shop) -> None:
    said = {at: words() for at, words in WORDS.items()}
    assert all(said.values())
    assert value_words_of("waitlist.wait", "state", "offered") == "Goods on hold"
    assert value_words_of("catalog.product", "status", "blocked") == "Blocked"
    assert value_words_of("catalog.product", "status", "of a later day") == "of a later day"


def test_money_moments_days_and_answers_read_as_on_screens(shop: Shop) -> None:
    assert value_words_of("capital.floor", "", 1_500_000).replace("\xa0", " ") == "Rp 1.500.000"
    assert value_words_of("catalog.pack", "price", 750).replace("\xa0", " ") == "Rp 750"
    assert value_words_of("waitlist.wait", "quantity", 1200) == "1.200"
    assert value_words_of("budgets.budget", "ended", True) == "Yes"
    assert value_words_of("clinical.set", "in_force_from", "2026-11-20") == "20 Nov 2026"
    told = value_words_of("waitlist.wait", "told_at", "2026-11-20T03:42:00+00:00")
    assert told in {"20 Nov 2026, 10:42", "20 Nov 2026, 10.42"}
    assert value_words_of("any", "note", "a" * 200) == "a" * LONGEST + "…"


def test_what_a_person_wrote_stands_as_written_whatever_it_begins_with(shop: Shop) -> None:
    for text in ("2026-11-20 10:42 called the doctor", "2026-99-99", "2026-11-20T99:99"):
        assert value_words_of("stock.want", "note", text) == text
        assert value_words_of("waitlist.wait", "told_at", text) == text
    assert value_words_of("catalog.product", "name", "2026-11-20") == "2026-11-20"
    assert value_words_of("books.closing", "", "2026-11-20") == "20 Nov 2026"


def test_a_records_history_says_the_word_and_not_the_code(shop: Shop, auditor: Client) -> None:
    medicine = add_medicine(shop)
    version = Product.objects.get(id=medicine.id).version
    change_product(
        actor=shop.owner,
        product_id=medicine.id,
        version=version,
        changes={"storage": "fridge", "legal_class": "keras"},
    )
    page = unescape(auditor.get("/trail/?action=catalog.change_product").text)
    assert "→ keras" not in page
    assert ">keras<" not in page
    assert ">fridge<" not in page
