"""What was asked for and not in stock: recorded once, by a counter or a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.unmet_requests import an_unmet_request, tell, told_request
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.unmet_requests.commands.record import RequestState, record_request
from theriac.domains.unmet_requests.drafts import MOST_ASKED, RequestWritten
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.unmet_requests.queries import asked_products

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-33")]


def test_a_counter_tells_it_once_however_often_it_is_sent(shop: Shop) -> None:
    wire = told_request(shop, add_medicine(shop), quantity=30, note="  Comes  Friday ")
    assert [tell(shop, wire) for _ in range(3)] == [RequestState.TAKEN] * 3
    row = UnmetRequest.objects.get()
    assert (str(row.id), row.quantity, row.note, row.state) == (
        wire["id"],
        30,
        "Comes Friday",
        "open",
    )
    assert (row.terminal_id, row.person_id) == (shop.terminal_id, shop.owner.id)
    assert row.asked_on == shop.today


def test_what_the_catalogue_lacks_is_told_in_words(shop: Shop) -> None:
    assert tell(shop, told_request(shop, text=" Sirup   X ", newer="field")) is RequestState.TAKEN
    row = UnmetRequest.objects.get()
    assert (row.product_id, row.text) == (None, "Sirup X")


def test_an_offline_request_counts_on_its_own_day_and_a_wrong_clock_on_ours(shop: Shop) -> None:
    now = clock.now()
    for at in (now - timedelta(days=3), now - timedelta(days=900), now + timedelta(days=5)):
        tell(shop, told_request(shop, at=at.isoformat()))
    days = UnmetRequest.objects.order_by("asked_on").values_list("asked_on", flat=True)
    assert list(days) == [shop.today - timedelta(days=3), shop.today, shop.today]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": 0},
        {"quantity": MOST_ASKED + 1},
        {"quantity": "3"},
        {"text": "x" * 121},
        {"text": "  "},
        {"text": "a\0b"},
        {"product_id": "0190a000-0000-7000-8000-000000000000"},
        {"at": "yesterday"},
    ],
)
def test_what_nobody_could_make_right_is_refused(shop: Shop, wrong: dict[str, Any]) -> None:
    assert tell(shop, told_request(shop, **wrong)) is RequestState.REFUSED
    assert not UnmetRequest.objects.exists()


def test_without_an_id_a_signature_or_a_standing_terminal_nothing_is_taken(shop: Shop) -> None:
    assert tell(shop, told_request(shop, id=7)) is None
    assert tell(shop, told_request(shop), is_signed=False) is None
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="Lost"
    )
    assert tell(shop, told_request(shop)) is None
    assert not UnmetRequest.objects.exists()


def test_a_terminal_tells_five_hundred_in_a_day_and_the_rest_later(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("theriac.domains.unmet_requests.commands.record.MOST_A_DAY", 2)
    first, second, third = (told_request(shop) for _ in range(3))
    assert [tell(shop, one) for one in (first, second, third)] == [
        RequestState.TAKEN,
        RequestState.TAKEN,
        None,
    ]
    assert tell(shop, first) is RequestState.TAKEN
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert tell(shop, third) is RequestState.TAKEN


def test_a_person_records_it_at_their_own_branch(shop: Shop) -> None:
    medicine = add_medicine(shop)
    cashier = add_staff("cashier", shop.branch_id)
    asked = RequestWritten(product_id=medicine.id, quantity=3)
    record_request(actor=cashier, branch_id=shop.branch_id, asked=asked)
    assert UnmetRequest.objects.get().person_id == cashier.id
    auditor = add_staff("auditor", shop.branch_id)
    with pytest.raises(NotPermitted):
        record_request(actor=auditor, branch_id=shop.branch_id, asked=asked)
    with pytest.raises(Unprocessable):
        an_unmet_request(shop)
    with pytest.raises(NotFound):
        an_unmet_request(shop, product_id=new_id())


def test_products_are_counted_by_period_the_most_often_first(shop: Shop) -> None:
    medicine = add_medicine(shop)
    an_unmet_request(shop, text="Sirup X", quantity=1)
    for quantity in (2, 5):
        an_unmet_request(shop, medicine, quantity=quantity)
    old = (clock.now() - timedelta(days=40)).isoformat()
    tell(shop, told_request(shop, medicine, at=old))
    found = asked_products(
        actor=shop.owner,
        branch_id=shop.branch_id,
        first=shop.today - timedelta(days=29),
        last=shop.today,
    )
    assert [(one.product_id, one.text, one.times, one.units, one.open) for one in found] == [
        (medicine.id, "", 2, 7, 2),
        (None, "Sirup X", 1, 1, 1),
    ]
