"""The legal class that a file lacks is said by category or form, and never silently one for all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.domains.catalog.imports.importing import (
    check,
    choose,
    commit,
    csv_bytes,
    hand_in,
    problems,
)
from tests.support.shop import Shop, add_medicine, open_shop
from theriac.domains.catalog.commands.imports.steps import check_import
from theriac.domains.catalog.models import Import, Product
from theriac.domains.catalog.problems import MappingRefused

pytestmark = pytest.mark.django_db(transaction=True)

LIST = csv_bytes(
    "code,name,kategori,bentuk",
    "A1,Vitamin C,Vitamin,tablet",
    "A2,Amoxicillin,Antibiotik,kapsul",
    "A3,Betadine,,salep",
    "A4,Known,Antibiotik,tablet",
)
COLUMNS = {"code": ["code"], "name": ["name"], "category": ["kategori"], "dose_form": ["bentuk"]}


def begun(shop: Shop, content: bytes = LIST, **mapping: Any) -> UUID:
    import_id = hand_in(shop, content)
    said = Import.objects.get(id=import_id).mapping["defaults"]
    choose(shop, import_id, {"columns": COLUMNS, "identity": "code", "defaults": said, **mapping})
    return import_id


def refused(shop: Shop, import_id: UUID) -> dict[str, str]:
    with pytest.raises(MappingRefused) as refusal:
        check_import(actor=shop.owner, import_id=import_id)
    return {code: str(text) for code, text in refusal.value.errors.items()}


@pytest.mark.rows("CAT-13")
def test_the_class_is_said_by_category_and_where_that_is_empty_by_form() -> None:
    shop = open_shop("id")
    add_medicine(shop, "Known", external_code="A4")
    classes = {
        "category": {"VITAMIN": "bebas", "Antibiotik": "keras"},
        "dose_form": {"tablet": "keras", "kapsul": "keras", "Salep": "bebas_terbatas"},
    }
    import_id = begun(shop, classes=classes)
    assert check(shop, import_id).notes["class_chosen"] == 3
    commit(shop, import_id)
    found = dict(Product.objects.values_list("name", "legal_class"))
    assert found == {
        "Vitamin C": "bebas",
        "Amoxicillin": "keras",
        "Betadine": "bebas_terbatas",
        "Known": "bebas",
    }


@pytest.mark.rows("CAT-13")
def test_each_word_is_answered_or_one_class_holds_for_the_rest() -> None:
    shop = open_shop("id")
    import_id = begun(shop, classes={"category": {"Vitamin": "bebas"}})
    assert refused(shop, import_id) == {
        "classes.category": (
            "No class chosen for: Antibiotik. Choose a class for each, or one for all other rows."
        )
    }
    said = Import.objects.get(id=import_id).mapping["defaults"]
    choose(shop, import_id, {"defaults": {**said, "legal_class": "keras"}})
    check(shop, import_id)
    commit(shop, import_id)
    assert Product.objects.get(name="Vitamin C").legal_class == "bebas"
    assert set(Product.objects.exclude(name="Vitamin C").values_list("legal_class", flat=True)) == {
        "keras"
    }


def test_a_row_that_no_answer_reaches_is_left_out() -> None:
    shop = open_shop("id")
    import_id = begun(shop, classes={"category": {"Vitamin": "bebas", "Antibiotik": "keras"}})
    check(shop, import_id)
    assert problems(import_id) == [(4, "", "", "class_empty")]
    assert dict(commit(shop, import_id).actions) == {"new": 3, "left_out": 1}


def test_a_class_that_the_country_lacks_and_another_field_are_refused() -> None:
    shop = open_shop("id")
    import_id = begun(shop, classes={"category": {"Vitamin": "free"}})
    assert "There is no “free”" in refused(shop, import_id)["classes.category"]
    with pytest.raises(MappingRefused) as refusal:
        choose(shop, import_id, {"classes": {"name": {"Vitamin C": "bebas"}}})
    assert list(refusal.value.errors) == ["classes.name"]


def test_what_was_said_is_remembered_for_the_next_file() -> None:
    shop = open_shop("id")
    classes = {"category": {"Vitamin": "bebas", "Antibiotik": "keras"}}
    import_id = begun(shop, classes=classes)
    check(shop, import_id)
    again = hand_in(shop, LIST + b"\nA9,Zinc,Vitamin,tablet")
    assert Import.objects.get(id=again).mapping["classes"] == {
        "category": {"vitamin": "bebas", "antibiotik": "keras"}
    }
