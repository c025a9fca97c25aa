"""Documents that are numbered at the same moment get numbers that differ and leave no gap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from tests.support.shop import open_shop
from theriac.domains.organisation.numbering import take_document_number

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
