"""A counter in a browser, as the people who use it: paired, signed in, with a few medicines."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PATIENCE_MS
from tests.support.browser_storage import kept, remembered
from tests.support.shop import (
    PASSWORD,
    Medicine,
    Shop,
    add_medicine,
    add_staff,
    open_shop,
    stock_up,
)
from theriac.core.outbox.relay import relay_once
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.organisation.commands.terminals import issue_pairing_code

STATIC = Path(__file__).parents[2] / "src" / "theriac" / "surfaces" / "counter" / "static"
CHECK_LIMIT_MS = int(
    re.findall(r"CHECK_LIMIT_MS = (\d+);", (STATIC / "counter/sync/api.js").read_text("utf-8"))[0]
)
# The check before payment gives up after half a second; a busy machine's server takes longer, and
# a sale that is asked nothing is another sale. IMPATIENT, given first, leaves the limit as it is.
IMPATIENT = "window.impatient = true;"
PATIENT = f"""
if (!window.impatient) {{
  const later = window.setTimeout;
  const patient = (wait) => (wait === {CHECK_LIMIT_MS} ? {PATIENCE_MS} : wait);
  window.setTimeout = (act, wait, ...given) => later(act, patient(wait), ...given);
}}
"""
# Sound and paper, noted instead of heard and printed.
RECORDED = """
window.noted = [];
window.print = () => window.noted.push("print");
window.AudioContext = class {
  currentTime = 0;
  destination = {};
  createGain() { return {gain: {}, connect: (to) => to}; }
  createOscillator() {
    const frequency = {value: 0};
    const start = () => window.noted.push(frequency.value);
    return {frequency, start, stop() {}, connect: (to) => to};
  }
};
"""
NOTES = PATIENT + RECORDED
GOOD, REFUSED = 1320, 330
PHONE = 768
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 20, 160


@dataclass
class Stocked:
    """A shop whose shelf has something to sell."""

    shop: Shop
    medicines: dict[str, Medicine]
    batches: dict[str, UUID]


def stocked_shop(country: str = "id", **branch: Any) -> Stocked:
    """Paracetamol, oral rehydration salts in two batches, and amlodipine on prescription."""
    shop = open_shop(country, **branch)
    free, rx = {"id": ("bebas", "keras"), "in": ("otc", "H"), "generic": ("otc", "rx")}[country]
    paracetamol = add_medicine(
        shop,
        legal_class=free,
        manufacturer="Sehat Makmur",
        packs=[
            NewPack(name="tablet", factor=1, price=700),
            NewPack(name="strip", factor=10, price=6500, barcodes=["8991234567891"]),
            NewPack(name="box", factor=100, price=60000),
        ],
    )
    salts = add_medicine(
        shop,
        "Oral rehydration salts 200 ml sachet",
        legal_class=free,
        base_unit="sachet",
        packs=[NewPack(name="sachet", factor=1, price=1200)],
    )
    amlodipine = add_medicine(
        shop,
        "Amlodipine 10 mg tablet",
        legal_class=rx,
        packs=[NewPack(name="strip", factor=10, price=12000)],
    )
    batches = {
        "PCT2409A": stock_up(shop, paracetamol, 500, batch_number="PCT2409A", shelf="A-02"),
        "ORS2503": stock_up(shop, salts, 4, batch_number="ORS2503", days=200, shelf="B-11"),
        "ORS2507": stock_up(shop, salts, 20, batch_number="ORS2507", days=300, shelf="B-11"),
        "AML26C1": stock_up(shop, amlodipine, 30, batch_number="AML26C1", shelf="C-01"),
    }
    add_staff("cashier", shop.branch_id, "dewi")
    add_staff("pharmacist", shop.branch_id, "ratna")
    relay_once()
    names = {"paracetamol": paracetamol, "salts": salts, "amlodipine": amlodipine}
    return Stocked(shop, names, batches)


def open_counter(
    page: Page, shop: Shop, person: str = "dewi", *, without_key: bool = False
) -> None:
    """Pair this browser and sign in, by keyboard alone; its copy is whole."""
    open_with_its_copy_on_the_way(page, shop, person, without_key=without_key)
    until_told(page)


def open_with_its_copy_on_the_way(
    page: Page, shop: Shop, person: str = "dewi", *, without_key: bool = False
) -> None:
    """The same, and nothing more is waited for."""
    page.add_init_script(NOTES)
    page.goto("/counter/")
    pair_and_sign_in(page, shop, person, without_key=without_key)


def pair_and_sign_in(
    page: Page, shop: Shop, person: str = "dewi", *, without_key: bool = False
) -> None:
    """The same on a page that shows the counter already."""
    type_pairing(page, shop, without_key=without_key)
    sign_in(page, person)


def type_pairing(page: Page, shop: Shop, *, without_key: bool = False) -> None:
    """Type a new code and a name, and press Enter."""
    code = issue_pairing_code(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.terminal_id,
        without_key=without_key,
    )
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type("Kasir 2")
    page.keyboard.press("Enter")


def until_told(page: Page) -> None:
    """Wait until the server said what may be sold without the network: before that nothing may."""
    until(page, lambda: kept(page, "device", "quotas"))


def sign_in(page: Page, person: str) -> None:
    """Sign in with name and password."""
    expect(page.locator("#username")).to_be_focused()
    page.keyboard.type(person)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    search = page.locator("#search")
    expect(search).to_be_visible()
    if (page.viewport_size or {"width": 0})["width"] < PHONE:
        search.focus()  # a phone keeps its keyboard down until somebody types
    expect(search).to_be_focused()


LISTENS = """() => ["search", "username", "code"].includes(document.activeElement?.id)"""


def until(page: Page, condition: Callable[[], object]) -> None:
    """Wait until something holds outside the page; the page's requests are answered meanwhile."""
    deadline, pause = time.monotonic() + PATIENCE_MS / 1000, FIRST_PAUSE_MS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        page.wait_for_timeout(pause)
        pause = min(2 * pause, LONGEST_PAUSE_MS)  # asking costs the page as much as its own work


