import pytest

from theriac.surfaces.operations.demo.sales import handing_over

NOTES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


@pytest.mark.parametrize(
    ("habit", "total", "tendered"),
    [
        (0, 37_100, 37_100),
        (29, 37_100, 37_100),
        (30, 37_100, 38_000),
        (60, 37_100, 40_000),
        (99, 37_100, 100_000),
        (99, 500, 2_000),
        (99, 0, 0),
    ],
)
def test_people_hand_over_the_sum_or_round_up_to_a_note(
    habit: int, total: int, tendered: int
) -> None:
    assert handing_over(habit, NOTES)(total) == tendered
