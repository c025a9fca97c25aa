"""The families of made documents, and how they are read and measured, for tests and the bench."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.engine.documents.accuracy import Score, scored
from tests.engine.documents.articles import MadeOffer, make_offer
from tests.engine.documents.collected import collected_layout
from tests.engine.documents.fresh import fresh_layout, learnt_layout
from tests.engine.documents.grammar import composed_anew, composed_layout
from tests.engine.documents.held_out import flowed, held_out_layout, page_of_html, unseen_layout
from tests.engine.documents.layouts import Layout, draw_layout
from tests.engine.documents.paper import draw
from tests.engine.documents.sheets import csv_of, workbook_of
from theriac_engine.extraction.lines import LEFT_OUT
from theriac_engine.extraction.readers import Recognised, read
from theriac_engine.extraction.refusals import Unreadable

Drawer = Callable[[MadeOffer, Layout, random.Random], bytes]
Chooser = Callable[[random.Random, str, str], Layout]

FAMILIES: dict[str, tuple[Chooser, Drawer]] = {
    "tuned": (draw_layout, draw),
    "flowed": (held_out_layout, flowed),
    "csv": (held_out_layout, csv_of),
    "workbook": (held_out_layout, workbook_of),
    "unseen": (unseen_layout, draw),
    "unseen flowed": (unseen_layout, flowed),
    "unseen workbook": (unseen_layout, workbook_of),
    "fresh": (fresh_layout, draw),
    "fresh flowed": (fresh_layout, flowed),
    "fresh workbook": (fresh_layout, workbook_of),
    "composed": (composed_layout, draw),
    "composed flowed": (composed_layout, flowed),
}
LEARNT: dict[str, tuple[Chooser, Drawer]] = {
    "learnt": (learnt_layout, draw),
    "learnt flowed": (learnt_layout, flowed),
    "learnt csv": (learnt_layout, csv_of),
    "learnt workbook": (learnt_layout, workbook_of),
}
"""Harder ones, with headings that say too little or stand too close."""
HELD_OUT: dict[str, tuple[Chooser, Drawer]] = {
    "composed anew": (composed_anew, draw),
    "composed anew flowed": (composed_anew, flowed),
    "composed anew csv": (composed_anew, csv_of),
    "composed anew workbook": (composed_anew, workbook_of),
    "collected": (collected_layout, draw),
    "collected flowed": (collected_layout, flowed),
    "collected csv": (collected_layout, csv_of),
    "collected workbook": (collected_layout, workbook_of),
}
"""Never tuned on: what they show is reported as it is."""
__all__ = ["FAMILIES", "HELD_OUT", "LEARNT", "made_document", "measured", "page_of_html"]


def made_document(
    family: str, seed: str, shared: Path | None, most: int = 60
) -> tuple[bytes, list[dict[str, str]]]:
    """A document of a family, the same for the same seed, and what it says by field."""
    made, layout, rng = _drawn(family, seed, shared, most)
    drawn = (FAMILIES | LEARNT | HELD_OUT)[family][1]
    return drawn(made, layout, rng), truth_of(made, layout)


def taught_headings(
    family: str, seed: str, shared: Path | None = None, most: int = 60
) -> dict[str, str]:
    """What somebody would say that the same document's headings mean."""
    _made, layout, _rng = _drawn(family, seed, shared, most)
    meant = {name: "" if name in LEFT_OUT else name for name in layout.fields}
    return {layout.headings[name]: field for name, field in meant.items()}


def _drawn(
    family: str, seed: str, shared: Path | None, most: int
) -> tuple[MadeOffer, Layout, random.Random]:
    rng = random.Random(f"{family}:{seed}")
    kind = rng.choice(("offer", "delivery_invoice"))
    made = make_offer(rng, kind, rng.randint(8, most), shared)
    return made, (FAMILIES | LEARNT | HELD_OUT)[family][0](rng, kind, made.country), rng


def truth_of(made: MadeOffer, layout: Layout) -> list[dict[str, str]]:
    """What a document says: the fields that its layout shows."""
    shown = [name for name in layout.fields if name not in LEFT_OUT]
    return [
        {name: one.values[name] for name in shown if name in one.values} for one in made.articles
    ]


def measured(
    data: bytes,
    truth: list[dict[str, str]],
    recognised: Recognised | None = None,
    headings: Mapping[str, str] | None = None,
) -> Score:
    """How rightly a document is read; one that isn't counts as read wrongly in all."""
    try:
        found = read(data, 200, recognised, headings).as_json()
    except Unreadable:
        return scored(truth, [])
    return scored(truth, found["lines"])
