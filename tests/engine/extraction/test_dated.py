"""A line with a date that stands close above the headings is none of them."""

from __future__ import annotations

import io

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from theriac_engine.extraction.readers import read

ROWS = [
    ["KODE", "NAMA BARANG", "SATUAN", "HNA", "DISKON %", "BONUS", "STOK"],
    ["C100", "MEFENTEL 250 MG KAPSUL", "STRIP", "10.005", "", "10+1", "READY"],
    ["C101", "ASAM MEFENAMAT 250 MG KAPSUL", "STRIP", "3.560", "2,5", "", "READY"],
]


@pytest.mark.rows("PUR-04")
@pytest.mark.parametrize("space", [0, 6, 12, 30])
def test_a_list_is_read_under_its_number_and_dates(space: int) -> None:
    style = getSampleStyleSheet()
    table = Table(ROWS)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    head = Paragraph("No. SP/2026/0231 - 27-11-2026 - Berlaku s/d 18-12-2026", style["Normal"])
    paper = io.BytesIO()
    title = Paragraph("CV Bina Obat", style["Title"])
    SimpleDocTemplate(paper, pagesize=A4).build([title, head, Spacer(1, space), table])

    document = read(paper.getvalue(), 5)

    assert [column.field for column in document.columns] == [
        *("code", "product", "unit", "price", "discount_percent", "bonus", "stock")
    ]
    assert [line.value("product") for line in document.lines] == [row[1] for row in ROWS[1:]]
    assert document.fields["valid_until"].value == "2026-12-18"
