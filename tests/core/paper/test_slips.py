"""Slips: every word can be read, drawings go first, a band stands above; letters are shaped."""

from __future__ import annotations

import pypdfium2
import pytest

from theriac.core.paper import scripts
from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.core.paper.marks import Disc, line, shape
from theriac.core.paper.pdf import PdfDocument, width_of
from theriac.core.paper.qr import qr_modules
from theriac.core.paper.scripts import NoShaping, needs_shaping, script_line
from theriac.core.paper.sizes import PAPERS
from theriac.core.paper.slips import Slip, SlipLine, SlipTooFull, drawn_slips, fits

BLUE = (21, 101, 192)
DRAWING = (Disc(24, 24, 20, filled=True), line(0, 0, 48, 48), shape(0, 0, 9, 0, 9, 9))
SLIP = Slip(
    lines=[SlipLine("Paracetamol 500 mg", bold=True), SlipLine("Take 1 tablet 3 times a day.")],
    foot=[SlipLine("Batch A1", 65)],
    drawings=[DRAWING],
    band=BLUE,
)


def page_of(pdf: bytes, place: int = 0) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(pdf)[place]


@pytest.mark.parametrize("code", PAPERS)
def test_every_word_stands_on_every_paper(code: str) -> None:
    page = page_of(drawn_slips([SLIP], PAPERS[code], title="Label"))
    words = page.get_textpage().get_text_bounded().split()
    assert words == ("Paracetamol 500 mg Take 1 tablet 3 times a day. Batch A1".split())


def black_dots(slip: Slip) -> int:
    picture = page_of(drawn_slips([slip], PAPERS["58"], title="Label")).render(scale=4).to_pil()
    return int(picture.convert("L").histogram()[0])


def test_the_band_is_of_its_colour_and_the_drawing_is_black() -> None:
    picture = page_of(drawn_slips([SLIP], PAPERS["58"], title="Label")).render(scale=4).to_pil()
    assert picture.getpixel((picture.width // 2, 6)) == BLUE
    plain = Slip(lines=SLIP.lines, foot=SLIP.foot, band=BLUE)
    assert black_dots(SLIP) > black_dots(plain) + 2000


def test_words_that_cant_be_read_are_refused_and_never_cut() -> None:
    full = Slip(lines=[SlipLine("word " * 400)])
    assert not fits(full, PAPERS["58"])
    with pytest.raises(SlipTooFull):
        drawn_slips([full], PAPERS["58"], title="Label")
    long = Slip(lines=[SlipLine("x" * 120)])
    page = page_of(drawn_slips([long], PAPERS["40x30"], title="Label"))
    assert "".join(page.get_textpage().get_text_bounded().split()) == "x" * 120


def test_used_places_of_a_sheet_stay_empty() -> None:
    pdf = drawn_slips([SLIP, SLIP], PAPERS["a4-24"], skip=23, title="Labels")
    assert len(pypdfium2.PdfDocument(pdf)) == 2


def test_devanagari_is_drawn_shaped_on_the_baseline() -> None:
    assert needs_shaping("दिन में 3 बार")
    assert not needs_shaping("3 kali sehari ½")
    document = PdfDocument(title="हिन्दी")
    document.begin_page(58, 40)
    document.text(2, 20, 12, "गोली", bold=True)
    picture = page_of(document.content()).render(scale=4).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda level: 255 * (level < 128)).getbbox()
    assert left >= 2 * 72 / 25.4 * 4 - 4
    assert right - left == pytest.approx(width_of("गोली", 12, bold=True) * 72 / 25.4 * 4, abs=8)
    assert top < 20 * 72 / 25.4 * 4 <= bottom + 8
    joined = script_line("क्ष", 12).width
    assert joined < script_line("क", 12).width + script_line("ष", 12).width


def test_where_letters_cant_be_shaped_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "can_shape", lambda: False)
    scripts._font.cache_clear()
    with pytest.raises(NoShaping):
        script_line("गोली", 12)
    scripts._font.cache_clear()


def test_a_document_has_a_code_with_its_caption() -> None:
    modules = qr_modules("https://example.org/c/1")
    assert len(modules) == len(modules[0]) == 25
    paper = PaperDocument(
        title="Copy",
        heads=[],
        bold=frozenset(),
        columns=[PaperColumn("R/", 60)],
        rows=[["1"]],
        total=("Lines", "1"),
        code=modules,
        caption=["https://example.org", "/c/1"],
    )
    page = page_of(drawn_document(paper))
    assert "https://example.org" in page.get_textpage().get_text_bounded()
    import zxingcpp  # noqa: PLC0415 (slow)

    found = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert [one.text for one in found] == ["https://example.org/c/1"]
