"""What shows a direction, and on which label it stands."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from theriac.core.paper.marks import GRID, Disc
from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.etiket import LabelColour, colour_of, own_cautions
from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.dosage.pictograms import (
    DRAWINGS,
    Pictogram,
    pictograms_of,
    svg_of,
)


@pytest.mark.rows("RX-11")
@pytest.mark.parametrize(
    ("written", "shown", "colour"),
    [
        ("1-0-1 tab pc", ["mouth", "morning", "night", "after-food"], LabelColour.WHITE),
        ("1 tab sl prn", [], LabelColour.WHITE),
        ("2 drops tds right eye", ["eye", "not-swallowed"], LabelColour.BLUE),
        ("apply bd ue", ["not-swallowed"], LabelColour.BLUE),
        ("10 unit sc bd ac", ["before-food"], LabelColour.BLUE),
        ("10 ml tds", [], None),
    ],
)
def test_the_way_says_pictograms_and_colour(
    written: str, shown: list[str], colour: LabelColour | None
) -> None:
    dosage = read_direction(written).dosage
    assert dosage is not None
    assert [one.value for one in pictograms_of(dosage, own_cautions(dosage))] == shown
    assert colour_of(dosage) is colour


def test_cautions_have_theirs() -> None:
    found = pictograms_of(None, [LabelCaution.SHAKE, LabelCaution.FINISH, LabelCaution.SHAKE])
    assert found == (Pictogram.SHAKE,)


@pytest.mark.parametrize("pictogram", Pictogram)
def test_a_drawing_stays_on_its_grid_and_is_sound_svg(pictogram: Pictogram) -> None:
    for mark in DRAWINGS[pictogram]:
        points = [(mark.x, mark.y)] if isinstance(mark, Disc) else mark.points
        assert all(0 <= value <= GRID for point in points for value in point)
    assert ET.fromstring(svg_of(pictogram)).get("viewBox") == "0 0 48 48"
