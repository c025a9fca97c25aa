"""What papers show of the pharmacy's own: lines, what is hidden, the logo."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop
from theriac.domains.organisation.commands.put_back import put_back_change
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.models import PharmacySettings, SettingsChange
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.sale_documents.bills.specimen import Specimen, specimen_bill
from theriac.domains.sale_documents.templates import OwnPart, own_part
from theriac.surfaces.counter.feed.settings import paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


def change(shop: Shop, **parts: object) -> int:
    changes = {f"receipt_{name}": value for name, value in parts.items()}
    version = PharmacySettings.objects.get().version
    return change_settings(
        actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=version, changes=changes
    )


def now() -> OwnPart:
    return own_part(get_settings())


def test_a_change_shows_on_papers_and_is_put_back(shop: Shop) -> None:
    change(shop, header="Buka 24 jam", footer="Terima kasih\nLekas sembuh", hidden=["code"])

    assert (now().header_lines, now().hidden) == (["Buka 24 jam"], {"code"})
    bill = specimen_bill(shop.branch_id, now())
    assert (list(bill.header), list(bill.footer), bill.code) == (
        ["Buka 24 jam"],
        ["Terima kasih", "Lekas sembuh"],
        "",
    )
    kept = SettingsChange.objects.latest("changed_at")
    version = PharmacySettings.objects.get().version
    put_back_change(actor=shop.owner, change_id=kept.id, version=version)
    assert now() == OwnPart()


def test_counters_print_its_lines_and_leave_out_what_it_hides(shop: Shop) -> None:
    before = paper_of(shop.branch_id).receipt
    assert (before.header, "batch" in before.forms.taxed.fields) == ([], True)

    change(shop, header="Buka 24 jam", footer="Terima kasih\nLekas sembuh", hidden=["batch"])

    told = paper_of(shop.branch_id).receipt
    assert (told.header, told.footer) == (["Buka 24 jam"], "Terima kasih\nLekas sembuh")
    assert {"batch", "expiry"}.isdisjoint(told.forms.taxed.fields)
    assert "number" in told.forms.taxed.fields


def test_markup_in_a_line_stays_text(shop: Shop) -> None:
    change(shop, header="<script>alert(1)</script> {{ settings }}")
    bill = specimen_bill(shop.branch_id, now())
    assert list(bill.header) == ["<script>alert(1)</script> {{ settings }}"]


def test_before_the_pharmacy_is_founded_there_is_nothing() -> None:
    assert own_part(None) == OwnPart()


@pytest.mark.parametrize("specimen", list(Specimen))
def test_every_document_that_it_shapes_has_a_specimen(shop: Shop, specimen: Specimen) -> None:
    change(shop, header="Buka 24 jam", footer="Terima kasih", hidden=["batch"])
    for is_sheet in (False, True):
        bill = specimen_bill(shop.branch_id, now(), specimen, is_sheet=is_sheet)
        assert (list(bill.header), list(bill.footer)) == (["Buka 24 jam"], ["Terima kasih"])
        assert bill.mark == "SPECIMEN"
        [line] = bill.lines
        assert "PCT2409A" not in " ".join(line.notes)
        labels = [label for label, _value in bill.facts]
        assert ("Valid until" in labels) == (specimen is Specimen.QUOTATION)
        assert ("For document" in labels) == (specimen is Specimen.CREDIT_NOTE)
