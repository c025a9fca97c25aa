"""Storage is offered and shown in words, kept as a code, and stays free text besides."""

import pytest
from django.test import Client
from django.utils import translation

from tests.support.shop import Shop, add_medicine
from tests.surfaces.backoffice.catalog.test_particulars import sent
from theriac.domains.catalog.models import Product
from theriac.surfaces.backoffice.catalog.storage import STORAGES, storage_code, storage_words


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("code", STORAGES)
def test_the_words_of_either_language_are_the_code(language: str, code: str) -> None:
    with translation.override(language):
        words = str(storage_words(code))

    assert storage_code(f" {words.upper()} ") == code


@pytest.mark.parametrize("typed", ["Below 25 °C, away from light", "rom", ""])
def test_anything_else_stays_as_it_was_typed(typed: str) -> None:
    assert storage_code(typed) == typed
    assert storage_words(typed) == typed


def test_the_form_offers_and_shows_the_words(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    Product.objects.update(storage="fridge")
    url = f"/products/{medicine.id}/edit/"

    page = owner.get(url)

    assert '<option value="Room temperature">' in page.text
    assert page.context["form"]["storage"].value() == "2–8 °C"
    owner.post(url, sent(page, strength="500 mg"))
    assert Product.objects.get().storage == "fridge"
    owner.post(url, sent(owner.get(url), storage="Room temperature"))
    assert Product.objects.get().storage == "room"
    assert '<option value="Room temperature">' in owner.get("/products/new/").text
