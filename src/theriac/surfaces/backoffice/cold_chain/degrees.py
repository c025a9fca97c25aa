"""Temperatures as people write them: 5,4 °C, kept as 54 tenths."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from theriac.core.formatting import format_minor_units
from theriac.surfaces.backoffice.shell import frame

_WRITTEN = re.compile(r"([+\-\u2212]?)(\d{1,4})(?:[.,](\d))?\s*(?:°?\s*[Cc])?")


def degrees(tenths: int) -> str:
    """5,4 °C or 5.4 °C, as the country writes numbers."""
    return f"{plain_degrees(tenths)} °C"


def plain_degrees(tenths: int) -> str:
    """Without the unit."""
    return format_minor_units(tenths, 1, frame.pharmacy().country)


def read_degrees(text: str) -> int | None:
    """Tenths of what is written: 5,4 or 5.4 or -18; None where it can't be read."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    tenths = int(found[2]) * 10 + int(found[3] or 0)
    return -tenths if found[1] in ("-", "\u2212") else tenths


class DegreesField(forms.CharField):
    """A temperature; cleans to tenths of a degree, None when empty."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """As it is typed; typed text stays."""
        return plain_degrees(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Read it. Raises ValidationError that says what to type."""
        text = super().clean(value)
        if not text:
            return None
        tenths = read_degrees(text)
        if tenths is None:
            raise forms.ValidationError(_("Enter degrees with one decimal, for example 5.4."))
        return tenths
