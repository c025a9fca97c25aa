"""A session keeps how somebody signed in, without the name or address that they typed for it."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import authentication_step_completed
from django.http import HttpRequest

TYPED = ("username", "email", "phone")


def without_names(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps of a sign-in without what was typed as a name."""
    return [{key: one[key] for key in one if key not in TYPED} for one in records]


def forget_typed(*, request: HttpRequest, **_signal: Any) -> None:
    """Allauth notes the typed name with each step; nothing here reads it."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = without_names(records)


authentication_step_completed.connect(forget_typed, dispatch_uid="accounts.forget_typed")
