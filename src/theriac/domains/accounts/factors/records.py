"""Records of what people do with their second steps; allauth tells of it by signals."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals

from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.factors import record_factor
from theriac.domains.accounts.queries.actors import actor_of_account
from theriac.domains.accounts.security.events import SecurityEventKind, note


def _record(user: Any, authenticator: Any, what: str) -> None:
    """By the person, or by the system where somebody isn't in yet."""
    actor = None if what == "refused" else actor_of_account(user.pk)
    record_factor(actor=actor or SYSTEM, user_id=user.pk, kind=str(authenticator.type), what=what)


def added(*, user: Any, authenticator: Any, **_signal: Any) -> None:
    """An app, a passkey or recovery codes were set up."""
    _record(user, authenticator, "added")


def removed(*, user: Any, authenticator: Any, **_signal: Any) -> None:
    """One was removed by its owner."""
    _record(user, authenticator, "removed")


def renewed(*, user: Any, authenticator: Any, **_signal: Any) -> None:
    """Recovery codes were made anew."""
    _record(user, authenticator, "renewed")


def refused(*, user: Any, authenticator: Any, **_signal: Any) -> None:
    """A code didn't fit."""
    _record(user, authenticator, "refused")
    note(SecurityEventKind.SECOND_STEP_REFUSED, user_id=user.pk)


def follow() -> None:
    """Hear what allauth tells."""
    for signal, reaction in (
        (signals.authenticator_added, added),
        (signals.authenticator_removed, removed),
        (signals.authenticator_reset, renewed),
        (signals.authentication_failed, refused),
    ):
        signal.connect(reaction, dispatch_uid=f"accounts.factor.{reaction.__name__}")
