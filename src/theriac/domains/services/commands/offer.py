"""What a branch offers: added, and changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Text
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import SERVICE
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import lock_branch
from theriac.domains.services.ids import ServiceId
from theriac.domains.services.models import OfferedService, OfferedVaccine
from theriac.domains.services.permissions import MANAGE_SERVICES
from theriac.domains.services.problems import ServiceRefused
from theriac.domains.services.record import OFFER, locked_offer, note
from theriac.domains.services.rules.facts import ServiceOffer, check_offer
from theriac.domains.services.rules.quantities import QUANTITIES


@command(
    name="services.offer",
    done=gettext_lazy("Added a service to the branch"),
    permission=MANAGE_SERVICES,
)
def offer_service(*, actor: Actor, branch_id: BranchId, offer: ServiceOffer) -> ServiceId:
    """A service of the branch; its id.

    Raises ServiceRefused, also for a name that the branch has, a product that isn't a service, or a
    vaccine that isn't in the catalogue.
    """
    lock_branch(branch_id)
    _check(branch_id, offer, None)
    row = OfferedService(
        id=current_unit().effect_id, branch_id=branch_id, made_at=clock.now(), version=1
    )
    _tell(row, offer)
    row.save(force_insert=True)
    _keep_vaccines(row, offer.vaccine_ids)
    note(OFFER, row.id, branch_id, **_facts(row))
    return ServiceId(row.id)


@command(
    name="services.change_offer",
    done=gettext_lazy("Edited a service of the branch"),
    permission=MANAGE_SERVICES,
)
def change_offer(
    *, actor: Actor, branch_id: BranchId, service_id: ServiceId, version: int, offer: ServiceOffer
) -> int:
    """What is offered instead; its kind stays. Appointments keep their time; the version then.

    Raises ServiceUnknown, Stale, ServiceRefused.
    """
    lock_branch(branch_id)
    row = locked_offer(branch_id, service_id)
    at_version(row, version, _("Another user changed this service. Reload the page."))
    if offer.kind != row.kind:
        raise ServiceRefused(_("The kind can’t be changed. Add another service."), field="kind")
    _check(branch_id, offer, row.id)
    before = _facts(row)
    _tell(row, offer)
    version = keep(row)
    OfferedVaccine.objects.filter(offered_id=row.id).delete()
    _keep_vaccines(row, offer.vaccine_ids)
    note(OFFER, row.id, branch_id, before=before, **_facts(row))
    return version


def _check(branch_id: UUID, offer: ServiceOffer, own: UUID | None) -> None:
    check_offer(offer)
    errors: dict[str, Text] = {}
    same = OfferedService.objects.filter(branch_id=branch_id, name=offer.name.strip())
    if (same.exclude(id=own) if own else same).exists():
        errors["name"] = _("This branch already offers a service of this name.")
    known = states_of({offer.product_id, *offer.vaccine_ids})
    if known.get(offer.product_id, ("", ""))[1] != SERVICE:
        errors["product_id"] = _(
            "Choose a product that is a service. Add it to the catalogue first."
        )
    for at, product_id in enumerate(offer.vaccine_ids):
        if known.get(product_id, ("", SERVICE))[1] == SERVICE:
            errors[f"vaccine_ids.{at}"] = _("Choose a vaccine from the catalogue.")
    if errors:
        raise ServiceRefused(errors=errors)


def _tell(row: OfferedService, offer: ServiceOffer) -> None:
    row.name, row.kind, row.product_id = offer.name.strip(), offer.kind, offer.product_id
    row.minutes, row.capacity, row.is_offered = offer.minutes, offer.capacity, offer.is_offered
    row.quantities = " ".join(code for code in QUANTITIES if code in offer.quantities)


def _keep_vaccines(row: OfferedService, product_ids: Sequence[UUID]) -> None:
    insert_rows(
        OfferedVaccine,
        [
            OfferedVaccine(id=new_id(), offered_id=row.id, product_id=product_id)
            for product_id in dict.fromkeys(product_ids)
        ],
    )


def _facts(row: OfferedService) -> dict[str, Any]:
    names = ("name", "kind", "product_id", "minutes", "capacity", "is_offered")
    return {**{name: getattr(row, name) for name in names}, "quantities": list(row.codes)}
