"""A made offer as CSV or as a workbook, with letterhead above the headings or without."""

from __future__ import annotations

import csv
import io
import random
from decimal import Decimal

import xlsxwriter

from tests.engine.documents.articles import MadeOffer
from tests.engine.documents.layouts import MONEY, Layout, cell_text


def csv_of(made: MadeOffer, layout: Layout, rng: random.Random) -> bytes:
    """The CSV, in one of the encodings and with one of the delimiters that programs write."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=rng.choice(",;\t"), lineterminator=rng.choice(("\n", "\r\n"))
    )
    if rng.random() < 0.5:
        writer.writerow([made.supplier])
        writer.writerow([f"No. : {made.number}"])
        writer.writerow([])
    writer.writerow([layout.headings[field] for field in layout.fields])
    for number, one in enumerate(made.articles, 1):
        writer.writerow([cell_text(layout, field, one.values, number) for field in layout.fields])
    return out.getvalue().encode(rng.choice(("utf-8", "utf-8-sig", "cp1252")))


def workbook_of(made: MadeOffer, layout: Layout, rng: random.Random) -> bytes:
    """The XLSX: figures as numbers, as most sheets have them, or as text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("HARGA")
        top = rng.choice((0, 4))
        if top:
            sheet.merge_range(0, 0, 0, 3, made.supplier)
            sheet.write(1, 0, f"Berlaku s/d : {made.valid_until:%d/%m/%Y}")
        as_text = rng.random() < 0.3
        for column, field in enumerate(layout.fields):
            sheet.write(top, column, layout.headings[field])
            for number, one in enumerate(made.articles, 1):
                value = one.values.get(field, "")
                if field in MONEY and not as_text:
                    sheet.write_number(top + number, column, float(Decimal(value)))
                else:
                    sheet.write_string(
                        top + number, column, cell_text(layout, field, one.values, number)
                    )
    return out.getvalue()
