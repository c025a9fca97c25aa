"""Who holds a share reads its days and branches, changes nothing, and is a stranger elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support.backoffice import client_of
from tests.support.books import run_verifier, sell
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.turns import Turns
from tests.surfaces.branches import a_patient
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.seal.passes import seal_once
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.sales.models import Sale
from theriac.domains.shares.commands import ShareDraft, end_share, make_share
from theriac.domains.shares.models import Share, ShareLook
from theriac.surfaces.operations import health

pytestmark = pytest.mark.django_db
POSTED = (
    "receipts",
    "returns",
    "transfers",
    "counts",
    "destructions",
    "recalls",
    "approvals",
)
EVERYTHING = ("sales", "stock", *POSTED, "trail", "seal")
PAGES = {
    "sales": ("/shared/sales/", "/shared/sales/?export=csv"),
    "stock": ("/shared/stock/", "/shared/stock/?export=csv"),
    **{kind: (f"/shared/{kind}/", f"/shared/{kind}/?export=csv") for kind in POSTED},
    "trail": ("/shared/trail/", "/shared/trail/?export=csv"),
    "seal": ("/shared/seal/", "/shared/seal/verify_books.py", "/shared/seal/books.zip"),
}


@pytest.fixture
def shop(db: None, settings: Any, tmp_path: Path) -> Shop:
    settings.SEAL_STORE = tmp_path / "store"
    settings.SEAL_KEY = "07" * 32
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 500)
    sell(shop, medicine.id)
    a_patient(shop)
    seal_once()
    return shop


def today() -> date:
    return clock.now().date()


def visitor(shop: Shop, **more: Any) -> Client:
    """A browser that opened a link; maker, kinds, branches, days, passphrase may be given."""
    maker = more.pop("maker", shop.owner)
    days = {"since": today() - timedelta(days=2), "until": today() + timedelta(days=1)}
    draft = ShareDraft(
        name="Kantor Sari",
        email="",
        kinds=more.pop("kinds", EVERYTHING),
        branches=more.pop("branches", ()),
        ends_at=clock.now() + timedelta(days=7),
        **{**days, **more},
    )
    issued = make_share(actor=maker, draft=draft)
    client = Client()
    answer = client.get(f"/shared/open/?key={issued.secret}")
    assert (answer.status_code, answer["Location"]) == (302, "/shared/open/")
    return client


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


@pytest.mark.rows("AUD-09")
def test_the_bearer_reads_every_document_and_each_look_stays(shop: Shop) -> None:
    client, sale = visitor(shop), Sale.objects.get()
    pages = {address: client.get(address) for group in PAGES.values() for address in group}
    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(
        pages, 200
    )
    document = client.get(f"/shared/sales/{sale.id}/")
    assert sale.number in text_of(pages["/shared/sales/"])
    assert "Paracetamol 500 mg" in text_of(document)
    assert "Ny. Dewi" not in text_of(document)
    assert sale.number in text_of(pages["/shared/stock/?export=csv"])
    assert "Opening stock" in text_of(pages["/shared/stock/"])
    assert "Sold" in text_of(pages["/shared/trail/"])
    looked = sorted(ShareLook.objects.values_list("page", flat=True))
    files = ("sales.csv", "seal.py", "seal.zip", "stock.csv", "trail.csv")
    more = [f"{kind}{ending}" for kind in POSTED for ending in ("", ".csv")]
    assert looked == sorted(["sales", "sales", "seal", "stock", "trail", *files, *more])
    assert set(ShareLook.objects.values_list("address", flat=True)) == {"127.0.0.1"}


def test_the_export_of_a_share_checks_out_elsewhere(shop: Shop, tmp_path: Path) -> None:
    answer = visitor(shop).get("/shared/seal/books.zip")
    export = tmp_path / "books.zip"
    export.write_bytes(b"".join(answer.streaming_content))
    code, said = run_verifier(export)
    assert (code, said.splitlines()[-1][:3]) == (0, "OK:")


def test_nothing_of_a_patient_is_shown(shop: Shop) -> None:
    client = visitor(shop)
    assert AuditRecord.objects.filter(object_kind__startswith="patients.").exists()
    file = text_of(client.get("/shared/trail/?export=csv"))
    assert "catalog.add_product" in file
    assert "patients." not in file
    assert "shares.note_look" not in file


@pytest.mark.parametrize("kind", EVERYTHING)
def test_what_isnt_shared_isnt_there(shop: Shop, kind: str) -> None:
    client = visitor(shop, kinds=tuple(one for one in EVERYTHING if one != kind))
    for other, addresses in PAGES.items():
        for address in addresses:
            assert client.get(address).status_code == (404 if other == kind else 200), address


def test_other_days_and_other_branches_arent_shown(shop: Shop) -> None:
    sale = Sale.objects.get()
    earlier = visitor(shop, until=today() - timedelta(days=1))
    other = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="MNT",
        name="Menteng",
        time_zone="Asia/Jakarta",
    )
    elsewhere = visitor(shop, kinds=("sales", "stock", "trail"), branches=(UUID(str(other)),))
    for client in (earlier, elsewhere):
        assert client.get(f"/shared/sales/{sale.id}/").status_code == 404
        for address in ("/shared/sales/", "/shared/stock/"):
            assert sale.number not in text_of(client.get(address))
        assert "Paracetamol" not in text_of(client.get("/shared/stock/"))
    here = visitor(shop, kinds=("sales",), branches=(UUID(str(shop.branch_id)),))
    assert here.get(f"/shared/sales/{sale.id}/").status_code == 200


@pytest.mark.rows("AUD-09")
def test_a_link_that_is_over_opens_nothing(shop: Shop) -> None:
    first, second = visitor(shop), visitor(shop)
    end_share(actor=shop.owner, share_id=Share.objects.order_by("made_at")[0].id)
    assert first.get("/shared/sales/").status_code == 410
    assert second.get("/shared/sales/").status_code == 200
    with clock.at(clock.now() + timedelta(days=7)):
        assert second.get("/shared/sales/").status_code == 410
        assert second.get("/shared/open/").status_code == 410
    assert Client().get("/shared/").status_code == 410


def test_a_passphrase_is_asked_before_anything_is_shown(shop: Shop) -> None:
    client = visitor(shop, passphrase="tiga kucing")
    assert client.get("/shared/sales/")["Location"] == "/shared/open/"
    assert "Sari" in text_of(client.get("/shared/open/"))
    refused = client.post("/shared/open/", {"passphrase": "empat kucing"})
    assert refused.status_code == 422
    assert "empat" not in text_of(refused)
    assert client.post("/shared/open/", {"passphrase": "tiga kucing"})["Location"] == "/shared/"
    assert client.get("/shared/sales/").status_code == 200


SAMPLES = {"uuid": str(new_id()), "int": "1", "str": "x", "slug": "x", "variant": "thumbnail"}


def routes(patterns: Any = None, before: str = "/") -> Iterator[str]:
    """An address of every route of the whole server."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        text = re.sub(
            r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "str", "x"), str(pattern.pattern)
        )
        address = before + text.replace("^", "").replace("$", "").replace("\\Z", "")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address


