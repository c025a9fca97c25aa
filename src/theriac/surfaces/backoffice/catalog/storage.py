"""How a product is kept: the usual conditions in words, and any other as somebody typed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

STORAGES: dict[str, Text] = {
    "room": _("Room temperature"),
    "cool": _("Cool place"),
    "fridge": _("2–8 °C"),
    "freezer": _("Frozen"),
}
KEPT_COLD = frozenset({"cool", "fridge", "freezer"})


def storage_words(storage: str) -> Text:
    """Where it is kept; what isn't one of the usual conditions stands as it was written."""
    return STORAGES.get(storage, storage)


def storage_code(words: str) -> str:
    """The code of a usual condition, named by its words in any language; else what was typed."""
    typed = words.strip()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, title in STORAGES.items():
                if typed.casefold() in (code, str(title).casefold()):
                    return code
    return typed


class StorageField(forms.CharField):
    """Shows the words, suggests the usual conditions, cleans to the code or to free text."""

    widget = forms.TextInput(attrs={"list": "storages", "autocomplete": "off"})

    def usual(self) -> list[Text]:
        """The conditions that the field suggests."""
        return list(STORAGES.values())

    def prepare_value(self, value: Any) -> Any:
        """A code in words; what somebody typed as they typed it."""
        return storage_words(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """The code, or the free text without the spaces around it."""
        return storage_code(super().clean(value))
