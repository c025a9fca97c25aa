"""What befalls the simulated world, again and again, at times drawn by chance."""

from __future__ import annotations

from collections.abc import Callable

from tests.simulation.pharmacy import DAY, Pharmacy
from tests.simulation.world import HOUR, Device, World

POLL = 2.0
WEATHERS = ("fine", "fine", "lame", "lame", "slow", "flaky", "flaky", "cut", "thrice")
OFFSETS = (0, 0, 90, -90, 7 * 60, -11 * 60, 26 * HOUR, -30 * HOUR, 9 * DAY)


class Troubles:
    """Customers, office and worker at their usual pace, and faults among them, until ``heal``."""

    def __init__(self, pharmacy: Pharmacy, weathers: tuple[str, ...] = WEATHERS) -> None:
        self.world: World = pharmacy.world
        self.pharmacy = pharmacy
        self._weathers = weathers
        self._over = False

    def run(self, steps: int, *, heals: bool = True) -> None:
        """Let so many things happen, then let everything heal.

        Halfway the power goes everywhere, and earlier a browser gives its storage away, which a
        short run might else not see.
        """
        self.begin()
        for step in range(steps):
            if step == steps // 2:
                self._power_everywhere()
            if step == steps // 3:
                self._evict()
            self.world.step()
        if heals:
            self.heal()

    def begin(self) -> None:
        """Set everything going."""
        for device in self.world.devices.values():
            device.weather = self._weathers[0]
            self._again(1.5, lambda device=device: self.pharmacy.serve_customer(device))  # type: ignore[misc]
            self._again(6, lambda device=device: self._weather(device))  # type: ignore[misc]
            self._again(30, lambda device=device: self._power(device))  # type: ignore[misc]
            self._again(45, lambda device=device: self._clock(device))  # type: ignore[misc]
        self._again(15, self.pharmacy.office)
        self._again(0.8, self.world.relay, until_healed=False)
        self._again(75, self._server)
        self._again(600, self._evict)
        self._again(40, self.pharmacy.bring_files)
        self._again(90, self._night)

    def _again(self, mean: float, act: Callable[[], None], *, until_healed: bool = True) -> None:
        def happen() -> None:
            if until_healed and self._over:
                return
            plan()  # first, so that a night comes between it and the next one too
            act()

        def plan() -> None:
            self.world.later(self.world.chance.expovariate(1 / mean), happen)

        plan()

    def _weather(self, device: Device) -> None:
        device.weather = self.world.chance.choice(self._weathers)
        self.world.note(device.name, f"has {device.weather} weather")

    def _power(self, device: Device) -> None:
        """A tab is reloaded, or the power goes: then nobody is signed in afterwards."""
        if not device.is_on:
            return
        known = self.world.chance.random() < 0.6
        self.world.note(device.name, "is reloaded" if known else "loses its power")
        self.world.counts["restarts"] += 1
        self.world.switch_off(device)
        self.world.later(
            self.world.chance.uniform(0.1, 8), lambda: self._switch_on(device, known=known)
        )

    def _evict(self) -> None:
        """A browser gives its storage away, after a file was saved; as soon as one can."""
        device = self.world.chance.choice(list(self.world.devices.values()))
        if self._over:
            return
        if not self.pharmacy.save_unsent(device):
            self.world.later(0.5, self._evict)
            return
        self.world.later(
            self.world.chance.uniform(5, 20), lambda: self._switch_on(device, known=False)
        )

    def _power_everywhere(self) -> None:
        for device in self.world.devices.values():
            self._power(device)
        self._server()

    def _switch_on(self, device: Device, *, known: bool) -> None:
        if not device.is_on:
            self.world.switch_on(device, known=known)

    def _clock(self, device: Device) -> None:
        seconds = self.world.chance.choice(OFFSETS)
        device.offset = round(seconds * 1000)
        self.world.note(device.name, f"has its clock moved to {seconds:+.0f} s")
        if device.is_on:
            self.world.act(device, "clock", {"offset": device.offset})

    def _server(self) -> None:
        if self.world.server_is_up:
            self.world.kill_server()
            self.world.later(self.world.chance.uniform(1, 20), self._start_server)

    def _start_server(self) -> None:
        if not self.world.server_is_up:
            self.world.start_server()

    def _night(self) -> None:
        self.world.sleep(self.world.chance.choice([2 * HOUR, 9 * HOUR, 14 * HOUR]))

    def heal(self) -> None:
        """No more customers and no more faults: everything is on, and the network is fine."""
        self._over = True
        world = self.world
        world.note("everything", "heals")
        self._start_server()
        for device in world.devices.values():
            device.weather = "fine"
            self._switch_on(device, known=True)
            world.notice_network(device)
            self.pharmacy.be_at_desk(device)
        self.pharmacy.bring_files()
        self._wait_until_sent()
        for _round in range(2):
            world.relay()
            self._run_for(POLL + 1)

    def _wait_until_sent(self) -> None:
        """Let the devices send what they have. Raises AssertionError when they can't."""
        world = self.world
        for _look in range(100):
            self._run_for(3)
            left = {name: unsent(world, device) for name, device in world.devices.items()}
            if not any(left.values()) and not any(one.busy for one in world.devices.values()):
                return
        raise AssertionError(f"five minutes after the network healed these are unsent: {left}")

    def _run_for(self, seconds: float) -> None:
        until = self.world.passed + seconds
        while self.world.passed < until:
            self.world.step()


def unsent(world: World, device: Device) -> int:
    """How many sales, void numbers and till documents the device still has to send."""
    kept = world.act(device, "read")
    open_sales = [row for row in kept["deliveries"] if row["state"] in ("committed", "sent")]
    open_voids = [row for row in kept["voids"] if not row.get("state")]
    return len(open_sales) + len(open_voids) + int(kept["unsent"])
