"""Documents that are numbered at the same moment get numbers that differ and leave no gap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from tests.support.at_once import asked_again
from tests.support.shop import open_shop
from theriac.domains.organisation.commands.document_numbers import set_first_numbers
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.problems import NumberGiven

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 8
DOCUMENTS = 40


def test_numbers_taken_at_once_have_no_gap() -> None:
    branch_id = open_shop().branch_id

    def take(_document: int) -> str:
        try:
            with transaction.atomic():
                return take_document_number(branch_id, "GR", date(2026, 11, 21))
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        taken = sorted(pool.map(take, range(DOCUMENTS)))
    assert [int(number[-6:]) for number in taken] == list(range(1, DOCUMENTS + 1))


def test_a_series_begins_in_one_place_though_its_first_number_is_taken_while_it_is_set() -> None:
    shop = open_shop()

    def one(turn: int) -> int:
        try:
            if turn % 2:
                with transaction.atomic():
                    return int(take_document_number(shop.branch_id, "GR", shop.today)[-6:])
            asked_again(
                lambda: set_first_numbers(
                    actor=shop.owner, branch_id=shop.branch_id, numbers={"GR": 500}
                )
            )
        except NumberGiven:
            return 0
        finally:
            connection.close()
        return 0

    with ThreadPoolExecutor(CLIENTS) as pool:
        taken = sorted(number for number in pool.map(one, range(CLIENTS)) if number)
    assert taken in ([1, 2, 3, 4], [500, 501, 502, 503])
