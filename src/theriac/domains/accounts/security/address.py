"""Where a request comes from, for what is counted and recorded while it is answered."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

IPV6_NETWORK = 64
"""A household or an office has a whole network of this size to itself."""

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
_address: ContextVar[str] = ContextVar("address", default="")


def current_address() -> str:
    """The address of the request that is answered; empty outside one."""
    return _address.get()


@contextmanager
def from_address(request: HttpRequest) -> Iterator[None]:
    """Know the request's address inside the block.

    Behind a proxy (THERIAC_TRUSTED_ORIGINS) it is what the proxy says, never what a client does.
    """
    try:
        told = get_client_ip(request) or ""
    except ImproperlyConfigured:
        told = request.META.get("REMOTE_ADDR", "")
    token = _address.set(told[:45])
    try:
        yield
    finally:
        _address.reset(token)


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether a program on this machine asks, and no proxy here hands on what another asked."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def network_of(address: str) -> str:
    """What is counted as one: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.IPv6Network((found, IPV6_NETWORK), strict=False).network_address)
