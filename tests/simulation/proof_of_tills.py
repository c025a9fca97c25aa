"""What must hold of tills, credit notes, credit and points once the network has healed.

The simulator's own account is what the devices wrote on their disks, added up here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from tests.simulation.pharmacy import Pharmacy
from tests.support.credit import owed
from tests.support.loyalty import points
from tests.support.tills import posted_variance
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.tills.jobs import settle_sessions
from theriac.domains.tills.models import CashMovement, HeldTillDocument, TillSession
from theriac.domains.tills.queries.held_notes import missing_notes
from theriac.domains.tills.queries.sessions import missing_z
from theriac.domains.tills.settlement import expected_of

Told = dict[str, Any]
CONFLICTS = {"too_much", "approval", "sums", "goods"}
"""Why a note may wait: others took of the same goods, or a clock was a day off.

"goods": others had sold what its sale sold, so that no batch is on record until that is settled.
"""
PER, VALUE = 500, 10
"""Minor units for a point, and what a point pays."""


def documents_of(pharmacy: Pharmacy) -> dict[str, list[Told]]:
    """What the devices told of their tills, by kind; a move's kinds are one."""
    found: dict[str, list[Told]] = defaultdict(list)
    for device in pharmacy.world.devices.values():
        for one in device.documents.values():
            kind = str(one["kind"])
            found["move" if kind.startswith(("cash", "safe")) else kind].append(one)
    return found


def prove_tills(pharmacy: Pharmacy) -> None:
    """Each document once, no gap, cash as the simulator adds it up. Raises AssertionError."""
    for device in pharmacy.world.devices.values():
        pharmacy.world.look(device)
    settle_sessions.func()
    told = documents_of(pharmacy)
    every_document_arrived_once(told)
    no_series_has_a_gap(pharmacy, told)
    cash_is_what_came_and_went(pharmacy, told)
    exchanges_name_each_other(pharmacy, told)
    exchanges_name_each_other(pharmacy, told)
    ledgers_are_what_was_sold_and_brought_back(pharmacy, told)


def every_document_arrived_once(told: dict[str, list[Told]]) -> None:
    """Taken, or a credit note that waits for a person because of what others did."""
    states = {one["state"] for some in told.values() for one in some}
    assert states <= {"taken", "held"}
    held = HeldTillDocument.objects.filter(decided_at=None)
    assert {(one.kind, one.reason) for one in held} <= {("return", why) for why in CONFLICTS}
    lacking = {UUID(one.content["sale_id"]) for one in held if one.reason == "goods"}
    assert lacking <= set(DiscrepancyCase.objects.values_list("sale_id", flat=True))
    waiting = {one.document_id for one in held}
    assert ids(TillSession.objects.all()) == named(told["opening"])
    assert ids(CashMovement.objects.all()) == named(told["move"])
    booked = ids(CustomerReturn.objects.all())
    assert booked | waiting == named(told["return"])
    assert not booked & waiting
    counted = ids(TillSession.objects.exclude(counted=None))
    assert counted == {UUID(one["session_id"]) for one in told["closing"]}


def ids(rows: Any) -> set[UUID]:
    return set(rows.values_list("id", flat=True))


def named(documents: list[Told]) -> set[UUID]:
    return {UUID(one["id"]) for one in documents}


