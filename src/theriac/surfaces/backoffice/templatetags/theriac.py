"""Tags and filters of the back office: values as people read them, and the parts of a form.

Formats follow the pharmacy's country (numbers, money) and the reader's language (dates, times,
packs); ``theriac.core.formatting`` does the work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from theriac.core import formatting
from theriac.core.clock import now
from theriac.core.money import Money
from theriac.surfaces.backoffice.shell import badges, frame
from theriac.surfaces.backoffice.shell.forms.days import DayInput
from theriac.surfaces.backoffice.shell.markup.heads import within_limits
from theriac.surfaces.backoffice.shell.markup.rows import draw_body
from theriac.surfaces.backoffice.shell.quantities import quantity_words as in_packs

register = template.Library()
register.simple_tag(badges.draw_icon, name="icon")

EMPTY = formatting.DASH


@register.simple_block_tag
def head_actions(content: str) -> SafeString:
    """The buttons of a page's head: one filled, two plain, the rest under More."""
    return within_limits(content)


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def today() -> date:
    """The date on the pharmacy's wall."""
    return now().astimezone(frame.pharmacy().zone).date()


@register.filter
def money(value: Money | None) -> str:
    """Rp 137.100; a dash for None."""
    return EMPTY if value is None else formatting.format_money(value, _country())


@register.filter
def number(value: int | None) -> str:
    """12.400; a dash for None."""
    return EMPTY if value is None else formatting.format_number(int(value), _country())


@register.filter
def rate(basis_points: int | None) -> str:
    """A rate in hundredths of a percent: 11%."""
    return EMPTY if basis_points is None else formatting.format_rate(basis_points, _country())


def _country() -> str:
    return frame.pharmacy().country


@register.filter
def quantity_words(quantity: int | None, packs: Iterable[tuple[str, int]]) -> str:
    """2 boxes + 3 strips + 4 tablets; ``packs`` are (name, factor) pairs with the base unit."""
    return EMPTY if quantity is None else in_packs(quantity, packs, _country())


@register.filter
def local_date(value: date | datetime | None) -> str:
    """20 Nov 2026; an instant by the pharmacy's clock."""
    if value is None:
        return EMPTY
    return formatting.format_date(_local(value), _language())


@register.filter
def long_date(value: date | datetime | None) -> str:
    """Friday, 20 November 2026."""
    return EMPTY if value is None else formatting.format_long_date(_local(value), _language())


@register.filter
def local_time(value: datetime | None) -> str:
    """10:42 (en), 10.42 (id), by the pharmacy's clock."""
    if value is None:
        return EMPTY
    return formatting.format_time(value.astimezone(frame.pharmacy().zone), _language())


@register.filter
def local_moment(value: datetime | None, seconds: str = "") -> str:
    """20 Nov 2026, 10:42; ``|local_moment:"seconds"`` adds them."""
    if value is None:
        return EMPTY
    zone = frame.pharmacy().zone
    return formatting.format_moment(value, _language(), zone, seconds=seconds == "seconds")


def _local(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return value.astimezone(frame.pharmacy().zone).date()
    return value


@register.simple_tag
def expiry_badge(
    expires_on: date | None, *, held: str | None = None, opened: bool = False
) -> SafeString:
    """The expiry as a badge; ``held`` (a reason) takes its place, ``opened`` adds a second."""
    if held is not None:
        first = badges.held_badge(held)
    else:
        here = frame.pharmacy()
        limits = badges.ExpiryThresholds(here.expiry_look_days, here.expiry_stop_days)
        first = badges.expiry_badge(expires_on, today(), _language(), limits)
    return SafeString(f"{first} {badges.opened_badge()}") if opened else first


@register.simple_tag
def class_mark(legal_class: str) -> SafeString:
    """The letter of the legal class in the country's ring."""
    return badges.class_mark(legal_class, _country())


@register.simple_tag
def badge(text: str, icon: str, meaning: str = "") -> SafeString:
    """A badge: words, a Bootstrap icon's name, and "", go, look, stop, note or line."""
    return badges.badge(text, icon, meaning)


@register.simple_tag(takes_context=True)
def table_body(context: template.Context, table: Any) -> SafeString:
    """The rows of a list's table."""
    return draw_body(table, context)


_CHOICES = (forms.CheckboxSelectMultiple, forms.RadioSelect)


@register.filter
def field_kind(field: Any) -> str:
    """How a field is drawn: ``check`` (one box), ``choices`` (several), ``hidden`` or ``line``."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, _CHOICES):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


@register.simple_tag
def day_field(name: str, value: date | datetime | None = None, **attrs: str) -> SafeString:
    """A field for a day that stands outside a form of ours; ``attrs`` are its attributes."""
    return DayInput().render(name, value, {"id": name, "class": "form-control", **attrs})


@register.simple_tag
def widget(field: Any, *, bare: bool = False) -> SafeString:
    """The control of a bound field with classes and with what assistive technology needs.

    ``aria-invalid`` and ``aria-describedby`` name the error, the hint or both; ``required``
    stays, and the browser's own bubble is replaced by the script ``fields.js``. ``bare`` leaves
    out hint and placeholder, where the template writes its own.
    """
    control = field.field.widget
    attrs: dict[str, Any] = {}
    kind = field_kind(field)
    classes = {"check": "form-check-input", "choices": ""}.get(kind, _line_class(control))
    if field.errors:
        attrs["aria-invalid"] = "true"
        classes += " is-invalid"
    described = [f"{field.auto_id}-error"] if field.errors else []
    if field.help_text and not bare:
        described.append(f"{field.auto_id}-hint")
    if bare:
        attrs["placeholder"] = False
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if own := control.attrs.get("class"):
        classes += f" {own}"
    attrs["class"] = classes.strip()
    return SafeString(field.as_widget(attrs=attrs))


def _line_class(control: forms.Widget) -> str:
    return "form-select" if isinstance(control, forms.Select) else "form-control"


@register.filter
def message_kind(level_tag: str) -> str:
    """The meaning of a message by Django's level: go, look, stop or note."""
    return {"success": "go", "warning": "look", "error": "stop"}.get(level_tag, "note")


@register.filter
def message_icon(level_tag: str) -> str:
    """The icon that goes with the meaning."""
    icons = {
        "success": "check-circle-fill",
        "warning": "exclamation-triangle-fill",
        "error": "x-octagon-fill",
    }
    return icons.get(level_tag, "info-circle-fill")


@register.filter
def undo_address(tags: str) -> str:
    """The address that puts back, from the tags of a toast's message."""
    return next((tag.removeprefix("undo:") for tag in tags.split() if tag.startswith("undo:")), "")


@register.filter
def unlocal(value: int) -> str:
    """A number for an attribute: digits only, in every language."""
    return str(int(value))


@register.filter
def data_id(element_id: str) -> str:
    """The id of the script tag that holds an element's data."""
    return f"{element_id}-data"
