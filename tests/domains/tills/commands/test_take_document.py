"""What a counter tells of its till is taken whenever it comes; what it can't be is held."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.pushing import point_of, terminal_actor
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.tills import (
    begin,
    cash_move,
    closing,
    closing_of_none,
    opening,
    posted_variance,
    sell_in,
    take,
    the_session,
)
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.commands.void_number import take_void
from theriac.domains.sales.models import Sale
from theriac.domains.tills.commands.run_till import open_till
from theriac.domains.tills.commands.settle import follow_sessions
from theriac.domains.tills.models import CashMovement, HeldTillDocument, TillCorrection, TillSession
from theriac.domains.tills.queries.sessions import stray_sales, till_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods(shop: Shop) -> tuple[Medicine, UUID]:
    medicine = add_medicine(shop)
    return medicine, stock_up(shop, medicine, 1_000)


def follow(session: str) -> int:
    return follow_sessions(actor=SYSTEM, session_ids=[UUID(session)])


def violated() -> list[str]:
    return [one.name for one in run_checks() if one.violations]


def held() -> list[str]:
    return list(HeldTillDocument.objects.values_list("reason", flat=True))


@pytest.mark.rows("SAL-24")
def test_five_short_is_posted_with_its_reason(shop: Shop, goods: tuple[Medicine, UUID]) -> None:
    session = begin(shop, 100_000)
    assert sell_in(shop, session, *goods, tendered=10_000) == 7_000
    count = {50_000: 2, 5_000: 1, 1_000: 1, 500: 1, 100: 4, 5: 19}
    told = closing(shop, session, count, numbers=(1, 1), expected=107_000, why="change")
    assert take(shop, told) == "taken"
    found = the_session(session)
    assert (found.counted, found.variance, found.state) == (106_995, -5, "settled")
    assert posted_variance(session) == -5
    assert violated() == []


@pytest.mark.rows("SAL-24")
def test_without_a_reason_a_variance_waits(shop: Shop) -> None:
    session = begin(shop)
    assert take(shop, closing_of_none(shop, session, {50_000: 1, 20_000: 2})) == "taken"
    assert (the_session(session).state, posted_variance(session)) == ("closed", 0)


@pytest.mark.rows("OFF-13")
def test_a_closing_waits_for_no_sale_and_settles_when_they_came(
    shop: Shop, goods: tuple[Medicine, UUID]
) -> None:
    session = begin(shop, 100_000)
    told = closing(shop, session, {100_000: 1, 1_000: 14}, numbers=(1, 2), expected=114_000)
    assert take(shop, told) == "taken"
    assert the_session(session).state == "closed"
    sell_in(shop, session, *goods, sequence=2)
    assert (follow(session), the_session(session).state) == (0, "closed")
    sell_in(shop, session, *goods, sequence=1)
    assert (follow(session), the_session(session).state) == (1, "settled")
    assert (the_session(session).variance, violated()) == (0, [])


@pytest.mark.rows("OFF-13")
def test_a_void_number_lets_a_session_settle(shop: Shop, goods: tuple[Medicine, UUID]) -> None:
    session = begin(shop, 100_000)
    sell_in(shop, session, *goods, sequence=2)
    take(shop, closing(shop, session, {100_000: 1, 1_000: 7}, numbers=(1, 2)))
    assert the_session(session).state == "closed"
    series = Sale.objects.get().series_id
    take_void(
        actor=terminal_actor(shop),
        branch_id=shop.branch_id,
        point=point_of(shop),
        series_id=series,
        sequence=1,
        reason="paper jam",
    )
    assert (follow(session), the_session(session).state) == (1, "settled")


@pytest.mark.rows("OFF-13")
def test_a_sale_after_the_settlement_is_corrected_for(
    shop: Shop, goods: tuple[Medicine, UUID]
) -> None:
    session = begin(shop, 100_000)
    take(shop, closing_of_none(shop, session, {100_000: 1}))
    assert the_session(session).state == "settled"
    sell_in(shop, session, *goods)
    follow(session)
    assert [one.amount for one in TillCorrection.objects.all()] == [-7_000]
    assert (the_session(session).variance, posted_variance(session)) == (0, -7_000)
    assert (follow(session), violated()) == (0, [])


def test_card_payments_and_change_are_no_cash(shop: Shop, goods: tuple[Medicine, UUID]) -> None:
    session = begin(shop, 0)
    sell_in(shop, session, *goods, tendered=50_000)
    sell_in(shop, session, *goods, sequence=2, method="card")
    take(shop, closing(shop, session, {1_000: 7}, numbers=(1, 2)))
    assert (the_session(session).variance, the_session(session).state) == (0, "settled")


def test_the_same_again_changes_nothing(shop: Shop) -> None:
    told = opening(shop)
    drop = cash_move(shop, told["id"], "safe_drop", "safe", 40_000)
    end = closing_of_none(shop, told["id"], {50_000: 1, 10_000: 1})
    for wire in (told, drop, end, told, drop, end):
        assert take(shop, wire) == "taken"
    assert (TillSession.objects.count(), CashMovement.objects.count(), held()) == (1, 1, [])
    assert the_session(told["id"]).state == "settled"


def test_what_comes_before_its_session_waits_for_it(shop: Shop) -> None:
    told = opening(shop)
    assert take(shop, closing_of_none(shop, told["id"], {20_000: 3})) == "held"
    assert take(shop, cash_move(shop, told["id"], "safe_drop", "safe", 40_000)) == "held"
    assert take(shop, told) == "taken"
    assert the_session(told["id"]).state == "settled"
    assert list(HeldTillDocument.objects.values_list("decision", flat=True)) == ["taken"] * 2


def test_a_second_opening_interrupts_the_first(shop: Shop) -> None:
    first, second = begin(shop), begin(shop)
    assert (the_session(first).state, the_session(second).state) == ("interrupted", "open")
    assert take(shop, closing_of_none(shop, first, {100_000: 1})) == "taken"
    assert the_session(first).state == "settled"
    assert violated() == []


@pytest.mark.rows("OFF-15")
def test_what_its_device_did_not_sign_is_held(shop: Shop) -> None:
    assert take(shop, opening(shop), is_signed=False) == "held"
    assert (held(), TillSession.objects.count()) == (["unsigned"], 0)


def test_a_revoked_terminal_is_held(shop: Shop) -> None:
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    assert (take(shop, opening(shop)), held()) == ("held", ["revoked"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"currency": "USD"}, "currency"),
        ({"person_id": str(new_id())}, "person"),
        ({"at": "2001-01-01T00:00:00Z"}, "date"),
        ({"cash": -1}, "malformed"),
        ({"cash": 10**13}, "malformed"),
        ({"kind": "float"}, "malformed"),
    ],
)
def test_what_does_not_fit_is_held(shop: Shop, change: dict[str, object], why: str) -> None:
    assert (take(shop, opening(shop, **change)), held()) == ("held", [why])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"z_series_id": str(new_id())}, "numbers"),
        ({"numbers": [{"series_id": str(new_id()), "first": 1, "last": 2}]}, "numbers"),
        ({"to_safe": 200_000}, "amount"),
        ({"why": "theft"}, "reason"),
    ],
)
def test_a_closing_that_does_not_fit_is_held(
    shop: Shop, change: dict[str, object], why: str
) -> None:
    session = begin(shop)
    told = closing_of_none(shop, session, {100_000: 1})
    assert (take(shop, {**told, **change}), held()) == ("held", [why])
    assert the_session(session).state == "open"


def test_another_content_under_a_used_id_is_held(shop: Shop) -> None:
    told = opening(shop)
    take(shop, told)
    assert (take(shop, {**told, "cash": 5}), held()) == ("held", ["used"])
    assert the_session(told["id"]).opening_cash == 100_000


def test_a_sale_of_another_terminals_session_counts_in_no_till(
    shop: Shop, goods: tuple[Medicine, UUID]
) -> None:
    theirs = open_till(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.api_terminal_id, cash=0
    )
    sell_in(shop, str(theirs), *goods)
    unknown = str(new_id())
    sell_in(shop, unknown, *goods, sequence=2)
    report = till_report(actor=shop.owner, branch_id=shop.branch_id, session_id=theirs)
    assert report is not None
    assert (report.sales.count, report.expected.total) == (0, 0)
    stray = stray_sales(actor=shop.owner, branch_id=shop.branch_id)
    assert [(str(one.session_id), one.count) for one in stray] == [
        (str(theirs), 1),
        (unknown, 1),
    ]


def test_verify_finds_a_variance_that_is_not_what_was_posted(shop: Shop) -> None:
    session = begin(shop)
    take(shop, closing_of_none(shop, session, {100_000: 1}))
    CashMovement.objects.create(
        id=new_id(),
        session_id=session,
        kind="cash_in",
        reason="change",
        amount=5,
        moved_at=the_session(session).opened_at,
        person_id=shop.owner.id,
        recorded_at=the_session(session).opened_at,
        content_hash="",
    )
    assert "tills.variances" in violated()
