"""Founding a pharmacy and opening its branches."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import Concerns
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.sealing_keys import make_sealing_key
from theriac.domains.organisation.ids import BranchId, PharmacyId
from theriac.domains.organisation.models import Branch, Pharmacy, PharmacySettings
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.problems import CodeTaken


@command(
    name="organisation.found_pharmacy",
    done=gettext_lazy("Created the pharmacy"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.PHARMACY,
)
def found_pharmacy(
    *, actor: Actor, name: str, country: str, currency: str, till_sessions: bool = True
) -> PharmacyId:
    """Create the pharmacy with default settings; receipts in what the country reads first."""
    pharmacy = Pharmacy.objects.create(
        id=current_unit().effect_id,
        name=name,
        country=country,
        currency=currency,
        created_at=clock.now(),
    )
    PharmacySettings.objects.create(
        pharmacy=pharmacy,
        receipt_language=profile_for(country).languages[0],
        till_sessions=till_sessions,
    )
    current_unit().record("organisation.pharmacy", pharmacy.id, facts={"country": country})
    return PharmacyId(pharmacy.id)


@command(
    name="organisation.open_branch",
    done=gettext_lazy("Opened a branch"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.PHARMACY,
)
def open_branch(  # noqa: PLR0913
    *,
    actor: Actor,
    pharmacy_id: PharmacyId,
    code: str,
    name: str,
    time_zone: str,
    address: str = "",
    phone: str = "",
    tax_state: str = "",
    tax_id: str = "",
    tax_registered: bool = True,
    licences: Mapping[str, str] | None = None,
) -> BranchId:
    """Open a branch with its first sealing key; its code is unique and part of every number."""
    if Branch.objects.filter(code=code).exists():
        raise CodeTaken(
            _("Another branch already uses the code %(code)s.") % {"code": code}, field="code"
        )
    branch = Branch.objects.create(
        id=current_unit().effect_id,
        pharmacy_id=pharmacy_id,
        code=code,
        name=name,
        time_zone=time_zone,
        address=address,
        phone=phone,
        tax_state=tax_state,
        tax_id=tax_id,
        tax_registered=tax_registered,
        licences=dict(licences or {}),
    )
    current_unit().record("organisation.branch", branch.id, facts={"code": code})
    make_sealing_key(actor=actor, branch_id=BranchId(branch.id), reason="first")
    return BranchId(branch.id)
