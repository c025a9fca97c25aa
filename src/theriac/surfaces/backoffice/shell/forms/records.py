"""Fields of a form that take their lengths and bounds from the record that a command takes."""

from __future__ import annotations

from typing import Any

from django import forms

from theriac.core.facts.records import shape_of
from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField


def text_of(kind: Any, name: str, label: Text, **options: Any) -> forms.CharField:
    """A text as long as the record takes it, asked for where the record has no default."""
    shape = shape_of(kind, name)
    options.setdefault("required", shape.is_required)
    return forms.CharField(label=label, max_length=shape.longest, **options)


def whole_of(kind: Any, name: str, label: Text, **options: Any) -> WholeNumberField:
    """A whole number within the record's bounds, asked for where the record has no default."""
    shape = shape_of(kind, name)
    options.setdefault("required", shape.is_required)
    if shape.most is not None:
        options.setdefault("most", shape.most)
    return WholeNumberField(label=label, least=shape.least, **options)
