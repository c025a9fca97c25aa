"""Fifty refreshes of one family at once: one chain of tokens, whatever the database."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.shop import open_shop
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.tokens.families import start_family
from theriac.domains.accounts.commands.tokens.refresh import refresh
from theriac.domains.accounts.models import RefreshToken, TokenFamily
from theriac.domains.accounts.problems import RefreshRefused

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50
HERE = UUID("0199a000-0000-7000-8000-00000000000a")


def refreshed_at_once(secret: str) -> list[str]:
    def run(_number: int) -> str:
        try:
            return asked_again(lambda: refresh(secret, HERE).secret)
        except RefreshRefused as refusal:
            return refusal.type
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def sign_in(person: Actor) -> str:
    return start_family(actor=person, client_id=HERE, client_name="").secret


@pytest.mark.rows("SEC-08")
def test_within_the_grace_all_get_the_one_successor(settings: Any) -> None:
    settings.REFRESH_GRACE_SECONDS = 600
    first = sign_in(open_shop().owner)

    answers = refreshed_at_once(first)

    assert len(set(answers)) == 1
    assert answers[0].startswith("thr_")
    assert list(RefreshToken.objects.order_by("place").values_list("place", flat=True)) == [1, 2]
    assert TokenFamily.objects.get().ended_at is None
    assert refresh(answers[0], HERE).secret not in {first, answers[0]}


@pytest.mark.rows("SEC-08")
def test_without_grace_one_gets_a_successor_and_the_family_ends(settings: Any) -> None:
    settings.REFRESH_GRACE_SECONDS = 0
    first = sign_in(open_shop().owner)

    answers = refreshed_at_once(first)

    (second,) = (answer for answer in answers if answer.startswith("thr_"))
    told = Counter(answer for answer in answers if answer != second)
    assert set(told) <= {"accounts.refresh_reused", "accounts.refresh_refused"}
    assert told["accounts.refresh_reused"] >= 1
    assert told.total() == AT_ONCE - 1
    assert list(RefreshToken.objects.order_by("place").values_list("place", flat=True)) == [1, 2]
    assert TokenFamily.objects.get().ended_why == "reuse"
    assert AuditRecord.objects.filter(command="accounts.refresh_reuse").exists()
    with pytest.raises(RefreshRefused):
        refresh(second, HERE)
