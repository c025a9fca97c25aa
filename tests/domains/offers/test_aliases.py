"""What a supplier calls a pack is learnt once, taken over by the last, and follows merges."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.offers.aliases import CODE, NAME, Taught, learn, packs_called
from theriac.domains.offers.models import SupplierAlias

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.rows("PUR-06"),
    pytest.mark.usefixtures("within_a_command"),
]


def test_names_are_known_in_any_writing_codes_as_they_are(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    box = (medicine.id, medicine.packs[100])
    learn(supplier_id, [Taught(CODE, "Pct-1", *box), Taught(NAME, "Paracetamol 500mg  TAB.", *box)])

    assert packs_called(supplier_id, NAME, ["PARACETAMOL 500MG TAB", "Other"]) == {
        "PARACETAMOL 500MG TAB": box
    }
    assert packs_called(supplier_id, CODE, ["Pct-1", "Pct-2", ""]) == {"Pct-1": box}
    assert packs_called(a_supplier(shop, "PT Enseval"), CODE, ["Pct-1"]) == {}


def test_another_pack_takes_a_known_name_over_and_what_is_too_long_is_left(shop: Shop) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    strip = (medicine.id, medicine.packs[10])
    learn(supplier_id, [Taught(NAME, "PCT", medicine.id, medicine.packs[100])])

    assert learn(supplier_id, [Taught(NAME, "pct", *strip), Taught(CODE, "x" * 61, *strip)]) == 0

    assert packs_called(supplier_id, NAME, ["PCT"]) == {"PCT": strip}
    assert SupplierAlias.objects.count() == 1


def test_a_code_of_a_merged_product_means_the_one_that_stands(shop: Shop) -> None:
    kept, gone = add_medicine(shop), add_medicine(shop, "Panadol")
    supplier_id = a_supplier(shop)
    learn(supplier_id, [Taught(CODE, "P1", gone.id, gone.packs[100])])
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=gone.id, reason="Entered twice")

    assert packs_called(supplier_id, CODE, ["P1"]) == {"P1": (kept.id, kept.packs[100])}
