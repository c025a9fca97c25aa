"""Setting the programme: on or off, what is earned, what a point pays, what expires."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.facts.records import record
from theriac.core.facts.types import Flag, Text40
from theriac.countries.registry import profile_for
from theriac.domains.loyalty.models import LoyaltyProgram
from theriac.domains.loyalty.permissions import SET_PROGRAM
from theriac.domains.loyalty.problems import LoyaltyRefused
from theriac.domains.loyalty.queries import PROGRAM_ID
from theriac.domains.loyalty.rules import MOST_MONEY, MOST_MONTHS
from theriac.domains.organisation.queries.branches import pharmacy_country

RECORD = "loyalty.program"
MOST_PER_STEP = 10_000
COLUMNS = (
    "is_on",
    "earn_amount",
    "earn_points",
    "point_value",
    "least_spend",
    "expiry_months",
    "excluded",
)
Money = Annotated[
    int, Field(strict=True, ge=0, le=MOST_MONEY, description="Minor units of the currency.")
]


@record
class LoyaltyProgramNew:
    """The programme as it is to be; amounts are minor units.

    ``earn_points`` for each whole ``earn_amount`` paid; a point pays ``point_value``, 0 where
    points aren't taken as payment. ``excluded`` are legal classes; None leaves those that need a
    prescription.
    """

    is_on: Flag
    earn_amount: Money
    earn_points: Annotated[int, Field(strict=True, ge=1, le=MOST_PER_STEP)] = 1
    point_value: Money = 0
    least_spend: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 0
    expiry_months: Annotated[
        int, Field(strict=True, ge=0, le=MOST_MONTHS, description="0: points never expire.")
    ] = 0
    excluded: Annotated[list[Text40], Field(max_length=40)] | None = None


@command(
    name="loyalty.set_program",
    done=gettext_lazy("Set the loyalty programme"),
    permission=SET_PROGRAM,
)
def set_program(*, actor: Actor, version: int, program: LoyaltyProgramNew) -> int:
    """It holds from now on; points that were earned stay. Raises LoyaltyRefused, Stale.

    ``version`` is the one that was seen, 0 before it was set for the first time.
    """
    _refuse_unfit(program)
    row = LoyaltyProgram.objects.select_for_update().filter(id=PROGRAM_ID).first()
    is_new = row is None
    if row is None:
        row = LoyaltyProgram(id=PROGRAM_ID, version=0)
    at_version(row, version, _("Another user changed the loyalty programme. Reload the page."))
    before = {} if is_new else {name: getattr(row, name) for name in COLUMNS}
    for name in COLUMNS[:-1]:
        setattr(row, name, getattr(program, name))
    row.excluded = sorted(set(_excluded(program)))
    if is_new:
        row.version = 1
        row.save(force_insert=True)
    else:
        keep(row)
    after = {name: getattr(row, name) for name in COLUMNS}
    current_unit().record(RECORD, row.id, facts={"before": before, "after": after})
    return int(row.version)


def usually_excluded() -> list[str]:
    """The legal classes that need a prescription, or are entered in a register."""
    return [
        one.code
        for one in profile_for(pharmacy_country()).legal_classes
        if one.needs_prescription or one.register
    ]


def _excluded(program: LoyaltyProgramNew) -> list[str]:
    return usually_excluded() if program.excluded is None else list(program.excluded)


def _refuse_unfit(program: LoyaltyProgramNew) -> None:
    if program.is_on and program.earn_amount < 1:
        raise LoyaltyRefused(
            _("Enter the amount for which points are earned."), field="earn_amount"
        )
    known = {one.code for one in profile_for(pharmacy_country()).legal_classes}
    if set(program.excluded or ()) - known:
        raise LoyaltyRefused(
            _("A legal class isn’t known in this country. Choose from the list."), field="excluded"
        )
    if program.earn_amount and program.earn_points * program.point_value > program.earn_amount:
        raise LoyaltyRefused(
            _(
                "A sale would earn points worth more than its total. Lower the points or the value "
                "of a point."
            ),
            field="point_value",
        )
