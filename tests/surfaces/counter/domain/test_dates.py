"""Days as a person types them, read as the server reads them."""

from __future__ import annotations

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.core.formatting import calendar_of, read_date

TYPED = (
    *("20 Nov 2026", "20/11/2026", "20.11.26", "20-11-2026", "20112026", "201126", "2026-11-20"),
    *(" 3 mei 2027 ", "3 may 2027", "1, desember 2026", "31/02/2026", "11/20/2026", "20 x 2026"),
    *("", "20", "2026-13-01", "0/0/0000", "29 feb 2028", "32/1/2026", "٢٠/١١/٢٠٢٦"),
)


@pytest.mark.journey
@pytest.mark.rows("UX-14")
def test_the_counter_reads_the_same_days_as_the_server(run: Run) -> None:
    months = calendar_of("id").short_months
    told = "(dates, [texts, months]) => texts.map((text) => dates.readDay(text, months))"
    read = run("domain/dates.js", told, [[*TYPED], [*months]])
    foreign = {"3 may 2027"}  # the counter knows the names of its own language alone
    for text, day in zip(TYPED, read, strict=True):
        assert day == (None if text in foreign else _day(text)), text


def _day(text: str) -> str | None:
    try:
        return read_date(text).isoformat()
    except ValueError:
        return None
