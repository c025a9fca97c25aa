"""Opening a credit account for a patient or an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import randbelow
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Email, Id, Text40, Text120, Text250
from theriac.core.privacy.keys import make_keys
from theriac.core.rights import require
from theriac.domains.credit.entries.rows import RECORD
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditAccount
from theriac.domains.credit.permissions import MANAGE_CREDIT, SET_CREDIT_LIMIT
from theriac.domains.credit.problems import CreditAccountExists, CreditAccountRefused
from theriac.domains.credit.rules import DIGITS, MOST_DAYS, MOST_MONEY, number_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of

TRIES = 8
Limit = Annotated[
    int, Field(strict=True, ge=0, le=MOST_MONEY, description="Minor units of the currency.")
]
Days = Annotated[int, Field(strict=True, ge=0, le=MOST_DAYS, description="Calendar days to pay.")]


@record
class CreditHolder:
    """An organisation that is billed: its name, whom to ask for, and where bills go."""

    name: Text120 = ""
    contact: Text120 = ""
    phone: Text40 = ""
    email: Email = ""
    address: Text250 = ""
    tax_id: Text40 = ""


@record
class CreditAccountNew:
    """Whose account it is, a patient's or else an organisation's, and on which terms."""

    patient_id: Id | None = None
    holder: CreditHolder = CreditHolder()
    credit_limit: Limit = 0
    terms_days: Days = 30


@command(
    name="credit.open_account",
    done=gettext_lazy("Opened a credit account"),
    permission=MANAGE_CREDIT,
)
def open_account(
    *, actor: Actor, branch_id: BranchId, account: CreditAccountNew
) -> CreditAccountId:
    """Open it under a drawn number; a limit above zero asks for the right to set limits.

    Raises CreditAccountRefused, CreditAccountExists, NotPermitted, PatientUnknown, PatientGone,
    PatientRestricted.
    """
    if account.credit_limit:
        require(actor, SET_CREDIT_LIMIT, branch_id)
    if account.patient_id is None:
        holder = tidy_holder(account.holder)
    else:
        require(actor, VIEW_PATIENTS, branch_id)
        holder = {}
        _refuse_second(account.patient_id)
    return keep_account(current_unit().effect_id, account, holder, actor.id)


def keep_account(
    key: UUID, account: CreditAccountNew, holder: Mapping[str, str], person_id: UUID
) -> CreditAccountId:
    """Make an account inside the running unit of work, under this id; it was checked."""
    row = CreditAccount(
        id=key,
        number=free_number(),
        patient_id=account.patient_id,
        open_key=account.patient_id,
        holder=dict(holder),
        credit_limit=account.credit_limit,
        terms_days=account.terms_days,
        opened_at=clock.now(),
        opened_by=person_id,
    )
    make_keys([row.id])
    row.save(force_insert=True)
    facts = {"credit_limit": row.credit_limit, "terms_days": row.terms_days, "state": row.state}
    current_unit().record(RECORD, row.id, facts=facts)
    return CreditAccountId(row.id)


def tidy_holder(holder: CreditHolder) -> dict[str, str]:
    """An organisation's particulars, tidy. Raises CreditAccountRefused for one without a name."""
    told = {
        name: " ".join(str(getattr(holder, name)).split())
        for name in ("name", "contact", "phone", "email", "address", "tax_id")
    }
    if not told["name"]:
        raise CreditAccountRefused(
            _("Enter the organisation’s name, or choose a patient."), field="name"
        )
    return told


def free_number() -> str:
    """A number that no account has: drawn, so that no other number tells it."""
    for _try in range(TRIES):
        number = number_of(randbelow(10 ** (DIGITS - 1)))
        if not CreditAccount.objects.filter(number=number).exists():
            return number
    raise RuntimeError("no number is free")


def _refuse_second(patient_id: UUID) -> None:
    get_patient(patient_id, lock=True)
    rows = CreditAccount.objects.filter(open_key__in=ids_of(patient_id))
    there = rows.values_list("id", flat=True).first()
    if there is not None:
        raise CreditAccountExists(
            _("This patient already has a credit account. Open that one."), account_id=there
        )
