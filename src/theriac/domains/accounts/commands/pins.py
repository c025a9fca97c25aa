"""Setting a person's PIN for counters, and trying one: five wrong tries lock it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.domains.accounts.models import CounterPin
from theriac.domains.accounts.problems import WeakPin

TRIES = 5
_FORM = re.compile(r"\d{6}", re.ASCII)
_RUN = "01234567890123456789"


class PinState(StrEnum):
    """How a try ended."""

    FITS = "fits"
    WRONG = "wrong"
    LOCKED = "locked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PinTried:
    """How a try ended, and how many are left."""

    state: PinState
    left: int = 0


@command(name="accounts.set_pin", done=gettext_lazy("Set a PIN"))
def set_pin(*, actor: Actor, pin: str) -> None:
    """Keep the actor's own PIN: six digits that aren't a run or a repetition. Raises WeakPin."""
    require_fit(pin)
    row = CounterPin.objects.select_for_update().filter(user_id=actor.id).first()
    row = row or CounterPin(id=new_id(), user_id=actor.id)
    row.pin_hash, row.failed, row.set_at = make_password(pin), 0, clock.now()
    row.save()
    current_unit().record("accounts.counter_pin", actor.id, reason="set")


@command(name="accounts.remove_pin", done=gettext_lazy("Removed a PIN"))
def remove_pin(*, actor: Actor) -> None:
    """The actor takes over a counter by password only."""
    CounterPin.objects.filter(user_id=actor.id).delete()
    current_unit().record("accounts.counter_pin", actor.id, reason="removed")


@command(name="accounts.try_pin", done=gettext_lazy("Entered a PIN at a counter"))
def try_pin(*, actor: Actor, user_id: UUID, pin: str) -> PinTried:
    """Whether a PIN typed at a terminal (the actor) is this person's; a wrong one counts.

    Counted under a lock on its row, so that tries side by side are counted each.
    """
    row = CounterPin.objects.select_for_update().filter(user_id=user_id).first()
    tried = _tried(row, pin)
    reason = tried.state.value
    current_unit().record("accounts.counter_pin", user_id, reason=reason)
    return tried


@command(name="accounts.unlock_pin", done=gettext_lazy("Unlocked a PIN with the password"))
def unlock_pin(*, actor: Actor) -> None:
    """The actor showed their password: tries of their PIN begin anew."""
    CounterPin.objects.filter(user_id=actor.id).update(failed=0)
    current_unit().record("accounts.counter_pin", actor.id, reason="unlocked")


def _tried(row: CounterPin | None, pin: str) -> PinTried:
    if row is None:
        return PinTried(PinState.NONE)
    if row.failed >= TRIES:
        return PinTried(PinState.LOCKED)
    fits = check_password(pin, row.pin_hash)
    failed = 0 if fits else row.failed + 1
    if failed != row.failed:
        row.failed = failed
        row.save(update_fields=["failed"])
    if fits:
        return PinTried(PinState.FITS, TRIES)
    return PinTried(PinState.WRONG if failed < TRIES else PinState.LOCKED, TRIES - failed)


def require_fit(pin: str) -> None:
    """Raise WeakPin for what isn't six digits or is the first that anybody tries."""
    if not _FORM.fullmatch(pin):
        raise WeakPin(_("A PIN has six digits."), field="pin")
    repeats = any(pin == pin[:size] * (6 // size) for size in (1, 2, 3))
    if repeats or pin in _RUN or pin in _RUN[::-1]:
        raise WeakPin(_("This PIN is too easy to guess. Choose other digits."), field="pin")
