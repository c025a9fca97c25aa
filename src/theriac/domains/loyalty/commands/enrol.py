"""Enrolling a member: a patient, or whoever takes a card."""

from __future__ import annotations

from secrets import randbelow
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Text24, Text40, Text120
from theriac.core.privacy.keys import make_keys
from theriac.core.rights import require
from theriac.domains.loyalty.entries import RECORD
from theriac.domains.loyalty.ids import LoyaltyMemberId
from theriac.domains.loyalty.models import LoyaltyMember, LoyaltyProgram
from theriac.domains.loyalty.permissions import ENROL_MEMBERS
from theriac.domains.loyalty.phones import digits_of, mark, tokens_of
from theriac.domains.loyalty.problems import LoyaltyMemberExists, LoyaltyRefused
from theriac.domains.loyalty.queries import PROGRAM_ID
from theriac.domains.loyalty.rules import DIGITS, number_of, plain_number
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of

TRIES = 8


@record
class LoyaltyHolder:
    """Who has the card, as far as they say."""

    name: Text120 = ""
    phone: Text40 = ""


@record
class LoyaltyMemberNew:
    """Whose membership it is: a patient's, or of whoever has the card.

    ``number`` is that of a printed card; without it one is drawn.
    """

    patient_id: Id | None = None
    holder: LoyaltyHolder = LoyaltyHolder()
    number: Text24 = ""


@command(
    name="loyalty.enrol_member",
    done=gettext_lazy("Enrolled a loyalty member"),
    permission=ENROL_MEMBERS,
)
def enrol_member(
    *,
    actor: Actor,
    branch_id: BranchId,
    member: LoyaltyMemberNew,
    has_agreed: bool | None = None,
) -> LoyaltyMemberId:
    """Enrol under the card's number, or one that is drawn.

    ``has_agreed``: whether who stands at a counter lets name and telephone be kept, which the trail
    tells; None where nobody was asked. A telephone number has one card.

    Raises LoyaltyRefused, LoyaltyMemberExists, NotPermitted, PatientUnknown, PatientGone,
    PatientRestricted.
    """
    holder: dict[str, str] = {}
    if member.patient_id is None:
        holder = tidy_holder(member.holder)
        if has_agreed is False and any(holder.values()):
            raise LoyaltyRefused(
                _("Ask the customer whether name and telephone may be saved, then tick the box."),
                field="agreed",
            )
        refuse_shared(holder["phone"])
    else:
        require(actor, VIEW_PATIENTS, branch_id)
        _refuse_second(member.patient_id)
    row = LoyaltyMember(
        id=current_unit().effect_id,
        number=_card(member.number) if member.number.strip() else free_number(),
        patient_id=member.patient_id,
        open_key=member.patient_id,
        holder=holder,
        joined_at=clock.now(),
        joined_by=actor.id,
    )
    make_keys([row.id])
    mark(row)
    row.save(force_insert=True)
    facts = {} if has_agreed is None else {"agreed": has_agreed}
    current_unit().record(RECORD, row.id, facts={"state": row.state, **facts})
    return LoyaltyMemberId(row.id)


def tidy_holder(holder: LoyaltyHolder) -> dict[str, str]:
    """What is told of who has a card, tidy. Raises LoyaltyRefused for what is no number."""
    phone = " ".join(holder.phone.split())
    if phone and not digits_of(phone):
        raise LoyaltyRefused(_("This isn’t a telephone number. Check it."), field="phone")
    return {"name": " ".join(holder.name.split()), "phone": phone}


def refuse_shared(phone: str, but: UUID | None = None) -> None:
    """Raise LoyaltyMemberExists where a card that isn't closed, other than ``but``, has the number.

    Who enrols another at the same moment waits.
    """
    LoyaltyProgram.objects.select_for_update().filter(id=PROGRAM_ID).first()
    rows = LoyaltyMember.objects.filter(phone_token__in=tokens_of(phone)).exclude(id=but)
    there = rows.exclude(state=LoyaltyMember.State.CLOSED).values_list("id", flat=True).first()
    if there is not None:
        raise LoyaltyMemberExists(
            _("This telephone number already has a loyalty card. Use that card."),
            member_id=there,
            field="phone",
        )


def free_number() -> str:
    """A number that no member has: drawn, so that no other number tells it."""
    for _try in range(TRIES):
        number = number_of(randbelow(10 ** (DIGITS - 1)))
        if not LoyaltyMember.objects.filter(number=number).exists():
            return number
    raise RuntimeError("no number is free")


def _card(text: str) -> str:
    number = plain_number(text)
    if not number:
        raise LoyaltyRefused(
            _("This isn’t a loyalty card number. Scan it again, or continue without it."),
            field="number",
        )
    there = LoyaltyMember.objects.filter(number=number).values_list("id", flat=True).first()
    if there is not None:
        raise LoyaltyMemberExists(
            _("This card number is already used. Use another card."),
            member_id=there,
            field="number",
        )
    return number


def _refuse_second(patient_id: UUID) -> None:
    get_patient(patient_id, lock=True)
    rows = LoyaltyMember.objects.filter(open_key__in=ids_of(patient_id))
    there = rows.values_list("id", flat=True).first()
    if there is not None:
        raise LoyaltyMemberExists(
            _("This patient is already a member. Open that membership."), member_id=there
        )
