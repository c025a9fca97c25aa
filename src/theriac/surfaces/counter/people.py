"""People as a counter knows them: names as they are shown, rights at its branch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.accounts.queries.badges import badge_held
from theriac.domains.accounts.queries.factors import has_passkey
from theriac.domains.accounts.queries.people import people_of_branch
from theriac.domains.accounts.queries.pins import pin_held
from theriac.domains.accounts.queries.roles import role_codes_of
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.clinical.permissions import OVERRIDE_STOP
from theriac.domains.controlled.permissions import WITNESS_CONTROLLED
from theriac.domains.credit.permissions import APPROVE_OVER_LIMIT, RECEIVE_CREDIT_PAYMENTS
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS, APPROVE_RETURNS
from theriac.domains.duty.permissions import SERVE_DUTY
from theriac.domains.gift_cards.permissions import ISSUE_GIFT_CARDS
from theriac.domains.loyalty.permissions import ENROL_MEMBERS
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.domains.prescriptions.permissions import VIEW_PRESCRIPTIONS
from theriac.domains.sales.permissions import (
    APPROVE_DISCOUNT,
    COPY_RECEIPT,
    PERMIT_GROUND,
    SELL,
    SETTLE_CASE,
    TRAIN,
    VIEW_SALES,
)
from theriac.domains.stock.permissions import ADJUST_STOCK, APPROVE_CHANGE
from theriac.domains.tills.permissions import RUN_TILL, VIEW_TILLS
from theriac.surfaces.counter.wire.people import PersonOut

SHOWN = (
    SELL,
    PERMIT_GROUND,
    ADJUST_STOCK,
    APPROVE_DISCOUNT,
    APPROVE_CHANGE,
    VIEW_PATIENTS,
    MANAGE_PATIENTS,
    VIEW_SALES,
    COPY_RECEIPT,
    MANAGE_CATALOG,
    OVERRIDE_STOP,
    SERVE_DUTY,
    VIEW_PRESCRIPTIONS,
    WITNESS_CONTROLLED,
    RUN_TILL,
    VIEW_TILLS,
    ACCEPT_RETURNS,
    APPROVE_RETURNS,
    TRAIN,
    RECEIVE_CREDIT_PAYMENTS,
    APPROVE_OVER_LIMIT,
    ISSUE_GIFT_CARDS,
    ENROL_MEMBERS,
    SETTLE_CASE,
)
"""The rights that the counter's program asks about; others aren't sent."""


OFFLINE = timedelta(days=7)
"""So long a person may sell at a device that hears nothing of its server."""


def person_out(
    person: Actor,
    branch_id: UUID,
    today: date,
    *,
    badge: UUID | None = None,
    passkey: bool = False,
    pin: bool = False,
    roles: Collection[str] = (),
) -> PersonOut:
    """The person with the rights held at the branch, and until when they hold without news."""
    return PersonOut(
        id=person.id,
        name=person.name,
        short_name=short_name(person.name),
        initials=initials(person.name),
        permissions=[right.code for right in SHOWN if person.may(right, branch_id)],
        valid_until=today + OFFLINE,
        badge=str(badge or ""),
        passkey=passkey,
        pin=pin,
        roles=sorted(roles),
    )


def people_who_sell(branch_id: UUID, today: date) -> list[PersonOut]:
    """Everybody who may sell at the branch now, by id."""
    known = people_of_branch(branch_id).order_by("id")
    means = {
        row[0]: row[1:] for row in known.values_list("id", badge_held(), has_passkey(), pin_held())
    }
    people = _in_order(actors_of(means).values())
    roles = role_codes_of(means, branch_id)
    return [
        person_out(
            person,
            branch_id,
            today,
            badge=means[person.id][0],
            passkey=means[person.id][1],
            pin=means[person.id][2],
            roles=roles.get(person.id, ()),
        )
        for person in people
        if person.may(SELL, branch_id)
    ]


def _in_order(people: Iterable[Actor]) -> list[Actor]:
    return sorted(people, key=lambda person: str(person.id))


def short_name(name: str) -> str:
    """Dewi Susanti is Dewi S., apt. Ratna Wulandari is apt. Ratna W."""
    words = name.split()
    titles = [word for word in words[:-1] if word.endswith(".")]
    rest = words[len(titles) :]
    if len(rest) < 2:
        return name
    return " ".join([*titles, rest[0], f"{rest[-1][0]}."])


def initials(name: str) -> str:
    """Dewi Susanti is DS; titles don't count."""
    words = [word for word in name.split() if not word.endswith(".")] or name.split()
    letters = [word[0] for word in (words[:1] + words[1:][-1:])]
    return "".join(letters).upper()
