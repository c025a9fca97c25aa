"""One queue over kinds of several domains: ordered by waiting, paged, only what the reader sees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.log_findings import a_log_finding
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.staff import holder_of
from tests.support.tills import closed_till
from tests.surfaces.api.tills import held_opening
from theriac.core.conflicts.kinds import conflict_branches, conflict_kinds
from theriac.core.conflicts.queue import Narrowed, conflicts_page, count_conflicts
from theriac.core.ids import new_id
from theriac.core.listing.pages import ListingRefused
from theriac.core.problems import NotPermitted
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.models import DiscrepancyCase, HeldPush
from theriac.domains.tills.permissions import SETTLE_TILL

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-07")]
ALL = Narrowed()


@pytest.fixture
def disagreeing(shop: Shop) -> Shop:
    """One of each kind; two cases and a finding of the same instant."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 1))
    for number in (3, 4):
        line = pushed_line(shop, medicine, [(batch, 1)], price=600)
        push(shop, pushed_sale(shop, [line], number))
    a_log_finding(shop)
    closed_till(shop, short=90_000)
    held_opening(shop)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 5))
    at = HeldPush.objects.get().received_at - timedelta(days=2)
    DiscrepancyCase.objects.update(opened_at=at)
    LogFinding.objects.update(opened_at=at)
    return shop


def told(shop: Shop, narrowed: Narrowed = ALL, role: str = "owner") -> list[tuple[str, str]]:
    actor = shop.owner if role == "owner" else add_staff(role, shop.branch_id, f"{role}2")
    page = conflicts_page(actor=actor, narrowed=narrowed, size=50)
    return [(one.kind, one.reason) for one in page.items]


def test_every_kind_stands_in_it_and_who_waited_longest_is_first(disagreeing: Shop) -> None:
    found = conflicts_page(actor=disagreeing.owner, narrowed=ALL, size=50).items
    assert {one.kind for one in found} == set(conflict_kinds())
    instants = [one.since for one in found]
    assert instants == sorted(instants)
    assert [one.kind for one in found[:3]] == ["device_logs.finding", "sales.case", "sales.case"]
    assert {one.branch_id for one in found} == {disagreeing.branch_id}
    assert {one.terminal_id for one in found if one.kind.startswith("sales")} == {
        disagreeing.terminal_id
    }
    missing = next(one for one in found if one.kind == "sales.missing")
    assert missing.key.endswith("/2")
    assert count_conflicts(actor=disagreeing.owner, narrowed=ALL) == len(found)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_join_without_a_row_twice_or_left_out(disagreeing: Shop, size: int) -> None:
    whole = conflicts_page(actor=disagreeing.owner, narrowed=ALL, size=50).items
    forwards: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = conflicts_page(actor=disagreeing.owner, narrowed=ALL, cursor=cursor, size=size)
        forwards += page.items
        last, cursor = page, page.next
    assert forwards == list(whole)
    backwards = list(last.items)
    while last.previous is not None:
        last = conflicts_page(
            actor=disagreeing.owner, narrowed=ALL, cursor=last.previous, size=size
        )
        backwards = [*last.items, *backwards]
    assert backwards == list(whole)


def test_a_kind_and_its_reason_narrow_it(disagreeing: Shop) -> None:
    cases = Narrowed(kind="sales.case")
    assert {kind for kind, _reason in told(disagreeing, cases)} == {"sales.case"}
    priced = told(disagreeing, Narrowed(kind="sales.case", reason="price"))
    assert priced == [("sales.case", "price")] * 2
    assert told(disagreeing, Narrowed(kind="sales.case", reason="number")) == []


def test_who_sees_no_tills_sees_none_of_theirs(disagreeing: Shop) -> None:
    kinds = {kind for kind, _reason in told(disagreeing, role="cashier")}
    assert kinds == {"sales.case", "sales.held", "sales.missing", "device_logs.finding"}
    with pytest.raises(NotPermitted):
        told(disagreeing, Narrowed(kind="tills.held"), role="technician")
    with pytest.raises(NotPermitted):
        told(disagreeing, role="restocker")


def test_who_may_only_settle_tills_sees_their_documents_and_no_more(disagreeing: Shop) -> None:
    settler = holder_of(disagreeing, SETTLE_TILL)
    page = conflicts_page(actor=settler, narrowed=ALL, size=50)
    assert {one.kind for one in page.items} == {"tills.held"}
    assert count_conflicts(actor=settler, narrowed=Narrowed(disagreeing.branch_id)) == 1
    assert conflict_branches(settler) == {disagreeing.branch_id}
    for kind in ("tills.session", "sales.case"):
        with pytest.raises(NotPermitted):
            conflicts_page(actor=settler, narrowed=Narrowed(kind=kind), size=50)
    with pytest.raises(NotPermitted):
        conflicts_page(actor=settler, narrowed=Narrowed(new_id()), size=50)


def test_a_strange_cursor_is_refused(shop: Shop) -> None:
    with pytest.raises(ListingRefused):
        conflicts_page(actor=shop.owner, narrowed=ALL, cursor="strange", size=5)


def test_each_kind_is_read_by_the_page_alone(
    disagreeing: Shop, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        conflicts_page(actor=disagreeing.owner, narrowed=ALL, size=50)
