from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.pricing.rules.ceilings import Ceiling, CeilingKind
from theriac.domains.pricing.rules.lines import BatchUnits, split_line, whole_packs
from theriac.domains.pricing.rules.prices import PackLevel

LEVELS = [PackLevel("tablet", 1), PackLevel("strip", 10), PackLevel("box", 100)]
MRPS = st.none() | st.builds(
    Ceiling, st.just(CeilingKind.MRP), st.sampled_from([300, 330, 3300]), st.sampled_from([1, 10])
)
SHARES = st.lists(
    st.builds(BatchUnits, st.uuids(), st.integers(1, 250), MRPS), min_size=1, max_size=6
)


@given(SHARES, st.sampled_from(["tablet", "strip", "box"]))
def test_parts_hold_every_share_once_in_whole_packs(shares: list[BatchUnits], pack: str) -> None:
    parts = split_line(shares, LEVELS, pack)
    assert sorted(str(s.batch_id) for part in parts for s in part.shares) == sorted(
        str(share.batch_id) for share in shares
    )
    for part in parts:
        assert part.quantity == sum(share.quantity for share in part.shares)
        assert part.packs * part.pack.factor == part.quantity
    ratios = [part.mrp and (part.mrp.amount * 10 // part.mrp.units) for part in parts]
    assert len(ratios) == len(set(ratios))


def test_a_level_that_is_not_sold_counts_nothing_but_the_base() -> None:
    levels = [PackLevel("tablet", 1, sellable=False), PackLevel("strip", 10, sellable=False)]
    assert whole_packs(20, [*levels, PackLevel("box", 100)], "box") == (levels[0], 20)


def test_what_no_level_counts_is_a_defect() -> None:
    with pytest.raises(ValueError, match="no pack level"):
        whole_packs(7, [PackLevel("strip", 10)], "strip")
    with pytest.raises(KeyError):
        whole_packs(7, LEVELS, "carton")
