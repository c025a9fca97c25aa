"""Whether a copy's revision is a part of the database's history."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.search.stored.history import History

NOW = History(5, "aaaaaaaabbbbbbbbcccccccc")


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (History(5, "xxxxxxxxcccccccc"), True),
        (History(4, "bbbbbbbb"), True),
        (History(3, "aaaaaaaa"), True),
        (History(2, "99999999"), False),
        (History(4, "dddddddd"), False),
        (History(5, "dddddddd"), False),
        (History(6, "cccccccc"), False),
        (History(), False),
    ],
)
def test_follows(earlier: History, *, expected: bool) -> None:
    assert NOW.follows(earlier) is expected


def test_mark() -> None:
    assert (NOW.mark, History().mark) == ("cccccccc", "")
