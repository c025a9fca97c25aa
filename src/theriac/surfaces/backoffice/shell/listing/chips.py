"""The filters of a list as chips: a yes/no filter toggles, any other opens a small panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from theriac.core.problems import Text
from theriac.surfaces.backoffice.templatetags.theriac import local_date


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its name, what is chosen in words, and where its changes lead."""

    name: str
    label: Text
    field: Any
    chosen: str
    is_on: bool
    is_toggle: bool
    has_error: bool
    url: str


def _chosen_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, list | tuple | set):
        return ", ".join(filter(None, (_chosen_words(field, one) for one in value)))
    if isinstance(value, date):
        return local_date(value)
    if isinstance(value, slice):
        ends = ("" if end is None else str(end) for end in (value.start, value.stop))
        return " \u2013 ".join(ends)
    if isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value)) if hasattr(value, "pk") else str(value)
    if isinstance(field, forms.ChoiceField):
        for key, words in list(cast("Any", field.choices)):
            if str(key) == str(value):
                return str(words)
    return str(value)


def _is_set(value: Any) -> bool:
    if isinstance(value, QuerySet):
        return bool(value.exists())
    return value not in (None, "", [], ())


def chips_of(filterset: Any, address: Callable[..., str]) -> list[Chip]:
    """A chip for each declared filter. ``address`` makes the list's address with changes."""
    form = filterset.form
    cleaned = form.cleaned_data if form.is_valid() or hasattr(form, "cleaned_data") else {}
    chips: list[Chip] = []
    for name, field in form.fields.items():
        value = cleaned.get(name)
        is_toggle = isinstance(field, forms.NullBooleanField)
        is_on = value is True if is_toggle else _is_set(value)
        if is_toggle:
            url = address(**{name: None if is_on else "true"})
        else:
            url = address(**dict.fromkeys(_parts(form, name)))
        words = "" if is_toggle or not is_on else _words(field, value)
        label = field.label or name
        chips.append(
            Chip(name, label, form[name], words, is_on, is_toggle, name in form.errors, url)
        )
    return chips


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(value, QuerySet):
        return _chosen_words(field, list(value[:3]))
    return _chosen_words(field, value)


def _parts(form: forms.BaseForm, name: str) -> list[str]:
    """The address's names of a field; a range has several."""
    ends = ("", "_min", "_max", "_after", "_before")
    return [name + end for end in ends if not end or name + end in form.data]
