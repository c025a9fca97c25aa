"""What no file and no guess may tell: the class of new products, and how pack texts are counted."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import (
    check,
    choose,
    commit,
    csv_bytes,
    hand_in,
    problems,
)
from tests.support.jobs import run_due_jobs
from tests.support.shop import add_medicine, open_shop
from theriac.core.jobs.models import Job, JobState
from theriac.domains.catalog.commands.imports.steps import check_import
from theriac.domains.catalog.models import Import, Pack, Product
from theriac.domains.catalog.problems import MappingRefused

pytestmark = pytest.mark.django_db(transaction=True)

UNCLASSED = csv_bytes("code,name,price", "A1,Zinc,900", "A2,Oralit,1000")
PACKED = csv_bytes(
    "code,name,isi",
    "A1,Zinc,10x10",
    "A2,Amoxicillin,3x10 TAB",
    "A3,Drops,1x15ml",
    "A4,Oralit,25",
)


@pytest.mark.rows("CAT-13")
def test_a_file_without_classes_isnt_checked_before_its_class_is_said() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, UNCLASSED)
    said = Import.objects.get(id=import_id).mapping["defaults"]
    assert "legal_class" not in said
    with pytest.raises(MappingRefused) as refusal:
        check_import(actor=shop.owner, import_id=import_id)
    assert {code: str(text) for code, text in refusal.value.errors.items()} == {
        "defaults.legal_class": ("No column gives this: Legal class. Choose a value for all rows.")
    }
    choose(shop, import_id, {"defaults": {**said, "legal_class": "hard"}})
    with pytest.raises(MappingRefused, match="There is no “hard”"):
        check_import(actor=shop.owner, import_id=import_id)

    choose(shop, import_id, {"defaults": {**said, "legal_class": "bebas"}})
    assert check(shop, import_id).notes["class_chosen"] == 2
    commit(shop, import_id)
    assert set(Product.objects.values_list("legal_class", flat=True)) == {"bebas"}


def test_a_row_without_a_class_is_left_out_where_none_is_chosen_for_such() -> None:
    shop = open_shop("id")
    add_medicine(shop, "Known", external_code="A3")
    content = csv_bytes("code,name,golongan", "A1,Zinc,bebas", "A2,Oralit,", "A3,Known,")
    import_id = hand_in(shop, content)
    choose(shop, import_id, {"identity": "code"})
    job_id = check_import(actor=shop.owner, import_id=import_id)
    run_due_jobs()
    assert Job.objects.get(id=job_id).state == JobState.SUCCEEDED
    assert problems(import_id) == [(3, "golongan", "", "class_empty")]
    assert dict(commit(shop, import_id).actions) == {"new": 1, "unchanged": 1, "left_out": 1}


@pytest.mark.rows("CAT-13")
def test_pack_texts_are_multiplied_once_a_person_says_so() -> None:
    shop = open_shop("id")
    import_id = hand_in(shop, PACKED)
    batch = Import.objects.get(id=import_id)
    assert batch.mapping["columns"]["pack_size"] == ["isi"]
    choose(shop, import_id, {"defaults": {**batch.mapping["defaults"], "legal_class": "keras"}})
    with pytest.raises(MappingRefused) as refusal:
        check_import(actor=shop.owner, import_id=import_id)
    assert list(refusal.value.errors) == ["packs"]

    choose(shop, import_id, {"packs": "left_out"})
    tally = check(shop, import_id)
    assert dict(tally.actions) == {"new": 1, "left_out": 3}
    assert {code for *_where, code in problems(import_id)} == {"pack_uncounted"}

    choose(shop, import_id, {"packs": "units"})
    tally = check(shop, import_id)
    assert (dict(tally.actions), tally.notes["packs_counted"]) == ({"new": 4}, 3)
    commit(shop, import_id)
    packs = Pack.objects.filter(factor__gt=1).values_list(
        "product__name", "product__base_unit", "factor"
    )
    assert set(packs) == {
        ("Zinc", "piece", 100),
        ("Amoxicillin", "tablet", 30),
        ("Oralit", "piece", 25),
    }
