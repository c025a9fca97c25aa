"""Made offers and delivery invoices are read as they are, in layouts drawn from the grammar.

The gate reads a few of each family by a fixed seed; the night many, by the day's, and tells them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import seed_of
from tests.engine.documents.accuracy import Score, percent
from tests.engine.documents.families import (
    FAMILIES,
    HELD_OUT,
    LEARNT,
    made_document,
    measured,
)
from theriac_engine.extraction.readers import read

pytestmark = [pytest.mark.rows("PUR-04"), pytest.mark.shared]
LEAST_FIELDS = 99.0
MOST_WRONG = 0.2


def total(family: str, seeds: list[str], shared: Path) -> Score:
    score = Score()
    for seed in seeds:
        data, truth = made_document(family, seed, shared)
        one = measured(data, truth)
        if one.exact < one.lines or one.right < one.fields:
            sys.stdout.write(f"{family} {seed}: {one.told()}\n")
        score.add(one)
    return score


@pytest.mark.parametrize("family", list(FAMILIES))
def test_documents_are_read_as_they_are(
    family: str, shared: Path, request: pytest.FixtureRequest
) -> None:
    count = 150 if request.config.getoption("--long") else 6
    seeds = [f"{seed_of(request.config)}-{number}" for number in range(count)]
    score = total(family, seeds, shared)
    assert percent(score.right, score.fields) >= LEAST_FIELDS, score.told()
    if count > 6:
        assert percent(score.sure_and_wrong, score.sure) <= MOST_WRONG, score.told()


def test_what_headings_of_others_do_not_tell_is_left_to_a_person(shared: Path) -> None:
    """Headings that nothing was tuned on may be read wrongly, but not surely so."""
    score = Score()
    for family in (*LEARNT, *HELD_OUT):
        score.add(total(family, [f"others-{number}" for number in range(3)], shared))
    assert percent(score.sure_and_wrong, score.sure) <= MOST_WRONG, score.told()


def test_each_field_stands_where_its_box_says(shared: Path) -> None:
    """The text within a field's box is the field's text, on a page that is turned too."""
    for seed in ("box-0", "box-1", "box-4"):
        data, _ = made_document("tuned", seed, shared)
        page = read(data, 10).as_json()["lines"][0]["fields"]["product"]
        document = pypdfium2.PdfDocument(data)
        first = document[0]
        assert page["place"]["page"] == 1
        width, height = first.get_size()
        x0, y0, x1, y1 = page["place"]["box"]
        assert 4 < min((x1 - x0) * width, (y1 - y0) * height) < 60
        picture = first.render(scale=2).to_pil().convert("L")
        box = [x0 * picture.width, y0 * picture.height, x1 * picture.width, y1 * picture.height]
        assert picture.crop([round(edge) for edge in box]).getextrema()[0] < 100  # ink
        document.close()
