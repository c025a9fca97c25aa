"""Pages of a ranked list follow one another, under cursors of their own."""

from __future__ import annotations

import pytest

from theriac.core.ids import new_id
from theriac.core.listing.cursors import seal_cursor
from theriac.core.listing.pages import ListingRefused
from theriac.core.listing.ranked import RankedListing

LISTING = RankedListing("products|medicine")


def test_every_row_stands_on_one_page_both_ways() -> None:
    ids = [new_id() for _ in range(5)]

    first = LISTING.page(ids[:3], start=LISTING.start(""), size=2)
    second = LISTING.page(ids, start=LISTING.start(first.next or ""), size=2)
    third = LISTING.page(ids, start=LISTING.start(second.next or ""), size=2)
    assert [*first.items, *second.items, *third.items] == ids
    assert (first.previous, third.next) == (None, None)
    back = LISTING.page(ids, start=LISTING.start(third.previous or ""), size=2)
    assert back.items == second.items


@pytest.mark.parametrize(
    "cursor",
    ["x", seal_cursor([2], "ranked|another"), seal_cursor(["2"], "ranked|products|medicine")],
)
def test_another_lists_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(ListingRefused):
        LISTING.start(cursor)
