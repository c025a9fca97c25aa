"""Where this installation is reached in its network, for those who show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from theriac.integrations.lan.addresses import Addresses, lan_addresses
from theriac.integrations.lan.authority import authority_of, fingerprint


@dataclass(frozen=True, slots=True)
class Site:
    """The addresses of a server that runs with ``--lan``."""

    addresses: Addresses
    port: int
    trust_port: int
    fingerprint: str

    def counter(self, host: str | None = None) -> str:
        """The counter's address, over HTTPS."""
        return f"https://{self._host(host)}:{self.port}/counter/"

    def trust(self, host: str | None = None) -> str:
        """The page that helps a device to trust this server; plain HTTP, as it must be."""
        return f"http://{self._host(host)}:{self.trust_port}/trust/"

    def _host(self, asked: str | None) -> str:
        known = self.addresses.hosts
        return asked if asked in known else known[0]


def served_site() -> Site | None:
    """The site that is served now; None when the server runs without ``--lan``."""
    port, _colon, rest = settings.LAN.partition(":")
    trust_port, _colon, host = rest.partition(":")
    authority = authority_of(settings.DATA_DIR)
    if not trust_port or authority is None:
        return None
    return Site(lan_addresses(host or None), int(port), int(trust_port), fingerprint(authority))