def no_series_has_a_gap(pharmacy: Pharmacy, told: dict[str, list[Told]]) -> None:
    """Of credit notes and of closings, each number once from the first on."""
    here = {"actor": pharmacy.shop.owner, "branch_id": pharmacy.shop.branch_id}
    assert missing_notes(**here) == []
    assert missing_z(**here) == []
    numbers: dict[Any, list[int]] = defaultdict(list)
    for one in told["return"]:
        numbers["C", one["series_id"]].append(one["sequence"])
    for one in told["closing"]:
        numbers["Z", one["z_series_id"]].append(one["z_sequence"])
    for found in numbers.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def cash_is_what_came_and_went(pharmacy: Pharmacy, told: dict[str, list[Told]]) -> None:
    """Of each session: for the books, for its device, and for whoever adds up what was written."""
    held = {one["id"]: int(one["cash"]) for one in told["opening"]}
    for sale in sales_of(pharmacy):
        if session := sale.get("till_session_id"):
            paid = [one for one in sale["payments"] if one["method"] == "cash"]
            held[session] += sum(one["tendered"] - one["change"] for one in paid)
    for move in told["move"]:
        sign = 1 if move["kind"] == "cash_in" else -1
        held[move["session_id"]] += sign * move["amount"]
    sessions = list(TillSession.objects.all())
    expected = {str(key): lines.total for key, lines in expected_of(sessions).items()}
    assert expected == held
    for closing in told["closing"]:
        session, counted = closing["session_id"], closing["cash"]
        total = sum(one["value"] * one["pieces"] for one in counted)
        assert closing["expected"] == held[session]
        assert posted_variance(session) == total - held[session]
    states = Counter(one.state for one in sessions)
    assert states["settled"] == len(told["closing"])
    assert states["open"] + states["interrupted"] == len(sessions) - len(told["closing"])
    assert states["interrupted"] <= pharmacy.world.counts["evicted"]


def exchanges_name_each_other(pharmacy: Pharmacy, told: dict[str, list[Told]]) -> None:
    """What a credit note pays of a sale, that sale has as a payment by it."""
    by_notes = {
        (one["exchange_sale_id"], one["id"], one["exchanged"])
        for one in told["return"]
        if one.get("exchange_sale_id")
    }
    by_sales = {
        (sale["id"], paid["reference"], paid["tendered"])
        for sale in sales_of(pharmacy)
        for paid in sale["payments"]
        if paid["method"] == "exchange"
    }
    assert by_notes == by_sales


def ledgers_are_what_was_sold_and_brought_back(
    pharmacy: Pharmacy, told: dict[str, list[Told]]
) -> None:
    """What the account owes, and the points of the member."""
    booked = ids(CustomerReturn.objects.all())
    notes: dict[str, list[Told]] = defaultdict(list)
    for one in told["return"]:
        if UUID(one["id"]) in booked:
            notes[one["sale_id"]].append(one)
    charged = collected = 0
    for sale in sales_of(pharmacy):
        charged += by(sale["payments"], "credit") - refunded(notes[sale["id"]], "credit")
        if sale.get("member_number"):
            collected += points_of(sale, notes[sale["id"]])
    assert owed(pharmacy.account) == charged
    assert points(pharmacy.member) == collected


def sales_of(pharmacy: Pharmacy) -> list[Told]:
    """Those on the devices, and those whose receipt showed."""
    found: dict[str, Told] = {}
    for device in pharmacy.world.devices.values():
        found.update((one["id"], one) for one in device.receipts)
        found.update(device.sales)
    return list(found.values())


def by(payments: list[Told], method: str) -> int:
    return sum(one["tendered"] - one["change"] for one in payments if one["method"] == method)


def refunded(notes: list[Told], method: str) -> int:
    parts = [one for note in notes for one in note["refunds"]]
    return sum(one["amount"] for one in parts if one["method"] == method)


def points_of(sale: Told, notes: list[Told]) -> int:
    """What a sale earned less what it spent, and less the shares of both that came back."""
    back: Counter[str] = Counter()
    for line in [line for note in notes for line in note["lines"]]:
        back[line["sale_line_id"]] += line["quantity"]
    worth = sum(line["total"] for line in sale["lines"])
    came = sum(line["total"] * back[line["id"]] // line["quantity"] for line in sale["lines"])
    by_points = by(sale["payments"], "points")
    earned, spent = (worth - by_points) // PER, -(-by_points // VALUE)
    given = spent * refunded(notes, "points") // by_points if by_points else 0
    return earned - spent - earned * came // worth + given
