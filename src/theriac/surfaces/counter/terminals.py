"""The terminal behind a request: its secret in a cookie, what it may read, its language."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core.actor import Actor, ActorKind
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.organisation.problems import TerminalNotPaired
from theriac.domains.organisation.queries.device_keys import SignedFor, is_signed_by
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.organisation.queries.terminals import find_terminal_by_secret
from theriac.domains.stock.permissions import VIEW_STOCK

COOKIE = "theriac_terminal"
COOKIE_SECONDS = 400 * 24 * 3600
"""As long as browsers keep a cookie; renewed at each sign-in."""

SIGNATURE = "X-Theriac-Signature"

READS = frozenset({VIEW_CATALOG.code, VIEW_STOCK.code})


@dataclass(frozen=True, slots=True)
class PairedDevice:
    """A device that holds a terminal's secret, revoked or not."""

    secret: str
    name: str
    actor: Actor
    point: SellingPoint
    clock_skew_seconds: int = 0
    public_key: str = ""


def paired_device(request: HttpRequest, *, even_revoked: bool = False) -> PairedDevice:
    """The device that asks. Raises TerminalNotPaired for unknown and revoked ones."""
    secret = request.COOKIES.get(COOKIE, "")
    terminal = find_terminal_by_secret(secret) if secret else None
    point = get_selling_point(terminal.id) if terminal else None
    if terminal is None or point is None or (point.terminal_revoked and not even_revoked):
        raise TerminalNotPaired(_("Ask a manager for a pairing code and pair this device."))
    actor = Actor(
        kind=ActorKind.TERMINAL,
        id=terminal.id,
        name=terminal.name,
        branch_id=point.branch_id,
        terminal_id=terminal.id,
        grants={point.branch_id: READS},
    )
    return PairedDevice(
        secret, terminal.name, actor, point, terminal.clock_skew_seconds, terminal.public_key
    )


def has_signed(device: PairedDevice, purpose: SignedFor, request: HttpRequest) -> bool:
    """Whether the request's body is signed by the device's own key, where it has one."""
    signature = request.headers.get(SIGNATURE, "")
    return is_signed_by(device.public_key, purpose, request.body, signature)


def pairing_of(device: PairedDevice) -> str:
    """What names the device's pairing and tells nothing of its secret: another at each pairing."""
    secret = sha256(device.secret.encode()).hexdigest()[:32]
    return f"{device.point.terminal_id}:{secret}"


def keep_secret(response: HttpResponse, secret: str) -> None:
    """Let the device keep its secret, out of its scripts' reach."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=COOKIE_SECONDS,
        path="/counter/",
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
