"""Fields that read money and whole numbers as the country writes them, and the words of all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import (
    UnreadableNumber,
    format_minor_units,
    format_number,
    read_money,
    read_number,
)
from theriac.core.money import CURRENCIES, Money
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.days import take_days

REQUIRED = _("This field is required.")

NUMBER_WORDS: dict[str, Text] = {
    "empty": REQUIRED,
    "letters": _("Enter digits only."),
    "groups": _("A point or comma is in the wrong place. Enter digits only."),
    "decimals": _("This has too many decimals for the currency. Shorten it."),
}

_MESSAGES: dict[str, Text] = {
    "required": REQUIRED,
    "invalid": _("This value isn't valid. Check the hint and enter it again."),
    "invalid_choice": _("This isn't in the list. Choose one from the list."),
    "invalid_list": _("This value isn't valid. Choose one from the list."),
    "max_length": _("This is too long: at most %(limit_value)d characters."),
    "min_length": _("This is too short: at least %(limit_value)d characters."),
    "max_value": _("This is too large: at most %(limit_value)s."),
    "min_value": _("This is too small: at least %(limit_value)s."),
    "null_characters_not_allowed": _(
        "This text contains a character that can't be saved. Enter it again."
    ),
}
NO_NAMES = _("Don't enter patient names: this text stays readable.")
"""What a free text says that isn't encrypted."""
READABLE = frozenset(
    "reason note method difference_reason approval_reason patients_why ended_reason".split()
)
"""Fields by these names are such texts; what is encrypted is called otherwise (``notes``)."""


class MoneyField(forms.CharField):
    """An amount typed as the country writes it; cleans to Money, None when empty."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "t-money-field"}
    )

    def prepare_value(self, value: Any) -> Any:
        """Money as it is typed; typed text stays."""
        if isinstance(value, Money):
            exponent = CURRENCIES[value.currency].exponent
            return format_minor_units(value.amount, exponent, frame.pharmacy().country)
        return value

    def clean(self, value: Any) -> Any:
        """Read it. Raises ValidationError that says what to type."""
        text = super().clean(value)
        if not text:
            return None
        pharmacy = frame.pharmacy()
        try:
            return read_money(text, pharmacy.currency, pharmacy.country)
        except UnreadableNumber as problem:
            raise forms.ValidationError(str(NUMBER_WORDS[problem.reason]), problem.reason) from None


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to the list of files, each as one file would be. Raises ValidationError."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file, or what the first wrong one is refused for; none where none is needed."""
        files = [one for one in data or [] if one]
        if not files and not self.required:
            return []
        return [super(FilesField, self).clean(one, initial) for one in files or [None]]


class WholeNumberField(forms.CharField):
    """A whole number typed as the country writes it; cleans to int, None when empty."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "t-money-field"}
    )

    def __init__(
        self, *, least: int | None = None, most: int = 999_999_999_999, **options: Any
    ) -> None:
        self.least, self.most = least, most
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A number with separators; typed text stays."""
        if isinstance(value, int):
            return format_number(value, frame.pharmacy().country)
        return value

    def clean(self, value: Any) -> Any:
        """Read it and hold it to its bounds. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        country = frame.pharmacy().country
        try:
            number = read_number(text, country)
        except UnreadableNumber as problem:
            raise forms.ValidationError(str(NUMBER_WORDS[problem.reason]), problem.reason) from None
        if self.least is not None and number < self.least:
            limit = format_number(self.least, country)
            raise forms.ValidationError(_MESSAGES["min_value"] % {"limit_value": limit})
        if number > self.most:
            limit = format_number(self.most, country)
            raise forms.ValidationError(_MESSAGES["max_value"] % {"limit_value": limit})
        return number


def put_into_our_words(field: forms.Field) -> None:
    """Set the field's messages, except those that its form declared itself."""
    usual: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        usual |= getattr(kind, "default_error_messages", {})
    for code, words in _MESSAGES.items():
        if field.error_messages.get(code) == usual.get(code):
            field.error_messages[code] = words
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 3
    if isinstance(field, forms.DateField) and not isinstance(field.widget, forms.HiddenInput):
        take_days(field)


def ask_for_no_names(name: str, field: forms.Field) -> None:
    """Let the hint of a free text that stays readable say so; what is chosen is none."""
    is_text = isinstance(field, forms.CharField)
    if name in READABLE and is_text and not isinstance(field.widget, forms.HiddenInput):
        said = str(field.help_text)
        field.help_text = f"{said} {NO_NAMES}" if said else str(NO_NAMES)
