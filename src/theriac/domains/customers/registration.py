"""Registering and confirming as every surface does it: tries counted, then done, then mailed."""

from __future__ import annotations

from uuid import UUID

from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.security import tries
from theriac.domains.accounts.security.address import current_address
from theriac.domains.customers.commands.register import (
    NewCustomer,
    confirm_registration,
    newcomer,
    register_customer,
)
from theriac.domains.customers.jobs import mail_registration
from theriac.domains.customers.queries import live_registration
from theriac.domains.customers.rules import folded


def register(given: NewCustomer, origin: str) -> None:
    """Keep a registration and mail its link; the same for an address that is known.

    Raises TooManyTries, and what ``register_customer`` raises.
    """
    subjects = [tries.mailbox(folded(given.email))]
    if current_address():
        subjects.append(tries.address(current_address(), "newcomer"))
    tries.take_try(*subjects)
    registration_id = register_customer(actor=newcomer(), given=given)
    mail_registration.enqueue(str(registration_id), origin)


def confirm(secret: str, password: str) -> UUID:
    """Open the account behind a mailed link. Raises TooManyTries too, for passwords that are tried.

    Raises what ``confirm_registration`` raises.
    """
    waiting = live_registration(secret)
    if waiting is None:
        raise LinkEnded
    taken = tries.take_try(tries.account(f"registration {waiting.id}"))
    done = confirm_registration(actor=newcomer(waiting.id), secret=secret, password=password)
    tries.forgive(taken)
    return done
