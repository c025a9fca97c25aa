"""Pairing: a code from the back office makes a device a terminal."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.problems import NotFound
from theriac.domains.accounts.commands.security import note_terminal
from theriac.domains.accounts.security.address import current_address, is_from_this_machine
from theriac.domains.accounts.security.events import SecurityEventKind
from theriac.domains.accounts.security.tries import address, forgive, take_try
from theriac.domains.organisation.commands.sealing_keys import ensure_sealing_key
from theriac.domains.organisation.commands.terminals import (
    PairedTerminal,
    issue_first_pairing_code,
    pair_terminal,
    rename_terminal,
)
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.numbering import open_needed
from theriac.surfaces.counter.terminals import keep_secret
from theriac.surfaces.counter.wire.pairing import (
    BranchOut,
    FirstPairingOut,
    PairingIn,
    PairingOut,
    TerminalOut,
)

OWN_NAMES = ("localhost", "127.0.0.1", "::1")
"""What a browser calls the machine that it runs on."""
LARGEST_PAIRING = 4_000
"""Bytes that anybody may send who isn't paired yet."""


@endpoint("POST", most=LARGEST_PAIRING)
def pair(request: HttpRequest) -> HttpResponse:
    """Pair the device, open series of its own, and hand it its secret."""
    asked = read_body(request, PairingIn)
    paired = _paired(asked)
    name = asked.device_name.strip()
    rename_terminal(
        actor=SYSTEM, branch_id=paired.branch_id, terminal_id=paired.terminal_id, name=name
    )
    actor = Actor(
        kind=ActorKind.TERMINAL,
        id=paired.terminal_id,
        name=name,
        branch_id=paired.branch_id,
        terminal_id=paired.terminal_id,
    )
    terminal, point = get_terminal(paired.terminal_id), get_selling_point(paired.terminal_id)
    if terminal is None or point is None:
        raise LookupError(f"terminal {paired.terminal_id} vanished while it was paired")
    ensure_sealing_key(actor=SYSTEM, branch_id=paired.branch_id)
    note_terminal(
        actor=actor,
        kind=SecurityEventKind.TERMINAL_PAIRED,
        branch_id=paired.branch_id,
        terminal_id=paired.terminal_id,
    )
    answer = answer_with(
        PairingOut(
            terminal=TerminalOut(id=terminal.id, code=terminal.code, name=name),
            branch=BranchOut(id=point.branch_id, code=point.branch_code, name=point.branch_name),
            series=open_needed(actor, point, anew=True),
        )
    )
    keep_secret(answer, paired.secret)
    return answer


@endpoint("POST", most=LARGEST_PAIRING)
def first_pairing(request: HttpRequest) -> HttpResponse:
    """A pairing code without a manager: once, in a demo, for a browser on this very machine.

    Another site's page can't ask: it may not send the counter's header, and one whose name was
    bent to this machine (DNS rebinding) asks at its own name. Raises NotFound for everybody else.
    """
    host = urlsplit(f"//{request.get_host()}").hostname
    if not settings.DEMO or not is_from_this_machine(request) or host not in OWN_NAMES:
        raise NotFound(_("Ask a manager for a pairing code and pair this device."))
    first = issue_first_pairing_code(actor=SYSTEM)
    return answer_with(FirstPairingOut(code=first.code, device_name=first.name))


def _paired(asked: PairingIn) -> PairedTerminal:
    """Pair by the code. Raises what ``pair_terminal`` raises, and TooManyTries for who guesses."""
    taken = take_try(address(current_address(), "pairing"))
    paired = pair_terminal(actor=SYSTEM, code=asked.code, public_key=asked.public_key)
    forgive(taken)
    return paired
