"""A public list is matched with the stock; a person settles what it finds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.shop import add_medicine, open_shop, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.recalls.commands.public_lists import (
    dismiss_finding,
    keep_list,
    recall_finding,
    take_list,
)
from theriac.domains.recalls.models import Recall, RecallFinding, RecallList
from theriac.domains.recalls.queries.list_text import parse_list
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db

CSV = (
    "GTIN,Product,Lot,Reason,Reference\n"
    "8991234567891,,ab-1,Glass,BPOM-9\n"
    ",Paracetamol 500 mg,AB-2,Wrong strength,BPOM-10\n"
    ",Paracetamol,,no lot: too vague,\n"
    "8990000000003,Unknown,X,,\n"
)


@pytest.mark.rows("EXT-06")
def test_a_list_names_batches_once_and_a_person_settles_each() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code="8991234567891")
    first = stock_up(shop, medicine, 5, batch_number="AB-1")
    second = stock_up(shop, medicine, 5, batch_number="ab 2".replace(" ", "-"))
    stock_up(shop, medicine, 5, batch_number="AB-3")
    list_id = keep_list(actor=shop.owner, name="BPOM", url="https://example.org/recalls.csv")
    lines = parse_list(CSV.encode())

    assert take_list(actor=SYSTEM, list_id=list_id, lines=lines) == 2
    assert take_list(actor=SYSTEM, list_id=list_id, lines=lines) == 0
    assert RecallList.objects.get().entries == 4
    by_batch = {one.batch_id: one.id for one in RecallFinding.objects.all()}
    assert set(by_batch) == {first, second}
    opened = recall_finding(
        actor=shop.owner, branch_id=shop.branch_id, finding_id=by_batch[first], reason="on the list"
    )
    dismiss_finding(actor=shop.owner, finding_id=by_batch[second], reason="another strength")
    assert (Recall.objects.get().id, Recall.objects.get().reference) == (opened.id, "BPOM-9")
    states = dict(Batch.objects.values_list("id", "state"))
    assert (states[first], states[second]) == ("recalled", "released")
    with pytest.raises(Conflict):
        dismiss_finding(actor=shop.owner, finding_id=by_batch[second], reason="again")


def test_json_of_several_shapes_is_read() -> None:
    one = {"gtin": "8991234567891", "lot_number": "A1", "reason": "x"}
    for told in ([one], {"results": [one]}):
        (line,) = parse_list(json.dumps(told).encode())
        assert (line.gtin, line.lot, line.reason) == ("08991234567891", "A1", "x")


@pytest.mark.parametrize("content", [b"[]", b"{", b"a,b\n1,2\n"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(Unprocessable):
        parse_list(content)


@pytest.mark.parametrize("given", [{"url": "http://10.0.0.1/x"}, {"name": " "}, {"url": "ftp://x"}])
def test_an_address_that_is_none_is_refused(given: dict[str, Any]) -> None:
    shop = open_shop()

    with pytest.raises(Unprocessable):
        keep_list(actor=shop.owner, **{"name": "BPOM", "url": "", **given})


def test_the_trail_has_what_a_list_was_before_it_was_changed() -> None:
    shop = open_shop()
    list_id = keep_list(actor=shop.owner, name="BPOM", url="https://example.org/a.csv")
    keep_list(actor=shop.owner, name="BPOM", url="", list_id=list_id, is_watched=False)

    first, second = AuditRecord.objects.filter(object_id=list_id).order_by("id")
    then = {"name": "BPOM", "url": "https://example.org/a.csv", "watched": True}
    assert first.facts == {"after": then}
    assert second.facts == {
        "before": then,
        "after": {"name": "BPOM", "url": "", "watched": False},
    }
