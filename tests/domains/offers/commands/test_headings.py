"""What the columns of a supplier's list mean is said once; its next lists are read with that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.document_engine import OFFER, ended, our_engine, uploaded
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.core.audit.models import AuditRecord
from theriac.core.facts.records import given
from theriac.domains.offers.commands.headings import teach_headings
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.models import EngineJob, Offer, OfferLine, SupplierHeading
from theriac.domains.offers.problems import OfferFixed, OfferRefused
from theriac.domains.offers.queries.headings import offer_columns, taught_headings
from theriac.domains.offers.rules.headings import MOST_HEADINGS, HeadingMeant

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-05", "PUR-06")]
LIST = "Zat;Tayang;Lemari;Arsip\n{}PARACETAMOL 500 MG TAB 100S;40000;3;A\nKALPANAX;9000;1;B\n"
MEANT = {"Zat": "product", "Tayang": "price", "Lemari": "stock", "Arsip": ""}


def teach(shop: Shop, offer_id: OfferId, meant: Any, **more: Any) -> int:
    headings = [given(HeadingMeant, heading=one, field=meant[one]) for one in meant]
    return teach_headings(
        actor=shop.owner,
        branch_id=shop.branch_id,
        offer_id=offer_id,
        version=more.pop("version", Offer.objects.get(id=offer_id).version),
        headings=headings,
        **more,
    )


def read(offer_id: OfferId) -> EngineJob:
    return ended(EngineJob.objects.filter(subject_id=offer_id).latest("created_at"))


def test_a_list_that_nobody_understood_is_read_and_so_is_the_next(
    shop: Shop, settings: Any, tmp_path: Path
) -> None:
    medicine, supplier_id = add_medicine(shop), a_supplier(shop)
    with our_engine(settings, tmp_path):
        first = uploaded(shop, LIST.format(""), supplier_id=supplier_id)
        assert read(first).failure_code == "no_table"

        teach(shop, first, MEANT)
        job = read(first)

        assert job.state == "done"
        line, other = OfferLine.objects.filter(offer_id=first).order_by("position")
        assert (line.product_id, line.price, line.available_packs) == (medicine.id, 40_000, 3)
        assert (other.text, other.price) == ("KALPANAX", 9_000)
        columns = offer_columns(actor=shop.owner, offer_id=first)
        assert [(one.heading, one.read_as, one.meant) for one in columns] == [
            ("Zat", "product", "product"),
            ("Tayang", "price", "price"),
            ("Lemari", "stock", "stock"),
            ("Arsip", "", ""),
        ]
        next_one = uploaded(shop, LIST.format("AMOXAN;12000;4;C\n"), supplier_id=supplier_id)
        assert read(next_one).state == "done"
    assert OfferLine.objects.filter(offer_id=next_one).count() == 3


def test_what_was_said_of_one_supplier_is_nothing_of_another(
    shop: Shop, settings: Any, tmp_path: Path
) -> None:
    one, other = a_supplier(shop), a_supplier(shop, "PT Anugerah")
    offer_id = uploaded(shop, supplier_id=one)
    teach(shop, offer_id, {"HNA": "price_with_tax", "Stok": ""})
    assert taught_headings(one) == {"HNA": "price_with_tax", "Stok": ""}
    assert taught_headings(other) == {}
    teach(shop, offer_id, {"h n a": "price", "STOK": None})
    assert taught_headings(one) == {"h n a": "price"}
    record = AuditRecord.objects.filter(object_id=one, object_kind="suppliers.supplier").latest(
        "id"
    )
    assert record.facts["headings"] == {"h n a": "price", "STOK": "forgotten"}


def test_lines_that_somebody_looked_at_are_replaced_only_knowingly(
    shop: Shop, settings: Any, tmp_path: Path
) -> None:
    add_medicine(shop)
    with our_engine(settings, tmp_path):
        known = LIST.format("").replace("Zat;Tayang;Lemari", "NAMA BARANG;HNA;STOK")
        offer_id = uploaded(shop, known, supplier_id=a_supplier(shop))
        read(offer_id)
        OfferLine.objects.filter(offer_id=offer_id, position=1).update(is_checked=True)
        with pytest.raises(OfferRefused) as refused:
            teach(shop, offer_id, {"HNA": "price_with_tax"})
        assert refused.value.field == "replace_checked"
        assert not SupplierHeading.objects.exists()
        teach(shop, offer_id, {"HNA": "price_with_tax"}, replace_checked=True)
        assert not OfferLine.objects.filter(offer_id=offer_id).exists()
        read(offer_id)
    first = OfferLine.objects.get(offer_id=offer_id, position=1)
    assert (first.price, first.tax_included, first.is_checked) == (40_000, True, False)


def test_what_was_under_way_with_the_headings_before_changes_nothing(shop: Shop) -> None:
    offer_id = uploaded(shop, OFFER, supplier_id=a_supplier(shop))
    before = EngineJob.objects.get()
    teach(shop, offer_id, {"HNA": "price"})
    before.refresh_from_db()
    assert (before.state, before.failure_code, before.due_at) == ("failed", "read_again", None)
    assert EngineJob.objects.filter(state="queued").count() == 1


@pytest.mark.parametrize(
    ("meant", "field"),
    [
        ({"HNA": "colour"}, "headings.0.field"),
        ({"HNA": "price", "Harga": "price"}, "headings.1.field"),
        ({"HNA": "price", "h.n.a.": "stock"}, "headings.1.heading"),
        ({"–": "price"}, "headings.0.heading"),
        ({f"Kolom {one}": "" for one in range(MOST_HEADINGS + 1)}, "headings"),
    ],
)
def test_what_cant_be_kept_is_said_at_its_heading(shop: Shop, meant: Any, field: str) -> None:
    offer_id = uploaded(shop, supplier_id=a_supplier(shop))
    with pytest.raises(OfferRefused) as refused:
        teach(shop, offer_id, meant)
    assert list(refused.value.errors) == [field]
    assert not SupplierHeading.objects.exists()


def test_only_of_an_open_offer_from_a_file_whose_supplier_is_known(shop: Shop) -> None:
    offer_id = uploaded(shop)
    with pytest.raises(OfferRefused) as refused:
        teach(shop, offer_id, {"HNA": "price"})
    assert refused.value.field == "supplier_id"
    Offer.objects.filter(id=offer_id).update(supplier_id=a_supplier(shop), file_id=None)
    with pytest.raises(OfferRefused, match="read from a file"):
        teach(shop, offer_id, {"HNA": "price"})
    Offer.objects.filter(id=offer_id).update(state="withdrawn")
    with pytest.raises(OfferFixed):
        teach(shop, offer_id, {"HNA": "price"})
