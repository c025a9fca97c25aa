"""The form of a patient's particulars: one of each kind; what is kept beyond that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.patients.rules.particulars import (
    CONTACT_KINDS,
    LANGUAGES,
    LONGEST_NAMES,
    SEXES,
    ContactPoint,
    Emergency,
    Insurance,
    Particulars,
)
from theriac.domains.patients.sought import profile
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

QUIET: Mapping[str, Any] = {"autocomplete": "off"}


def _text(label: Any, hint: Any = "", *, long: bool = False, required: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=400 if long else LONGEST_NAMES,
        required=required,
        widget=forms.Textarea(attrs=dict(QUIET)) if long else forms.TextInput(attrs=dict(QUIET)),
    )


class PatientParticularsForm(ScreenForm):
    """Everything but health."""

    names = _text(_("Names"), _("As the person writes them, one or more, in order."), required=True)
    birth_date = forms.DateField(label=_("Birth date"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=list(SEXES.items()), required=False)
    language = forms.ChoiceField(
        label=_("Preferred language"), choices=list(LANGUAGES.items()), required=False
    )
    phone = _text(CONTACT_KINDS["phone"])
    whatsapp = _text(CONTACT_KINDS["whatsapp"])
    email = _text(CONTACT_KINDS["email"])
    address = _text(_("Address"), long=True)
    emergency_name = _text(_("Emergency contact name"))
    emergency_relation = _text(_("Relationship"), _("For example mother, husband or neighbour."))
    emergency_phone = _text(_("Emergency telephone"))
    insurer = _text(_("Insurance"))
    insurance_number = _text(_("Member number"))
    id_may_differ = forms.BooleanField(
        label=_("The card does show a different birth date"), required=False
    )
    is_another = forms.BooleanField(
        label=_("This is a different person from those above"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = profile().person_identifiers
        for kind in self._kinds:
            self.fields[kind.code] = _text(kind.label)
        if not is_new:
            del self.fields["is_another"]
        self.order_fields([field.name for _title, fields in self.sections for field in fields])

    @property
    def sections(self) -> list[tuple[Text, list[forms.BoundField]]]:
        """The fields under the headings that a person looks for them.

        What confirms a refused birth date is offered only once something was refused.
        """
        numbers = [kind.code for kind in self._kinds]
        doubts = ["id_may_differ"] if self.is_bound else []
        named = (
            (_("Personal details"), ["names", "birth_date", "sex", *numbers, *doubts, "language"]),
            (_("Contact details"), [*CONTACT_KINDS, "address"]),
            (_("Emergency contact"), ["emergency_name", "emergency_relation", "emergency_phone"]),
            (_("Insurance"), ["insurer", "insurance_number"]),
        )
        return [(title, [self[name] for name in names]) for title, names in named]

    @classmethod
    def of(cls, given: Particulars, version: int) -> Self:
        """What holds now."""
        contacts = {one.kind: one.value for one in reversed(given.contacts)}
        emergency = given.emergency[0] if given.emergency else Emergency("")
        insurance = given.insurance[0] if given.insurance else Insurance("")
        return cls(
            initial={
                "names": given.names,
                "birth_date": given.birth_date,
                "sex": given.sex,
                "language": given.language,
                **contacts,
                **given.national_ids,
                "address": given.addresses[0] if given.addresses else "",
                "emergency_name": emergency.name,
                "emergency_relation": emergency.relation,
                "emergency_phone": emergency.phone,
                "insurer": insurance.insurer,
                "insurance_number": insurance.number,
                "version": version,
            }
        )

    def particulars(self, before: Particulars | None = None) -> Particulars:
        """What was typed, with what ``before`` has beyond one of each kind."""
        data = self.cleaned_data
        known = before or Particulars(names="")
        return Particulars(
            names=data["names"],
            birth_date=data["birth_date"],
            sex=data["sex"],
            language=data["language"],
            contacts=[
                *(ContactPoint(kind, data[kind]) for kind in CONTACT_KINDS if data[kind]),
                *_others(known.contacts),
            ],
            addresses=[data["address"], *known.addresses[1:]],
            national_ids={
                **known.national_ids,
                **{kind.code: data[kind.code] for kind in self._kinds},
            },
            emergency=[
                Emergency(
                    data["emergency_name"], data["emergency_relation"], data["emergency_phone"]
                ),
                *known.emergency[1:],
            ],
            insurance=[
                Insurance(data["insurer"], data["insurance_number"]),
                *known.insurance[1:],
            ],
        )


def _others(contacts: Sequence[ContactPoint]) -> list[ContactPoint]:
    """All but the first of each kind."""
    seen: set[str] = set()
    others = []
    for one in contacts:
        if one.kind in seen:
            others.append(one)
        seen.add(one.kind)
    return others
