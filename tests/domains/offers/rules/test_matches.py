"""Which product of many a printed name means, or none."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.offers.rules.matches import CatalogueName, NameIndex, NameMatch

pytestmark = pytest.mark.rows("PUR-06")
NAMES = [
    ("Amoxicillin 500 mg caplet", "", "", "Hexpharm"),
    ("Amoxicillin 250 mg caplet", "", "", "Hexpharm"),
    ("Amoxicillin dry syrup", "125 mg/5 ml", "dry syrup", "Kimia Farma"),
    ("Paracetamol 500 mg tablet", "", "", "Kimia Farma"),
    ("Paracetamol 500 mg tab", "", "", "Dexa Medica"),
    ("Sanmol 500 mg tablet", "", "", "Sanbe"),
    ("Vitamin C 50 mg tablet", "", "", ""),
    ("Vitamin E 50 mg tablet", "", "", ""),
]


def matched(text: str, maker: str = "") -> int | None:
    """The number of the name that is meant."""
    products = [CatalogueName(UUID(int=at), *one) for at, one in enumerate(NAMES)]
    found = NameIndex(products, [text]).match(text, maker)
    return None if found is None else found.product_id.int


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("AMOXICILLIN 500 MG KAPLET", 0),
        ("AMOXICILLIN KAPL 250MG 10X10", 1),
        ("AMOXICILLIN SYR 125MG/5ML", 2),
        ("AMOKSISILIN 500 MG", 0),
        ("SANMOL TAB 100'S", 5),
        ("VIT C 50 MG TAB", 6),
        ("VITAMIN E 50MG", 7),
        ("VITAMIN K 50MG", None),
        ("AMOXICILLIN 1000 MG", None),
        ("IBUPROFEN 400 MG", None),
        ("AMOXICILLIN", None),
        ("", None),
    ],
)
def test_a_printed_name_means_one_product_or_none(text: str, product: int | None) -> None:
    assert matched(text) == product


def test_the_maker_decides_between_two_of_one_name() -> None:
    assert matched("PARACETAMOL 500 MG TABLET") == 3  # exactly as the catalogue writes it
    assert matched("PARACETAMOL TABLET 500MG") == 4  # one of two, as unsure
    assert matched("PARACETAMOL TABLET 500MG", "DEXA MEDICA") == 4


def test_exactly_the_catalogues_name_is_whole() -> None:
    products = [CatalogueName(UUID(int=1), "Ester-C 500 mg")]
    index = NameIndex(products, ["ESTER C 500 MG"])
    assert index.match("ESTER C 500 MG") == NameMatch(UUID(int=1), 1_000)
