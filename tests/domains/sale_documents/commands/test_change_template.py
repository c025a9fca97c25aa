"""The template: lines, what is hidden, the logo; stale edits refused, each on the trail."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.files.images import prepare_image
from theriac.core.problems import Stale, Unprocessable
from theriac.domains.sale_documents.bills.specimen import specimen_bill
from theriac.domains.sale_documents.commands.change_template import change_template, set_logo
from theriac.domains.sale_documents.templates import logo_of, own_part
from theriac.surfaces.counter.feed.settings import paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-21")]


def change(shop: Shop, version: int, **parts: object) -> int:
    given = {"header": "", "footer": "", "hidden": (), **parts}
    return change_template(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        version=version,
        **given,  # type: ignore[arg-type]
    )


def test_a_change_shows_on_papers_and_on_the_trail(shop: Shop) -> None:
    assert (
        change(shop, 0, header=" Buka  24 jam \r\n\r\n", footer="Terima kasih", hidden=["code"])
        == 1
    )

    own = own_part()
    assert (own.header_lines, own.hidden, own.version) == (["Buka 24 jam"], {"code"}, 1)
    bill = specimen_bill(shop.branch_id, own)
    assert (list(bill.header), list(bill.footer), bill.code) == (
        ["Buka 24 jam"],
        ["Terima kasih"],
        "",
    )
    with pytest.raises(Stale):
        change(shop, 0, header="Other")
    assert change(shop, 1) == 2
    told = AuditRecord.objects.filter(object_kind="sale_documents.template").latest("recorded_at")
    assert told.facts["before"]["header"] == "Buka 24 jam"


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("header", "a\nb\nc\nd"),
        ("footer", "x" * 81),
        ("hidden", ["total"]),
    ],
)
def test_what_papers_cant_show_is_refused(shop: Shop, part: str, value: object) -> None:
    with pytest.raises(Unprocessable) as refused:
        change(shop, 0, **{part: value})
    assert list(refused.value.errors) == [part]


def test_counters_print_its_lines_and_leave_out_what_it_hides(shop: Shop) -> None:
    before = paper_of(shop.branch_id).receipt
    assert (before.header, "batch" in before.forms.taxed.fields) == ([], True)

    change(shop, 0, header="Buka 24 jam", footer="Terima kasih\nLekas sembuh", hidden=["batch"])

    told = paper_of(shop.branch_id).receipt
    assert (told.header, told.footer) == (["Buka 24 jam"], "Terima kasih\nLekas sembuh")
    assert {"batch", "expiry"}.isdisjoint(told.forms.taxed.fields)
    assert "number" in told.forms.taxed.fields


def test_markup_in_a_line_stays_text(shop: Shop) -> None:
    change(shop, 0, header="<script>alert(1)</script> {{ settings }}")
    bill = specimen_bill(shop.branch_id, own_part())
    assert list(bill.header) == ["<script>alert(1)</script> {{ settings }}"]


def test_a_logo_comes_and_goes(shop: Shop) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "black").save(file, "PNG")
    image = prepare_image(file, actor=shop.owner)

    version = set_logo(actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=0, image=image)

    assert logo_of(shop.owner, own_part())[:4] in (b"RIFF", b"\x89PNG")
    set_logo(actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=version, image=None)
    assert logo_of(shop.owner, own_part()) == b""
