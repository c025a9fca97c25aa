"""Where a call may go: public addresses, and what the operator allows by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"https": 443, "http": 80}
TRANSLATED = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2001::/32"),
    ipaddress.ip_network("2002::/16"),
)
"""IPv6 networks whose addresses lead to IPv4 ones, private ones among them."""


class OutgoingRefused(Exception):
    """The call isn't made, or its answer isn't taken; the text says why, without what was sent."""


def is_public(address: Address) -> bool:
    """Whether an address is of the public network, and leads nowhere else."""
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(inner)
    translated = any(address.version == net.version and address in net for net in TRANSLATED)
    return address.is_global and not address.is_multicast and not translated


def checked(url: str, allowed: Collection[str]) -> SplitResult:
    """The parts of an address that may be called. Raises OutgoingRefused.

    HTTPS only, without a name and password in it; ``host:port`` of ``allowed`` may be HTTP.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise OutgoingRefused("The address can't be read") from None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise OutgoingRefused("The address isn't one of HTTPS")
    if any(character <= " " or character == "\x7f" for character in url):
        raise OutgoingRefused("The address holds a character that none may hold")
    if parts.scheme != "https" and f"{parts.hostname}:{port or 80}" not in allowed:
        raise OutgoingRefused(f"{parts.hostname} is asked over HTTPS alone")
    return parts


def resolved(host: str, port: int, allowed: Collection[str]) -> str:
    """The address to connect to, looked up once. Raises OutgoingRefused.

    Refused as a whole where one of a name's addresses isn't public, unless ``host:port`` is
    allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise OutgoingRefused(f"{host} has no address") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if f"{host}:{port}" not in allowed:
        for text in addresses:
            if not is_public(ipaddress.ip_address(text.partition("%")[0])):
                raise OutgoingRefused(f"{host} leads into a network that isn't public")
    return addresses[0]
