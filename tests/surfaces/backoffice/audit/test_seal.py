"""The page of the seal: how it stands, its alarm, the head, the export and the verifier."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.books import run_verifier, sell
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.models import SealedRow, SealHead
from theriac.core.seal.passes import seal_once

pytestmark = pytest.mark.django_db(transaction=True)


def page(client: Client, address: str = "/seal/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_before_the_first_head_it_says_so(shop: Shop, auditor: Client) -> None:
    assert "No sealed records yet" in page(auditor)
    assert auditor.get("/seal/head.txt").status_code == 204


def test_it_shows_head_rows_and_where_heads_go(shop: Shop, auditor: Client, settings: Any) -> None:
    seal_once()
    head = SealHead.objects.get()
    found = page(auditor)
    assert "Records are sealed" in found
    assert f"<br>{head.size}<br>" in found
    assert head.public_key in found
    assert str(settings.SEAL_STORE) in found
    letter = auditor.get("/seal/head.txt").text
    assert letter.startswith("theriac/")
    assert letter.endswith(f"key {head.public_key}\n")


def test_rows_that_wait_ring_the_bell_and_stand_on_today(shop: Shop, auditor: Client) -> None:
    seal_once()
    done_at = clock.now()
    with clock.at(done_at):
        owner = client_of(shop, "owner")
        stock_up(shop, add_medicine(shop), 10)
    with clock.at(done_at + timedelta(minutes=7)):
        assert "Rows have been waiting 7 minutes to be sealed" in page(auditor)
        assert "Rows have been waiting 7 minutes to be sealed" in page(owner, "/me/")
        assert "Tamper proof is late" in page(owner, "/")
        assert "Tamper proof" not in page(client_of(shop, "cashier"), "/")
    seal_once()
    with clock.at(clock.now() + timedelta(minutes=7)):
        assert "to be sealed" not in page(owner, "/me/")


def test_a_store_that_knows_more_is_told(shop: Shop, auditor: Client, settings: Any) -> None:
    seal_once()
    settings.SEAL_STORE.rename(settings.SEAL_STORE.with_name("moved"))
    settings.SEAL_STORE.write_bytes(b"")
    seal_once()
    assert "The checkpoint storage can't be reached" in page(auditor)
    assert "The checkpoint storage can't be reached" in page(client_of(shop, "owner"), "/")


@pytest.mark.rows("AUD-02", "AUD-10")
def test_a_period_is_downloaded_and_checks_out_elsewhere(
    shop: Shop, auditor: Client, settings: Any, tmp_path: Path
) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    with clock.at(clock.now() - timedelta(days=2)):
        seal_once()
    before = SealHead.objects.get().size
    sell(shop, medicine.id)
    seal_once()
    today = clock.today("Asia/Jakarta")
    yesterday = today - timedelta(days=1)

    answer = auditor.post("/seal/", {"since": yesterday, "until": today})

    assert answer["Content-Type"] == "application/zip"
    export = tmp_path / "books.zip"
    export.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    code, said = run_verifier(export, "--heads", settings.SEAL_STORE)
    assert code == 0, said
    sealed = SealHead.objects.order_by("-size")[0].size
    assert f"rows {before + 1} to {sealed} agree with 2 heads" in said
    assert said.endswith("OK: nothing was changed, removed, inserted or reordered\n")
    record = AuditRecord.objects.get(command="seal.take_export")
    assert record.facts["heads"] == 1
    assert SealedRow.objects.count() == sealed


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2020-01-02", "2020-01-01", "This date is before the first day. Choose a later one."),
        (
            "2020-01-01",
            "2020-01-02",
            "No checkpoint was created in this period. Choose another period.",
        ),
        ("yesterday", "2020-01-02", "This date isn’t valid"),
    ],
)
def test_a_period_that_has_nothing_is_told(
    shop: Shop, auditor: Client, since: str, until: str, said: str
) -> None:
    answer = auditor.post("/seal/", {"since": since, "until": until})
    assert answer.status_code == 422
    assert said in unescape(answer.text)


@pytest.mark.rows("AUD-10")
def test_the_verifier_is_handed_out_as_it_is(shop: Shop, auditor: Client) -> None:
    answer = auditor.get("/seal/verify_books.py")
    assert answer.content == VERIFIER.read_bytes()
    assert "verify_books.py" in answer["Content-Disposition"]
