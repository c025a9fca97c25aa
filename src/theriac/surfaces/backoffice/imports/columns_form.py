"""The form of the columns: for each column its meaning, and the file's ways of writing."""

from __future__ import annotations

from collections.abc import Mapping as Facts
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Problem, Text, Unprocessable
from theriac.core.tables.heads import fold
from theriac.core.tables.numbers import STYLES
from theriac.countries.base import CountryProfile
from theriac.domains.catalog.imports.kinds import kind_of
from theriac.domains.catalog.imports.mapping import TELL_CLASSES, mapping_from
from theriac.domains.catalog.imports.products.answers import pack_texts
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.imports.words import (
    DATES,
    IDENTITIES,
    PACKS,
    label_words,
    pack_words,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

if TYPE_CHECKING:
    from theriac.domains.catalog.models import Import

MEANS = "means"
WORD = "word"
CLASS = "class"
DEFAULT = "default"
MOST_PACKS = 12
Choices = list[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class WordBox:
    """One word of a column, and the box that says what it means."""

    word: str
    box: Any


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the file as the form draws it."""

    name: str
    samples: list[str]
    box: Any
    words: list[WordBox]
    classes: list[WordBox]
    """Where no column tells the class: for each word of a category or form, its class."""
    packs: list[tuple[str, str]]
    """Texts such as 10x10, and how many units each is proposed to be."""


class ColumnsForm(ScreenForm):
    """What each column means, how the file writes numbers and days, by what rows are known."""

    identity = forms.ChoiceField(
        label=gettext_lazy("Identify rows by"), choices=list(IDENTITIES.items())
    )
    numbers = forms.ChoiceField(
        label=gettext_lazy("Number format"), choices=[(one, one) for one in STYLES]
    )
    dates = forms.ChoiceField(label=gettext_lazy("Date format"), choices=list(DATES.items()))
    packs = forms.ChoiceField(
        label=gettext_lazy("Pack sizes like 10x10"),
        help_text=gettext_lazy(
            "Check the suggestions above. Your choice applies to the whole file."
        ),
        choices=list(PACKS.items()),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, batch: Import, profile: CountryProfile, **options: Any) -> None:
        self.batch, self.profile = batch, profile
        self.mapping = mapping_from(batch.mapping)
        super().__init__(initial=self._now(), **options)
        self.kind = kind_of(batch.kind)
        meanings: Choices = [("", _("Skip"))]
        meanings += [(field.code, field.title) for field in self.kind.fields]
        for place, column in enumerate(batch.columns):
            self._add(f"{MEANS}-{place}", column["name"], meanings)
            self._add_words(place, column)
            self._add_classes(place, column)
        for code, title, choices in self._defaults():
            self._add(f"{DEFAULT}-{code}", title, choices)
        asked = self.fields.get(f"{DEFAULT}-legal_class")
        if asked is not None:
            asked.help_text = _(
                "This decides which products are sold without a prescription, so nothing is "
                "preselected."
            )
        has_sizes = "pack_size" in self.mapping.columns
        if not has_sizes and not any(self._packs(column) for column in batch.columns):
            del self.fields["packs"]

    def _now(self) -> dict[str, Any]:
        """What the boxes hold at first: the mapping as it stands."""
        mapping = self.mapping
        now: dict[str, Any] = {
            "identity": mapping.identity,
            "numbers": mapping.numbers,
            "dates": mapping.dates,
            "packs": mapping.packs,
            "version": self.batch.version,
            **{f"{DEFAULT}-{code}": word for code, word in mapping.defaults.items()},
        }
        for place, column in enumerate(self.batch.columns):
            now[f"{MEANS}-{place}"] = self._meaning(column["name"])
        return now

    def _meaning(self, name: str) -> str:
        return next((code for code, names in self.mapping.columns.items() if name in names), "")

    def _add(self, name: str, label: Text, choices: Choices) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def _add_words(self, place: int, column: Facts[str, Any]) -> None:
        """Boxes for the words of a column whose meaning is a choice."""
        code = self._meaning(column["name"])
        choices = self._choices(code)
        if not choices:
            return
        for number, word in enumerate(column.get("words", ())):
            name = f"{WORD}-{place}-{number}"
            self._add(name, word, [("", "–"), *choices])
            self.initial[name] = self.mapping.value(code, word) or self._itself(word, choices)

    def _add_classes(self, place: int, column: Facts[str, Any]) -> None:
        """Boxes for the class by a category or form, where no column tells the class."""
        code = self._meaning(column["name"])
        asked = "legal_class" in self.kind.asked(self.profile)
        if code not in TELL_CLASSES or not asked or "legal_class" in self.mapping.columns:
            return
        for number, word in enumerate(column.get("words", ())):
            name = f"{CLASS}-{place}-{number}"
            self._add(name, word, [("", "–"), *self._choices("legal_class")])
            self.initial[name] = self.mapping.class_said(code, word)

    @staticmethod
    def _itself(word: str, choices: Choices) -> str:
        """The choice that the word names by itself."""
        told = fold(word)
        return next((code for code, title in choices if told in (fold(code), fold(str(title)))), "")

    def _choices(self, code: str) -> Choices:
        """What a word of this field may mean; empty where it is no choice."""
        match code:
            case "legal_class":
                return [(one.code, one.title) for one in self.profile.legal_classes]
            case "tax_class":
                return [(one.code, one.title) for one in self.profile.tax_classes]
            case "branch":
                return [(branch.code, branch.name) for branch in list_branches()]
            case _:
                return []

    def _defaults(self) -> list[tuple[str, Text, Choices]]:
        """What holds where a cell is empty, as far as the kind of import has it."""
        titles = {
            "legal_class": _("Default class"),
            "tax_class": _("Default tax class"),
        }
        known, asked = self.kind.usual(self.profile), self.kind.asked(self.profile)
        return [
            (code, title, [*([("", _("Choose"))] if code in asked else []), *self._choices(code)])
            for code, title in titles.items()
            if code in known or code in asked
        ]

    def _packs(self, column: Facts[str, Any]) -> list[tuple[str, str]]:
        """What the texts of a column are proposed to be, where they tell pack sizes."""
        meaning = self._meaning(column["name"])
        if self.kind.field("pack_size") is None or meaning not in ("", "pack_size", "pack_label"):
            return []
        texts = pack_texts([column["name"]], [column])
        if meaning == "pack_label":
            return [(text, label_words(text)) for text in texts][:MOST_PACKS]
        return [(text, pack_words(text)) for text in texts][:MOST_PACKS]

    def rows(self) -> list[ColumnRow]:
        return [
            ColumnRow(
                name=column["name"],
                samples=[sample for sample in column["samples"] if sample][:3],
                box=self[f"{MEANS}-{place}"],
                words=self._boxes(WORD, place, column),
                classes=self._boxes(CLASS, place, column),
                packs=self._packs(column),
            )
            for place, column in enumerate(self.batch.columns)
        ]

    def _boxes(self, kind: str, place: int, column: Facts[str, Any]) -> list[WordBox]:
        return [
            WordBox(word, self[f"{kind}-{place}-{number}"])
            for number, word in enumerate(column.get("words", ()))
            if f"{kind}-{place}-{number}" in self.fields
        ]

    def ways(self) -> list[Any]:
        """The boxes below the columns."""
        names = ["identity", "numbers", "dates"]
        names += ["packs"] if "packs" in self.fields else []
        names += [name for name in self.fields if name.startswith(DEFAULT)]
        return [self[name] for name in names]

    def chosen(self) -> dict[str, Any]:
        """The mapping as the command takes it."""
        data = self.cleaned_data
        columns: dict[str, list[str]] = {}
        values: dict[str, dict[str, str]] = {
            code: dict(told) for code, told in self.mapping.values.items()
        }
        classes: dict[str, dict[str, str]] = {}
        for place, column in enumerate(self.batch.columns):
            code = data[f"{MEANS}-{place}"]
            if not code:
                continue
            columns.setdefault(code, []).append(column["name"])
            for number, word in enumerate(column.get("words", ())):
                if meaning := data.get(f"{WORD}-{place}-{number}"):
                    values.setdefault(code, {})[word] = meaning
                if chosen := data.get(f"{CLASS}-{place}-{number}"):
                    classes.setdefault(code, {})[word] = chosen
        defaults = dict(self.mapping.defaults)
        for name, word in data.items():
            if name.startswith(f"{DEFAULT}-"):
                defaults[name.removeprefix(f"{DEFAULT}-")] = word
        return {
            "columns": columns,
            "identity": data["identity"],
            "numbers": data["numbers"],
            "dates": data["dates"],
            "packs": data.get("packs", self.mapping.packs),
            "defaults": {code: word for code, word in defaults.items() if word},
            "values": {code: told for code, told in values.items() if code in columns},
            "classes": {code: told for code, told in classes.items() if code in TELL_CLASSES},
        }

    def take(self, problem: Problem) -> None:
        """A refusal names a field of the import; it stands at the columns that mean it."""
        if isinstance(problem, Unprocessable):
            errors: dict[str, Text] = {}
            for name, words in problem.errors.items():
                part, _dot, code = name.partition(".")
                code = code if part in ("columns", "classes") else ""
                places = [
                    f"{MEANS}-{place}"
                    for place in range(len(self.batch.columns))
                    if code and self.cleaned_data.get(f"{MEANS}-{place}") == code
                ]
                default = name.replace("defaults.", f"{DEFAULT}-", 1)
                errors |= dict.fromkeys(places or [default], words)
            problem.errors = errors
        super().take(problem)
