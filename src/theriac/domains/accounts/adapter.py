"""How allauth behaves here: staff are added by their pharmacy, customers sign in by address."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.people import choose_password
from theriac.domains.accounts.models import User
from theriac.domains.accounts.passwords import named_for_policy, refuse_given_password
from theriac.domains.accounts.problems import TooManyTries
from theriac.domains.accounts.queries.actors import actor_of_account
from theriac.domains.accounts.security import password_sign_in, tries

_SIGN_IN_REFUSED = _("Wrong name or password. Try again, or ask the owner for a new password.")


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No registration of allauth's; refusals in the house's words."""

    _taken: tries.TakenTry

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the owner to reopen it."),
        "email_password_mismatch": _SIGN_IN_REFUSED,
        "username_password_mismatch": _SIGN_IN_REFUSED,
        "invalid_login": _SIGN_IN_REFUSED,
        "enter_current_password": _("This isn’t your current password. Enter it again."),
        "incorrect_password": _("This isn’t your password. Enter it again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """allauth's, with the handle of the account in place of what was typed."""
        if typed := str(credentials.get("username") or ""):
            credentials["username"] = password_sign_in.name_of_account(typed)
        return super().authenticate(request, **credentials)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Take a try, instead of allauth's count in a process of its own.

        Raises ValidationError when there is none left; the answer then says 429 and when again.
        """
        try:
            self._taken = password_sign_in.begin(credentials)
        except TooManyTries as problem:
            request.retry_after = problem.facts["retry_after"]  # type: ignore[attr-defined]
            raise ValidationError(str(problem.detail), code="too_many_login_attempts") from problem

    def _rollback_login_failed_rl_usage(self) -> None:
        """The sign-in succeeded."""
        tries.forgive(self._taken)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record it, and a lock that it brought."""
        password_sign_in.fail(self._taken, credentials)

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """The policy's, and not the one that somebody else set. Raises ValidationError."""
        named = named_for_policy(user) if isinstance(user, User) else user
        cleaned = str(super().clean_password(password, named))
        if isinstance(user, User):
            refuse_given_password(user, cleaned)
        return cleaned

    def set_password(self, user: User, password: str) -> None:
        """Keep a person's own choice through the command, so that the trail has it."""
        actor = actor_of_account(user.id)
        if actor is None:
            raise NotPermitted
        choose_password(actor=actor, password=password)
        user.refresh_from_db(fields=["password", "must_change_password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Not by allauth's own page: staff are invited, customers register by the house's."""
        return False
