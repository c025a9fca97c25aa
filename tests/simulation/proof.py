"""What must hold once the network has healed, whatever happened before."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.simulation.pharmacy import DAY, Pharmacy
from tests.simulation.proof_of_tills import documents_of, prove_tills, sales_of
from theriac.core.verification.registry import run_checks
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.sales.models import HeldPush, Sale, VoidedNumber
from theriac.domains.sales.queries.series import missing_numbers
from theriac.domains.stock.models import Balance
from theriac.domains.tills.models import HeldTillDocument

Kept = dict[str, dict[str, Any]]


def prove(pharmacy: Pharmacy) -> None:
    """Every sale once, no gap, clean books, true copies. Raises AssertionError."""
    world = pharmacy.world
    kept = {name: world.act(device, "read") for name, device in world.devices.items()}
    every_sale_arrived_once(pharmacy, kept)
    every_receipt_is_booked(pharmacy)
    no_device_keeps_a_name(pharmacy, kept)
    no_number_is_missing(pharmacy)
    assert [v.sentence for result in run_checks() for v in result.violations] == []
    copies_agree(kept)
    no_basket_is_lost(pharmacy)
    prove_tills(pharmacy)


def figures(pharmacy: Pharmacy) -> str:
    """How many of each document the simulation made, and through what."""
    told, counts = documents_of(pharmacy), pharmacy.world.counts
    closed = [one for one in told["closing"] if one["numbers"]]
    numbers = {
        "sales": counts["sales"],
        "void numbers": VoidedNumber.objects.count(),
        "credit notes": len(told["return"]),
        "on hold": HeldTillDocument.objects.count(),
        "till sessions": len(told["opening"]),
        "closings": len(told["closing"]),
        "with sales": len(closed),
        "moves of cash": len(told["move"]),
        "exchanges": counts["exchanges"],
        "baskets parked": counts["parked"],
        "sold on another till": counts["fetched elsewhere"],
        "evictions": counts["evicted"],
        "restarts": counts["restarts"],
        "requests heard": counts["heard"],
        "twice": counts["heard again"],
        "days": round(pharmacy.world.passed / DAY),
    }
    return ", ".join(f"{number} {name}" for name, number in numbers.items())


def every_sale_arrived_once(pharmacy: Pharmacy, kept: Kept) -> None:
    """Those that are or were on the devices, and those whose receipt showed."""
    for device in pharmacy.world.devices.values():
        pharmacy.world.look(device)
    on_devices = {
        sale["id"]: (sale["number"], sale["sequence"], sale["total"]) for sale in sales_of(pharmacy)
    }
    rows = Sale.objects.values_list("id", "number", "sequence", "total")
    assert {str(key): tuple(facts) for key, *facts in rows} == on_devices
    assert HeldPush.objects.count() == 0
    numbers = Counter(number for number, _sequence, _total in on_devices.values())
    assert [number for number, count in numbers.items() if count > 1] == []
    states = {row["state"] for one in kept.values() for row in one["deliveries"]}
    assert states <= {"acknowledged"}


def every_receipt_is_booked(pharmacy: Pharmacy) -> None:
    """What the customer's paper says is what the books say, line by line."""
    for device in pharmacy.world.devices.values():
        for receipt in device.receipts:
            sale = Sale.objects.get(id=receipt["id"])
            assert (sale.number, sale.total) == (receipt["number"], receipt["total"])
            lines = [(str(line.product_id), line.quantity) for line in sale.lines.all()]
            printed = [(line["product_id"], line["quantity"]) for line in receipt["lines"]]
            assert sorted(lines) == sorted(printed)
            grounds = [ground.details for ground in sale.grounds.all()]
            assert grounds == ([receipt["seen"]] if receipt["seen"] else [])


def no_device_keeps_a_name(pharmacy: Pharmacy, kept: Kept) -> None:
    """What was typed of a prescription lies sealed on the devices."""
    seen = [sale["seen"] for device in pharmacy.world.devices.values() for sale in device.receipts]
    names = {name for one in seen if one for name in one.values()}
    text = str([one["sales"] for one in kept.values()])
    assert [name for name in names if name in text] == []


def no_number_is_missing(pharmacy: Pharmacy) -> None:
    shop = pharmacy.shop
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    told = {one for device in pharmacy.world.devices.values() for one in device.voids}
    booked = VoidedNumber.objects.values_list("series_id", "sequence")
    assert {(str(series), sequence) for series, sequence in booked} == told
    for device in pharmacy.world.devices.values():
        of_series = {sale["series_id"] for sale in device.receipts}
        for series in of_series:
            sold = Sale.objects.filter(series_id=series).values_list("sequence", flat=True)
            void = [sequence for one, sequence in told if one == series]
            numbers = sorted([*sold, *void])
            assert numbers == list(range(1, len(numbers) + 1))


def no_basket_is_lost(pharmacy: Pharmacy) -> None:
    """Each that was parked was sold, once, or waits: on a device, or at the server for some till.

    One that a till took up again and emptied is none of them any more.
    """
    devices = pharmacy.world.devices.values()
    sold = {sale["id"] for sale in sales_of(pharmacy)}
    waits = {basket for device in devices for basket in device.parked}
    rows = ParkedBasket.objects.exclude(state=ParkedBasket.State.FETCHED, sealed="")
    waits |= {str(key) for key in rows.values_list("id", flat=True)}
    assert set(pharmacy.world.baskets) - sold - waits == set()


def copies_agree(kept: Kept) -> None:
    """Each device's IndexedDB and memory hold the server's balances, and nothing is pending."""
    shelf = Balance.objects.filter(place__kind="shelf")
    rows = shelf.values_list("batch_id", "quantity", "batch__state")
    names = {str(key): number for key, number in shelf.values_list("batch_id", "batch__number")}
    books = {
        str(batch): (quantity, "held" if state == "held" else "available")
        for batch, quantity, state in rows
    }
    for name, one in kept.items():
        assert one["shown"] == one["batches"], f"{name} shows another stock than it keeps"
        held = {batch: (quantity, status) for batch, quantity, _pending, status in one["batches"]}
        assert {batch: pending for batch, _q, pending, _s in one["batches"] if pending} == {}
        wrong = {
            names[batch]: {"device": held.get(batch), "books": facts}
            for batch, facts in books.items()
            if held.get(batch, facts) != facts or (batch not in held and facts[0])
        }
        assert wrong == {}, f"{name} is wrong: {wrong}"