def listening(page: Page) -> None:
    """The program was started and hears the keyboard: its first field has the focus."""
    page.wait_for_function(LISTENS)


def reloaded(page: Page) -> None:
    """Load the page anew and wait until it listens."""
    page.reload()
    listening(page)


def until_preferred(page: Page, key: str, value: object) -> None:
    """Wait until a preference is on the device's disk."""
    until(page, lambda: remembered(page, key) == value)


def until_drafted(page: Page, *packs: int) -> None:
    """Wait until the basket on the disk has lines of so many packs; it follows the keys."""

    def drafted() -> list[int]:
        draft = kept(page, "drafts", "basket")
        return [line["packs"] for line in draft["basket"]["lines"]] if draft else []

    until(page, lambda: drafted() == list(packs))


def to_basket(page: Page) -> None:
    """F3: the focus is on the selected line, so that the keys of a line work."""
    page.keyboard.press("F3")
    expect(page.locator("[data-basket] [data-line]:focus")).to_have_count(1)


def to_search(page: Page) -> None:
    """F2, or Escape from a line, has brought the focus to the search."""
    expect(page.locator("#search")).to_be_focused()


def open_dialog(page: Page, key: str) -> Locator:
    """Press a key that opens a dialogue, once none is open; it holds the focus when this returns.

    A dialogue that is about to close would keep the key to itself.
    """
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press(key)
    dialog = page.locator("dialog[open]")
    expect(dialog.locator(":focus")).to_have_count(1)
    return dialog


def close_dialog(page: Page) -> None:
    """Escape; the dialogue is gone and has given the focus back."""
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def end_slip(page: Page) -> None:
    """The slip of money that came was seen: the dialogue is gone, and the device forgot it."""
    page.locator("dialog[open]").get_by_role("button", name="Done").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    until(page, lambda: kept(page, "device", "unconfirmed") is None)


def sell(page: Page, *texts: str) -> None:
    """Type what is wanted and press Enter, one after the other."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator("#search")).to_have_value("")


def enter_prescription(page: Page) -> None:
    """Fill the dialogue for a prescription that was seen."""
    expect(page.locator("#prescriber")).to_be_focused()
    page.keyboard.type("dr. Maya L.")
    page.keyboard.press("Tab")
    page.keyboard.type("0412")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def pay(page: Page) -> None:
    """F9, the exact sum in cash, Enter."""
    page.keyboard.press("F9")
    expect(page.locator("#amount")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_be_visible()


def noted(page: Page) -> list[Any]:
    """Tones and prints so far."""
    found: list[Any] = page.evaluate("window.noted")
    return found


def until_printed(page: Page, times: int) -> None:
    """Wait until so many receipts went to the printer; paper comes behind the screen."""
    until(page, lambda: noted(page).count("print") == times)


def unsent(page: Page, count: int) -> None:
    """The head says that so many sales wait for the network."""
    expect(page.get_by_role("button", name=re.compile(rf"^{count} unsent")).first).to_be_visible()


def all_sent(page: Page) -> None:
    """Nothing that this device sold waits on its disk, and the head says so, which follows it."""
    open_states = {"committed", "sent"}
    until(page, lambda: open_states.isdisjoint(row["state"] for row in kept(page, "deliveries")))
    expect(page.get_by_role("button", name="Online, all sent")).to_be_visible()
