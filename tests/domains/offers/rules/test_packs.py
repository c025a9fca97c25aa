"""Which pack a printed line means, and whether it says so."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.offers.rules.packs import pack_meant

TABLET, STRIP, BOX = UUID(int=1), UUID(int=10), UUID(int=100)
PACKS = {TABLET: ("tablet", 1), STRIP: ("strip", 10), BOX: ("box", 100)}


@pytest.mark.parametrize(
    ("texts", "unit", "pack", "is_said"),
    [
        (["10x10"], "", BOX, True),
        (["10 x 10's", "strip"], "strip", BOX, True),
        (["", "PARACETAMOL 500 MG 100'S"], "", BOX, True),
        (["AMOXICILLIN 500 MG 10S"], "", STRIP, True),
        ([""], "BOX", BOX, True),
        ([""], "DUS", BOX, True),
        ([""], "STR", STRIP, True),
        ([""], "TAB", TABLET, True),
        (["30x10"], "", BOX, False),
        ([""], "", BOX, False),
    ],
)
def test_the_pack_that_is_said_or_the_largest(
    texts: list[str], unit: str, pack: UUID, is_said: bool
) -> None:
    assert pack_meant(PACKS, texts=texts, unit=unit) == (pack, is_said)


def test_the_only_pack_is_meant_surely() -> None:
    assert pack_meant({BOX: ("bottle", 1)}, texts=["FLS"], unit="") == (BOX, True)
