"""Draws the controls of forms: what ``FORM_RENDERER`` names.

A choice of thirty options takes a template of Django's for the choice, one for each option and
one for each option's attributes: 4 ms a page of lists. What those templates write is written here;
everything else is still drawn by its template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.safestring import SafeData

_FOLDER = "django/forms/widgets/"
_LIKE_INPUT = (
    *("checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "number"),
    *("password", "search", "tel", "text", "time", "url"),
)
"""The templates that say no more than input.html."""
_OPTION = f"{_FOLDER}select_option.html"
_PLAIN = Context()


class Controls(DjangoTemplates):
    """Django's renderer, quick where it is asked for often."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The control as its template draws it."""
        draw = _DRAWN.get(template_name)
        if draw is None or not _is_usual(context["widget"]):
            return str(super().render(template_name, context, request))
        return draw(context["widget"]).strip()


def _is_usual(widget: Mapping[str, Any]) -> bool:
    """Whether no option has a template of its own."""
    return all(
        option["template_name"] == _OPTION
        for _group, options, _index in widget.get("optgroups", ())
        for option in options
    )


def _said(value: object) -> str:
    """As ``{{ value|stringformat:'s' }}``."""
    text = str(value)
    return text if isinstance(value, SafeData) else escape(text)


def _shown(value: object) -> str:
    """As a template's ``{{ value }}`` would write it, escaped."""
    return _said(value) if isinstance(value, str) else str(render_value_in_context(value, _PLAIN))


def _attributes(given: Mapping[str, object]) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_said(value)}"'
        for name, value in given.items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{_said(value)}"'
    kind, name = _shown(widget["type"]), _shown(widget["name"])
    return f'<input type="{kind}" name="{name}"{said}{_attributes(widget["attrs"])}>'


def _textarea(widget: Mapping[str, Any]) -> str:
    value = _shown(widget["value"]) if widget["value"] else ""
    name = _shown(widget["name"])
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _option(option: Mapping[str, Any]) -> str:
    said, attributes = _said(option["value"]), _attributes(option["attrs"])
    return f'<option value="{said}"{attributes}>{_shown(option["label"])}</option>\n'


def _select(widget: Mapping[str, Any]) -> str:
    drawn = [f'<select name="{_shown(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{_shown(group)}">')
        drawn += [f"\n  {_option(option)}" for option in options]
        if group:
            drawn.append("\n  </optgroup>")
    drawn.append("\n</select>")
    return "".join(drawn)


_DRAWN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _LIKE_INPUT},
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}textarea.html": _textarea,
}
