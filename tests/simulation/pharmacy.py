"""Who and what is in the simulated world: a shop with three counters, and what people do there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.simulation.world import HOUR, Device, World
from tests.support.credit import organisation
from tests.support.loyalty import a_member, programme
from tests.support.shop import PASSWORD, Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.approval.commands import set_limit
from theriac.core.problems import AsksFirst
from theriac.domains.catalog.commands.prices import set_price
from theriac.domains.device_logs.commands.import_saved import import_saved_file
from theriac.domains.organisation.commands.terminals import issue_pairing_code, register_terminal
from theriac.domains.stock.commands.batches import hold_batch, release_batch

NAMES = ("Amoxicillin", "Bisacodyl", "Cetirizine", "Domperidone", "Ibuprofen", "Paracetamol")
ON_PRESCRIPTION = ("Amoxicillin", "Domperidone")
DAY = 24 * HOUR
KNOWN_FOR = timedelta(days=40)
METHODS = ("cash", "cash", "cash", "qr", "card", "credit", "points")
MOVES = (("cash_in", "change"), ("cash_out", "expense"), ("safe_drop", "safe"))
FLOAT, LIMIT = 100_000, 10**9
ACTS = ("sell", "give_back", "exchange", "park", "fetch", "till", "void")
OFTEN = (40, 20, 12, 8, 8, 9, 3)


def _class_of(name: str) -> str:
    return "keras" if name in ON_PRESCRIPTION else "bebas"


class Pharmacy:
    """One branch, three counters K1 to K3, six medicines that run short now and then."""

    def __init__(self, world: World, device_count: int = 3) -> None:
        self.world = world
        with clock.at(world.now - KNOWN_FOR):  # so that a clock that is behind finds prices
            self.shop: Shop = open_shop()
            self.medicines: list[Medicine] = [
                add_medicine(self.shop, f"{name} 500 mg tablet", legal_class=_class_of(name))
                for name in NAMES
            ]
            programme(self.shop, earn_amount=500, point_value=10)
            self.member, self.account = a_member(self.shop), organisation(self.shop, limit=LIMIT)
            set_limit(
                actor=self.shop.owner,
                branch_id=self.shop.branch_id,
                action="customer_returns.refund",
                amount=None,
                reason="looked at each evening",
            )
        self.batches: dict[str, UUID] = {}
        for number, medicine in enumerate(self.medicines):
            for days in (60, 300):
                self._receive(medicine, 40 + 80 * number, f"L{number}-{days}", days)
        self._held: str | None = None
        codes = [f"K{number}" for number in range(1, device_count + 1)]
        ids = [self.shop.terminal_id, *(self._register(code) for code in codes[1:])]
        for code, terminal_id in zip(codes, ids, strict=True):
            world.devices[code] = Device(code, terminal_id)
        world.relay()

    def _register(self, code: str) -> UUID:
        shop = self.shop
        return register_terminal(actor=shop.owner, branch_id=shop.branch_id, code=code, name=code)

    def _receive(self, medicine: Medicine, quantity: int, number: str, days: int) -> None:
        batch = stock_up(self.shop, medicine, quantity, days=days, batch_number=number)
        self.batches[number] = batch

    def open(self) -> None:
        """Pair the three counters and sign in, in fine weather."""
        world = self.world
        for device in world.devices.values():
            world.switch_on(device, known=False)
            self.be_at_desk(device)
            world.act(device, "till", self._till())  # opens it

    def _until(self, device: Device, phase: str) -> None:
        for _step in range(200):
            if device.phase == phase:
                return
            self.world.step()
        raise AssertionError(f"{device.name} is at {device.phase}, not at {phase}")

    def be_at_desk(self, device: Device) -> None:
        """Pair it where it isn't, and sign in where nobody is, in fine weather."""
        if device.phase == "pairing":
            self.pair(device)
            self._until(device, "signin")
        if device.phase == "signin":
            self.sign_in(device)
            self._until(device, "desk")

    # What people do

    def pair(self, device: Device) -> None:
        """With a new code; a device that was here before gets a new series."""
        shop = self.shop
        code = issue_pairing_code(
            actor=shop.owner, branch_id=shop.branch_id, terminal_id=device.terminal_id
        )
        self.world.act(device, "pair", {"code": code, "device_name": device.name})

    def save_unsent(self, device: Device) -> bool:
        """Somebody at the desk saves the file of what isn't sent, the last act before all is gone.

        Whether somebody could.
        """
        if not device.is_on or device.busy or device.phase != "desk":
            return False
        device.busy = True
        self.world.act(device, "save")
        return True

    def bring_files(self) -> None:
        """Another machine brings the files that were saved, each twice."""
        shop, world = self.shop, self.world
        while world.files:
            device, file = world.files.pop()
            for _time in range(2):
                found = import_saved_file(
                    actor=shop.owner, branch_id=shop.branch_id, data=file.encode()
                )
                assert (found.unreadable, found.sales.held) == (0, 0)
            for document in device.documents.values():
                document["state"] = "taken"
            world.note("office", f"brings the file of {device.name}")

    def sign_in(self, device: Device) -> None:
        self.world.act(device, "sign_in", {"username": "owner", "password": PASSWORD})

    def void_number(self, device: Device) -> None:
        """A receipt is spoilt as soon as the device is done with what it does."""
        while device.busy:
            self.world.step()
        self.world.act(device, "void")

    def serve_customer(self, device: Device, what: str = "") -> None:
        """Somebody buys, brings back, exchanges, waits, or the till is seen to; or ``what`` alone.

        Where nobody is at the desk, the device is paired or somebody signs in.
        """
        if not device.is_on or device.busy:
            return
        if device.phase in ("pairing", "signin") or device.asks_who:
            device.busy, device.asks_who = True, False
            (self.pair if device.phase == "pairing" else self.sign_in)(device)
            return
        if device.phase != "desk":
            return
        if not device.receipts:  # else a short run might sell nothing
            what = "sell"
        what = what or self.world.chance.choices(ACTS, OFTEN)[0]
        device.busy = what != "void"
        self.world.act(device, what, getattr(self, f"_{what}")())

    def _void(self) -> None:
        return None

    def _sell(self) -> dict[str, Any]:
        """One to four things, paid in some way, by a member or not."""
        chance = self.world.chance
        wanted = chance.sample(self.medicines, chance.randint(1, 4))
        lines = [
            {
                "product_id": str(medicine.id),
                "factor": (factor := chance.choice([1, 1, 1, 10])),
                "packs": chance.randint(1, 2 if factor == 10 else 6),
            }
            for medicine in wanted
        ]
        method = chance.choice(METHODS)
        is_members = method == "points" or chance.random() < 0.2
        member = self.member.number if is_members else None
        return {"lines": lines, "method": method, "member": member, "account": self.account.number}

    def _give_back(self) -> dict[str, Any]:
        """So many units of each line of one of the newest receipts."""
        chance = self.world.chance
        condition = chance.choice(["sealed", "sealed", "opened"])
        return {"pick": chance.randrange(4), "units": chance.randint(1, 5), "condition": condition}

    def _exchange(self) -> dict[str, Any]:
        """What comes back, and what is taken for it."""
        return {**self._give_back(), **self._sell()}

    def _park(self) -> dict[str, Any]:
        return self._sell()

    def _fetch(self) -> dict[str, Any]:
        return {**self._sell(), "pick": self.world.chance.randrange(4)}

    def _till(self) -> dict[str, Any]:
        chance = self.world.chance
        kind, reason = chance.choice(MOVES)
        move = {"kind": kind, "reason": reason, "amount": chance.randint(1, 9) * 1_000, "note": ""}
        off = chance.choice([0, 0, 0, -500, 200])
        return {"cash": FLOAT, "move": move, "off": off, "closes": chance.random() < 0.5}

    def office(self) -> None:
        """Goods come in, a price changes, a batch is held or let go."""
        chance, world, shop = self.world.chance, self.world, self.shop
        number = chance.randrange(len(self.medicines))
        medicine = self.medicines[number]
        what = chance.choice(["goods", "goods", "price", "hold"])
        world.note("office", f"{what} of {NAMES[number]}")
        if what == "goods":
            days = chance.choice([60, 300])
            self._receive(medicine, chance.randint(10, 60), f"L{number}-{days}", days)
        elif what == "price":
            self._price(medicine, chance.randint(5, 9) * 100)
        elif self._held is None:
            self._held = chance.choice(sorted(self.batches))
            batch = self.batches[self._held]
            hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="letter")
        else:
            batch, self._held = self.batches[self._held], None
            release_batch(
                actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="cleared"
            )

    def _price(self, medicine: Medicine, amount: int) -> None:
        """As an owner sets it who is sure: what is asked about it is confirmed."""
        shop, pack = self.shop, medicine.packs[1]
        try:
            set_price(actor=shop.owner, pack_id=pack, amount=amount)
        except AsksFirst as asked:
            sure = [one.code for one in asked.questions]
            set_price(actor=shop.owner, pack_id=pack, amount=amount, confirmed=sure)
