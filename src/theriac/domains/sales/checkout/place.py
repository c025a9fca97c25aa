"""Where and when a sale happens, and what of it decides the tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from theriac.countries.base import CountryProfile
from theriac.countries.taxes import ConfiguredRate, TaxContext
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.promotions.rules.savings import PromotionTerms


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
