"""Hashing anew: names under the newest key, passwords at today's cost."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.problems import Erased
from theriac.domains.accounts.commands.people import locked_person
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_account
from theriac.domains.accounts.queries.people import staff
from theriac.domains.accounts.security.name_hashes import MAIL, SIGN_IN, token_of

AT_ONCE = 25


@command(name="accounts.renew_name_tokens", done=_("Updated the name hashes"), system_only=True)
def renew_name_tokens(*, actor: Actor, user_ids: Sequence[UUID]) -> int:
    """Hash these people's sign-in names and addresses under the newest key; how many needed it."""
    done = 0
    for person in staff().select_for_update().filter(id__in=user_ids).order_by("id"):
        done += _renew(person)
    unit = current_unit()
    unit.record("accounts.person", unit.effect_id, reason="hashes", facts={"renewed": done})
    return done


def renew_all() -> int:
    """The whole staff, some at a time; they sign in all the while."""
    ids = list(staff().order_by("id").values_list("id", flat=True))
    pieces = [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
    return sum(renew_name_tokens(actor=SYSTEM, user_ids=piece) for piece in pieces)


def _renew(person: User) -> bool:
    try:
        newest = (token_of(SIGN_IN, person.username), token_of(MAIL, person.email))
    except Erased:
        return False
    if newest == (person.sign_in_token, person.email_token):
        return False
    person.sign_in_token, person.email_token = newest
    person.save(update_fields=["sign_in_token", "email_token"])
    return True


def renew_hash(user_id: UUID, seen: str, password: str) -> str:
    """The hash that counts from now on for a password that fitted ``seen``.

    As it was for an account that nobody may act for.
    """
    actor = actor_of_account(user_id)
    return seen if actor is None else hash_anew(actor=actor, seen=seen, password=password)


@command(name="accounts.hash_anew", done=_("Stored their password under stronger protection"))
def hash_anew(*, actor: Actor, seen: str, password: str) -> str:
    """Keep the hash of the actor's own password at today's cost; their password stays the same.

    Changes nothing where another was chosen since ``seen``, the hash that it fitted.
    """
    user = locked_person(actor.id, among=User.objects.all())
    if user.password == seen:
        user.password = make_password(password)
        user.save(update_fields=["password"])
        current_unit().record("accounts.person", user.id, reason="hash")
    return user.password
