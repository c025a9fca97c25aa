"""The refusals of this domain."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable


class NothingToSell(Unprocessable):
    """A sale without lines."""

    type = "sales.nothing_to_sell"
    title = gettext_lazy("The sale is empty")


class ProductUnknown(NotFound):
    """The product or pack isn't in the catalogue, or isn't sold any more."""

    type = "sales.product_unknown"
    title = gettext_lazy("This product isn't sold here")


class QuantityUnfit(Unprocessable):
    """The quantity isn't 1 or more whole packs."""

    type = "sales.quantity_unfit"
    title = gettext_lazy("This quantity can't be sold")


class ExpiresTooSoon(Conflict):
    """There is enough, but it expires before the patient has taken it; ``days`` says how long."""

    type = "sales.expires_too_soon"
    title = gettext_lazy("Expires before the therapy ends")

    @classmethod
    def of(cls, *, product_id: UUID, product: str, days: int, position: int) -> ExpiresTooSoon:
        """The line at this position is taken for so many days."""
        return cls(
            _(
                "%(product)s is taken for %(days)s days, and what is on the shelf expires before "
                "they end. Order newer stock, or ask the prescriber."
            )
            % {"product": product, "days": days},
            field=f"lines.{position - 1}",
            product_id=product_id,
            days=days,
            position=position,
        )


class GroundNeeded(NotPermitted):
    """The line needs a prescription or a named exception, and a person who may decide."""

    type = "sales.ground_needed"
    title = gettext_lazy("Prescription required")

    @classmethod
    def of(cls, *, product_id: UUID, product: str, missing: str, position: int) -> GroundNeeded:
        """``missing`` is what the country's gate says isn't there."""
        return cls(
            _("%(product)s needs a prescription. Enter the prescription that you saw.")
            % {"product": product},
            field=f"lines.{position - 1}",
            product_id=product_id,
            missing=missing,
            position=position,
        )


class PrescriptionUnfit(NotPermitted):
    """The prescription lacks its date, has one that is to come, or is too old."""

    type = "sales.prescription_unfit"
    title = gettext_lazy("This prescription can’t be dispensed")


class PatientNeeded(Unprocessable):
    """The law asks that the patient of a line be recorded, and the sale names none."""

    type = "sales.patient_needed"
    title = gettext_lazy("Patient required")


class DutyNeeded(NotPermitted):
    """No responsible pharmacist is on duty, and the line leaves only while one is."""

    type = "sales.duty_needed"
    title = gettext_lazy("No pharmacist on duty")


class ControlledNotSold(NotPermitted):
    """The class stands in a register, and the way it is sold can't ask for what that needs."""

    type = "sales.controlled"
    title = gettext_lazy("This medicine can’t be sold like this")


class ControlledFactLacks(Unprocessable):
    """The law asks for something of a registered medicine that isn't known; ``fact`` says what."""

    type = "sales.fact_lacks"
    title = gettext_lazy("Required by law")


class HandOverUnsigned(NotPermitted):
    """A second person hasn't signed the hand-over of this basket."""

    type = "sales.hand_over_unsigned"
    title = gettext_lazy("A second person must sign")


class LimitReached(NotPermitted):
    """The patient would get more than a limit lets one have in its days."""

    type = "sales.limit_reached"
    title = gettext_lazy("Limit per patient reached")


class PairingNeeded(NotPermitted):
    """The terminal is unknown, revoked, or of another branch."""

    type = "sales.terminal_refused"
    title = gettext_lazy("This terminal can’t sell")


class TillUnfit(Unprocessable):
    """The till session that a sale names isn't open at the terminal that sells."""

    type = "sales.till_unfit"
    title = gettext_lazy("This till can’t take the sale")


class DiscountUnfit(Unprocessable):
    """A discount below zero or above its line."""

    type = "sales.discount_unfit"
    title = gettext_lazy("This discount isn’t possible")


class TenderUnfit(Unprocessable):
    """A payment of nothing."""

    type = "sales.tender_unfit"
    title = gettext_lazy("This payment has no amount to pay")


class PriceMoved(Conflict):
    """The price that the counter shows isn't the price of the books any more."""

    type = "sales.price_moved"
    title = gettext_lazy("The price changed")
