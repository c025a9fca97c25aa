"""What is wrong with a field, in a plain sentence, by the kind of error that pydantic reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

SENTENCES: Mapping[str, Text] = {
    "missing": _("This field is required."),
    "extra_forbidden": _("This field doesn't exist. Leave it out."),
    "unexpected_keyword_argument": _("This field doesn't exist. Leave it out."),
    "int_type": _("This must be a whole number."),
    "int_from_float": _("This must be a whole number."),
    "int_parsing_size": _("This number is too large."),
    "bool_type": _("This must be true or false."),
    "string_type": _("This must be text."),
    "string_unicode": _("This text contains characters that can't be saved."),
    "nul": _("This text contains characters that can't be saved."),
    "list_type": _("This must be a list."),
    "tuple_type": _("This must be a list."),
    "dict_type": _("This must be an object with named fields."),
    "dataclass_type": _("This must be an object with named fields."),
    "model_type": _("This must be an object with named fields."),
    "model_attributes_type": _("This must be an object with named fields."),
    "id": _("This isn't an ID. An ID has 32 hexadecimal digits in five groups."),
    "day": _("This isn't a date. Enter it like 2026-11-20."),
    "far": _("This is too far in the past or in the future."),
    "instant": _(
        "This isn't a date and time. Enter it like 2026-11-20T03:42:10Z, with its time zone."
    ),
    "string_pattern_mismatch": _("This format isn't valid."),
    "string_too_short": _("This is too short: at least %(min_length)s characters."),
    "string_too_long": _("This is too long: at most %(max_length)s characters."),
    "too_short": _("This is too short: at least %(min_length)s entries."),
    "too_long": _("This is too long: at most %(max_length)s entries."),
    "greater_than_equal": _("This is too small: %(ge)s or more."),
    "less_than_equal": _("This is too large: %(le)s or less."),
    "literal_error": _("Choose one of: %(expected)s."),
    "enum": _("Choose one of: %(expected)s."),
    "union_tag_invalid": _("Choose one of: %(expected_tags)s."),
    "union_tag_not_found": _("This field is required."),
}
EMPTY = _("This field is required.")
FALLBACK = _("This value isn't accepted.")


def sentence(error: Mapping[str, Any]) -> str:
    """The sentence for one error of pydantic, in the reader's language."""
    told = error.get("ctx", {})
    if told.get("min_length") == 1 or told.get("pattern") == r"\S":
        return str(EMPTY)
    text = str(SENTENCES.get(str(error.get("type")), FALLBACK))
    try:
        return text % told if "%(" in text else text
    except KeyError:
        return str(FALLBACK)
