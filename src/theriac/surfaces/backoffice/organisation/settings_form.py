"""The form of the pharmacy's settings: a field each, with the bounds that the domain holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.formatting import UnreadableNumber, format_minor_units, read_minor_units
from theriac.core.money import Money
from theriac.core.problems import Unprocessable
from theriac.domains.organisation.rules import (
    LEAST_LEAD_ORDERS,
    LEAST_SERVICE,
    LENGTHS,
    MOST_DAYS,
    MOST_ITEMS,
    MOST_LEAD_DAYS,
    MOST_LEAD_ORDERS,
    MOST_PERCENT,
    MOST_PRESCRIPTION_DAYS,
    MOST_RATE,
    MOST_READS,
    MOST_SERVICE,
    MOST_SHARE_DAYS,
    check_expiry_days,
    check_values,
)
from theriac.surfaces.backoffice.organisation.words import NAMES
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import (
    NUMBER_WORDS,
    MoneyField,
    WholeNumberField,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm


class RateField(forms.CharField):
    """A rate in percent with at most two decimals; cleans to hundredths of a percent."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "t-money-field"}
    )

    def prepare_value(self, value: Any) -> Any:
        """11,5 for 1150; typed text stays."""
        if isinstance(value, int):
            return format_minor_units(value, 2, frame.pharmacy().country)
        return value

    def clean(self, value: Any) -> int:
        """Read it. Raises ValidationError."""
        text = str(super().clean(value)).rstrip("% \u00a0")
        try:
            rate = read_minor_units(text, 2, frame.pharmacy().country)
        except UnreadableNumber as problem:
            words = NUMBER_WORDS[problem.reason]
            if problem.reason == "decimals":
                words = _("Enter a rate with at most two decimals.")
            raise forms.ValidationError(str(words), problem.reason) from None
        if not 0 <= rate <= MOST_RATE:
            raise forms.ValidationError(_("Enter a rate from 0 to 100 percent."))
        return rate


