"""The form of a prescriber: new, or changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import Problem, Text, Unprocessable
from theriac.countries.prescribers.rules import PROFESSIONS
from theriac.domains.prescribers.commands.prescriber import add_prescriber, change_prescriber
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS
from theriac.domains.prescribers.queries.prescribers import licences_of, practices_of
from theriac.domains.prescribers.rules.facts import (
    MOST_LICENCES,
    MOST_PRACTICES,
    PracticeWritten,
    PrescriberLicenceWritten,
    PrescriberWritten,
)
from theriac.surfaces.backoffice.prescribers.base import PrescriberScreen
from theriac.surfaces.backoffice.prescribers.words import licence_titles
from theriac.surfaces.backoffice.shell.forms.fields import put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.records import text_of
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

LICENCE_LABELS: dict[str, Text] = {
    "kind": gettext_lazy("Licence type"),
    "number": gettext_lazy("Number"),
    "issuer": gettext_lazy("Issued by"),
    "place": gettext_lazy("Practice"),
    "issued_on": gettext_lazy("Issued on"),
    "valid_until": gettext_lazy("Valid until"),
}
PRACTICE_LABELS: dict[str, Text] = {
    "name": gettext_lazy("Practice name"),
    "address": gettext_lazy("Address"),
    "phone": gettext_lazy("Telephone"),
    "hours": gettext_lazy("Practice hours"),
}
LINES = {
    "licences": ("licence", LICENCE_LABELS, MOST_LICENCES),
    "practices": ("practice", PRACTICE_LABELS, MOST_PRACTICES),
}
FEWEST = {"licences": 2, "practices": 1}
"""Lines that the form shows at least; one is always empty."""
_LINE = re.compile(r"(licence|practice)_(\d{1,2})_(?:number|name)")


class PrescriberForm(ScreenForm):
    """What is kept of a prescriber."""

    name = text_of(PrescriberWritten, "name", gettext_lazy("Name"))
    title_before = text_of(
        PrescriberWritten,
        "prefix",
        gettext_lazy("Title before the name"),
        help_text=gettext_lazy("For example dr. or drg."),
    )
    title_after = text_of(
        PrescriberWritten,
        "suffix",
        gettext_lazy("Title after the name"),
        help_text=gettext_lazy("For example Sp.A or MD."),
    )
    profession = forms.ChoiceField(
        label=gettext_lazy("Profession"), choices=[(one.code, one.label) for one in PROFESSIONS]
    )
    specialisation = text_of(PrescriberWritten, "specialisation", gettext_lazy("Specialisation"))
    phone = text_of(
        PrescriberWritten,
        "phone",
        gettext_lazy("Private telephone"),
        help_text=gettext_lazy("Stored encrypted, for questions about a prescription."),
    )
    email = text_of(PrescriberWritten, "email", gettext_lazy("Email"))
    contact_note = text_of(PrescriberWritten, "note", gettext_lazy("Note"), widget=forms.Textarea)
    is_another = forms.BooleanField(
        label=gettext_lazy("This is a different person"),
        help_text=gettext_lazy("Save even if a similar prescriber is registered."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(
        self, *args: Any, lines: dict[str, int] | None = None, is_new: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        counts = {**FEWEST, **(lines or {})}
        if self.is_bound:
            for name in self.data:
                if found := _LINE.fullmatch(name):
                    topic = f"{found[1]}s"
                    counts[topic] = max(counts[topic], int(found[2]) + 1)
        self._counts = {topic: min(counts[topic], LINES[topic][2]) for topic in LINES}
        if not is_new:
            del self.fields["is_another"]
        fields = self._licence_fields() | self._practice_fields()
        for name, field in fields.items():
            put_into_our_words(field)
            self.fields[name] = field

    def _licence_fields(self) -> dict[str, Any]:
        kinds = [("", "–"), *licence_titles().items()]
        fields: dict[str, Any] = {}
        for line in range(self._counts["licences"]):
            for part, label in LICENCE_LABELS.items():
                at = f"licence_{line}_{part}"
                if part == "kind":
                    fields[at] = forms.ChoiceField(label=label, choices=kinds, required=False)
                elif part in ("issued_on", "valid_until"):
                    fields[at] = forms.DateField(label=label, required=False, localize=False)
                else:
                    fields[at] = text_of(PrescriberLicenceWritten, part, label, required=False)
        return fields

    def _practice_fields(self) -> dict[str, Any]:
        return {
            f"practice_{line}_{part}": text_of(PracticeWritten, part, label, required=False)
            for line in range(self._counts["practices"])
            for part, label in PRACTICE_LABELS.items()
        }

    @property
    def sections(self) -> list[tuple[Text, list[forms.BoundField]]]:
        """The fields under the headings that a person looks for them."""
        who = ["name", "title_before", "title_after", "profession", "specialisation"]
        if "is_another" in self.fields and self.is_bound:
            who.insert(0, "is_another")
        named = [(_("Prescriber"), who)]
        for line in range(self._counts["licences"]):
            title = _("Licence %(number)s") % {"number": line + 1}
            named.append((title, [f"licence_{line}_{part}" for part in LICENCE_LABELS]))
        for line in range(self._counts["practices"]):
            title = _("Practice %(number)s") % {"number": line + 1}
            named.append((title, [f"practice_{line}_{part}" for part in PRACTICE_LABELS]))
        named.append((_("Contact"), ["phone", "email", "contact_note"]))
        return [(title, [self[name] for name in names]) for title, names in named]

    def facts(self) -> PrescriberWritten:
        data = self.cleaned_data
        plain = "name profession specialisation phone email".split()
        return given(
            PrescriberWritten,
            **{name: data[name] for name in plain},
            note=data["contact_note"],
            prefix=data["title_before"],
            suffix=data["title_after"],
            is_another=data.get("is_another", False),
            licences=tuple(
                given(PrescriberLicenceWritten, **self._line("licences", line))
                for line in self._used("licences")
            ),
            practices=tuple(
                given(PracticeWritten, **self._line("practices", line))
                for line in self._used("practices")
            ),
        )

    def _line(self, topic: str, line: int) -> dict[str, Any]:
        stem, labels, _most = LINES[topic]
        return {part: self.cleaned_data[f"{stem}_{line}_{part}"] for part in labels}

    def _used(self, topic: str) -> list[int]:
        """The lines in which something stands, in their order."""
        return [
            line for line in range(self._counts[topic]) if any(self._line(topic, line).values())
        ]

    def take(self, problem: Problem) -> None:
        """What concerns a licence or a practice stands at its own field."""
        if isinstance(problem, Unprocessable):
            problem.errors = {self._field_of(name): words for name, words in problem.errors.items()}
        field = getattr(problem, "field", None)
        if isinstance(field, str) and field:
            problem.field = self._field_of(field)
        super().take(problem)

    def _field_of(self, path: str) -> str:
        topic, _dot, rest = path.partition(".")
        at, _dot, part = rest.partition(".")
        if topic not in LINES or not at.isdigit():
            return path
        used = self._used(topic)
        line = used[int(at)] if int(at) < len(used) else 0
        return f"{LINES[topic][0]}_{line}_{part}"


class AddPrescriber(FormScreen):
    """A new prescriber; somebody alike is told first."""

    permission = MANAGE_PRESCRIBERS
    title = gettext_lazy("New prescriber")
    template_name = "backoffice/prescribers/form.html"
    form_class = PrescriberForm
    submit_label = gettext_lazy("Save prescriber")
    done = gettext_lazy("Prescriber saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Prescribers"), reverse("backoffice:prescriber_list"))]

    def form(self, **options: Any) -> ScreenForm:
        return PrescriberForm(is_new=True, **options)

    def act(self, form: Any) -> str:
        prescriber_id = add_prescriber(actor=self.actor, facts=form.facts())
        return reverse("backoffice:prescriber_detail", args=[prescriber_id])


class ChangePrescriber(PrescriberScreen, FormScreen):
    """Other facts of a prescriber."""

    permission = MANAGE_PRESCRIBERS
    template_name = "backoffice/prescribers/form.html"
    form_class = PrescriberForm
    submit_label = gettext_lazy("Save prescriber")
    done = gettext_lazy("Saved.")

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.prescriber.full_name, self.address())]

    def initial(self) -> dict[str, Any]:
        now = self.prescriber
        same = "name profession specialisation version".split()
        held: dict[str, Any] = {name: getattr(now, name) for name in same} | now.contact
        held |= {"title_before": now.prefix, "title_after": now.suffix}
        held["contact_note"] = now.contact.get("note", "")
        rows: dict[str, Sequence[Any]] = {
            "licences": licences_of(now),
            "practices": practices_of(now),
        }
        for topic, (stem, labels, _most) in LINES.items():
            for line, one in enumerate(rows[topic]):
                held |= {f"{stem}_{line}_{part}": getattr(one, part) for part in labels}
        return held

    def form(self, **options: Any) -> ScreenForm:
        """With a line for each licence and practice there, and an empty one."""
        now = self.prescriber
        lines = {
            "licences": max(FEWEST["licences"], len(now.licences.all()) + 1),
            "practices": max(FEWEST["practices"], len(now.practices.all()) + 1),
        }
        return PrescriberForm(initial=self.initial(), lines=lines, **options)

    def act(self, form: Any) -> str:
        change_prescriber(
            actor=self.actor,
            prescriber_id=self.prescriber_id,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(),
        )
        return self.address()
