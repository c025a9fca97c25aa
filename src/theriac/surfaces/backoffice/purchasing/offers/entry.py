"""Offers come in: one file or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.ids import parse_id
from theriac.core.problems import Problem, Unprocessable
from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

MOST_FILES = 20
_CHOOSE = gettext_lazy("Choose a file.")


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to the list of files, each as one file would be. Raises ValidationError."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file, or what the first wrong one is refused for."""
        files = [one for one in data or [] if one]
        return [super(FilesField, self).clean(one, initial) for one in files or [None]]


class OfferFilesForm(ScreenForm):
    """The files, and whose they are where that is known."""

    file = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("PDF, photo, CSV or XLSX. Choose several at once, up to 20."),
        max_length=255,
        widget=FilesInput(attrs={"accept": ".pdf,.csv,.xlsx,image/*", "multiple": True}),
        error_messages={"required": _CHOOSE, "invalid": _CHOOSE, "missing": _CHOOSE},
    )
    supplier_id = forms.ChoiceField(
        label=gettext_lazy("Supplier"),
        help_text=gettext_lazy("Leave empty: it is read from the offer and you confirm it."),
        choices=(),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supplier_id"]
        known = ((str(key), name) for key, name in active_suppliers())
        field.choices = [("", gettext_lazy("Read from the offer")), *known]


class UploadOffers(FormScreen):
    """Each file becomes an offer; one that can't is said, and stops no other."""

    permission = DRAFT_OFFERS
    form_class = OfferFilesForm
    title = gettext_lazy("Upload offers")
    submit_label = gettext_lazy("Upload")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Offers"), reverse("backoffice:offer_list"))]

    def act(self, form: Any) -> str:
        """Keep every file; the only one's page, else the list."""
        files = form.cleaned_data["file"]
        if len(files) > MOST_FILES:
            raise Unprocessable(_("Choose at most 20 files at once."), field="file")
        supplier_id = parse_id(form.cleaned_data["supplier_id"])
        taken, refused = [], list[Problem]()
        for file in files:
            try:
                taken.append(
                    take_offer_file(
                        actor=self.actor,
                        branch_id=self.branch,
                        file=file,
                        name=file.name or "",
                        supplier_id=supplier_id,
                    )
                )
            except Problem as problem:
                if len(files) == 1:
                    raise
                words = {"file": (file.name or "")[:60], "why": problem.detail or problem.title}
                messages.error(self.request, _("%(file)s: %(why)s") % words)
                refused.append(problem)
        if not taken:
            raise refused[0]
        said = ngettext(
            "%(count)s offer uploaded. Its lines appear as soon as they are read.",
            "%(count)s offers uploaded. Their lines appear as soon as they are read.",
            len(taken),
        )
        messages.success(self.request, said % {"count": len(taken)})
        if len(taken) == 1 and not refused:
            return reverse("backoffice:offer_detail", args=[taken[0]])
        return reverse("backoffice:offer_list")