class SettingsForm(ScreenForm):
    """What holds for all branches."""

    expiry_far_days = WholeNumberField(
        label=NAMES["expiry_far_days"],
        help_text=gettext_lazy("The board shows a batch and its expected loss from this day."),
        least=1,
        most=MOST_DAYS,
    )
    expiry_look_days = WholeNumberField(
        label=NAMES["expiry_look_days"],
        help_text=gettext_lazy("The label turns amber from this day."),
        least=1,
        most=MOST_DAYS,
    )
    expiry_stop_days = WholeNumberField(
        label=NAMES["expiry_stop_days"],
        help_text=gettext_lazy("The label turns red from this day."),
        least=0,
        most=MOST_DAYS,
    )
    recount_percent = WholeNumberField(
        label=NAMES["recount_percent"],
        help_text=gettext_lazy(
            "Lines with a larger variance are recounted by another person. 0: any variance."
        ),
        least=0,
        most=MOST_PERCENT,
    )
    recount_value = MoneyField(
        label=NAMES["recount_value"],
        help_text=gettext_lazy("The same by the cost of the variance. 0 or empty: no limit."),
        required=False,
    )
    count_items = WholeNumberField(
        label=NAMES["count_items"],
        help_text=gettext_lazy("Controlled medicines are added to these every day."),
        least=0,
        most=MOST_ITEMS,
    )
    cost_percent = WholeNumberField(
        label=NAMES["cost_percent"],
        help_text=gettext_lazy("Up or down, in a delivery or a price list. 0: any difference."),
        least=0,
        most=MOST_PERCENT,
    )
    match_percent = WholeNumberField(
        label=NAMES["match_percent"],
        help_text=gettext_lazy("Price or quantity of a delivery or invoice. 0: any difference."),
        least=0,
        most=MOST_PERCENT,
    )
    prescription_days = WholeNumberField(
        label=NAMES["prescription_days"],
        help_text=gettext_lazy(
            "Counted from its date where the law sets no limit. This is common practice, not law."
        ),
        least=1,
        most=MOST_PRESCRIPTION_DAYS,
    )
    lead_days = WholeNumberField(
        label=NAMES["lead_days"],
        help_text=gettext_lazy("For suppliers without a delivery time of their own."),
        least=0,
        most=MOST_LEAD_DAYS,
    )
    lead_orders = WholeNumberField(
        label=NAMES["lead_orders"],
        help_text=gettext_lazy(
            "With at least this many received orders, a supplier’s measured delivery time is used."
        ),
        least=LEAST_LEAD_ORDERS,
        most=MOST_LEAD_ORDERS,
    )
    review_days = WholeNumberField(
        label=NAMES["review_days"],
        help_text=gettext_lazy("How often you order. Each order covers this time."),
        least=1,
        most=MOST_LEAD_DAYS,
    )
    service_percent = WholeNumberField(
        label=NAMES["service_percent"],
        help_text=gettext_lazy(
            "Share of order cycles without running out. A higher level needs more safety stock."
        ),
        least=LEAST_SERVICE,
        most=MOST_SERVICE,
    )
    vital_percent = WholeNumberField(
        label=NAMES["vital_percent"],
        help_text=gettext_lazy("For products marked as vital."),
        least=LEAST_SERVICE,
        most=MOST_SERVICE,
    )
    returns_to_shelf = forms.BooleanField(
        label=NAMES["returns_to_shelf"],
        help_text=gettext_lazy(
            "Unopened goods without a prescription. Turned off, all returns go to quarantine."
        ),
        required=False,
    )
    unreceipted_days = WholeNumberField(
        label=NAMES["unreceipted_days"],
        help_text=gettext_lazy(
            "The refund is at most the lowest price of the product in these days."
        ),
        least=1,
        most=MOST_LEAD_DAYS,
    )
    till_sessions = forms.BooleanField(
        label=NAMES["till_sessions"],
        help_text=gettext_lazy("The counter asks to open the till before the first payment."),
        required=False,
    )
    cash_rounding = MoneyField(
        label=NAMES["cash_rounding"],
        help_text=gettext_lazy(
            "The smallest amount that the shop gives as change. 0 turns rounding off."
        ),
    )
    tax_rate_bp = RateField(
        label=NAMES["tax_rate_bp"],
        help_text=gettext_lazy("In percent, for goods in the standard tax class."),
    )
    tax_inclusive = forms.BooleanField(label=NAMES["tax_inclusive"], required=False)
    receipt_width_mm = forms.TypedChoiceField(
        label=NAMES["receipt_width_mm"],
        coerce=int,
        choices=((80, gettext_lazy("80 mm")), (58, gettext_lazy("58 mm"))),
    )
    receipt_language = forms.ChoiceField(
        label=NAMES["receipt_language"],
        help_text=gettext_lazy("Whatever language the cashier’s screen is in."),
        choices=settings.LANGUAGES,
    )
    share_days = WholeNumberField(
        label=NAMES["share_days"],
        help_text=gettext_lazy("Existing links keep their end date."),
        least=1,
        most=MOST_SHARE_DAYS,
    )
    mass_reads = WholeNumberField(
        label=NAMES["mass_reads"],
        help_text=gettext_lazy("Opened, found or exported by one person. 0 turns the alarm off."),
        least=0,
        most=MOST_READS,
    )
    customer_registration = forms.BooleanField(
        label=NAMES["customer_registration"],
        help_text=gettext_lazy(
            "The sign-in page then offers registration. Staff are still invited."
        ),
        required=False,
    )
    privacy_text = forms.CharField(
        label=NAMES["privacy_text"],
        help_text=gettext_lazy(
            "Which customer data you store, why, for how long, and whom customers can ask. "
            "They agree to this text when they register. After a change they must agree "
            "again."
        ),
        max_length=LENGTHS["privacy_text"],
        required=False,
        widget=forms.Textarea,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Red comes after amber; a sum of coins is small."""
        data: dict[str, Any] = super().clean() or {}
        look, stop = data.get("expiry_look_days"), data.get("expiry_stop_days")
        far = data.get("expiry_far_days")
        if look is not None and stop is not None and far is not None:
            self._ask(lambda: check_expiry_days(look, stop, far))
        rounding = data.get("cash_rounding")
        if isinstance(rounding, Money):
            self._ask(lambda: check_values({"cash_rounding": rounding.amount}))
        return data

    def _ask(self, check: Callable[[], None]) -> None:
        """Show at its field what the domain refuses."""
        try:
            check()
        except Unprocessable as problem:
            for name, words in problem.errors.items():
                self.add_error(name, str(words))
