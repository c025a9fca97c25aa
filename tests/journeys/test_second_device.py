"""A second device over HTTPS, from another address: it learns to trust the server, pairs by code,
sells while the cable is out, and what it sold arrives when it is back."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.journeys.counter import (
    IMPATIENT,
    open_counter,
    pay,
    reloaded,
    sell,
    stocked_shop,
)
from tests.support.contexts import PATIENCE_MS, as_told
from tests.support.elsewhere import Elsewhere, elsewhere
from tests.support.programs import environ_of, own_port, same_keys
from theriac.domains.sales.models import DiscrepancyCase, Sale

pytestmark = [pytest.mark.journey, pytest.mark.platforms("linux")]

START_SECONDS = 180
"""Until a server that prepares and starts must answer: it shares two cores with five others."""


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Elsewhere]:
    home = tmp_path / "home"
    home.mkdir()
    with elsewhere(home) as found:
        yield found


class Served:
    """A pharmacy served with --lan: its ports, and what it said."""

    def __init__(self, host: str, said: Path) -> None:
        self.host = host
        self.port, self.trust_port = own_port(), own_port()
        self.said = said

    @property
    def origin(self) -> str:
        return f"https://{self.host}:{self.port}"

    @property
    def trust(self) -> str:
        return f"http://{self.host}:{self.trust_port}/trust/"

    @property
    def fingerprint(self) -> str:
        found = re.search(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", self.said.read_text("utf-8"))
        assert found is not None
        return found[0]


@pytest.fixture
def served(device: Elsewhere, database_url: str, tmp_path: Path) -> Iterator[Served]:
    served = Served(device.server, tmp_path / "said")
    words = ["serve", "--lan", "--port", str(served.port), "--trust-port", str(served.trust_port)]
    if device.namespace is None:
        words += ["--host", device.server]
    command = [sys.executable, "-m", "theriac", *words]
    environ = environ_of(tmp_path / "data", DATABASE_URL=database_url, **same_keys())
    with (
        served.said.open("w") as stderr,
        subprocess.Popen(command, env=environ, stderr=stderr, text=True) as running,
    ):
        deadline = time.monotonic() + START_SECONDS
        try:
            while "Theriac serves at" not in served.said.read_text("utf-8"):
                assert time.monotonic() < deadline, served.said.read_text("utf-8")[-3000:]
                time.sleep(0.1)
            yield served
        finally:
            running.terminate()
            running.wait(60)


def learn_to_trust(untrusting: Browser, served: Served, keep: Path) -> None:
    """As a person does: the page of trust over plain HTTP, its fingerprint, its certificate."""
    refused = untrusting.new_page()
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        refused.goto(f"{served.origin}/counter/")
    refused.close()
    first = untrusting.new_page()
    first.goto(served.trust.replace("/trust/", "/counter/"))
    assert first.url == served.trust
    expect(first.get_by_role("heading", level=1)).to_have_text("Trust this pharmacy's server")
    expect(first.locator("code")).to_have_text(served.fingerprint)
    with first.expect_download() as download:
        first.get_by_role("link", name="Download the certificate").click()
    download.value.save_as(keep)
    link = first.get_by_role("link", name="Open counter")
    expect(link).to_have_attribute("href", f"{served.origin}/counter/")


def until_booked(number: int) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while Sale.objects.count() < number:
        assert time.monotonic() < deadline, f"{Sale.objects.count()} sales arrived, not {number}"
        time.sleep(0.1)


def test_a_second_device_over_https_from_another_address(
    browser: Browser,
    device: Elsewhere,
    served: Served,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    record_property("the second device asks from", device.place)
    stocked = stocked_shop()
    with device.launch(browser.browser_type) as untrusting:
        learn_to_trust(untrusting, served, tmp_path / "authority.crt")
    device.trust(tmp_path / "authority.crt")
    with device.launch(browser.browser_type) as trusting:
        page = trusting.new_context(**as_told(served.origin)).new_page()
        page.set_default_timeout(PATIENCE_MS)
        complaints: list[str] = []
        page.add_init_script(IMPATIENT)  # a cable that is out answers nothing, not even a refusal
        page.on("pageerror", lambda error: complaints.append(str(error)))
        open_counter(page, stocked.shop)
        assert page.evaluate("window.isSecureContext") is True
        scope = page.evaluate("navigator.serviceWorker.ready.then((one) => one.scope)")
        assert scope == f"{served.origin}/counter/"
        sell(page, "paracetamol")
        pay(page)
        until_booked(1)
        device.cut(page)
        page.keyboard.press("Enter")
        sell(page, "2*paracetamol")
        pay(page)
        expect(page.locator("[data-done]")).to_contain_text("Pending")
        reloaded(page)
        assert Sale.objects.count() == 1
        device.mend(page)
        until_booked(2)
        assert complaints == []
    assert [sale.sequence for sale in Sale.objects.order_by("sequence")] == [1, 2]
    assert DiscrepancyCase.objects.count() == 0
    assert "PRIVATE KEY" not in served.said.read_text("utf-8")
