"""The first steps of a new pharmacy: itself, its first branch, roles and the owner's sign-in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.people import add_person, assign_roles, create_default_roles
from theriac.domains.organisation.commands.found import found_pharmacy, open_branch
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.surfaces.operations.backups.backup import applied_migrations
from theriac.surfaces.operations.cli.subcommand import Refusal

OWN_CURRENCIES = {"id": "IDR", "in": "INR", "generic": "USD"}
TIME_ZONES = {"id": "Asia/Jakarta", "in": "Asia/Kolkata", "generic": "UTC"}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new pharmacy is told on the command line; no ``currency`` is the country's own."""

    pharmacy: str
    country: str
    branch_code: str
    branch_name: str
    time_zone: str
    owner: str
    password: str
    currency: str = ""


def refuse_second() -> None:
    """Raise Refusal where there is a pharmacy; the database may be empty yet."""
    if "organisation" in applied_migrations() and get_pharmacy() is not None:
        raise Refusal("This installation has its pharmacy already. Sign in to change it.")


def begin(beginning: Beginning) -> None:
    """Found the pharmacy, all or nothing. Raises Refusal when there is one, or a Problem."""
    refuse_second()
    country = beginning.country
    currency = _currency_of(beginning)
    with transaction.atomic():
        pharmacy_id = found_pharmacy(
            actor=SYSTEM,
            name=beginning.pharmacy,
            country=country,
            currency=currency,
        )
        open_branch(
            actor=SYSTEM,
            pharmacy_id=pharmacy_id,
            code=beginning.branch_code,
            name=beginning.branch_name or beginning.pharmacy,
            time_zone=beginning.time_zone or TIME_ZONES[country],
        )
        create_default_roles(actor=SYSTEM)
        owner_id = add_person(
            actor=SYSTEM,
            username=beginning.owner,
            display_name=beginning.owner,
            password=beginning.password,
        )
        assign_roles(actor=SYSTEM, user_id=owner_id, roles=[("owner", None)])


def _currency_of(beginning: Beginning) -> str:
    """Raises Refusal for another currency than a country's law asks."""
    own = OWN_CURRENCIES[beginning.country]
    if beginning.currency in {"", own} or beginning.country == "generic":
        return beginning.currency or own
    raise Refusal(f"A pharmacy in this country keeps its books in {own}. Leave out --currency.")
