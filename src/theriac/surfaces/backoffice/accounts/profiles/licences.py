"""A person's licences: a new one, a renewed one, the end of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Text
from theriac.countries.registry import profile_for
from theriac.domains.accounts.commands.licences import LicenceFacts, end_licence, keep_licence
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.profiles import live_licences
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.accounts.profiles.words import kind_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.accounts.models import StaffLicence


class LicenceForm(ScreenForm):
    """What stands on a licence."""

    kind = forms.ChoiceField(label=gettext_lazy("Licence"))
    number = forms.CharField(label=gettext_lazy("Number"), max_length=80)
    issued_by = forms.CharField(label=gettext_lazy("Issued by"), max_length=80, required=False)
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), required=False)
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        help_text=gettext_lazy(
            "Leave empty if it doesn't expire. You get reminders 90, 30 and 7 days before."
        ),
        required=False,
    )
    branch = forms.ChoiceField(label=gettext_lazy("Place of practice"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kinds = profile_for(frame.pharmacy().country).staff_licences
        fields["kind"].choices = [(kind.code, kind.label) for kind in kinds]
        places = [(str(branch.id), branch.name) for branch in list_branches()]
        fields["branch"].choices = [("", _("Any branch")), *places]

    def facts(self) -> LicenceFacts:
        data = self.cleaned_data
        return LicenceFacts(
            kind=data["kind"],
            number=data["number"],
            issued_by=data["issued_by"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
            branch_id=parse_id(data["branch"]) if data["branch"] else None,
        )


class NewLicence(PersonScreen, FormScreen):
    """Keep a licence of a person."""

    permission = MANAGE_STAFF
    template_name = "backoffice/form.html"
    form_class = LicenceForm
    submit_label = gettext_lazy("Save licence")
    done = gettext_lazy("Licence saved.")

    def page_title(self) -> Text:
        return _("Licence of %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def form(self, **options: Any) -> ScreenForm:
        return LicenceForm(initial=self.initial(), **options)

    def act(self, form: ScreenForm) -> str:
        return self.keep(form, None)

    def keep(self, form: Any, replaces: Any) -> str:
        """Keep it, in another's place where there is one."""
        keep_licence(
            actor=self.actor,
            user_id=self.person.id,
            country=frame.pharmacy().country,
            licence=form.facts(),
            replaces=replaces,
        )
        return self.address()


class RenewLicence(NewLicence):
    """Renew or correct one: the new one counts, the old one stays on record."""

    permission = MANAGE_STAFF
    lead = gettext_lazy("The previous licence ends and stays on record.")

    @cached_property
    def licence(self) -> StaffLicence:
        """The one that is renewed. Raises NotFound."""
        return live_licence(self.person.id, self.kwargs["licence_id"])

    def initial(self) -> dict[str, Any]:
        row = self.licence
        return {
            "kind": row.kind,
            "number": row.content["number"],
            "issued_by": row.content["issued_by"],
            "valid_from": row.valid_from,
            "valid_until": row.valid_until,
            "branch": str(row.branch_id or ""),
        }

    def act(self, form: ScreenForm) -> str:
        """Keep the new one and end this one."""
        return self.keep(form, self.licence.id)


class SureForm(ScreenForm):
    """Nothing to type: sending it is the yes."""


class EndLicence(PersonScreen, FormScreen):
    """A licence counts no longer, once somebody said that they are sure."""

    permission = MANAGE_STAFF
    template_name = "backoffice/form.html"
    form_class = SureForm
    submit_label = gettext_lazy("End licence")

    @cached_property
    def licence(self) -> StaffLicence:
        """The one that ends. Raises NotFound."""
        return live_licence(self.person.id, self.kwargs["licence_id"])

    def page_title(self) -> Text:
        words = {"licence": kind_words(self.licence.kind), "name": self.person.display_name}
        return _("End %(licence)s of %(name)s?") % words

    @property
    def lead(self) -> Text:  # type: ignore[override]
        """What it does."""
        return _(
            "The licence is no longer valid from now on, and expiry reminders stop. The "
            "record shows who ended it. For a new number or date, renew it instead."
        )

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def act(self, form: ScreenForm) -> str:
        """End it and go back to the person."""
        kind = self.licence.kind
        end_licence(actor=self.actor, user_id=self.person.id, licence_id=self.licence.id)
        words = _("%(licence)s is no longer valid.") % {"licence": kind_words(kind)}
        messages.success(self.request, words)
        return self.address()


def live_licence(person_id: UUID, licence_id: UUID) -> StaffLicence:
    """One that counts. Raises NotFound."""
    found = next((row for row in live_licences(person_id) if row.id == licence_id), None)
    if found is None:
        raise NotFound(_("This licence no longer exists. Check the staff member's page."))
    return found
