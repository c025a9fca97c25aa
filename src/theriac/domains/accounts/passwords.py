"""The password policy: long, not common, no words of the place (OWASP ASVS 5.0, 6.2.1-6.2.12).

A password that somebody else set is for one sign-in: it opens only the page where the person
chooses their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from theriac.domains.accounts.ports import customer_book
from theriac.domains.accounts.problems import PasswordGiven, WeakPassword

if TYPE_CHECKING:
    from theriac.domains.accounts.models import User

Renewal = Callable[[UUID, str, str], str]
"""Of whom, the hash that a password fitted, the password; the hash that counts from now on."""

_renewals: list[Renewal] = []
CONTEXT_WORDS = ("theriac", "apotek", "apotik", "pharmacy", "farmasi", "chemist", "medicine")


class ContextWordsValidator:
    """Refuses passwords that are little more than a word of the trade."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when a context word makes up most of the password."""
        lowered = password.lower()
        for word in CONTEXT_WORDS:
            if word in lowered and len(lowered.replace(word, "")) < len(word):
                raise ValidationError(
                    _("“%(word)s” is easy to guess. Choose other words.") % {"word": word},
                    code="password_context_word",
                )

    def get_help_text(self) -> str:
        """What people are told beside the field."""
        return _("Use words that aren't related to the pharmacy.")


def register_hash_renewal(renewal: Renewal) -> None:
    """Let a command hash anew what was hashed at a lower cost than today's; the last one counts."""
    _renewals[:] = [renewal]


def renewed_hash(user_id: UUID, seen: str, password: str) -> str:
    """The hash that counts from now on for a password that fitted ``seen``."""
    return _renewals[0](user_id, seen, password)


def check_new_password(password: str, person: User) -> None:
    """Raise WeakPassword with the policy's sentences."""
    try:
        validate_password(password, person)
    except ValidationError as problem:
        raise WeakPassword(" ".join(problem.messages), field="password") from problem


def check_newcomers_password(password: str, name: str, email: str) -> None:
    """The same for somebody who has no account yet. Raises WeakPassword."""
    check_new_password(password, get_user_model()(name=name, email=email))


def named_for_policy(user: User) -> User:
    """Whom a password must not resemble: a customer as they are, everybody else's own row."""
    contact = customer_book().contact_of(user.id) if user.kind == user.Kind.CUSTOMER else None
    if contact is None:
        return user
    return get_user_model()(id=user.id, name=contact.name, email=contact.email)


def refuse_given_password(user: User, password: str) -> None:
    """Raise ValidationError when a person's own choice is the password that they were given."""
    if user.must_change_password and user.check_password(password):
        raise ValidationError(
            _("You were given this password. Choose your own."),
            code="password_given",
        )


def require_own_password(user: User) -> None:
    """Raise PasswordGiven while the person hasn't chosen a password of their own."""
    if user.must_change_password:
        raise PasswordGiven(
            _(
                "This password was set by another person. Sign in to the back office with it "
                "and choose your own. Then sign in here."
            ),
            field="password",
        )
