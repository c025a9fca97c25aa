"""A small shop for tests, built through the domains' own commands.

``open_shop()`` gives one pharmacy with a branch, a counter terminal, an API terminal and staff;
``add_medicine`` and ``stock_up`` fill it. Everything has plain defaults that a test may override.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.domains.accounts.commands.api_keys import issue_api_key
from theriac.domains.accounts.commands.people import (
    add_person,
    assign_roles,
    create_default_roles,
)
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_product
from theriac.domains.catalog.models import Pack
from theriac.domains.duty.models import DutyTurn
from theriac.domains.organisation.commands.found import found_pharmacy, open_branch
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId, PharmacyId, TerminalId
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.commands.places import open_places

PASSWORD = "tidak-mudah-ditebak-7"
ZONES = {"id": "Asia/Jakarta", "in": "Asia/Kolkata", "generic": "UTC"}
CODES = {"id": ("MLT", "K1", "A1"), "in": ("MU", "1", "9"), "generic": ("MLT", "K1", "A1")}
FREE_CLASS = {"id": "bebas", "in": "otc", "generic": "otc"}


@dataclass(frozen=True)
class Shop:
    """One branch of one pharmacy, with the ids that tests need."""

    country: str
    pharmacy_id: PharmacyId
    branch_id: BranchId
    terminal_id: TerminalId
    api_terminal_id: TerminalId
    owner: Actor

    @property
    def today(self) -> date:
        """The shop's own date."""
        return clock.today(ZONES[self.country])


@dataclass(frozen=True)
class Medicine:
    """A product with its packs by factor."""

    id: UUID
    packs: dict[int, UUID]


def open_shop(country: str = "id", *, currency: str = "", **branch: Any) -> Shop:
    """A pharmacy with one branch, two terminals, default roles and an owner.

    It keeps its books in the country's currency, unless told otherwise.
    """
    profile = profile_for(country)
    code, counter_code, api_code = CODES[country]
    pharmacy_id = found_pharmacy(
        actor=SYSTEM,
        name="Apotek Sentosa",
        country=country,
        currency=currency or profile.currency,
        till_sessions=False,
    )
    # The tests read English, on paper too; what a pharmacy begins with has a test of its own.
    PharmacySettings.objects.update(receipt_language="en")
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=pharmacy_id,
        **{
            "code": code,
            "name": "Melati",
            "time_zone": ZONES[country],
            "tax_state": "27" if country == "in" else "",
            **branch,
        },
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    create_default_roles(actor=SYSTEM)
    counter = register_terminal(
        actor=SYSTEM, branch_id=branch_id, code=counter_code, name="Kasir 1"
    )
    api = register_terminal(
        actor=SYSTEM, branch_id=branch_id, code=api_code, name="Program", kind="api"
    )
    owner = add_staff("owner", None)
    have_on_duty(branch_id)
    return Shop(country, pharmacy_id, branch_id, counter, api, owner)


def have_on_duty(branch_id: UUID, since: timedelta = timedelta(days=4_000)) -> UUID:
    """A pharmacist of no account on duty since years and for years; the turn's id.

    Tests of duty itself begin with ``nobody_on_duty``.
    """
    now = clock.now()
    turn = DutyTurn.objects.create(
        id=new_id(),
        branch_id=branch_id,
        person_id=new_id(),
        started_at=now - since,
        until=now + timedelta(days=4_000),
        recorded_at=now,
    )
    return turn.id


def add_staff(role: str, branch_id: BranchId | None, username: str = "") -> Actor:
    """A person with one role, as an actor."""
    user_id = add_person(
        actor=SYSTEM,
        username=username or role,
        display_name=(username or role).title(),
        password=PASSWORD,
    )
    assign_roles(actor=SYSTEM, user_id=user_id, roles=[(role, branch_id)])
    actor = actor_of_person(user_id, branch_id=branch_id)
    assert actor is not None
    return actor


def add_medicine(
    shop: Shop, name: str = "Paracetamol 500 mg tablet", **particulars: Any
) -> Medicine:
    """A product in tablets, strips of 10 and boxes of 100, priced, unless told otherwise."""
    defaults: dict[str, Any] = {
        "base_unit": "tablet",
        "legal_class": FREE_CLASS[shop.country],
        "packs": [
            NewPack(name="tablet", factor=1, price=700),
            NewPack(name="strip", factor=10, price=6500),
            NewPack(name="box", factor=100, price=60000),
        ],
    }
    product = NewProduct(name=name, **{**defaults, **particulars})
    product_id = add_product(actor=shop.owner, product=product)
    packs = dict(Pack.objects.filter(product_id=product_id).values_list("factor", "id"))
    return Medicine(product_id, packs)


def stock_up(
    shop: Shop, medicine: Medicine, quantity: int, *, days: int | None = 400, **line: Any
) -> UUID:
    """Receive one batch that expires in ``days`` (None: no expiry); returns the batch's id."""
    expires_on = None if days is None else shop.today + timedelta(days=days)
    receipt = enter_opening_stock(
        actor=shop.owner,
        branch_id=shop.branch_id,
        lines=[
            DeliveryLine(
                product_id=medicine.id,
                quantity=quantity,
                **{"batch_number": "B1", "expires_on": expires_on, "cost_amount": 400, **line},
            )
        ],
    )
    return receipt.batch_ids[0]


def api_key(shop: Shop, role: str = "manager", name: str = "program") -> str:
    """A key for the shop's API terminal; the secret."""
    return issue_api_key(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        name=name,
        role_code=role,
    ).secret


def issue_key_for(shop: Shop, code: str) -> tuple[str, TerminalId]:
    """A key with a new API terminal of this code: the secret and the terminal."""
    terminal_id = register_terminal(
        actor=shop.owner, branch_id=shop.branch_id, code=code, name=code, kind="api"
    )
    issued = issue_api_key(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=terminal_id,
        name=code,
        role_code="manager",
    )
    return issued.secret, terminal_id
