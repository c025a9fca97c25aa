"""Registering, pairing, renaming and revoking terminals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.sealing.signatures import is_public_key
from theriac.core.secrets import keyed_hash, new_readable_code, new_secret
from theriac.countries.base import CountryProfile
from theriac.countries.documents import SeriesTooLong, UnfitCode
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.models import Branch, DeviceKey, PairingCode, Terminal
from theriac.domains.organisation.permissions import MANAGE_TERMINALS
from theriac.domains.organisation.problems import CodeTaken, DeviceHasNoKey, PairingCodeUnknown

PAIRING_MINUTES = 15
PAIRING_LENGTH = 8


@dataclass(frozen=True, slots=True)
class PairedTerminal:
    """A device just paired, with the secret that it alone keeps."""

    terminal_id: TerminalId
    branch_id: BranchId
    secret: str


@dataclass(frozen=True, slots=True)
class FirstPairing:
    """A pairing code, and what its terminal is called."""

    code: str
    name: str


@command(
    name="organisation.register_terminal",
    done=gettext_lazy("Registered a terminal"),
    permission=MANAGE_TERMINALS,
)
def register_terminal(
    *, actor: Actor, branch_id: BranchId, code: str, name: str, kind: str = "counter"
) -> TerminalId:
    """Add a terminal to a branch; its code is unique there and part of its numbers.

    Raises CodeTaken, and Unprocessable for a code that can't stand in a document number, leaves
    no room for one, or gives the numbers of another terminal.
    """
    code = code.strip().upper()
    if Terminal.objects.filter(branch_id=branch_id, code=code).exists():
        raise CodeTaken(
            _("Another terminal of this branch already uses the code %(code)s.") % {"code": code},
            field="code",
        )
    _check_numbers(Branch.objects.select_related("pharmacy").get(id=branch_id), code)
    terminal = Terminal.objects.create(
        id=current_unit().effect_id, branch_id=branch_id, code=code, name=name, kind=kind
    )
    current_unit().record("organisation.terminal", terminal.id, facts={"code": code})
    return TerminalId(terminal.id)


@command(
    name="organisation.issue_pairing_code",
    done=gettext_lazy("Created a pairing code"),
    permission=MANAGE_TERMINALS,
)
def issue_pairing_code(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, without_key: bool = False
) -> str:
    """A code that pairs one device with this terminal once, within 15 minutes.

    Earlier codes of the terminal pair nothing from now on: a request with one of them that comes
    late, over a slow network, would shut the device out that was paired since.
    ``without_key``: also one that can't sign what it sends, such as a browser over plain HTTP.
    Raises Unprocessable for a program's terminal, whose numbers the server takes.
    """
    terminal = _terminal(branch_id, terminal_id)
    if terminal.kind != Terminal.Kind.COUNTER:
        raise Unprocessable(_("A program signs in with an API key and doesn't need pairing."))
    PairingCode.objects.filter(terminal=terminal, used_at=None).update(used_at=clock.now())
    code = new_readable_code(PAIRING_LENGTH)
    PairingCode.objects.create(
        id=new_id(),
        terminal=terminal,
        code_hash=keyed_hash(code),
        expires_at=clock.now() + timedelta(minutes=PAIRING_MINUTES),
        without_key=without_key,
    )
    facts = {"without_key": True} if without_key else {}
    current_unit().record("organisation.terminal", terminal.id, reason="pairing code", facts=facts)
    return code


@command(
    name="organisation.issue_first_pairing_code",
    done=gettext_lazy("Made the first pairing code"),
    system_only=True,
)
def issue_first_pairing_code(*, actor: Actor) -> FirstPairing:
    """A code for the counter that was registered first, while no device was ever paired here.

    Raises NotFound once one was, while a code waits for its device, and where there is no counter.
    """
    counters = list(
        Terminal.objects.select_for_update().filter(kind=Terminal.Kind.COUNTER).order_by("id")
    )
    waiting = PairingCode.objects.filter(used_at=None, expires_at__gte=clock.now())
    if not counters or any(one.paired_at for one in counters) or waiting.exists():
        raise NotFound(_("Ask a manager for a pairing code and pair this device."))
    first = counters[0]
    code = issue_pairing_code(
        actor=actor, branch_id=BranchId(first.branch_id), terminal_id=TerminalId(first.id)
    )
    return FirstPairing(code, first.name)


@command(name="organisation.pair_terminal", done=gettext_lazy("Paired a device"))
def pair_terminal(*, actor: Actor, code: str, public_key: str) -> PairedTerminal:
    """Pair the device that presents a valid code; an earlier device of the terminal is out.

    What it sends from now on is signed by the holder of ``public_key``. Spaces and hyphens in the
    code don't count: it is shown and read out in groups. Raises PairingCodeUnknown for a wrong,
    used or old code, DeviceHasNoKey for "" where the code doesn't allow that, and Unprocessable for
    what is no key; the code can then be used once more.
    """
    plain = re.sub(r"[\s-]", "", code).upper()
    pairing = (
        PairingCode.objects.select_for_update()
        .filter(code_hash=keyed_hash(plain), used_at=None)
        .first()
    )
    if pairing is None or pairing.expires_at < clock.now():
        raise PairingCodeUnknown(
            _("This code is wrong, already used or older than 15 minutes. Create a new one."),
            field="code",
        )
    if public_key and not is_public_key(public_key):
        raise Unprocessable(_("The key of this device can't be read. Reload the counter."))
    if not public_key and not pairing.without_key:
        raise DeviceHasNoKey(
            _(
                "The browser can't store a key at this address. Open the counter at its "
                "https address, or ask a manager for a code for a device without HTTPS."
            ),
            field="code",
        )
    secret = new_secret()
    pairing.used_at = clock.now()
    pairing.save(update_fields=["used_at"])
    terminal = pairing.terminal
    terminal.secret_hash = keyed_hash(secret)
    terminal.public_key = public_key
    terminal.paired_at = clock.now()
    terminal.revoked_at = None
    keep(terminal, "secret_hash", "public_key", "paired_at", "revoked_at")
    if public_key:
        key = DeviceKey(
            id=new_id(), terminal=terminal, public_key=public_key, recorded_at=clock.now()
        )
        insert_if_absent(DeviceKey, key)
    current_unit().record(
        "organisation.terminal",
        terminal.id,
        reason="paired",
        facts={"public_key": public_key},
        branch_id=terminal.branch_id,
    )
    return PairedTerminal(TerminalId(terminal.id), BranchId(terminal.branch_id), secret)


@command(
    name="organisation.revoke_terminal",
    done=gettext_lazy("Revoked a terminal"),
    permission=MANAGE_TERMINALS,
)
def revoke_terminal(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, reason: str
) -> None:
    """Shut a device out; what it still pushes goes to quarantine. The secret stays known."""
    terminal = _terminal(branch_id, terminal_id)
    terminal.revoked_at = clock.now()
    keep(terminal, "revoked_at")
    current_unit().record("organisation.terminal", terminal.id, reason=reason or "revoked")


@command(
    name="organisation.rename_terminal",
    done=gettext_lazy("Renamed a terminal"),
    permission=MANAGE_TERMINALS,
)
def rename_terminal(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, name: str
) -> None:
    """Give a terminal another name; its code and numbers stay."""
    terminal = _terminal(branch_id, terminal_id)
    before, terminal.name = terminal.name, name
    keep(terminal, "name")
    facts = {"before": {"name": before}, "after": {"name": name}}
    current_unit().record("organisation.terminal", terminal.id, reason="renamed", facts=facts)


@command(name="organisation.note_clock", done=gettext_lazy("Recorded a device's clock"))
def note_clock(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, skew_seconds: int
) -> None:
    """Keep how far a device's clock is off, above zero when it is ahead; 0 when it is right again.

    Nobody edits it, so that no version changes.
    """
    terminal = _terminal(branch_id, terminal_id)
    terminal.clock_skew_seconds = skew_seconds
    terminal.save(update_fields=["clock_skew_seconds"])
    facts = {"skew_seconds": skew_seconds}
    current_unit().record("organisation.terminal", terminal.id, reason="clock", facts=facts)


def _check_numbers(branch: Branch, code: str) -> None:
    """Raise Unprocessable or CodeTaken at ``code`` unless its numbers are possible and its own."""
    profile = profile_for(branch.pharmacy.country)
    try:
        prefix = _prefix(profile, branch, code)
    except SeriesTooLong:
        raise Unprocessable(
            _("With branch %(branch)s, this code is too long for a number. Enter a shorter one.")
            % {"branch": branch.code},
            field="code",
        ) from None
    except UnfitCode:
        raise Unprocessable(
            _(
                "This code can't be used in numbers. Use letters and digits and end with a "
                "digit, for example K1."
            ),
            field="code",
        ) from None
    others = Terminal.objects.filter(branch__pharmacy=branch.pharmacy).select_related("branch")
    for other in others.exclude(branch=branch):
        try:
            taken = _prefix(profile, other.branch, other.code) == prefix
        except (SeriesTooLong, UnfitCode):
            continue
        if taken:
            raise CodeTaken(
                _("%(name)s in %(branch)s already uses these numbers. Choose another code.")
                % {"name": other.name, "branch": other.branch.name},
                field="code",
            )


def _prefix(profile: CountryProfile, branch: Branch, code: str) -> str:
    return profile.series_prefix(branch.code, code, clock.today(branch.time_zone))


def _terminal(branch_id: BranchId, terminal_id: TerminalId) -> Terminal:
    terminal = (
        Terminal.objects.select_for_update().filter(id=terminal_id, branch_id=branch_id).first()
    )
    if terminal is None:
        raise NotFound(_("This terminal belongs to another branch."))
    return terminal
