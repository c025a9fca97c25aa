"""Parts and sounds of names, as people write them."""

from __future__ import annotations

import pytest

from theriac.core.persons.names import fold, parts_of
from theriac.core.persons.sounds import sound_of


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        ("Suharto", ["suharto"]),
        ("Hj. Siti Nurhaliza, S.Pd.", ["siti", "nurhaliza"]),
        ("R.A. Kartini", ["r", "a", "kartini"]),
        ("  JOSÉ   da-Silva ", ["jose", "da", "silva"]),
        ("O’Brien", ["obrien"]),
        ("Ma'ruf", ["maruf"]),
        ("Dr.", ["dr"]),
        ("आशा भोसले", ["आशा", "भोसले"]),
        (
            "A very-long-part Wolfeschlegelsteinhausen",
            ["a", "very", "long", "part", "wolfeschlegelst"],
        ),
    ],
)
def test_parts_leave_titles_and_marks_out(names: str, parts: list[str]) -> None:
    assert parts_of(names) == parts


def test_folding_keeps_other_scripts() -> None:
    assert fold("Ñandú Ö") == "nandu o"
    assert fold("ग़ालिब") == fold("ग़ालिब")


ALIKE = [
    ("muhammad", "mohamad", "muhamad", "mohammed", "moch", "mohd", "muh"),
    ("achmad", "ahmad", "akhmad", "ahmat"),
    ("soekarno", "sukarno"),
    ("tjahjono", "cahyono"),
    ("taufik", "topik", "taufiq"),
    ("fitri", "pitri", "fitrie"),
    ("novi", "nopi"),
    ("nurhaliza", "noerhalisa"),
    ("vivek", "wiwek"),
    ("lakshmi", "laxmi"),
    ("yusuf", "jusuf", "joesoef", "yusup"),
    ("chandra", "candra", "tjandra"),
    ("khairul", "chairul", "hairul"),
]


@pytest.mark.parametrize("spellings", ALIKE)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound_of(one) for one in spellings}) == 1


def test_different_names_sound_apart() -> None:
    names = [spellings[0] for spellings in ALIKE]
    assert len({sound_of(one) for one in names}) == len(names)
    assert sound_of("आशा") == "आशा"
