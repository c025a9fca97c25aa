"""A supplier's people: invited, invited again, unlocked, withdrawn."""

from __future__ import annotations

import re
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import locked
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.accounts.commands.links import IssuedLink
from theriac.domains.accounts.commands.suppliers.accounts import (
    invite_supplier_account,
    let_supplier_account_in,
    open_supplier_account,
    shut_supplier_account,
    unlock_supplier_account,
)
from theriac.domains.suppliers.models import Supplier, SupplierPerson
from theriac.domains.suppliers.permissions import INVITE_SUPPLIERS

PERSON = "suppliers.person"
LONGEST_NAME, LONGEST_EMAIL = 80, 190
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@command(
    name="suppliers.invite_suppliers_person",
    done=gettext_lazy("Invited a supplier’s person"),
    permission=INVITE_SUPPLIERS,
)
def invite_suppliers_person(*, actor: Actor, supplier_id: UUID, name: str, email: str) -> UUID:
    """Let somebody of the supplier in by an invitation, which is made apart; returns their id.

    Raises NotFound, Conflict for a blocked supplier, NameTaken, Unprocessable for a name or an
    address that is none.
    """
    supplier = _open_supplier(supplier_id)
    called, address = " ".join(name.split()), email.strip()
    if not 0 < len(called) <= LONGEST_NAME:
        raise Unprocessable(_("Enter a name of at most 80 characters."), field="name")
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        words = _("Enter a valid email address, for example sales@example.com.")
        raise Unprocessable(words, field="email")
    person = SupplierPerson(
        id=current_unit().effect_id,
        supplier=supplier,
        invited_at=clock.now(),
        invited_by=actor.id,
    )
    open_supplier_account(actor, person.id, called, address)
    person.save(force_insert=True)
    current_unit().record(PERSON, person.id, facts={"supplier": supplier_id.hex})
    return person.id


@command(
    name="suppliers.make_invitation",
    done=gettext_lazy("Created an invitation for a supplier’s person"),
    permission=INVITE_SUPPLIERS,
)
def make_invitation(*, actor: Actor, supplier_id: UUID, contact_id: UUID) -> IssuedLink:
    """A link for seven days that works once; earlier ones end.

    Raises NotFound, Conflict for a blocked supplier or somebody who was withdrawn.
    """
    _open_supplier(supplier_id)
    person = _locked(supplier_id, contact_id)
    if person.withdrawn_at is not None:
        raise Conflict(_("This person’s access ended. Let them in again first."))
    facts = {"supplier": supplier_id.hex, "state": "invited"}
    current_unit().record(PERSON, person.id, facts=facts)
    return invite_supplier_account(actor, person.id)


@command(
    name="suppliers.readmit_suppliers_person",
    done=gettext_lazy("Let a supplier’s person in again"),
    permission=INVITE_SUPPLIERS,
)
def readmit_suppliers_person(*, actor: Actor, supplier_id: UUID, contact_id: UUID) -> None:
    """Let somebody in again who was withdrawn, by an invitation that is made apart.

    Raises NotFound, Conflict for a blocked supplier or somebody whose access didn't end.
    """
    _open_supplier(supplier_id)
    person = _locked(supplier_id, contact_id)
    if person.withdrawn_at is None:
        raise Conflict(_("This person has access already. Reload the page."))
    person.withdrawn_at = None
    person.save(update_fields=["withdrawn_at"])
    let_supplier_account_in(actor, person.id)
    facts = {"supplier": supplier_id.hex, "state": "readmitted"}
    current_unit().record(PERSON, person.id, facts=facts)


@command(
    name="suppliers.withdraw_suppliers_person",
    done=gettext_lazy("Withdrew a supplier’s person"),
    permission=INVITE_SUPPLIERS,
)
def withdraw_suppliers_person(*, actor: Actor, supplier_id: UUID, contact_id: UUID) -> None:
    """End somebody's access at once, sessions and invitations included.

    Raises NotFound, Conflict where it ended before.
    """
    person = _locked(supplier_id, contact_id)
    if person.withdrawn_at is not None:
        raise Conflict(_("This person’s access already ended. Reload the page."))
    person.withdrawn_at = clock.now()
    person.save(update_fields=["withdrawn_at"])
    shut_supplier_account(actor, person.id)
    facts = {"supplier": supplier_id.hex, "state": "withdrawn"}
    current_unit().record(PERSON, person.id, facts=facts)


@command(
    name="suppliers.unlock_suppliers_person",
    done=gettext_lazy("Unlocked a supplier’s person"),
    permission=INVITE_SUPPLIERS,
)
def unlock_suppliers_person(*, actor: Actor, supplier_id: UUID, contact_id: UUID) -> None:
    """Let somebody try their password again at once. Raises NotFound."""
    person = _locked(supplier_id, contact_id)
    unlock_supplier_account(actor, person.id)
    facts = {"supplier": supplier_id.hex, "state": "unlocked"}
    current_unit().record(PERSON, person.id, facts=facts)


def _locked(supplier_id: UUID, contact_id: UUID) -> SupplierPerson:
    rows = SupplierPerson.objects.filter(id=contact_id, supplier_id=supplier_id)
    return locked(rows, missing=_("This person doesn’t exist. Choose one from the list."))


def _open_supplier(supplier_id: UUID) -> Supplier:
    missing = _("This supplier doesn’t exist. Choose one from the list.")
    rows: QuerySet[Supplier] = Supplier.objects.filter(id=supplier_id)
    supplier = locked(rows, missing=missing)
    if supplier.state == Supplier.State.BLOCKED:
        raise Conflict(_("This supplier is blocked. Unblock it first."))
    return supplier
