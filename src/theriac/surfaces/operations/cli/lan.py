"""``--lan``: HTTPS for the other devices of the pharmacy's network, and how they come to trust it.

The certificate is made before anything listens. Every minute the supervisor looks whether the
addresses changed or the certificate nears its end; then the web server starts anew with another.
"""

from __future__ import annotations

import argparse
import ssl
import sys
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from theriac.config.env import Environment
from theriac.integrations.lan.addresses import Addresses, is_private, lan_addresses
from theriac.integrations.lan.authority import (
    authority_of,
    fingerprint,
    needs_renewal,
    server_certificate,
)
from theriac.integrations.lan.qr import in_characters
from theriac.surfaces.operations.cli.subcommand import Refusal, port_argument
from theriac.surfaces.operations.server.supervisor import check_port

VARIABLE = "THERIAC_LAN"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (--lan is asked for)
HTTP_PORT, HTTPS_PORT, TRUST_PORT = 8000, 8443, 8080


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """Where the server listens."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """As a browser opens it without --lan."""
        return f"http://{self.host}:{self.port}/"


@dataclass(frozen=True, slots=True)
class Lan:
    """What --lan asks for: whose certificate, for which address, and the port of the trust page."""

    data: Path
    only: str | None
    trust_port: int

    def variable(self, port: int) -> str:
        """What the children are told: ports, and the one address where there is only one."""
        return f"{port}:{self.trust_port}" + (f":{self.only}" if self.only else "")

    def is_stale(self) -> bool:
        """Whether the certificate is no longer the one that should be served."""
        return needs_renewal(self.data, lan_addresses(self.only))

    def trusted(self) -> ssl.SSLContext:
        """A context that trusts our authority and no other."""
        authority = authority_of(self.data)
        if authority is None:
            raise LookupError("the authority's certificate is gone")
        return ssl.create_default_context(cadata=authority.public_bytes(Encoding.DER))

    def sentences(self, port: int) -> list[str]:
        """Addresses, the code to scan, and the fingerprint to compare."""
        addresses = lan_addresses(self.only)
        authority = authority_of(self.data)
        trust = f"http://{addresses.hosts[0]}:{self.trust_port}/trust/"
        lines = ["", "Theriac serves at"]
        lines += [f"  https://{host}:{port}/" for host in addresses.hosts]
        if not addresses.numbers:
            lines.append("No network was found: only this machine reaches it.")
        lines += ["", f"A phone or a second terminal begins here: {trust}", in_characters(trust)]
        if authority is not None:
            lines += [
                "There it downloads this pharmacy's certificate. Its fingerprint must be:",
                f"  {fingerprint(authority)}",
            ]
        return [*lines, ""]


def configure_lan(parser: argparse.ArgumentParser) -> None:
    """The options --lan and --trust-port."""
    parser.add_argument(
        "--lan", action="store_true", help="HTTPS for the other devices of the local network"
    )
    parser.add_argument(
        "--trust-port",
        type=port_argument,
        default=TRUST_PORT,
        metavar="PORT",
        help="with --lan: plain port of the page that helps a device to trust it (8080)",
    )


def place_of(options: argparse.Namespace) -> ListenAddress:
    """Where to listen: this machine alone, or with --lan every address."""
    host = options.host or (EVERYWHERE[0] if options.lan else "127.0.0.1")
    return ListenAddress(host, options.port or (HTTPS_PORT if options.lan else HTTP_PORT))


def lan_of(
    options: argparse.Namespace, data: Path, *, check: Callable[[str, int], None] = check_port
) -> Lan | None:
    """The terms of --lan, with the certificate made; None without it.

    Raises Refusal where it can't be served, and PortTaken.
    """
    if not options.lan:
        return None
    if sys.platform == "win32":
        raise Refusal(
            "--lan needs a server that speaks HTTPS, and the one for Windows doesn't. Run Theriac "
            "on Linux or macOS for that, or put a proxy with HTTPS in front (docs/operations.md)."
        )
    only = options.host if options.host and options.host not in EVERYWHERE else None
    if only and not is_private(only) and not only.startswith("127."):
        raise Refusal(
            f"{only} is no address of a local network, and --lan certifies no other. Leave --host "
            "out, or put a proxy with a public certificate in front (docs/operations.md)."
        )
    place = place_of(options)
    check(place.host, place.port)
    check(place.host, options.trust_port)
    if place.port == options.trust_port:
        raise Refusal("The page of trust needs a port of its own. Name another: --trust-port")
    lan = Lan(data, only, options.trust_port)
    server_certificate(data, lan_addresses(only))
    return lan


def prepare_lan(environment: Environment, environ: MutableMapping[str, str]) -> Path | None:
    """Make the web server's certificate and let it answer to its addresses; None without --lan."""
    told = str(environment[VARIABLE])
    if not told:
        return None
    addresses = _told_addresses(told)
    hosts = dict.fromkeys((*environment["THERIAC_ALLOWED_HOSTS"], *addresses.hosts))
    environ["THERIAC_ALLOWED_HOSTS"] = ",".join(hosts)
    environ["THERIAC_HTTPS"] = "yes"
    return server_certificate(environment["THERIAC_DATA"], addresses)


def _told_addresses(told: str) -> Addresses:
    """The addresses by the variable: of the one host that it names, or all."""
    parts = told.split(":", 2)
    return lan_addresses(parts[2] if len(parts) > 2 else None)
