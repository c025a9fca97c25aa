"""Pages as PDF, read back by another program."""

from __future__ import annotations

import pypdfium2

from theriac.core.paper.pdf import PdfDocument, width_of, wrapped


def drawn() -> bytes:
    document = PdfDocument(title="Labels (2)")
    document.begin_page(40, 30)
    document.text(2, 8, 9, "Obat (500 mg) ₹6 – €")
    document.box(0, 0, 20, 15)
    document.begin_page(58, 40)
    document.text(2, 8, 9, "二 Ł", bold=True)
    return document.content()


def test_the_text_and_the_sizes_stand_as_they_were_drawn() -> None:
    document = pypdfium2.PdfDocument(drawn())
    sizes = [tuple(round(one * 25.4 / 72, 1) for one in page.get_size()) for page in document]
    assert sizes == [(40.0, 30.0), (58.0, 40.0)]
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert texts == ["Obat (500 mg) Rs 6 – €", "? ?"]


def test_a_box_is_black_where_it_was_put() -> None:
    picture = pypdfium2.PdfDocument(drawn())[0].render(scale=4).to_pil().convert("L")
    assert picture.getpixel((10, 10)) == 0
    assert picture.getpixel((picture.width - 4, picture.height - 4)) == 255


def test_the_same_pages_are_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_words_are_wrapped_and_cut_to_the_width() -> None:
    lines = wrapped("Amoxicillin clavulanate 625 mg tablet film-coated", 9, 30, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, 9) <= 30 for line in lines)
    assert wrapped("Bodrex", 9, 30, 3) == ["Bodrex"]
