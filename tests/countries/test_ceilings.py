"""The highest retail price that the rule of Indonesia computes, to the rupiah."""

from datetime import date

import pytest

from theriac.countries.dated import NotInForce
from theriac.countries.indonesia.ceilings import highest_retail_price

FIRST = date(2015, 12, 30)
TODAY = date(2026, 11, 22)


@pytest.mark.rows("CAT-09")
@pytest.mark.parametrize(
    ("hna", "on", "includes_ppn", "het"),
    [
        (1_000_000, TODAY, True, 1_280_000),
        (1_000_000, TODAY, False, 1_420_800),  # 12 % on 11/12
        (1_000_000, date(2024, 12, 31), False, 1_420_800),  # 11 %
        (1_000_000, date(2022, 3, 31), False, 1_408_000),  # 10 %
        (1_000_000, FIRST, True, 1_280_000),
        (2, TODAY, True, 3),  # 2.56
        (2, TODAY, False, 3),  # 2.8416
        (1, TODAY, True, 1),  # 1.28
        (0, TODAY, False, 0),
    ],
)
def test_het_is_hna_with_ppn_and_28_percent_rounded_once(
    hna: int, on: date, includes_ppn: bool, het: int
) -> None:
    assert highest_retail_price(hna, on, includes_ppn=includes_ppn) == het


def test_no_het_is_computed_for_a_day_before_the_rule() -> None:
    with pytest.raises(NotInForce):
        highest_retail_price(1_000_000, date(2015, 12, 29), includes_ppn=True)
