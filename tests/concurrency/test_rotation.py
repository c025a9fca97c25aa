"""The master key and the search's key change while people sell and change patients."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from tests.support.at_once import asked_again
from tests.support.jobs import done_now
from tests.support.patients import particulars, register
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.privacy.jobs import count_older, rewrap_keys
from theriac.core.privacy.problems import Unreadable
from theriac.domains.patients.commands.change import change_patient
from theriac.domains.patients.commands.search_key import change_search_key
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.jobs import renew_search_tokens
from theriac.domains.patients.models import Patient
from theriac.domains.patients.queries.search import find_patients
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import SaleGround

NEW = "r" * 48
TIMES = 8


def sells(shop: Shop, medicine_id: Any) -> None:
    for number in range(TIMES):
        seen = GroundSeen(
            kind="prescription",
            prescriber=f"dr. {number}",
            number=str(number),
            written_on=clock.now().date(),
        )
        item = SaleItem(product_id=medicine_id, quantity=1, ground=0)
        sale = partial(
            complete_sale,
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=shop.api_terminal_id,
            draft=SaleDraft(items=[item], grounds=[seen]),
        )
        asked_again(sale)


def edits(shop: Shop, patient_id: PatientId) -> None:
    for number in range(TIMES):
        letter = "abcdefgh"[number]
        asked_again(partial(register, shop, f"New {letter}"))
        change = partial(
            change_patient,
            actor=shop.owner,
            branch_id=shop.branch_id,
            patient_id=patient_id,
            version=number + 1,
            particulars=particulars(f"Siti {letter}"),
        )
        asked_again(change)


@pytest.mark.rows("AUD-08")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_or_unreadable_and_the_old_key_is_dropped(tmp_path: Path) -> None:
    old = list(settings.MASTER_KEYS)
    with override_settings(KEY_STORE=tmp_path / "keys.sqlite3"):
        shop = open_shop()
        medicine = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
        stock_up(shop, medicine, 100)
        one = register(shop, "Siti")
        failed: list[Exception] = []
        with override_settings(MASTER_KEYS=[NEW, *old]):
            working = [
                at_work(failed, lambda: sells(shop, medicine.id)),
                at_work(failed, lambda: edits(shop, one)),
            ]
            while any(thread.is_alive() for thread in working):
                done_now(rewrap_keys)
                asked_again(lambda: change_search_key(actor=SYSTEM))
                done_now(renew_search_tokens)
            for thread in working:
                thread.join()
            done_now(rewrap_keys)
            done_now(renew_search_tokens)
            assert (failed, count_older()) == ([], 0)
        with override_settings(MASTER_KEYS=[NEW]):
            grounds = [row.details["prescriber"] for row in SaleGround.objects.order_by("id")]
            assert sorted(grounds) == [f"dr. {number}" for number in range(TIMES)]
            assert Patient.objects.get(id=one).names == "Siti h"
            assert len(find_patients("new", "62")[0]) == TIMES
        with pytest.raises(Unreadable):
            _ = Patient.objects.get(id=one).names


def at_work(failed: list[Exception], act: Callable[[], None]) -> threading.Thread:
    """A thread that does it; what it raises is kept."""

    def run() -> None:
        try:
            act()
        except Exception as problem:  # noqa: BLE001 (told by the test)
            failed.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
