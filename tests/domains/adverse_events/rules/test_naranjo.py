"""The Naranjo scale by its published table and bands."""

from __future__ import annotations

import pytest

from theriac.domains.adverse_events.rules.naranjo import QUESTIONS, naranjo_band, naranjo_score

pytestmark = pytest.mark.rows("EXT-02")


def test_ten_questions_score_as_published() -> None:
    assert [(one.yes, one.no) for one in QUESTIONS.values()] == [
        *((1, 0), (2, -1), (1, 0), (2, -1), (-1, 2)),
        *((-1, 1), (1, 0), (1, 0), (1, 0), (1, 0)),
    ]
    unknown = dict.fromkeys(QUESTIONS, "unknown")
    assert naranjo_score(unknown) == 0
    best = {**dict.fromkeys(QUESTIONS, "yes"), "alternative": "no", "placebo": "no"}
    worst = {**dict.fromkeys(QUESTIONS, "no"), "alternative": "yes", "placebo": "yes"}
    assert (naranjo_score(best), naranjo_score(worst)) == (13, -4)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        *((13, "definite"), (9, "definite"), (8, "probable"), (5, "probable")),
        *((4, "possible"), (1, "possible"), (0, "doubtful"), (-4, "doubtful")),
    ],
)
def test_bands(score: int, band: str) -> None:
    assert naranjo_band(score) == band
