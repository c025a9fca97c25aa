"""Handing a file in for a purpose that belongs to no record; a record's files begin on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.files.commands import add_file, require_adding
from theriac.core.files.intake import take, words_of
from theriac.core.files.purposes import ACCEPTED, ContentKind, Purpose, declared_purposes
from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, not_opened

_CHOOSE = gettext_lazy("Choose a file.")


def addable(actor: Actor, branch_id: UUID | None) -> list[Purpose]:
    """The purposes without a record for which the actor may hand a file in."""
    return [
        one
        for one in declared_purposes()
        if one.add is not None and one.holder is None and actor.may(one.add, branch_id)
    ]


class FileForm(ScreenForm):
    """A file and what it is for."""

    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), choices=())
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(),
        error_messages={"required": _CHOOSE, "invalid": _CHOOSE, "missing": _CHOOSE},
    )


class AddFile(FormScreen):
    """What every screen shares that hands a file in. Subclasses say purposes and record."""

    permission: ClassVar[Permission | None] = None
    form_class = FileForm
    submit_label = gettext_lazy("Save file")
    done = gettext_lazy("File saved.")

    def purposes(self) -> Sequence[Purpose]:
        """What the actor may hand in here, the likeliest first."""
        raise NotImplementedError

    def record_id(self) -> UUID | None:
        """The record that the file belongs to."""
        return None

    def check_permission(self) -> None:
        """Refuse who may hand nothing in here."""
        super().check_permission()
        if not self.purposes():
            raise not_opened()

    def form(self, **options: Any) -> ScreenForm:
        """The purposes as choices; a single one isn't asked for."""
        form = super().form(**options)
        fields: Any = form.fields
        found = self.purposes()
        fields["purpose"].choices = [(one.code, one.title) for one in found]
        if len(found) == 1:
            fields["purpose"].widget = forms.HiddenInput()
            fields["purpose"].initial = found[0].code
        forms_taken = {form for one in found for form in one.forms}
        accepted = [ACCEPTED[form] for form in ContentKind if form in forms_taken]
        fields["file"].widget.attrs["accept"] = ",".join(accepted)
        most = max(one.max_bytes for one in found) // 1_000_000
        fields["file"].help_text = _("%(kinds)s; at most %(limit)s MB.") % {
            "kinds": words_of(found[0]).capitalize(),
            "limit": most,
        }
        return form

    def act(self, form: ScreenForm) -> str:
        """Check it first, outside the transaction; then keep it."""
        data = form.cleaned_data
        rule = next(one for one in self.purposes() if one.code == data["purpose"])
        require_adding(self.actor, rule, self.branch_id)
        prepared = take(
            cast("Any", data["file"].file),
            purpose=rule,
            actor=self.actor,
            name=data["file"].name or "",
        )
        file_id = add_file(
            actor=self.actor,
            branch_id=self.branch_id,
            purpose=rule,
            prepared=prepared,
            record_id=self.record_id(),
        )
        return self.after(file_id)

    def after(self, file_id: UUID) -> str:
        """Where to go on to."""
        return reverse("backoffice:file_detail", args=[file_id])


class AddPharmacyFile(AddFile):
    """A paper of the pharmacy."""

    permission = None
    title = gettext_lazy("Add file")
    form_class = FileForm

    def purposes(self) -> Sequence[Purpose]:
        """Those without a record."""
        return addable(self.actor, self.branch_id)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Files"), reverse("backoffice:file_list"))]
