"""What a task asks of a person's hands: clicks, keys, scans and pages, counted by the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

COUNTED = "effort"
# What a hand does is trusted and isn't repeated; a button pressed by a key is no click of a mouse.
COUNT = """([place, loaded]) => {
  if (window.countsEffort || window !== window.top) return;
  window.countsEffort = true;
  const add = (name) => {
    const counted = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (!counted || (counted.isScanning && name !== "pages")) return;
    counted[name] += 1;
    const hand = { clicks: "mouse", keys: "keyboard" }[name];
    if (hand && counted.hand && counted.hand !== hand) counted.moves += 1;
    if (hand) counted.hand = hand;
    sessionStorage.setItem(place, JSON.stringify(counted));
  };
  if (loaded) add("pages");
  addEventListener("click", (event) => event.isTrusted && event.detail > 0 && add("clicks"), true);
  addEventListener("keydown", (event) => {
    const isKey = event.isTrusted && !event.repeat;
    if (isKey && !["Shift", "Control", "Alt"].includes(event.key)) add("keys");
  }, true);
}"""
BEGIN = "(place) => sessionStorage.setItem(place, JSON.stringify(%s))"
NOTHING = "{clicks: 0, keys: 0, scans: 0, pages: 0, moves: 0, hand: '', isScanning: false}"
READ = "(place) => JSON.parse(sessionStorage.getItem(place))"
SCAN = """([place, isScanning]) => {
  const counted = JSON.parse(sessionStorage.getItem(place));
  Object.assign(counted, { isScanning, scans: counted.scans + (isScanning ? 0 : 1) });
  sessionStorage.setItem(place, JSON.stringify(counted));
}"""
KEY_S, CLICK_S, MOVE_S, SCAN_S = 0.28, 1.3, 0.4, 1.5


@dataclass(frozen=True, slots=True)
class Effort:
    """The counts; ``moves`` are those of a hand between keyboard and mouse."""

    clicks: int
    keys: int
    scans: int
    pages: int
    moves: int

    @property
    def seconds(self) -> float:
        """How long a practised hand takes, without thought and without the machine.

        By the keystroke-level model (Card, Moran and Newell 1980): 0.28 s a key, 1.3 s to point and
        click, 0.4 s between keyboard and mouse. A scan counts 1.5 s (to take the pack and aim).
        """
        hands = self.keys * KEY_S + self.clicks * CLICK_S + self.moves * MOVE_S
        return round(hands + self.scans * SCAN_S, 1)


class Hands:
    """Whoever does a task on this page; a page loaded anew in the same tab goes on counting."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(f"try {{ ({COUNT})(['{COUNTED}', true]); }} catch {{}}")

    def begin(self) -> None:
        """Count from here."""
        self.page.evaluate(COUNT, [COUNTED, False])
        self.page.evaluate(BEGIN % NOTHING, COUNTED)

    @contextmanager
    def scanning(self) -> Iterator[None]:
        """The keys within are one scan."""
        self.page.evaluate(SCAN, [COUNTED, True])
        yield
        self.page.evaluate(SCAN, [COUNTED, False])

    def done(self) -> Effort:
        """What it took."""
        counted = self.page.evaluate(READ, COUNTED)
        return Effort(**{one.name: counted[one.name] for one in fields(Effort)})
