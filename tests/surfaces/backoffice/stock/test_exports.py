"""Every table of the stock room goes out as CSV and XLSX, with real numbers and dates in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, reverse
from python_calamine import CalamineWorkbook

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from tests.surfaces.backoffice.stock.export_world import World
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Screen

ROOMS = ("stock", "purchasing", "recalls", "destructions", "waste", "catalog")
NO_TABLE = "shows one thing, in words and facts"
NOT_A_TABLE = "a step on the way to a form"
PAPER = "is paper: it prints, and the page that it prints from exports"
PROGRAM = "is a file or a program, no page"
EXCEPTIONS = {
    "stock_batch": NO_TABLE,
    "alert_detail": NO_TABLE,
    "want_detail": NO_TABLE,
    "want_find": NOT_A_TABLE,
    "bin_put": NOT_A_TABLE,
    "stock_receive": "an old address that leads to a new receipt",
    "reservation_find": NOT_A_TABLE,
    "reservation_detail": NO_TABLE,
    "serial_life": "tells the life of one pack",
    "opening_find": NOT_A_TABLE,
    "offer_find": NOT_A_TABLE,
    "offer_page": "a picture of a page",
    "return_find": NOT_A_TABLE,
    "transfer_find": NOT_A_TABLE,
    "transfer_add": NOT_A_TABLE,
    "transfer_nothing": NOT_A_TABLE,
    "transfer_new": "a form with lines",
    "transfer_edit": "a form with lines",
    "transfer_receive": "a form with lines",
    "transfer_note": PAPER,
    "transfer_pick": PAPER,
    "count_find": NOT_A_TABLE,
    "count_typed": "a form with lines",
    "count_paper": PAPER,
    "bin_labels": PAPER,
    "stock_labels": PAPER,
    "stock_document_labels": PAPER,
    "destruction_certificate": PAPER,
    "recall_print": PAPER,
    "stock_labels_pdf": PROGRAM,
    "stock_document_pdf": PROGRAM,
    "count_phone": PROGRAM,
    "count_phone_data": PROGRAM,
    "count_phone_entries": PROGRAM,
    "count_phone_manifest": PROGRAM,
    "count_phone_worker": PROGRAM,
    "count_detail": "its sheets; every line of the count goes out from the differences",
    "count_sheet": "a form a line, which hides what is expected",
    "count_variances": "goes out by count_report, beside it",
    "count_report": "is the file of the differences",
    "cold_detail": "its readings have a list of their own",
    "cold_import": "a file that comes in",
    "receipt_find": NOT_A_TABLE,
    "receipt_page": "a picture of a page",
    "receipt_read": "a form with lines beside their paper; they stand on the receipt",
    "receipt_read_find": NOT_A_TABLE,
    "receipt_upload": "a form",
    "receipt_invoice": "a form with lines; the differences stand on the receipt",
    "receipt_prices": "a form with lines",
    "receipt_terms": "settings",
    "recall_new": "what a code finds, before anything is opened",
    "destruction_new": "a form with lines",
    "product_same": NOT_A_TABLE,
    "code_target": NOT_A_TABLE,
    "product_picture": PROGRAM,
}
TEXTS = {
    "Batch",
    "Document",
    "Lot on the list",
    "Number",
    "Code",
    "Supplier code",
    "Delivery note",
    "Invoice",
    "Version",
}
TEXTS |= {"GTIN", "Serial number", "Barcodes"}
"""Columns whose texts may look like numbers."""


def screens() -> Iterator[tuple[str, type[Screen]]]:
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        found = getattr(pattern.callback, "view_class", None)
        if found is None or not issubclass(found, Screen):
            continue
        if found.__module__.split("backoffice.")[1].split(".")[0] in ROOMS:
            yield str(pattern.name), found


def is_act(screen: type[Screen]) -> bool:
    """A form, or what a button does."""
    return issubclass(screen, FormScreen) or "get" not in screen.http_method_names


def exporting() -> list[str]:
    shown = [(name, screen) for name, screen in screens() if not is_act(screen)]
    return [name for name, screen in shown if getattr(screen, "exports", ())]


@pytest.mark.rows("STK-29")
def test_every_table_of_the_stock_room_exports_or_says_why_not() -> None:
    shown = {name for name, screen in screens() if not is_act(screen)}
    assert shown - set(exporting()) - set(EXCEPTIONS) == set()
    assert set(EXCEPTIONS) & set(exporting()) == set()


def address_of(name: str, keys: dict[str, Any]) -> str:
    patterns = get_resolver("theriac.surfaces.backoffice.urls").url_patterns
    pattern: Any = next(one for one in patterns if getattr(one, "name", "") == name)
    return reverse(
        f"backoffice:{name}", kwargs={key: keys[key] for key in pattern.pattern.converters}
    )


NUMBER = re.compile(r"-?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
FOR_EVERY_BRANCH = {
    *("generic_open", "product_duplicates"),
    *("unknown_code_list", "unknown_code_detail"),
}
BY_A_RULE = {"price_change"}
"""Has a table once its address asks one: by the rule that ``rule_at`` gives."""
NOTHING_HERE = {"transfer_suggestions", "transfers", "letters"}
"""Needs months of sales at two branches, or a recall of what went there; their own tests do."""


@pytest.mark.rows("STK-29")
@pytest.mark.django_db
def test_what_goes_out_holds_real_numbers_and_dates() -> None:
    world = World()
    owner, manager = client_of(world.shop, "owner"), client_of(world.shop, "manager")
    keys = world.keys()
    tables = [(name, "", keys) for name in exporting()]
    tables += [
        (name, table, keys | {"receipt_id": world.invoiced} if table == "differences" else keys)
        for name, screen in screens()
        for table in getattr(screen, "further", {})
    ]
    for name, table, named in tables:
        address = address_of(name, named)
        if name in BY_A_RULE:
            address += rule_at(world.shop)
        texts, cells = files(owner if name in FOR_EVERY_BRANCH else manager, address, table)
        assert texts[0] == [str(one) for one in cells[0]], name
        assert len(texts) == len(cells), name
        if (table or name) in NOTHING_HERE:
            continue
        assert len(texts) > 1, f"{name} {table} has no row"
        for head, text, cell in (
            one
            for row in zip(texts[1:], cells[1:], strict=True)
            for one in zip(texts[0], *row, strict=True)
        ):
            where = f"{name}, {head}: {text!r} is {cell!r}"
            if head in TEXTS:
                continue
            if NUMBER.fullmatch(text):
                assert isinstance(cell, (int, float)), where
            elif DAY.fullmatch(text):
                assert isinstance(cell, (date, datetime)), where


def rule_at(shop: Shop) -> str:
    """Of the branch's prices, 4 percent up."""
    rule = "?rule=percent_up&change=4&step=1&rounding=nearest&ceiling=leave"
    return f"{rule}&where={shop.branch_id}"


def files(client: Any, address: str, table: str = "") -> tuple[list[list[str]], list[list[Any]]]:
    """The same table as CSV and as a workbook, row by row."""
    page = client.get(address)
    assert page.status_code == 200, address
    assert "export=xlsx" in page.content.decode(), address
    assert f"table={table}" in page.content.decode() or not table, address
    more = f"&table={table}" if table else ""
    asked = f"{address}{'&' if '?' in address else '?'}export="
    text = b"".join(client.get(f"{asked}csv{more}").streaming_content).decode("utf-8-sig")
    book = io.BytesIO(b"".join(client.get(f"{asked}xlsx{more}").streaming_content))
    cells = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()
    return list(csv.reader(io.StringIO(text))), cells
