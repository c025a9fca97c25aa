"""The one line of state below the head: stop before look before note."""

from __future__ import annotations

from typing import Any

import pytest

from tests.surfaces.counter.domain.conftest import Run

pytestmark = pytest.mark.journey
SAY = """async (head, [sync, ahead, language]) => {
  const { createWords } = await import("/counter/i18n/words.js");
  const words = createWords(language, {currency: "IDR", time_zone: "Asia/Jakarta", country: "id"});
  const said = head.bannerFor(sync, null, ahead, words);
  return said && [said.level, said.title, said.text];
}"""
CALM = {"online": True, "refused": None, "unsent": 0}


def banner(run: Run, ahead: int, language: str = "en", **sync: Any) -> Any:
    return run("features/shell/head.js", SAY, [{**CALM, **sync}, ahead, language])


def test_a_right_clock_says_nothing(run: Run) -> None:
    assert banner(run, 0) is None


@pytest.mark.parametrize(
    ("ahead", "language", "title"),
    [
        (7, "en", "This device’s clock is 7 minutes ahead."),
        (-90, "en", "This device’s clock is 2 hours behind."),
        (4000, "en", "This device’s clock is 3 days ahead."),
        (7, "id", "Jam perangkat ini 7 menit lebih cepat."),
    ],
)
def test_a_clock_that_is_off_says_how_far(run: Run, ahead: int, language: str, title: str) -> None:
    level, said, text = banner(run, ahead, language)
    assert (level, said) == ("look", title)
    assert text


def test_what_stops_goes_before_the_clock(run: Run) -> None:
    assert banner(run, 7, refused={"status": 401})[0] == "stop"
