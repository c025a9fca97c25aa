"""A second step by a typed code: counted as passwords are, on pages and for programs alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from theriac.domains.accounts.models import User
from theriac.domains.accounts.problems import SecondStepMissing, SecondStepRefused, TooManyTries
from theriac.domains.accounts.queries.factors import kinds_of_factor, lacks_factor
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.events import SecurityEventKind, note


@contextmanager
def counted_code(user_id: UUID) -> Iterator[None]:
    """A try of a code, forgiven where nothing is raised inside. Raises TooManyTries.

    Each lock that follows another is longer, and the account's security events tell of it.
    """
    taken = tries.take_try(tries.code(user_id))
    try:
        yield
    except Exception:
        if taken.locking:
            note(SecurityEventKind.ACCOUNT_LOCKED, user_id=user_id)
        raise
    tries.forgive(taken)


class CountedCode:
    """Makes a form of allauth's count its code here; the answer says 429 and when again."""

    user: User

    def clean_code(self) -> str:
        """The code, one of theirs. Raises ValidationError."""
        form: Any = super()
        try:
            with counted_code(self.user.id):
                return str(form.clean_code())
        except TooManyTries as problem:
            context.request.retry_after = problem.facts["retry_after"]
            raise ValidationError(str(problem.detail), code="too_many_login_attempts") from problem


def require_second_step(user: User, code: str) -> None:
    """Raise unless the person needs no second step, or the code is one of theirs.

    SecondStepMissing where a role asks for one that isn't set up; SecondStepRefused, with
    ``needed`` when no code came, where it doesn't fit; TooManyTries.
    """
    kinds = kinds_of_factor(user.id)
    if not kinds:
        if lacks_factor(user.id):
            raise SecondStepMissing
        return
    if Authenticator.Type.TOTP not in kinds and not code:
        raise SecondStepRefused(
            _(
                "Passkeys work only in a browser. Send a recovery code, or set up an "
                "authenticator app in the browser."
            ),
            field="code",
            needed=True,
        )
    if not code:
        raise SecondStepRefused(field="code", needed=True)
    with counted_code(user.id):
        form = AuthenticateForm(user=user, data={"code": code})
        if not form.is_valid():
            told = " ".join(str(one) for one in form.errors.get("code", []))
            raise SecondStepRefused(told, field="code", needed=False)
