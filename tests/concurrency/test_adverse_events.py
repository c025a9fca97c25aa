"""Two send the same report at once, then two follow it up: one does, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.adverse_events import of_report, report, report_of
from tests.support.at_once import asked_again
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core.problems import Problem
from theriac.domains.adverse_events.commands.follow_up import follow_up_report
from theriac.domains.adverse_events.commands.send import send_report
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.adverse_events.rules.facts import SendingTold

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("EXT-02")]
PEOPLE = 3


def at_once(act: Callable[[], object]) -> list[str]:
    barrier = Barrier(PEOPLE)

    def one(_number: int) -> str:
        barrier.wait()
        try:
            asked_again(act)
        except Problem as problem:
            return problem.type
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(PEOPLE) as pool:
        return sorted(pool.map(one, range(PEOPLE)))


@pytest.mark.databases("sqlite", "postgresql", "mariadb")
def test_it_is_sent_once_and_followed_up_once(shop: Shop) -> None:
    made = report(shop, register(shop))
    sending = SendingTold(authority="bpom", way="web", sent_on=shop.today)
    draft = of_report(shop, made)
    answers = at_once(lambda: send_report(**draft, sending=sending))
    assert answers == [*["adverse_events.wrong_state"] * (PEOPLE - 1), "done"]
    assert report_of(made).version == 2
    sent = of_report(shop, made)
    answers = at_once(lambda: follow_up_report(**sent))
    assert answers == [*["adverse_events.follow_up_open"] * (PEOPLE - 1), "done"]
    assert AdverseEventReport.objects.filter(first_id=made).count() == 1
