"""The controls of forms are drawn as Django's own templates draw them."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.forms import widgets
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from theriac.surfaces.backoffice.shell.markup.controls import Controls

ODD = "\"'<&> o"
CHOICES: list[Any] = [
    ("", gettext_lazy("All")),
    ("a", ODD),
    (ODD, SafeString("<b>safe</b>")),
    (7, 7_000),
    (None, "nothing"),
    ("Group <", [("x", "X"), (1.5, "Y")]),
]
SELECTS = (widgets.Select, widgets.NullBooleanSelect, widgets.SelectMultiple)
OTHERS = (widgets.RadioSelect, widgets.CheckboxSelectMultiple, widgets.SplitDateTimeWidget)
INPUTS = (
    *(widgets.TextInput, widgets.NumberInput, widgets.EmailInput, widgets.URLInput),
    *(widgets.PasswordInput, widgets.HiddenInput, widgets.DateInput, widgets.DateTimeInput),
    *(widgets.TimeInput, widgets.CheckboxInput, widgets.FileInput, widgets.Textarea),
    *(widgets.ClearableFileInput, widgets.MultipleHiddenInput, widgets.ColorInput),
    *(widgets.SearchInput, widgets.TelInput, widgets.SelectDateWidget),
)
ATTRIBUTES: list[dict[str, Any]] = [
    {},
    {"id": "id_x", "class": "form-control", "required": True, "disabled": False},
    {"maxlength": 1_200, "data-x": ODD, "data-y": SafeString("&lt;"), "placeholder": None},
    {"placeholder": gettext_lazy("All"), 'a"b': "c"},
]


def same(widget: forms.Widget, name: str, value: object, attrs: dict[str, Any]) -> str:
    drawn = widget.render(name, value, attrs, renderer=Controls())
    assert drawn == widget.render(name, value, attrs, renderer=DjangoTemplates())
    return str(drawn)


@pytest.mark.parametrize("attrs", ATTRIBUTES)
@pytest.mark.parametrize("kind", [*SELECTS, *OTHERS])
def test_choices(kind: type[Any], attrs: dict[str, Any]) -> None:
    widget = kind()
    if hasattr(widget, "choices") and kind is not widgets.NullBooleanSelect:
        widget.choices = CHOICES
    several = kind in {widgets.SelectMultiple, widgets.CheckboxSelectMultiple}
    for value in (None, "a", ODD, "x", True):
        same(widget, ODD, [value] if several else None if kind in OTHERS[2:] else value, attrs)


@pytest.mark.parametrize("attrs", ATTRIBUTES)
@pytest.mark.parametrize("kind", INPUTS)
def test_inputs(kind: type[Any], attrs: dict[str, Any]) -> None:
    for value in (None, "", ODD, f"\n{ODD}\n ", 12_345, date(2027, 1, 31), SafeString("<b>"), True):
        several = kind is widgets.MultipleHiddenInput
        same(kind(), "field", [value] if several else value, attrs)


def test_an_option_with_a_template_of_its_own_keeps_it() -> None:
    class Odd(widgets.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    assert 'type="select"' in same(Odd(choices=CHOICES), "field", "a", {})


def test_every_form_is_drawn_so() -> None:
    assert f"{Controls.__module__}.{Controls.__qualname__}" == settings.FORM_RENDERER
    assert isinstance(get_default_renderer(), Controls)
