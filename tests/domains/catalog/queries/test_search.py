"""Products are found as soon as they are there, by whoever may look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Shop
from theriac.core.actor import Actor, ActorKind
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_products
from theriac.domains.catalog.models import Pack
from theriac.domains.catalog.queries.search import search_products

pytestmark = pytest.mark.django_db


@pytest.fixture
def product_ids(shop: Shop) -> list[UUID]:
    names = ("Amoxicillin 500 mg kapsul", "Zelvora 500", "Paracetamol 500 mg")
    return add_products(
        actor=shop.owner,
        products=[
            NewProduct(
                name=name,
                base_unit="tablet",
                legal_class="keras",
                generic_name="Amoxicillin" if name.startswith("Zel") else "",
                manufacturer="Girinata Farma" if name.startswith("Para") else "",
                packs=[NewPack(name="strip", factor=10, barcodes=[f"899999123456{number}"])],
            )
            for number, name in enumerate(names)
        ],
    )


def found(shop: Shop, text: str, **more: Any) -> tuple[UUID, ...]:
    return search_products(actor=shop.owner, text=text, **more).product_ids


@pytest.mark.rows("CAT-12")
def test_found_by_every_name_maker_code_and_with_a_slip(
    shop: Shop, product_ids: list[UUID]
) -> None:
    amoxicillin, zelvora, paracetamol = product_ids
    assert found(shop, "500 amox") == (amoxicillin, zelvora)
    assert found(shop, "girin") == (paracetamol,)
    assert found(shop, "8999991234561") == (zelvora,)
    assert found(shop, "899999") == (zelvora, paracetamol, amoxicillin)
    outcome = search_products(actor=shop.owner, text="amoxilin", limit=1)
    assert (outcome.product_ids, outcome.total) == ((amoxicillin,), 2)
    assert outcome.corrected == "amoxicillin"


def test_a_change_is_found_at_once(shop: Shop, product_ids: list[UUID]) -> None:
    paracetamol = product_ids[2]
    version = change_product(
        actor=shop.owner,
        product_id=paracetamol,
        version=1,
        changes={"name": "Sanitol 650", "manufacturer": "Bimasena"},
    )
    assert found(shop, "paracetamol") == found(shop, "girinata") == ()
    assert found(shop, "sanitol bima") == (paracetamol,)
    change_product(
        actor=shop.owner,
        product_id=paracetamol,
        version=version,
        changes={"status": "blocked"},
        reason="defect",
    )
    assert found(shop, "sanitol") == ()
    assert found(shop, "sanitol", only_active=False) == (paracetamol,)


def test_a_new_code_is_found_at_once(shop: Shop, product_ids: list[UUID]) -> None:
    pack = Pack.objects.get(product_id=product_ids[0], factor=10)
    add_barcode(actor=shop.owner, pack_id=pack.id, code="SHOP-77")
    assert found(shop, "shop 77") == (product_ids[0],)


def test_only_for_those_who_may_look(shop: Shop) -> None:
    stranger = Actor(ActorKind.PERSON, new_id(), "Budi", branch_id=shop.branch_id)
    with pytest.raises(NotPermitted):
        search_products(actor=stranger, text="amox")
