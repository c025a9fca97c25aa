"""The demo pharmacy's beginning: branches, terminals, roles, people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import SYSTEM, Actor
from theriac.domains.accounts.commands.badges import issue_badge
from theriac.domains.accounts.commands.people import (
    add_person,
    assign_roles,
    create_default_roles,
)
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.organisation.commands.found import found_pharmacy, open_branch
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId, PharmacyId, TerminalId
from theriac.domains.stock.commands.places import open_places
from theriac.surfaces.operations.demo.plan.people import PeoplePlan
from theriac.surfaces.operations.demo.plan.settings import DemoBranch, DemoCountry

LANGUAGE = {"id": "id"}
"""The language that staff of a country see first; English elsewhere."""


@dataclass(frozen=True, slots=True)
class Founded:
    """Ids of what stands: branches by code, terminals by branch and code, people by key.

    ``badges``: the code of everybody's badge, by key; the database keeps no more than its hash.
    """

    branches: Mapping[str, BranchId]
    terminals: Mapping[tuple[str, str], TerminalId]
    people: Mapping[str, Actor]
    badges: Mapping[str, str]


def found(country: DemoCountry, people: PeoplePlan) -> Founded:
    """Found the pharmacy with its branches, terminals, places, roles and staff."""
    pharmacy_id = found_pharmacy(
        actor=SYSTEM, name=country.pharmacy, country=country.code, currency=country.currency
    )
    change_settings(
        actor=SYSTEM,
        pharmacy_id=pharmacy_id,
        version=1,
        changes={
            "cash_rounding": country.cash_rounding,
            "receipt_header": country.receipt_header,
            "receipt_footer": country.receipt_footer,
        },
    )
    create_default_roles(actor=SYSTEM)
    branches: dict[str, BranchId] = {}
    terminals: dict[tuple[str, str], TerminalId] = {}
    for branch in country.branches:
        branch_id = _open(country, branch, people, pharmacy_id)
        branches[branch.code] = branch_id
        for code, name in branch.terminals:
            terminals[branch.code, code] = register_terminal(
                actor=SYSTEM, branch_id=branch_id, code=code, name=name
            )
    staff = _staff(country, people, branches)
    return Founded(branches, terminals, staff, _counter_sign_ins(people, staff))


def _counter_sign_ins(people: PeoplePlan, staff: Mapping[str, Actor]) -> dict[str, str]:
    """Give everybody their PIN and a badge that asks for nothing else; the badges' codes."""
    badges: dict[str, str] = {}
    for person in people.staff:
        actor = staff[person.key]
        set_pin(actor=actor, pin=person.pin)
        badges[person.key] = issue_badge(actor=SYSTEM, user_id=actor.id, asks_pin=False)
    return badges


def _open(
    country: DemoCountry, branch: DemoBranch, people: PeoplePlan, pharmacy_id: PharmacyId
) -> BranchId:
    pharmacist = people.at(branch.code, "pharmacist")[0].name
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=pharmacy_id,
        code=branch.code,
        name=branch.name,
        time_zone=country.time_zone,
        address=branch.address,
        phone=branch.phone,
        tax_state=branch.tax_state,
        tax_id=branch.tax_id,
        licences={
            code: licence.format(pharmacist=pharmacist) for code, licence in branch.licences.items()
        },
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    return branch_id


def _staff(
    country: DemoCountry, people: PeoplePlan, branches: Mapping[str, BranchId]
) -> dict[str, Actor]:
    ids: dict[str, UUID] = {}
    for person in people.staff:
        ids[person.key] = add_person(
            actor=SYSTEM,
            username=person.username,
            display_name=person.name,
            password=person.password,
            language=LANGUAGE.get(country.code, ""),
        )
        branch_id = branches[person.branch] if person.branch else None
        assign_roles(actor=SYSTEM, user_id=ids[person.key], roles=[(person.role, branch_id)])
    actors = actors_of(ids.values())
    return {key: actors[user_id] for key, user_id in ids.items()}
