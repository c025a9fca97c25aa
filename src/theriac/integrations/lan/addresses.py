"""The addresses and names by which others in the network reach this machine."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import Path

INTERFACES, ROUTES = Path("/proc/net/fib_trie"), Path("/proc/net/route")
_LOCAL = re.compile(r"\|-- (\d+\.\d+\.\d+\.\d+)\n\s+/32 host LOCAL")
_ANYWHERE = "00000000"
ELSEWHERE = "192.0.2.1"
"""An address kept for documents: asking for the way there sends nothing."""
NETWORKS = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "192.0.2.0/24",
    "198.18.0.0/15",
)
"""No address of these is ever one of the public internet."""
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Addresses:
    """How this machine is reached: numbers first to last as a person should try them, and names."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """All of them, this machine's own last."""
        return (*self.numbers, *self.names, "localhost", "127.0.0.1")


def lan_addresses(only: str | None = None) -> Addresses:
    """The private addresses of this machine, the one towards its router first.

    ``only`` is the one address that the server listens at; None means all of them.
    """
    host = socket.gethostname().lower().removesuffix(".local")
    names = (host, f"{host}.local") if LABEL.fullmatch(host) else ()
    if only is not None:
        return Addresses((only,), names)
    found = [*_of_interfaces(), *_of_name(socket.gethostname())]
    numbers = dict.fromkeys(number for number in found if is_private(number))
    return Addresses(tuple(numbers), names)


def is_private(number: str) -> bool:
    """Whether this is an address of a local network, and not this machine's own loopback."""
    try:
        address = ipaddress.IPv4Address(number)
    except ValueError:
        return False
    return any(address in ipaddress.IPv4Network(network) for network in NETWORKS)


def _of_interfaces() -> list[str]:
    """Every address of every interface, where Linux tells them; elsewhere the one outward."""
    try:
        told = INTERFACES.read_text(encoding="ascii")
        routes = ROUTES.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return [_outward()]
    return in_order(sorted(set(_LOCAL.findall(told))), routes)


def in_order(numbers: list[str], routes: str) -> list[str]:
    """The addresses on the router's interface first: others are of virtual machines and the like.

    ``routes`` is what Linux tells in /proc/net/route.
    """
    rows = [line.split() for line in routes.splitlines()[1:]]
    outward = {row[0] for row in rows if row[1] == _ANYWHERE}
    near = [
        ipaddress.IPv4Network((_number(row[1]), str(_number(row[7]))))
        for row in rows
        if row[0] in outward and row[1] != _ANYWHERE
    ]
    return sorted(
        numbers, key=lambda number: not any(ipaddress.IPv4Address(number) in one for one in near)
    )


def _number(backwards: str) -> ipaddress.IPv4Address:
    """An address as Linux writes it there: eight digits, the last byte first."""
    return ipaddress.IPv4Address(bytes.fromhex(backwards)[::-1])


def _outward() -> str:
    """The address from which this machine would ask others; empty without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ELSEWHERE, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _of_name(name: str) -> list[str]:
    found: list[str] = []
    with contextlib.suppress(OSError, UnicodeError):
        found = [str(one[4][0]) for one in socket.getaddrinfo(name, None, socket.AF_INET)]
    return found
