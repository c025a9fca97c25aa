"""Where and when a sale happens, and what of it decides the tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.problems import NotFound
from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.countries.taxes import ConfiguredRate, TaxContext
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.branches import get_branch_with_settings
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.promotions.rules.savings import PromotionTerms

NO_TERMINAL = TerminalId(UUID(int=0))


@dataclass(frozen=True, slots=True)
class SaleContext:
    """Where and when the sale happens."""

    point: SellingPoint
    profile: CountryProfile
    moment: datetime
    today: date
    promotions: Sequence[PromotionTerms] = ()
    """What lines may get, the oldest first; with that of the coupon that was named."""
    duty_turn_id: UUID | None = None
    """The turn of the pharmacist on duty, where its goods ask for one."""

    @property
    def tax(self) -> TaxContext:
        """What decides the tax of all lines."""
        return self.tax_at("")

    def tax_at(self, place_of_supply: str) -> TaxContext:
        """The same for a buyer elsewhere."""
        rates: tuple[ConfiguredRate, ...] = ()
        if self.profile.code == "generic" and self.point.tax_rate_bp:
            rates = tuple(
                ConfiguredRate(tax_class.code, "TAX", self.point.tax_rate_bp, date.min)
                for tax_class in self.profile.tax_classes[:1]
            )
        inclusive = self.profile.prices_include_tax
        if self.profile.code == "generic":
            inclusive = self.point.tax_inclusive
        return TaxContext(
            on=self.today,
            registered=self.point.tax_registered,
            inclusive=inclusive,
            supplier_state=self.point.tax_state,
            place_of_supply=place_of_supply,
            rates=rates,
        )


def place_at(branch_id: UUID) -> SaleContext:
    """The branch now, as a sale there would see it. Raises NotFound."""
    branch = get_branch_with_settings(branch_id)
    if branch is None:
        raise NotFound
    pharmacy, own = branch.pharmacy, branch.pharmacy.settings
    point = SellingPoint(
        terminal_id=NO_TERMINAL,
        terminal_code="",
        terminal_revoked=False,
        terminal_kind="",
        branch_id=BranchId(branch.id),
        branch_code=branch.code,
        branch_name=branch.name,
        time_zone=branch.time_zone,
        tax_state=branch.tax_state,
        tax_registered=branch.tax_registered,
        pharmacy_id=pharmacy.id,
        country=pharmacy.country,
        currency=pharmacy.currency,
        cash_rounding=own.cash_rounding,
        tax_rate_bp=own.tax_rate_bp,
        tax_inclusive=own.tax_inclusive,
        prescription_days=own.prescription_days,
    )
    moment = clock.now()
    today = moment.astimezone(ZoneInfo(branch.time_zone)).date()
    return SaleContext(point, profile_for(pharmacy.country), moment, today)
