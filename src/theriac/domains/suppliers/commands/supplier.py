"""Adding a supplier and changing what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.ids import new_id
from theriac.core.privacy.keys import make_keys
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.models import Supplier, SupplierLicence
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS
from theriac.domains.suppliers.problems import SupplierCodeTaken, SupplierRefused
from theriac.domains.suppliers.rules import (
    SupplierLicenceWritten,
    SupplierWritten,
    code_from,
    faults_of,
    stored_contacts,
    tax_number,
)

RECORD = "suppliers.supplier"
PLAIN = (
    "name",
    "address",
    "phone",
    "email",
    "tax_id",
    "tax_registered",
    "payment_days",
    "lead_days",
    "minimum_order",
    "terms",
)
"""The facts that are kept as they are given."""


@command(
    name="suppliers.add_supplier",
    done=gettext_lazy("Added a supplier"),
    permission=MANAGE_SUPPLIERS,
)
def add_supplier(*, actor: Actor, facts: SupplierWritten) -> SupplierId:
    """Add a supplier; returns its id.

    Raises SupplierRefused for facts that don't fit, SupplierCodeTaken.
    """
    facts = _checked(facts)
    taken = set(Supplier.objects.values_list("code", flat=True))
    if facts.code in taken:
        raise _code_taken(facts.code)
    supplier = Supplier(
        id=current_unit().effect_id,
        code=facts.code or code_from(facts.name, taken),
        created_at=clock.now(),
        contacts=stored_contacts(facts.contacts),
        **{name: getattr(facts, name) for name in PLAIN},
    )
    make_keys([supplier.id])
    supplier.save(force_insert=True)
    _keep_licences(supplier, facts.licences)
    current_unit().record(RECORD, supplier.id, reason="added")
    return SupplierId(supplier.id)


@command(
    name="suppliers.change_supplier",
    done=gettext_lazy("Edited a supplier"),
    permission=MANAGE_SUPPLIERS,
)
def change_supplier(
    *, actor: Actor, supplier_id: SupplierId, version: int, facts: SupplierWritten
) -> int:
    """Keep these facts of a supplier in place of all before; returns the version then.

    Its code stays where ``facts`` names none. The trail names what was changed, and of contacts
    no more than that. Raises NotFound, Stale, SupplierRefused, SupplierCodeTaken.
    """
    supplier = locked_supplier(supplier_id, version)
    facts = _checked(facts)
    code = facts.code or supplier.code
    if code != supplier.code and Supplier.objects.filter(code=code).exists():
        raise _code_taken(code)
    changed = [name for name in PLAIN if getattr(supplier, name) != getattr(facts, name)]
    for name in changed:
        setattr(supplier, name, getattr(facts, name))
    if code != supplier.code:
        supplier.code = code
        changed.append("code")
    contacts = stored_contacts(facts.contacts)
    if contacts != supplier.contacts:
        supplier.contacts = contacts
        changed.append("contacts")
    if _keep_licences(supplier, facts.licences):
        changed.append("licences")
    if not changed:
        return supplier.version
    keep(supplier)
    current_unit().record(RECORD, supplier.id, facts={"names": sorted(changed)})
    return supplier.version


def locked_supplier(supplier_id: SupplierId, version: int) -> Supplier:
    """The supplier at the version that was seen, locked. Raises NotFound, Stale."""
    rows: QuerySet[Supplier] = Supplier.objects.filter(id=supplier_id)
    supplier = locked(rows, missing=_("This supplier doesn’t exist. Choose one from the list."))
    changed = _("Another user changed this supplier. Reload the page.")
    at_version(supplier, version, changed)
    return supplier


def _checked(facts: SupplierWritten) -> SupplierWritten:
    pharmacy = get_pharmacy()
    profile = profile_for(pharmacy.country if pharmacy else "generic")
    facts = replace(facts, code=facts.code.strip().upper(), name=" ".join(facts.name.split()))
    if faults := faults_of(facts, profile):
        raise SupplierRefused(errors=faults)
    return replace(facts, tax_id=tax_number(facts.tax_id, profile))


def _keep_licences(supplier: Supplier, licences: Sequence[SupplierLicenceWritten]) -> bool:
    """Keep exactly these licences; tells whether any was different."""
    wanted = {one.kind: (one.number.strip(), one.valid_until) for one in licences}
    kept = {one.kind: one for one in supplier.licences.all()}
    if wanted == {kind: (one.number, one.valid_until) for kind, one in kept.items()}:
        return False
    supplier.licences.exclude(kind__in=wanted).delete()
    for kind, (number, valid_until) in wanted.items():
        SupplierLicence.objects.update_or_create(
            supplier=supplier,
            kind=kind,
            defaults={"number": number, "valid_until": valid_until},
            create_defaults={"id": new_id(), "number": number, "valid_until": valid_until},
        )
    return True


def _code_taken(code: str) -> SupplierCodeTaken:
    words = _("Another supplier has the code %(code)s. Choose a different code.") % {"code": code}
    return SupplierCodeTaken(words, field="code")
