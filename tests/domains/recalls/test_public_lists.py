"""Each night every watched list is matched again with the stock, whoever brought it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.outgoing import client
from theriac.core.outgoing.addresses import OutgoingRefused
from theriac.domains.recalls.commands.public_lists import dismiss_finding, keep_list, take_list
from theriac.domains.recalls.jobs import read_public_recalls
from theriac.domains.recalls.models import RecallFinding, RecallList
from theriac.domains.recalls.queries.list_text import ListedLine

pytestmark = pytest.mark.django_db

URL = "https://example.org/recalls.csv"


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def brought(shop: Shop) -> Callable[..., UUID]:
    """A list whose lines name a lot of Paracetamol 500 mg that the stock hasn't."""

    def bring(url: str = "", lots: tuple[str, ...] = ("AB-1",)) -> UUID:
        list_id = keep_list(actor=shop.owner, name="BPOM", url=url)
        lines = [
            ListedLine(name="Paracetamol", lot=lot, reason="Glass", reference="BPOM-9")
            for lot in lots
        ]
        assert take_list(actor=shop.owner, list_id=list_id, lines=lines) == 0
        return list_id

    return bring


@pytest.mark.rows("EXT-06")
def test_a_lot_that_comes_after_the_list_was_brought_is_found_at_night_once(
    shop: Shop, medicine: Medicine, brought: Callable[..., UUID]
) -> None:
    keep_list(actor=shop.owner, name="CDSCO", url="", is_watched=False)
    list_id = brought()
    batch = stock_up(shop, medicine, 5, batch_number="AB-1")

    assert [read_public_recalls.call(), read_public_recalls.call()] == [1, 0]

    finding = RecallFinding.objects.get()
    assert (finding.batch_id, finding.state) == (batch, "open")
    dismiss_finding(actor=shop.owner, finding_id=finding.id, reason="another strength")
    assert read_public_recalls.call() == 0
    assert AuditRecord.objects.get(command="recalls.add_findings").object_id == list_id
    assert dict(RecallList.objects.values_list("name", "entries")) == {"CDSCO": 0, "BPOM": 1}


@pytest.mark.rows("EXT-06")
@pytest.mark.parametrize("body", [None, b"<html>Maintenance</html>"])
def test_a_list_that_cant_be_read_tonight_is_matched_by_what_it_said_before(
    shop: Shop,
    medicine: Medicine,
    brought: Callable[..., UUID],
    monkeypatch: pytest.MonkeyPatch,
    body: bytes | None,
) -> None:
    def answer(_url: str) -> client.Reply:
        if body is None:
            raise OutgoingRefused("example.org doesn't answer")
        return client.Reply(200, body)

    monkeypatch.setattr(client, "get", answer)
    brought(url=URL)
    stock_up(shop, medicine, 5, batch_number="ab-1")

    assert read_public_recalls.call() == 1
    assert RecallList.objects.get().problem


def test_a_list_that_is_read_is_matched_with_what_it_says_tonight(
    shop: Shop, medicine: Medicine, brought: Callable[..., UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"Product,Lot\nParacetamol,AB-2\n"
    monkeypatch.setattr(client, "get", lambda _url: client.Reply(200, body))
    brought(url=URL)
    batches = {stock_up(shop, medicine, 5, batch_number=lot) for lot in ("AB-1", "AB-2")}

    assert read_public_recalls.call() == 2
    assert set(RecallFinding.objects.values_list("batch_id", flat=True)) == batches


def test_a_list_that_isnt_watched_any_more_finds_nothing(
    shop: Shop, medicine: Medicine, brought: Callable[..., UUID]
) -> None:
    list_id = brought()
    keep_list(actor=SYSTEM, name="BPOM", url="", list_id=list_id, is_watched=False)
    stock_up(shop, medicine, 5, batch_number="AB-1")

    assert read_public_recalls.call() == 0


def test_the_statements_dont_grow_with_the_lines(
    shop: Shop, medicine: Medicine, brought: Callable[..., UUID]
) -> None:
    brought(lots=tuple(f"L-{number}" for number in range(120)))
    for number in range(3):
        stock_up(shop, medicine, 5, batch_number=f"L-{number}")

    with CaptureQueriesContext(connection) as asked:
        assert read_public_recalls.call() == 3
    assert len(asked) < 25
