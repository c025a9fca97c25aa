"""Days in forms: written as everywhere on the screens, typed in any usual way, or picked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import calendar_of, format_date, read_date

UNREADABLE = _("This date isn’t valid. Enter it like 20/11/2026.")


class DayInput(forms.DateInput):
    """A line of text with the browser's own calendar behind a button, where scripts run."""

    def format_value(self, value: Any) -> str | None:
        """20 Nov 2026; what was typed and can't be read stays."""
        day = value if isinstance(value, date) else day_of(str(value or ""))
        return str(value or "") if day is None else format_date(day, _language())

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The line, the button, and the field of the browser that its calendar belongs to."""
        attrs = {"autocomplete": "off", **(attrs or {})}
        day = value if isinstance(value, date) else day_of(str(value or ""))
        return format_html(
            '<span class="t-day" data-t-day data-months="{}">{}'
            '<button class="btn btn-quiet btn-icon" type="button" data-t-day-open aria-label="{}">'
            '<i class="bi bi-calendar3" aria-hidden="true"></i></button>'
            '<input type="date" tabindex="-1" aria-hidden="true" value="{}"></span>',
            " ".join(calendar_of(_language()).short_months),
            super().render(name, value, attrs, renderer),
            gettext("Choose a date"),
            day.isoformat() if day else "",
        )


def day_of(text: str) -> date | None:
    """The day that a text names; None where it names none."""
    try:
        return read_date(text)
    except ValueError:
        return None


def take_days(field: forms.DateField) -> None:
    """Let a field of a form show and read days so."""
    field.widget = DayInput()
    field.input_formats = ["any"]
    field.strptime = _read  # type: ignore[assignment,method-assign]
    field.error_messages["invalid"] = UNREADABLE


def _read(value: str, _format: str) -> date:
    return read_date(value)


def _language() -> str:
    return translation.get_language() or "en"
