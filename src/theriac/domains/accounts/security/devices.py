"""Whether somebody who tries to sign in is on a device or at an address that the account knows.

So that a stranger's wrong passwords lock the stranger out and not the person (OWASP's device
cookies): tries from what an account knows are counted apart, each device for itself. A browser that
signed in keeps a random secret of its own in a cookie that lives for a year; the account knows it,
by its keyed hash, while a sign-in of the last ninety days names it, unless it was signed out from
elsewhere, as a stolen tablet is. An installation of a program is known by the id that it sends, an
address by such a sign-in from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.models import SignIn, TokenFamily
from theriac.domains.accounts.security.address import current_address, network_of
from theriac.domains.accounts.security.tries import Subject, known_place

COOKIE = "theriac_device"
LONGEST = 100
TRUSTED_ENDS = ("", "signed out")
"""How a program's sign-in may stand, going or ended by itself, and its installation be known."""
_device: ContextVar[UUID | None] = ContextVar("device", default=None)
_program: ContextVar[UUID | None] = ContextVar("program", default=None)


def device_of(secret: str) -> UUID | None:
    """The id by which a browser's secret is kept; None for a browser without one."""
    if not secret or len(secret) > LONGEST:
        return None
    return UUID(keyed_hash(f"device:{secret}")[:32], version=5)


@contextmanager
def from_device(request: HttpRequest) -> Iterator[None]:
    """Know the request's browser inside the block."""
    token = _device.set(device_of(request.COOKIES.get(COOKIE, "")))
    try:
        yield
    finally:
        _device.reset(token)


@contextmanager
def from_program(client_id: UUID) -> Iterator[None]:
    """Know the installation of a program that signs in inside the block."""
    token = _program.set(client_id)
    try:
        yield
    finally:
        _program.reset(token)


def device_at_sign_in(request: HttpRequest) -> UUID | None:
    """The browser that somebody just signed in with; a new secret goes out with the answer."""
    secret = request.COOKIES.get(COOKIE, "")
    known = device_of(secret)
    if known is None:
        secret = new_secret()
        request.new_device = secret  # type: ignore[attr-defined]
        known = device_of(secret)
    return known


def known_subject(name: str) -> Subject | None:
    """What a try for an account by its handle is counted under where it knows the device."""
    name = name.strip()
    program, device = _program.get(), _device.get()
    if program is not None:
        known = TokenFamily.objects.filter(user__handle__iexact=name, client_id=program)
        if known.filter(ended_why__in=TRUSTED_ENDS).order_by().exists():
            return known_place(name, f"program {program}")
    if device is not None and _trusted(name).filter(device=device).exists():
        return known_place(name, f"device {device}")
    network = network_of(current_address())
    addresses = _trusted(name).values_list("address", flat=True).distinct() if network else ()
    if any(network_of(one) == network for one in addresses):
        return known_place(name, f"address {network}")
    return None


def places_of(user_id: UUID, name: str) -> list[Subject]:
    """Every place of an account under which tries may be counted."""
    rows = SignIn.objects.filter(user_id=user_id).order_by()
    devices = rows.exclude(device=None).values_list("device", flat=True).distinct()
    networks = {network_of(one) for one in rows.values_list("address", flat=True).distinct()}
    programs = TokenFamily.objects.filter(user_id=user_id).order_by()
    return [
        *(known_place(name, f"device {one}") for one in devices),
        *(known_place(name, f"address {one}") for one in sorted(networks) if one),
        *(
            known_place(name, f"program {one}")
            for one in programs.values_list("client_id", flat=True).distinct()
        ),
    ]


def _trusted(name: str) -> QuerySet[SignIn]:
    """The account's sign-ins, but those of devices that were signed out from elsewhere."""
    mine = SignIn.objects.filter(user__handle__iexact=name, user__is_active=True).order_by()
    return mine.filter(is_trusted=True)
