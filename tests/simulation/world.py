"""The simulated world: one queue of what happens when, on a clock of its own.

Everything that is drawn by chance comes from one ``Random``, one thing happens at a time, and the
terminals' code stands still between two of them; so a seed takes the same way each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Any

from tests.simulation.network import WEATHERS, Answer, Fate, ask
from tests.simulation.page import Terminals
from tests.support.server import Server
from theriac.core.clock import FixedClock
from theriac.core.outbox.relay import relay_once

HOUR = 3600.0
SELLING = ("sell", "exchange", "fetch")


@dataclass
class Device:
    """What the world knows of one terminal."""

    name: str
    terminal_id: Any
    offset: int = 0
    life: int = 0
    is_on: bool = False
    phase: str | None = None
    weather: str = "fine"
    cookie: str = ""
    busy: bool = False
    asks_who: bool = False
    timers: set[int] = field(default_factory=set)
    waiting: dict[int, dict[str, Any]] = field(default_factory=dict)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    voided: list[int] = field(default_factory=list)
    voids: set[tuple[str, int]] = field(default_factory=set)
    parked: set[str] = field(default_factory=set)
    sales: dict[str, dict[str, Any]] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)


class World:
    """Terminals, network and server under one clock; ``step`` lets the next thing happen."""

    def __init__(self, terminals: Terminals, server: Server, clock: FixedClock, seed: str) -> None:
        self.chance = Random(seed)
        self.devices: dict[str, Device] = {}
        self.trace: list[str] = []
        self.counts: dict[str, int] = defaultdict(int)
        self.baskets: dict[str, str] = {}
        self.seen: dict[str, Any] = {}
        self.files: list[tuple[Device, str]] = []
        self.server_is_up = True
        self.server = server
        self._terminals = terminals
        self._clock = clock
        self._begun = clock.now()
        self._passed = 0.0
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._order = 0

    # Time

    @property
    def now(self) -> datetime:
        """The world's own instant, which is the server's."""
        return self._clock.now()

    @property
    def passed(self) -> float:
        """Seconds since the world began."""
        return self._passed

    @property
    def now_ms(self) -> int:
        return round(self.now.replace(tzinfo=UTC).timestamp() * 1000)

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Let ``act`` happen in so many seconds."""
        self._order += 1
        heappush(self._queue, (self._passed + seconds, self._order, act))

    def step(self) -> None:
        """The next thing happens, at its time."""
        when, _order, act = heappop(self._queue)
        self._pass_to(when)
        act()

    def _pass_to(self, seconds: float) -> None:
        self._passed = seconds
        self._clock.instant = self._begun + timedelta(milliseconds=round(seconds * 1000))

    def sleep(self, seconds: float) -> None:
        """A night: everybody's devices sleep, and whatever was due comes that much later."""
        self._queue = [(when + seconds, order, act) for when, order, act in self._queue]
        self._pass_to(self._passed + seconds)
        self.note("everything", f"sleeps for {seconds / HOUR:.1f} h")

    def note(self, who: str, what: str) -> None:
        """A line of the way that this seed takes; it holds no id, so that it repeats."""
        self.trace.append(f"{self._passed:12.3f} {who}: {what}")

    # Terminals

    def act(self, device: Device, what: str, given: Any = None) -> Any:
        """Let a device do something, and see to what follows."""
        acted = self._terminals.act(self.now_ms, device.name, what, given)
        device.phase = acted.phase
        for news in acted.news:
            owner = self.devices[news["terminal"]]
            if news["life"] == owner.life:
                getattr(self, f"_{news['kind']}")(owner, news)
        return acted.value

    def switch_on(self, device: Device, *, known: bool) -> None:
        """Start the device's code over what its database holds; ``known``: the tab remembers."""
        device.life += 1
        device.is_on = True
        seed = self.chance.getrandbits(31)
        given = {"name": device.name, "life": device.life, "offset": device.offset}
        self.act(device, "on", {**given, "seed": seed, "known": known})
        self.look(device)

    def look(self, device: Device) -> None:
        """Remember what the device's disk holds of its sales and of what its till tells."""
        found = self.act(device, "papers")
        device.sales.update((one["id"], one) for one in found["sales"])
        device.documents.update((one["id"], one) for one in found["till"])
        device.voids.update((series, number) for series, number in found["voids"])
        device.parked = set(found["parked"])
        self.baskets.pop(found["open"], None)

    def switch_off(self, device: Device) -> None:
        """The device's code is gone, whatever it was doing."""
        device.life += 1
        device.is_on, device.busy = False, False
        device.timers.clear()
        device.waiting.clear()
        self.act(device, "off")

    def notice_network(self, device: Device) -> None:
        """What was on its way breaks off, and the device hears that it is online."""
        for news in list(device.waiting.values()):
            self._fail(device, device.life, news, "broken off")
        self.act(device, "sync")

    def _timer(self, device: Device, news: dict[str, Any]) -> None:
        timer, life = news["id"], device.life
        device.timers.add(timer)

        def fire() -> None:
            if device.life == life and timer in device.timers:
                device.timers.discard(timer)
                self.act(device, "fire", {"id": timer})

        self.later(news["wait"] / 1000, fire)

    def _cancelled(self, device: Device, news: dict[str, Any]) -> None:
        device.timers.discard(news["id"])

    def _done(self, device: Device, news: dict[str, Any]) -> None:
        device.busy = False
        result = news["result"]
        told = (result or {}).get("text") or ""
        device.asks_who = device.asks_who or told.startswith("Sign in again")
        if news["what"] in SELLING and "text" not in (result or {}):
            self._sold(device, news["what"], result or {})
        elif news["what"] == "park" and "parked" in result:
            self.baskets[result["parked"]] = device.name
            self.counts["parked"] += 1
            self.note(device.name, "parked a basket")
        elif news["what"] == "save" and "file" in result:
            self._evict(device, result["file"])
        elif news["what"] == "void":
            if result.get("sequence"):
                device.voided.append(result["sequence"])
            self.note(device.name, f"void number {result}")
        elif news["what"] == "give_back" and "note" in result:
            self.counts["returns"] += 1
            self.note(device.name, f"took back {result['note']['number']}")
        else:
            self.note(
                device.name, f"{news['what']}: {'done' if result is None else result['text']}"
            )

    def _sold(self, device: Device, what: str, result: dict[str, Any]) -> None:
        fetched = result.get("fetched", "")
        parked_at = self.baskets.get(fetched)
        sale = result.get("sale")
        if sale is None:
            self.seen[fetched] = result.get("seen") or self.seen.get(fetched)
            why = result.get("error") or ", ".join(map(str, result.get("why", [])))
            self.note(device.name, f"{what}: nothing sold: {why or 'not at the desk'}")
            self.counts["refused"] += 1
            if parked_at and not result.get("isParked"):
                del self.baskets[result["fetched"]]
            return
        if fetched:  # the prescription may have been typed before it waited again
            sale["seen"] = sale["seen"] or self.seen.get(fetched)
        device.receipts.append(sale)
        self.counts["sales"] += 1
        self.counts["exchanges"] += what == "exchange"
        self.counts["fetched elsewhere"] += parked_at not in (None, device.name)
        self.note(device.name, f"{what}: sold {sale['number']} for {sale['total']}")

    def _evict(self, device: Device, file: str) -> None:
        """The browser gives away all that it stored, just after the file was saved."""
        self.look(device)
        self.switch_off(device)
        self.act(device, "evict")
        device.cookie, device.parked = "", set()
        self.files.append((device, file))
        self.counts["evicted"] += 1
        self.note(device.name, "loses its storage")

    # The network

    def _request(self, device: Device, news: dict[str, Any]) -> None:
        fate = WEATHERS[device.weather](self.chance)
        device.waiting[news["id"]] = news
        life = device.life
        self.note(device.name, f"asks {news['path'].partition('?')[0]} ({device.weather})")
        for copy, seconds in enumerate(fate.arrivals):
            self.later(seconds, lambda copy=copy: self._arrive(device, life, news, fate, copy))  # type: ignore[misc]
        if fate.dead:
            self.later(0.005, lambda: self._fail(device, life, news, "no network"))
        if fate.status is not None:
            gateway = Answer(fate.status)
            self.later(fate.back or 0, lambda: self._deliver(device, life, news, gateway))
        self.later(news["limit"] / 1000, lambda: self._fail(device, life, news, "too late"))

    def _arrive(
        self, device: Device, life: int, news: dict[str, Any], fate: Fate, copy: int
    ) -> None:
        answer = None
        if self.server_is_up:
            answer = ask(self.server.port, self.now, news, device.cookie)
        what = news["path"].partition("?")[0]
        self.note("server", f"hears {device.name} {what}: {answer.status if answer else 'down'}")
        self.counts["heard"] += 1
        if copy:
            self.counts["heard again"] += 1
            return
        if answer is None:
            self.later(0.01, lambda: self._fail(device, life, news, "nobody there"))
        elif fate.back is not None:
            self.later(fate.back, lambda: self._deliver(device, life, news, answer))
        else:
            self.counts["answers lost"] += 1

    def _deliver(self, device: Device, life: int, news: dict[str, Any], answer: Answer) -> None:
        if device.life != life or device.waiting.pop(news["id"], None) is None:
            return
        if answer.cookie:
            device.cookie = answer.cookie
        self.act(device, "answer", {"id": news["id"], "answer": answer.for_device()})

    def _fail(self, device: Device, life: int, news: dict[str, Any], reason: str) -> None:
        if device.life != life or device.waiting.pop(news["id"], None) is None:
            return
        self.note(device.name, f"no answer to {news['path'].partition('?')[0]}: {reason}")
        self.act(device, "fail", {"id": news["id"], "reason": reason})

    # The server

    def start_server(self) -> None:
        self.server.start()
        self.server_is_up = True
        self.note("server", "is up")

    def kill_server(self) -> None:
        self.server.kill()
        self.server_is_up = False
        self.counts["server killed"] += 1
        self.note("server", "is down")

    def relay(self) -> None:
        """The worker gives positions to what was committed."""
        relay_once()
