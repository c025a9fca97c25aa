"""Cells that stand closer to each other than words do, as a browser prints them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from theriac_engine.extraction.paper.pages import page_of
from theriac_engine.extraction.paper.rows import lines_of
from theriac_engine.extraction.readers import read

pytestmark = pytest.mark.rows("PUR-04")
Placed = Sequence[tuple[float, str]]
PRODUCTS = ("ACLONAC EMULGEL 20 GR", "BIOFOS SYR 60 ML", "CEFSPAN SYR 30 ML")


def drawn(rows: Sequence[tuple[float, Placed]], font: str = "Courier", size: float = 9) -> bytes:
    """A page with these texts, each row at so many points below the top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 400))
    canvas.setFont(font, size)
    for down, texts in rows:
        for x, text in texts:
            canvas.drawString(x, 400 - down, text)
    canvas.save()
    return out.getvalue()


def values(data: bytes) -> list[dict[str, str]]:
    """What was read, by field."""
    lines = read(data, 1).as_json()["lines"]
    return [{name: one["value"] for name, one in line["fields"].items()} for line in lines]


def runs(data: bytes) -> list[list[str]]:
    """What is written in one go on each line."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [[run.text for run in line.runs] for line in lines_of(page_of(document, 1).words)]
    finally:
        document.close()


def test_headings_nearer_than_a_space_are_several() -> None:
    """In a monospaced font a space is 5.4 points wide; these columns stand 3 apart."""
    headings = ("Nama Dagang Obat", "Isi per Box", "Sisa", "Basic Rate", "Min. Qty Order")
    places, x = [], 20.0
    for heading in headings:
        places.append(x)
        x += 5.4 * len(heading) + 3
    rows = [(50.0, list(zip(places, headings, strict=True)))]
    for number, product in enumerate(PRODUCTS):
        cells = (product[:15], "5X10 TAB", "112", f"Rp{59 + number}.000", "10")
        rows.append((62.0 + 12 * number, list(zip(places, cells, strict=True))))
    data = drawn(rows)
    assert runs(data)[0] == [*headings]
    assert values(data)[0] == {
        "product": "ACLONAC EMULGEL",
        "pack": "5X10 TAB",
        "stock": "112",
        "price": "59000",
        "minimum": "10",
    }


def test_a_heading_that_is_written_in_one_is_one() -> None:
    """KD. PRODUK means a code, though KD. and PRODUK alone mean two things."""
    headings: Placed = (
        (10, "S. No."),
        (39, "Kd. Produk"),
        (147, "Item Name"),
        (258, "BATCH NUMBER"),
    )
    headings = (*headings, (328, "EXPIRED"), (372, "QTY ORDER"), (424, "SAT."), (449, "Basic Rate"))
    rows: list[tuple[float, Placed]] = [(50.0, headings)]
    for number, product in enumerate(PRODUCTS, 1):
        cells = [(27, f"{number}"), (37, f"T9549{number}"), (83, product), (255, "B510388C")]
        cells += [(320, "2029-10-31"), (405, "15"), (420, "STRIP"), (459, "288.673")]
        rows.append((50.0 + 13 * number, cells))
    first = values(drawn(rows, "Helvetica", 7.5))[0]
    assert (first["code"], first["product"]) == ("T95491", PRODUCTS[0])
    assert (first["batch"], first["expires_on"], first["quantity"]) == (
        "B510388C",
        "2029-10-31",
        "15",
    )


def test_figures_of_cells_that_touch_are_of_several_cells() -> None:
    """A page's last rows are rows too where quantity, price and total stand close to each other."""
    rows: list[tuple[float, Placed]] = [
        (50.0, [(20, "Item Name"), (150, "Qty"), (178, "Price"), (220, "Total Harga")])
    ]
    for number, product in enumerate(PRODUCTS):
        cells = [(20, product), (160, "60"), (173, "Rs. 757.88"), (221.8, "Rs. 45472.80")]
        rows.append((62.0 + 12 * number, cells))
    data = drawn(rows, "Helvetica")
    assert runs(data)[1] == [PRODUCTS[0], "60", "Rs. 757.88", "Rs. 45472.80"]
    assert [one["amount"] for one in values(data)] == ["45472.8"] * 3


def test_figures_far_from_their_headings_leave_these_whole() -> None:
    """TOTAL HARGA starts nearer to the column before, and HARGA to its own."""
    rows: list[tuple[float, Placed]] = [
        (50.0, [(10, "QTY ORDER"), (80, "BARANG"), (260, "Harga Dasar"), (367, "Disc. Reguler")])
    ]
    rows[0] = (50.0, [*rows[0][1], (480, "Total Harga")])
    for number, product in enumerate(PRODUCTS):
        cells = [(50, "58"), (80, product), (325, "50.400"), (457, "0.00"), (549, "2.923.200")]
        rows.append((64.0 + 14 * number, cells))
    first = values(drawn(rows, "Helvetica"))[0]
    assert (first["price"], first["discount_percent"], first["amount"]) == ("50400", "0", "2923200")


def test_headings_of_one_line_centred_beside_two_are_of_the_same_row() -> None:
    """Neither line alone, nor the first with the middle one, says as much as all three."""
    upper = ((62, "Nm"), (150, "Nomor"), (220, "Tgl"), (290, "Harga"), (480, "Gross"))
    middle = ((20, "No"), (400, "Hna"))
    lower = ((55, "Produk"), (152, "Batch"), (208, "Kedaluwarsa"), (288, "Eceran"), (480, "Value"))
    rows: list[tuple[float, Placed]] = [(45.0, upper), (50.0, middle), (55.0, lower)]
    for number, product in enumerate(PRODUCTS, 1):
        cells = (str(number), product, f"B40{number}", "01-28", "5.500", "4.000", "8.000")
        places = (20, 50, 150, 215, 290, 400, 480)
        rows.append((62.0 + 12 * number, list(zip(places, cells, strict=True))))

    first = values(drawn(rows, "Helvetica", 7))[0]

    assert first == {
        "product": PRODUCTS[0],
        "batch": "B401",
        "expires_on": "2028-01-31",
        "mrp": "5500",
        "price": "4000",
        "amount": "8000",
    }