def counts() -> dict[str, int]:
    """Rows of every table, but of those that a look itself adds to."""
    added = {"shares_look", "core_audit_record", "django_session"}
    models = [model for model in apps.get_models() if model._meta.db_table not in added]
    return {model._meta.db_table: model._base_manager.count() for model in models}


WRITES = ("post", "put", "patch", "delete")


@pytest.mark.rows("AUD-09")
@pytest.mark.databases("sqlite")  # the doors are the same on each
def test_a_share_writes_nowhere_and_opens_nothing_else(
    shop: Shop, on_turn: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every route: 405 where it is shared, elsewhere what a stranger is told.

    What is shared is asked by every method; elsewhere an ordinary run reads, and writes by one
    method by turns.
    """
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 60.0)  # however slow the machine is now
    bearer, stranger, wrong, before = visitor(shop), Client(), [], counts()
    seen = 0
    for address in sorted(set(routes())):
        is_shared = address.startswith("/shared/")
        for method in ("get", *(WRITES if is_shared else on_turn.some(address, WRITES))):
            told = getattr(bearer, method)(address).status_code
            stranger.cookies.clear()  # each time somebody whom nobody has seen
            seen += 1
            if is_shared:
                reads = method == "get" or (method == "post" and address == "/shared/open/")
                if (told == 405) == reads:
                    wrong.append((method, address, told))
            elif told != getattr(stranger, method)(address).status_code:
                wrong.append((method, address, told))
    assert wrong == []
    assert counts() == before
    assert seen > 500


@pytest.mark.parametrize(
    ("patients", "shown", "sections"),
    [
        ("", None, None),
        ("masked", "X. Q.", ["initials"]),
        ("named", "Xanthippe Quillfeather", ["names"]),
    ],
)
def test_whom_a_sale_was_for_shows_as_it_was_shared_and_is_read_in_the_shares_name(
    shop: Shop, patients: str, shown: str | None, sections: list[str] | None
) -> None:
    patient_id = register(shop, "Xanthippe Quillfeather")
    medicine = add_medicine(shop, "Salts")
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 20), 10)])
    sale = replace(pushed_sale(shop, [line], person_id=shop.owner.id), patient_id=patient_id)
    push(shop, sale)
    client = visitor(shop, kinds=("sales",), patients=patients, patients_why="a claim")

    page = text_of(client.get(f"/shared/sales/{sale.id}/"))

    assert ("Xanthippe" in page) is (patients == "named")
    assert shown is None or shown in page
    reads = AuditRecord.objects.filter(command="patients.name_patient")
    told = [(read.actor_id, read.facts["sections"]) for read in reads]
    share = Share.objects.get()
    assert told == ([(share.id, sections)] if sections else [])
    assert "/patients/" not in page
    assert client.get(f"/patients/{patient_id}/").status_code == 302
    assert share.name in client_of(shop, "owner").get("/trail/").text or not sections
