"""Tills at the shop, for tests: what its counter tells of its cash, and sales in a session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.support.pushing import (
    point_of,
    push,
    pushed_line,
    pushed_sale,
    series_of,
    terminal_actor,
)
from tests.support.shop import Medicine, Shop
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.countries.documents import z_prefix
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.documents import entered_by_documents
from theriac.domains.sales.pushes.sale import PushedPayment
from theriac.domains.tills.commands.run_till import open_till
from theriac.domains.tills.commands.take_document import TillDocumentState, take_till_document
from theriac.domains.tills.entries import VARIANCE
from theriac.domains.tills.ids import HeldTillId, TillSessionId
from theriac.domains.tills.models import HeldTillDocument, TillSession


def _instant(moment: datetime | None) -> str:
    return (moment or clock.now()).isoformat()


def opening(shop: Shop, cash: int = 100_000, **changes: Any) -> dict[str, Any]:
    """A session begins with so much in the till."""
    return {
        "kind": "opening",
        "id": str(new_id()),
        "at": _instant(None),
        "person_id": str(shop.owner.id),
        "cash": cash,
        "currency": point_of(shop).currency,
        **changes,
    }


def cash_move(
    shop: Shop, session: str, kind: str, reason: str, amount: int, **changes: Any
) -> dict[str, Any]:
    """Cash came or went."""
    return {
        "kind": kind,
        "id": str(new_id()),
        "session_id": session,
        "at": _instant(None),
        "person_id": str(shop.owner.id),
        "amount": amount,
        "reason": reason,
        **changes,
    }


def closing(
    shop: Shop,
    session: str,
    cash: Mapping[int, int],
    *,
    numbers: tuple[int, int] | None = None,
    z: int = 1,
    **changes: Any,
) -> dict[str, Any]:
    """Pieces by value were counted; ``numbers`` are the first and last of the sales."""
    series = series_of(shop)
    taken = [{"series_id": str(series.id), "first": numbers[0], "last": numbers[1]}]
    return (
        {
            "kind": "closing",
            "id": str(new_id()),
            "session_id": session,
            "at": _instant(None),
            "person_id": str(shop.owner.id),
            "cash": [{"value": value, "pieces": pieces} for value, pieces in cash.items()],
            "expected": 0,
            "z_series_id": str(series.id),
            "z_sequence": z,
            "z_number": f"{z_prefix(series.prefix)}{z:04d}",
            "numbers": taken if numbers else [],
            **changes,
        }
        if numbers
        else closing_of_none(shop, session, cash, z=z, **changes)
    )


def closing_of_none(
    shop: Shop, session: str, cash: Mapping[int, int], *, z: int = 1, **changes: Any
) -> dict[str, Any]:
    """A closing of a session that sold nothing."""
    return {**closing(shop, session, cash, numbers=(1, 1), z=z, **changes), "numbers": []}


def take(shop: Shop, wire: Mapping[str, Any], *, is_signed: bool = True) -> str:
    """As the counter's surface does; what became of it."""
    point = point_of(shop)
    state = take_till_document(
        actor=terminal_actor(shop),
        branch_id=point.branch_id,
        point=point,
        wire=wire,
        is_signed=is_signed,
    )
    assert state is not None
    return TillDocumentState(state).value


def begin(shop: Shop, cash: int = 100_000) -> str:
    """An open session; its id."""
    told = opening(shop, cash)
    assert take(shop, told) == "taken"
    return str(told["id"])


def sell_in(
    shop: Shop,
    session: str | None,
    medicine: Medicine,
    batch: UUID,
    sequence: int = 1,
    *,
    quantity: int = 10,
    tendered: int | None = None,
    method: str = "cash",
) -> int:
    """Push a sale of tablets at 700 that names a session; its total."""
    line = pushed_line(shop, medicine, [(batch, quantity)])
    given = line.total if tendered is None else tendered
    paid = PushedPayment(id=new_id(), method=method, tendered=given, change=given - line.total)
    sale = pushed_sale(
        shop,
        [line],
        sequence,
        payments=[paid],
        till_session_id=UUID(session) if session else None,
    )
    assert push(shop, sale).state.value == "booked"
    return line.total


def program_till(shop: Shop) -> TillSessionId:
    """An open till of the program's terminal, with 100,000 in it."""
    return open_till(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.api_terminal_id, cash=100_000
    )


def the_session(session: str | UUID) -> TillSession:
    """As it is now."""
    return TillSession.objects.get(id=session)


def posted_variance(session: str | UUID) -> int:
    """What the books have of a session's variance: above zero, more was counted."""
    key = UUID(str(session))
    return -entered_by_documents(VARIANCE, Account.TILL_DIFFERENCES, [key]).get(key, 0)


def held_opening(shop: Shop) -> HeldTillId:
    """An opening that its device didn't sign; the id under which it is held."""
    told = opening(shop)
    assert take(shop, told, is_signed=False) == "held"
    return HeldTillId(HeldTillDocument.objects.get(document_id=told["id"]).id)


def closed_till(shop: Shop, *, short: int = 0) -> TillSessionId:
    """A session that was closed with its float less ``short``; no reason was given."""
    session = begin(shop, 100_000)
    z = TillSession.objects.filter(terminal_id=shop.terminal_id).count()
    told = closing_of_none(shop, session, {1: 100_000 - short}, z=z)
    assert take(shop, told) == "taken"
    return TillSessionId(UUID(session))
