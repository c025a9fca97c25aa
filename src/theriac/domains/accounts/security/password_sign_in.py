"""Every way to sign in with a password: a try is taken, then it fails or succeeds."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from theriac.domains.accounts.models import User
from theriac.domains.accounts.ports import customer_book
from theriac.domains.accounts.rules import customer_username
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.address import current_address
from theriac.domains.accounts.security.devices import known_subject
from theriac.domains.accounts.security.events import SecurityEventKind, note

LOCKED = {
    "account": SecurityEventKind.ACCOUNT_LOCKED,
    "device": SecurityEventKind.ACCOUNT_LOCKED,
    "address": SecurityEventKind.ADDRESS_LOCKED,
}


def name_of_account(typed: str) -> str:
    """The handle of the account that was typed: a name of the staff, else a customer's address.

    What is nobody's stays as it is. Known or not, the same is read, so that the time that a refusal
    takes tells nobody who has an account.
    """
    name = typed.strip()
    person = User.objects.named(name)
    customer = customer_book().account_of(name) if "@" in name else None
    if person is not None:
        return person.handle
    return typed if customer is None else customer_username(customer)


def begin(credentials: dict[str, Any]) -> tries.TakenTry:
    """Take a try: the known device's own, else the account's and the address's.

    Raises TooManyTries.
    """
    known = known_subject(_name(credentials))
    if known is not None:
        return tries.take_try(known)
    subjects = [tries.account(_name(credentials))]
    if current_address():
        subjects.append(tries.address(current_address()))
    return tries.take_try(*subjects)


def fail(taken: tries.TakenTry, credentials: dict[str, Any]) -> None:
    """Record that the try failed, and the locks that it brought."""
    person = User.objects.filter(handle__iexact=_name(credentials)).only("id").first()
    user_id = person.id if person else None
    with transaction.atomic():
        note(SecurityEventKind.SIGN_IN_FAILED, user_id=user_id)
        for subject in taken.locking:
            concerned = None if subject.kind == "address" else user_id
            note(LOCKED[subject.kind], user_id=concerned)


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")
