"""Wrong codes of a second step are counted, lock for longer each time, and forget no password's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.core import context
from django.test import RequestFactory

from tests.support.second_steps import with_app
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.accounts.factors.codes import require_second_step
from theriac.domains.accounts.models import SecurityEvent, User
from theriac.domains.accounts.problems import SecondStepRefused, TooManyTries
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.tries import LIMITS, LOCKS

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-09")]
WRONG = "nobody's"


@pytest.fixture
def codes(shop: Shop) -> list[str]:
    """The owner's recovery codes."""
    return with_app(shop.owner.id)


@pytest.fixture
def user(shop: Shop, codes: list[str]) -> User:
    return User.objects.get(id=shop.owner.id)


@pytest.fixture(autouse=True)
def asked(rf: RequestFactory) -> Iterator[None]:
    """A request is under way, as allauth expects."""
    with context.request_context(rf.post("/")):
        yield


def wrong_codes(user: User, count: int = LIMITS["code"].tries) -> None:
    for _try in range(count):
        with pytest.raises(SecondStepRefused):
            require_second_step(user, WRONG)


def test_ten_wrong_ones_lock_and_each_lock_is_longer(user: User, codes: list[str]) -> None:
    start = clock.now()
    for lock in LOCKS:
        with clock.at(start):
            wrong_codes(user)
            with pytest.raises(TooManyTries) as refused:
                require_second_step(user, codes[0])
            assert refused.value.facts["retry_after"] == lock.total_seconds()
        start += lock + timedelta(seconds=1)
    assert SecurityEvent.objects.filter(kind="account_locked").count() == len(LOCKS)
    with clock.at(start):
        require_second_step(user, codes[0])


def test_a_right_password_forgives_no_code_and_a_right_code_does(
    user: User, codes: list[str]
) -> None:
    wrong_codes(user, LIMITS["code"].tries - 1)
    tries.forgive(tries.take_try(tries.account(user.handle)))
    wrong_codes(user, 1)
    with pytest.raises(TooManyTries):
        require_second_step(user, codes[0])
    tries.unlock(tries.code(user.id))
    wrong_codes(user, LIMITS["code"].tries - 1)
    require_second_step(user, codes[0])
    wrong_codes(user)
