"""A virtual authenticator in the browser (devtools protocol, WebAuthn), and a passkey in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.backoffice import sign_in
from tests.support.shop import PASSWORD

BY_ITSELF = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A device that asks for a finger and gets it."""


@dataclass
class VirtualDevice:
    """The authenticator of a page."""

    session: Any
    id: str

    def verified(self) -> None:
        """The finger fits."""
        self._verified(True)

    def unverified(self) -> None:
        """It is somebody else's finger."""
        self._verified(False)

    def _verified(self, fits: bool) -> None:
        asked = {"authenticatorId": self.id, "isUserVerified": fits}
        self.session.send("WebAuthn.setUserVerified", asked)


def with_device(page: Page) -> VirtualDevice:
    """Give the page an authenticator."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": BY_ITSELF})
    return VirtualDevice(session, made["authenticatorId"])


def set_up_passkey(page: Page, username: str) -> None:
    """Sign in to the back office, add a passkey, sign out."""
    sign_in(page, username)
    page.goto("/accounts/second-step/webauthn/add/")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Add this device").click()
    expect(page.locator("#recovery-codes li")).to_have_count(10)
    page.goto("/accounts/logout/")
    page.locator(".t-signin button[type=submit]").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
