"""What the counter's program is answered while it is measured: a made-up pharmacy, no server.

It is made of what the server's own answers are made of, so that none lacks what the program reads.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from biip.checksums import gs1_standard_check_digit
from playwright.sync_api import Request
from pydantic import BaseModel

from theriac.surfaces.counter.wire.feed import BatchOut, PackOut, PageOut, PriceOut, ProductOut
from theriac.surfaces.counter.wire.pairing import BranchOut, PairingOut, TerminalOut
from theriac.surfaces.counter.wire.people import PersonOut, SignedInOut
from theriac.surfaces.counter.wire.settings import (
    ClassOut,
    DutyOut,
    ExpiryOut,
    FormOut,
    FormsOut,
    NamedOut,
    PharmacyOut,
    PlaceOut,
    ReceiptOut,
    SettingsOut,
    WordsOut,
)

SURFACES = Path(__file__).parents[2] / "src" / "theriac" / "surfaces"
STATIC = [SURFACES / "counter" / "static", SURFACES / "backoffice" / "static"]
ORIGIN = "http://counter.invalid"
STYLES = (
    "vendor/bootstrap/bootstrap.min.css",
    "vendor/bootstrap-icons/bootstrap-icons.min.css",
    "theriac/css/tokens.css",
    "theriac/css/theriac.css",
    "counter/css/counter.css",
)
PAGE = (
    '<!doctype html><html lang="en" data-bs-theme="light"><title>Counter</title>'
    + "".join(f'<link rel="stylesheet" href="/static/{path}">' for path in STYLES)
    + '<script type="module" src="/static/counter/app/main.js"></script>'
    + '<body><div id="counter" data-api="/counter/api/" data-version="bench"></div>'
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
PACKS = (("tablet", 1), ("strip", 10), ("box", 100))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
EVER = date(2099, 6, 30)
TERMINAL, BRANCH, PERSON = (UUID(int=number) for number in (1, 2, 3))
RIGHTS = ["sales.sell", "sales.ground"]
REFUSED = {"type": "bench.not_there", "title": "No server answers this."}


def answer(request: Request, products: int) -> dict[str, Any]:
    """The answer to one request, as Playwright fulfils it."""
    path = request.url.removeprefix(ORIGIN).partition("?")[0]
    if path.startswith("/static/"):
        return _static(path.removeprefix("/static/"))
    if path == "/counter/":
        return {"body": PAGE, "content_type": "text/html"}
    if path == "/counter/api/pair":
        return _told(_pairing())
    if path == "/counter/api/sign-in":
        return _told(SignedInOut(**_person().model_dump(), token="t"))
    if path == "/counter/api/feed":
        return {"status": 204} if "after=" in request.url else _told(snapshot(products))
    return {"status": 403, "body": json.dumps(REFUSED), "content_type": "application/problem+json"}


def _told(document: BaseModel) -> dict[str, Any]:
    return {"body": document.model_dump_json(), "content_type": "application/json"}


def _static(path: str) -> dict[str, Any]:
    for folder in STATIC:
        file = folder / path
        if file.is_file():
            return {"path": file, "content_type": TYPES.get(file.suffix, "image/svg+xml")}
    return {"status": 404}


def snapshot(products: int) -> PageOut:
    """The whole feed in one page."""
    return PageOut(
        position="1.x",
        cursor=None,
        snapshot="s",
        as_of=datetime(2026, 11, 20, 3, tzinfo=UTC),
        settings=_settings(),
        people=[_person()],
        products=[_product(number) for number in range(products)],
        batches=[_batch(number) for number in range(products)],
    )


def code_of(number: int) -> str:
    """The GTIN on a product's strip, of the range for use inside a shop."""
    digits = f"20{number:010}"
    return f"{digits}{gs1_standard_check_digit(digits)}"


def _id(kind: int, number: int) -> UUID:
    return UUID(int=kind << 64 | number)


def _pairing() -> PairingOut:
    return PairingOut(
        terminal=TerminalOut(id=TERMINAL, code="K1", name="Bench"),
        branch=BranchOut(id=BRANCH, code="MLT", name="Melati"),
        series=[],
    )


def _person() -> PersonOut:
    return PersonOut(
        id=PERSON,
        name="Bench",
        short_name="Bench",
        initials="B",
        permissions=RIGHTS,
        valid_until=EVER,
        pin=True,
    )


def _product(number: int) -> ProductOut:
    packs = [
        PackOut(
            id=_id(10 + level, number),
            level=level,
            name=name,
            factor=units,
            sellable=True,
            codes=[code_of(number)] if name == "strip" else [],
        )
        for level, (name, units) in enumerate(PACKS)
    ]
    price = PriceOut(pack_id=packs[1].id, branch_id=None, amount=6500, valid_from=LONG_AGO)
    return ProductOut(
        id=_id(4, number),
        name=f"Medicine {number:05d} 500 mg tablet",
        generic_name="",
        substance="",
        strength="",
        dose_form="",
        generic_id=None,
        ingredients=[],
        contents=[],
        amounts=[],
        atc="",
        generic_form="",
        manufacturer="Nusa Farma",
        category="",
        legal_class="bebas",
        tax_class="standard",
        hsn="",
        base_unit="tablet",
        rotation="fefo",
        is_service=False,
        status="active",
        standing=0,
        popularity=0,
        version=1,
        packs=packs,
        prices=[price],
        ceilings=[],
    )


def _batch(number: int) -> BatchOut:
    return BatchOut(
        id=_id(5, number),
        product_id=_id(4, number),
        number=f"B{number:05d}",
        expiry=EVER,
        received=date(2026, 5, 1),
        status="available",
        shelf="A-02",
        mrp=None,
        own_price=None,
        quantity=100_000,
    )


def _settings() -> SettingsOut:
    title = WordsOut(en="Receipt", id="Struk")
    form = FormOut(code="receipt", title=title, has_title=False, fields=[], statements=[])
    free = ClassOut(mark="B", style="free", title=WordsOut(en="Free", id="Bebas"), on_receipt=False)
    return SettingsOut(
        pharmacy=PharmacyOut(name="Apotek", country="id", currency="IDR"),
        branch=PlaceOut(
            id=BRANCH,
            code="MLT",
            name="Melati",
            time_zone="Asia/Jakarta",
            tax_registered=True,
            tax_state="",
        ),
        terminal=NamedOut(id=TERMINAL, name="Bench"),
        duty=DutyOut(asked=False, people=[]),
        cash_rounding=1,
        till_sessions=False,
        tax_rate_bp=0,
        tax_inclusive=True,
        expiry=ExpiryOut(look_days=90, stop_days=30),
        classes={"bebas": free},
        exceptions=[],
        series=[],
        receipt=ReceiptOut(
            width_mm=80,
            language="en",
            shop="Apotek, Melati",
            address="",
            phone="",
            licences=[],
            pharmacist="",
            header=[],
            footer="",
            forms=FormsOut(taxed=form, untaxed=None),
        ),
    )
