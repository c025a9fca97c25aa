"""What is wrong with a field, in a plain sentence, by the kind of error that pydantic reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

SENTENCES: Mapping[str, Text] = {
    "missing": _("This is missing. Enter it."),
    "extra_forbidden": _("There is no such field. Leave it out."),
    "unexpected_keyword_argument": _("There is no such field. Leave it out."),
    "int_type": _("This must be a whole number."),
    "int_from_float": _("This must be a whole number."),
    "int_parsing_size": _("This number is too large."),
    "bool_type": _("This must be true or false."),
    "string_type": _("This must be a text."),
    "string_unicode": _("This text holds characters that can't be kept."),
    "nul": _("This text holds characters that can't be kept."),
    "list_type": _("This must be a list."),
    "tuple_type": _("This must be a list."),
    "dict_type": _("This must be an object with named fields."),
    "dataclass_type": _("This must be an object with named fields."),
    "model_type": _("This must be an object with named fields."),
    "model_attributes_type": _("This must be an object with named fields."),
    "id": _("This isn't an id. It has 32 hexadecimal digits in five groups."),
    "day": _("This isn't a date. Write it as 2026-11-20."),
    "far": _("This lies too far in the past or in the future."),
    "instant": _("This isn't an instant. Write it as 2026-11-20T03:42:10Z, with its zone."),
    "string_pattern_mismatch": _("This can't be written so."),
    "string_too_short": _("This is too short: at least %(min_length)s characters."),
    "string_too_long": _("This is too long: at most %(max_length)s characters."),
    "too_short": _("This is too short: at least %(min_length)s entries."),
    "too_long": _("This is too long: at most %(max_length)s entries."),
    "greater_than_equal": _("This is too small: %(ge)s or more."),
    "less_than_equal": _("This is too large: %(le)s or less."),
    "literal_error": _("Choose one of: %(expected)s."),
    "enum": _("Choose one of: %(expected)s."),
    "union_tag_invalid": _("Choose one of: %(expected_tags)s."),
    "union_tag_not_found": _("This is missing. Enter it."),
}
EMPTY = _("This is empty. Fill it in.")
FALLBACK = _("This can't be taken as it is.")


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
