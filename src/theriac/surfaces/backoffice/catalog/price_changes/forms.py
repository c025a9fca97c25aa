"""What is typed: the rule, in the address; and the confirmation of what was previewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import UnreadableNumber, read_minor_units
from theriac.core.money import CURRENCIES
from theriac.domains.catalog.commands.price_changes import NewPrice
from theriac.domains.catalog.price_changes.lines import PriceLine
from theriac.domains.catalog.price_changes.packs_now import MOST_PACKS
from theriac.domains.catalog.price_changes.rule import By, PriceRule, Rounding
from theriac.domains.catalog.problems import PriceChangeRefused
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.fields import NUMBER_WORDS, REQUIRED, MoneyField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

LONGEST_REASON = 120
MARGIN = "margin"
RULES: dict[str, tuple[By, int, Any]] = {
    "percent_up": (By.PERCENT, 1, _("Increase by percentage")),
    "percent_down": (By.PERCENT, -1, _("Decrease by percentage")),
    "amount_up": (By.AMOUNT, 1, _("Increase by amount")),
    "amount_down": (By.AMOUNT, -1, _("Decrease by amount")),
    MARGIN: (By.MARGIN, 1, _("Set a margin on the last cost, in percent")),
}
_PART = re.compile(r"([0-9a-f]{32}):([0-9]{1,16}):([0-9]{1,16})", re.ASCII)


class PriceRuleForm(ScreenForm):
    """The rule: what it reckons from, by how much, rounding, where and from when."""

    rule = forms.ChoiceField(
        label=_("Change"), choices=[(name, one[2]) for name, one in RULES.items()]
    )
    change = forms.CharField(
        label=_("Percentage or amount"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "class": "t-money-field"}
        ),
        help_text=_("A percentage or an amount, without a sign."),
    )
    step = MoneyField(label=_("Round to a multiple of"))
    rounding = forms.ChoiceField(
        label=_("Rounding"),
        choices=[
            (Rounding.NEAREST.value, _("To the nearest")),
            (Rounding.UP.value, _("Up")),
            (Rounding.DOWN.value, _("Down")),
        ],
    )
    ceiling = forms.ChoiceField(
        label=_("Above the legal maximum price"),
        choices=[("leave", _("Keep the current price")), ("cut", _("Lower to that price"))],
    )
    where = forms.ChoiceField(label=_("Where"), choices=(), required=False)
    valid_from = forms.DateField(
        label=_("From date"), required=False, help_text=_("Leave empty to start now.")
    )

    def clean(self) -> dict[str, Any]:
        """With the rule as ``as_rule``; what is wrong stands at its field."""
        data: dict[str, Any] = super().clean() or {}
        if {"rule", "change", "step"} - data.keys():
            return data
        by, sign, _words = RULES[data["rule"]]
        change = self._read(by, data["change"])
        if change is None:
            return data
        if change < 0:
            self.add_error("change", gettext("Enter it without a plus or minus sign."))
            return data
        rule = PriceRule(
            by=by,
            change=sign * change,
            step=data["step"].amount,
            rounding=Rounding(data.get("rounding") or Rounding.NEAREST),
            cuts=data.get("ceiling") == "cut",
        )
        for name, words in rule.unfit().items():
            self.add_error(name, str(words))
        return data | {"as_rule": rule}

    def _read(self, by: By, text: str) -> int | None:
        """Hundredths of a percent, or minor units; None where it can't be read."""
        pharmacy = frame.pharmacy()
        decimals = CURRENCIES[pharmacy.currency].exponent if by is By.AMOUNT else 2
        typed = text if by is By.AMOUNT else text.rstrip("% \u00a0")
        try:
            return read_minor_units(typed, decimals, pharmacy.country)
        except UnreadableNumber as problem:
            words = NUMBER_WORDS[problem.reason]
            if problem.reason == "decimals" and by is not By.AMOUNT:
                words = _("Enter a rate with at most two decimals.")
            self.add_error("change", str(words))
            return None


class PriceReasonForm(ScreenForm):
    """Why the prices change."""

    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, error_messages={"required": REQUIRED}
    )


def packed(lines: Sequence[PriceLine]) -> str:
    """The previewed prices as the page sends them back: pack, price before, new price."""
    return " ".join(f"{one.now.pack_id.hex}:{one.now.before}:{one.price}" for one in lines)


def unpacked(text: str, left_out: frozenset[str]) -> list[NewPrice]:
    """What ``packed`` wrote without the packs left out by hand. Raises PriceChangeRefused."""
    found: list[NewPrice] = []
    for part in text.split(maxsplit=MOST_PACKS):
        read = _PART.fullmatch(part)
        if read is None:
            raise PriceChangeRefused(gettext("The preview can't be read. Preview again."))
        pack, before, price = read.groups()
        if pack not in left_out:
            found.append(NewPrice(UUID(hex=pack), int(before), int(price)))
    return found
