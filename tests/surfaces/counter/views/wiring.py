"""Sales and questions as the counter's program writes them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from tests.support.pushing import pushed_sale
from tests.support.shop import PASSWORD, Shop, add_staff
from tests.surfaces.counter.views.conftest import Device
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.domains.organisation.commands.retention import clear_by_itself
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.tills.models import TillSession
from theriac.domains.tills.settlement import expected_of


def wire_of(sale: PushedSale) -> dict[str, Any]:
    """The sale's document, as text would carry it."""
    document = asdict(sale)
    for name in ("content", "content_hash", "sent_at"):
        del document[name]
    plain: dict[str, Any] = _plain({**document, "stock_as_of": clock.now(), "app_version": "1"})
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, str | int):
        return value
    return DjangoJSONEncoder().default(value)


def wire_sale(shop: Shop, lines: list[PushedLine], sequence: int = 1, **more: Any) -> Any:
    return wire_of(pushed_sale(shop, lines, sequence, **more))


def parcel(*sales: Any) -> dict[str, Any]:
    return {"sales": list(sales), "sent_at": _plain(clock.now()), "app_version": "1"}


def question(shop: Shop, sale: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The sale's lines, asked about before payment; line ids are the lines' own."""
    names = ("product_id", "pack_id", "packs", "quantity", "price_amount", "price_units")
    lines = [
        {
            "line_id": line["id"],
            "ground_id": line["ground_id"],
            "allocations": line["allocations"],
            **{name: line[name] for name in names},
        }
        for line in sale["lines"]
    ]
    return {"person_id": str(shop.owner.id), "lines": lines, "grounds": sale["grounds"], **more}


def token_of(device: Device, role: str, shop: Shop) -> str:
    """The token of a new member of staff who signs in."""
    add_staff(role, shop.branch_id)
    answer = device.post("sign-in", {"username": role, "password": PASSWORD})
    token: str = answer.json()["token"]
    return token


def taken(device: Device, token: str, prescription_id: UUID) -> Any:
    """The answer to who takes a prescription to the counter."""
    return device.post("prescription", {"token": token, "prescription_id": str(prescription_id)})


def now() -> str:
    """The server's clock, as a device writes an instant."""
    return clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def told_of_till(device: Device, *documents: dict[str, Any]) -> list[str]:
    """What became of documents of the till that the device pushed."""
    told = {"sales": [], "till": list(documents), "sent_at": now(), "app_version": "1"}
    return [one["state"] for one in device.post("push", told).json()["till"]]


def opened_till(device: Device, person_id: str, cash: int = 100_000) -> str:
    """A till session of the counter, which the server knows; its id."""
    key = str(new_id())
    opening = {"kind": "opening", "id": key, "at": now(), "person_id": person_id}
    assert told_of_till(device, {**opening, "cash": cash, "currency": "IDR"}) == ["taken"]
    return key


def keys_forgotten() -> None:
    """What the retention does with keys of requests that are old enough."""
    assert clear_by_itself(actor=SYSTEM, code="core.idempotency") > 0


def cash_in(
    asked: dict[str, Any], session_id: str, person_id: str, reason: str, number: str
) -> dict[str, Any]:
    """The move that a device keeps of money that it was asked to take."""
    return {
        "kind": "cash_in",
        "id": asked["id"],
        "session_id": session_id,
        "at": asked["at"],
        "person_id": person_id,
        "amount": asked["amount"],
        "reason": reason,
        "note": number,
    }


def expected_at(session_id: str) -> int:
    """What the till of a session should hold, by the server's rows."""
    session = TillSession.objects.get(id=session_id)
    return expected_of([session])[session.id].total
