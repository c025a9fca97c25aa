from datetime import date, timedelta

import pytest

from theriac.surfaces.operations.demo.plan.mistakes import OFFLINE, Mistake
from theriac.surfaces.operations.demo.plan.pharmacy import SMALL, DemoPharmacy

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module", params=["id", "in", "generic"])
def plan(request: pytest.FixtureRequest) -> DemoPharmacy:
    plan = DemoPharmacy(request.param, TODAY, SMALL)
    assert len(list(plan.days())) == SMALL.days
    return plan


@pytest.fixture
def mistakes(plan: DemoPharmacy) -> list[Mistake]:
    return plan.mistakes()


def test_each_kind_comes_once_and_no_batch_twice(mistakes: list[Mistake]) -> None:
    assert [mistake.kind for mistake in mistakes] == [
        "stock_short",
        "price",
        "batch_expired",
        "person",
        "ground",
        "clock",
    ]
    assert len({mistake.batch.key for mistake in mistakes}) == 6


def test_they_lie_in_the_hour_without_a_network_in_the_order_of_their_numbers(
    mistakes: list[Mistake],
) -> None:
    assert all(timedelta(0) < mistake.before_end < OFFLINE for mistake in mistakes)
    by_terminal: dict[tuple[str, str], list[timedelta]] = {}
    for mistake in mistakes:
        by_terminal.setdefault((mistake.branch, mistake.terminal), []).append(mistake.before_end)
    assert all(before == sorted(before, reverse=True) for before in by_terminal.values())


def test_only_the_expired_one_is_expired(mistakes: list[Mistake]) -> None:
    expired = [
        mistake.kind
        for mistake in mistakes
        if mistake.batch.expires_on is None or mistake.batch.expires_on <= TODAY
    ]
    assert expired == ["batch_expired"]


def test_only_the_one_without_its_ground_lacks_it(
    plan: DemoPharmacy, mistakes: list[Mistake]
) -> None:
    lacking = [
        mistake.kind
        for mistake in mistakes
        if plan.products[mistake.product].legal_class in {"keras", "H", "H1", "rx"}
        and mistake.ground is None
    ]
    assert lacking == ["ground"]
