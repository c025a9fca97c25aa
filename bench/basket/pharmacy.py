"""What the counter's program is answered while it is measured: a made-up pharmacy, no server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from biip.checksums import gs1_standard_check_digit
from playwright.sync_api import Request

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
PERSON = {"id": "p", "name": "Bench", "short_name": "Bench", "initials": "B"}


def answer(request: Request, products: int) -> dict[str, Any]:
    """The answer to one request, as Playwright fulfils it."""
    path = request.url.removeprefix(ORIGIN).partition("?")[0]
    if path.startswith("/static/"):
        return _static(path.removeprefix("/static/"))
    if path == "/counter/":
        return {"body": PAGE, "content_type": "text/html"}
    if path == "/counter/api/feed" and "after=" in request.url:
        return {"status": 204}
    documents: dict[str, Any] = {
        "/counter/api/pair": {
            "terminal": {"id": "t", "name": "Bench"},
            "branch": {"id": "b", "name": "Melati"},
            "series": [],
        },
        "/counter/api/sign-in": {**PERSON, "permissions": ["sales.sell", "sales.ground"]},
    }
    document = documents[path] if path in documents else snapshot(products)
    return {"body": json.dumps(document), "content_type": "application/json"}


def _static(path: str) -> dict[str, Any]:
    for folder in STATIC:
        file = folder / path
        if file.is_file():
            return {"path": file, "content_type": TYPES.get(file.suffix, "image/svg+xml")}
    return {"status": 404}


def snapshot(products: int) -> dict[str, Any]:
    """The whole feed in one page."""
    return {
        "position": "1.x",
        "cursor": None,
        "snapshot": "s",
        "as_of": "2026-11-20T03:00:00Z",
        "settings": _settings(),
        "people": [{**PERSON, "permissions": ["sales.sell", "sales.ground"]}],
        "products": [_product(number) for number in range(products)],
        "batches": [_batch(number) for number in range(products)],
        "removed": {},
    }


def code_of(number: int) -> str:
    """The GTIN on a product's strip, of the range for use inside a shop."""
    digits = f"20{number:010}"
    return f"{digits}{gs1_standard_check_digit(digits)}"


def _product(number: int) -> dict[str, Any]:
    packs = [("tablet", 1), ("strip", 10), ("box", 100)]
    return {
        "id": f"{number:05d}",
        "name": f"Medicine {number:05d} 500 mg tablet",
        "generic_name": "",
        "manufacturer": "Nusa Farma",
        "legal_class": "bebas",
        "tax_class": "standard",
        "base_unit": "tablet",
        "rotation": "fefo",
        "status": "active",
        "packs": [
            {
                "id": f"{number}-{name}",
                "name": name,
                "factor": units,
                "sellable": True,
                "codes": [code_of(number)] if name == "strip" else [],
            }
            for name, units in packs
        ],
        "prices": [
            {
                "pack_id": f"{number}-strip",
                "branch_id": None,
                "amount": 6500,
                "valid_from": "2026-01-01T00:00:00Z",
            }
        ],
        "ceilings": [],
    }


def _batch(number: int) -> dict[str, Any]:
    return {
        "id": f"b{number:05d}",
        "product_id": f"{number:05d}",
        "number": f"B{number:05d}",
        "expiry": "2099-06-30",
        "received": "2026-05-01",
        "status": "available",
        "shelf": "A-02",
        "mrp": None,
        "quantity": 100_000,
    }


def _settings() -> dict[str, Any]:
    classes = {"bebas": {"mark": "B", "style": "free", "title": {"en": "Free", "id": "Bebas"}}}
    return {
        "pharmacy": {"name": "Apotek", "country": "id", "currency": "IDR"},
        "branch": {"id": "b", "time_zone": "Asia/Jakarta", "tax_registered": True, "tax_state": ""},
        "terminal": {"id": "t", "name": "Bench"},
        "duty": {"asked": False, "people": []},
        "cash_rounding": 1,
        "tax_rate_bp": 0,
        "tax_inclusive": True,
        "expiry": {"look_days": 90, "stop_days": 30},
        "classes": classes,
        "exceptions": [],
        "series": [],
    }
