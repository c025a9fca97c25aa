"""Documents of other programs: a report writer that flows tables, and a browser that prints."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.engine.documents.articles import MadeOffer
from tests.engine.documents.layouts import HELD_OUT, RIGHT, UNSEEN, Layout, cell_text, draw_layout

FONTS = ("Helvetica", "Times-Roman", "Courier")
PAIRED = {"price": "HARGA", "price_with_tax": "HARGA"}


def held_out_layout(rng: random.Random, kind: str, country: str) -> Layout:
    """A layout with headings that are in no tuned one."""
    return draw_layout(rng, kind, country, HELD_OUT)


def unseen_layout(rng: random.Random, kind: str, country: str) -> Layout:
    """A layout with headings that nobody looked at while the engine was written."""
    return draw_layout(rng, kind, country, UNSEEN)


def flowed(made: MadeOffer, layout: Layout, rng: random.Random) -> bytes:
    """The PDF as a report writer flows it: cells wrap; stripes, spans, a total in the table."""
    size, font = rng.choice((7, 8, 9)), rng.choice(FONTS)
    plain = ParagraphStyle("cell", fontName=font, fontSize=size, leading=size * 1.15)
    rows = _rows(made, layout, plain)
    head, style = _head(layout, rng)
    style += _looks(rng, len(head), len(rows), font, size)
    style += [
        ("ALIGN", (n, 0), (n, -1), "RIGHT") for n, f in enumerate(layout.fields) if f in RIGHT
    ]
    if "amount" in layout.fields:
        rows.append(["Grand Total", *[""] * (len(layout.fields) - 2), "999.999.999"])
    page = rng.choice((pagesizes.A4, pagesizes.landscape(pagesizes.A4), pagesizes.A3))
    out = io.BytesIO()
    story: list[Flowable] = [*_letterhead(made, plain)]
    widths = [rng.choice((150, 190)) if f == "product" else None for f in layout.fields]
    story.append(Table([*head, *rows], colWidths=widths, repeatRows=len(head), style=style))
    story += [Spacer(1, 12), Paragraph("Barang yang sudah dibeli tidak dapat ditukar.", plain)]
    wide = pagesizes.landscape(pagesizes.A2) if len(layout.fields) > 5 else page
    SimpleDocTemplate(out, pagesize=wide, leftMargin=30, rightMargin=30).build(story)
    return out.getvalue()


def _rows(made: MadeOffer, layout: Layout, plain: ParagraphStyle) -> list[list[Any]]:
    rows = []
    for number, one in enumerate(made.articles, 1):
        texts = [cell_text(layout, name, one.values, number) for name in layout.fields]
        rows.append(
            [
                Paragraph(html.escape(text), plain) if name == "product" else text
                for name, text in zip(layout.fields, texts, strict=True)
            ]
        )
    return rows


def _head(layout: Layout, rng: random.Random) -> tuple[list[list[str]], list[tuple[Any, ...]]]:
    """One row of headings, or two where the prices have one over both."""
    names = [layout.headings[field] for field in layout.fields]
    if "price" not in layout.fields or rng.random() < 0.6:
        return [names], []
    at = layout.fields.index("price")
    if layout.fields[at + 1 : at + 2] != ("price_with_tax",):
        return [names], []
    upper = [*names[:at], "HARGA", "", *names[at + 2 :]]
    lower = [*[""] * at, *names[at : at + 2], *[""] * (len(names) - at - 2)]
    spans: list[tuple[Any, ...]] = [
        ("SPAN", (n, 0), (n, 1)) for n in range(len(names)) if n not in (at, at + 1)
    ]
    return [upper, lower], [
        *spans,
        ("SPAN", (at, 0), (at + 1, 0)),
        ("ALIGN", (at, 0), (at, 0), "CENTER"),
    ]


def _looks(rng: random.Random, head: int, rows: int, font: str, size: int) -> list[tuple[Any, ...]]:
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), font, size),
        ("VALIGN", (0, 0), (-1, -1), rng.choice(("TOP", "MIDDLE", "BOTTOM"))),
        ("LEFTPADDING", (0, 0), (-1, -1), rng.choice((2, 4, 6))),
        ("RIGHTPADDING", (0, 0), (-1, -1), rng.choice((3, 4, 6))),
        ("TOPPADDING", (0, 0), (-1, -1), rng.choice((1, 2, 4))),
        ("BOTTOMPADDING", (0, 0), (-1, -1), rng.choice((1, 3))),
    ]
    look = rng.choice(("grid", "box", "stripes", "lines", "bare"))
    if look == "grid":
        style.append(("GRID", (0, 0), (-1, -1), 0.4, colors.black))
    if look == "box":
        style += [
            ("BOX", (0, 0), (-1, -1), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, head - 1), 1, colors.black),
        ]
        style.append(("LINEAFTER", (0, 0), (-1, -1), 0.3, colors.grey))
    if look == "stripes":
        style.append(("BACKGROUND", (0, 0), (-1, head - 1), colors.lightgrey))
        style += [
            ("BACKGROUND", (0, n), (-1, n), colors.whitesmoke) for n in range(head, head + rows, 2)
        ]
    if look == "lines":
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey))
    return style


def _letterhead(made: MadeOffer, plain: ParagraphStyle) -> Sequence[Flowable]:
    pairs = [
        ["Kepada Yth.", "Apotek Sehat Sentosa", "No. Dokumen", f": {made.number}"],
        ["", "Jl. Melati 5, Bandung", "Tanggal", f": {made.issued_on:%d %B %Y}"],
        ["", "", "Berlaku s/d", f": {made.valid_until:%d/%m/%Y}"],
    ]
    title = "PENAWARAN HARGA" if made.kind == "offer" else "SURAT JALAN / INVOICE"
    return [
        Paragraph(
            made.supplier.upper(), ParagraphStyle("name", fontName="Helvetica-Bold", fontSize=14)
        ),
        Spacer(1, 8),
        Paragraph(title, plain),
        Table(pairs, colWidths=[70, 180, 80, 120], style=[("FONTSIZE", (0, 0), (-1, -1), 8)]),
        Spacer(1, 10),
    ]


def page_of_html(made: MadeOffer, layout: Layout, rng: random.Random) -> str:
    """The same as a page that a browser prints: proportional widths, and fonts of its own."""
    border = rng.choice(("1px solid #000", "1px solid #ccc", "0"))
    heads = "".join(f"<th>{html.escape(layout.headings[name])}</th>" for name in layout.fields)
    rows = []
    for number, one in enumerate(made.articles, 1):
        texts = [html.escape(cell_text(layout, name, one.values, number)) for name in layout.fields]
        cells = [
            f"<td class={'r' if name in RIGHT else 'l'}>{text}</td>"
            for name, text in zip(layout.fields, texts, strict=True)
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    family = rng.choice(("sans-serif", "serif", "monospace"))
    style = (
        f"*{{font:{rng.choice((9, 10, 11))}px {family}}}"
        f"table{{border-collapse:collapse;width:{rng.choice(('100%', 'auto'))}}}"
        f"td,th{{border:{border};padding:{rng.choice((2, 4, 6))}px}}"
        f".r{{text-align:right}}th{{text-align:{rng.choice(('left', 'center'))}}}"
    )
    return (
        f"<style>{style}</style><h1>{html.escape(made.supplier)}</h1><p>No. {made.number}"
        f"<p>Tanggal: {made.issued_on:%d-%m-%Y}<table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table><p>Terima kasih."
    )
