"""A second step by a typed code, for programs that sign a person in."""

from __future__ import annotations

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from theriac.domains.accounts.models import User
from theriac.domains.accounts.problems import SecondStepMissing, SecondStepRefused
from theriac.domains.accounts.queries.factors import kinds_of_factor, lacks_factor


def require_second_step(user: User, code: str) -> None:
    """Raise unless the person needs no second step, or the code is one of theirs.

    SecondStepMissing where a role asks for one that isn't set up; SecondStepRefused, with
    ``needed`` when no code came, where it doesn't fit. Tries are limited as on the page.
    """
    kinds = kinds_of_factor(user.id)
    if not kinds:
        if lacks_factor(user.id):
            raise SecondStepMissing
        return
    if Authenticator.Type.TOTP not in kinds and not code:
        raise SecondStepRefused(
            _("Passkeys work in the browser. Send a recovery code, or set up an app there."),
            field="code",
            needed=True,
        )
    if not code:
        raise SecondStepRefused(field="code", needed=True)
    form = AuthenticateForm(user=user, data={"code": code})
    if not form.is_valid():
        told = " ".join(str(one) for one in form.errors.get("code", []))
        raise SecondStepRefused(told, field="code", needed=False)
