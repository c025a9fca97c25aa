"""Taking in the sales that a counter saved to a file, or shows as QR codes."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.formatting import format_number
from theriac.domains.device_logs.commands.import_saved import (
    ImportedFile,
    import_saved_file,
    receive_file,
)
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import CameraScreen, Crumb


class SavedForm(ScreenForm):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Save it at the counter under “Sales on their way”."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )


class SavedImport(CameraScreen, FormScreen):
    """Book what a counter couldn't send, as if it had."""

    permission = SETTLE_CASE
    form_class = SavedForm
    template_name = "backoffice/sales/saved_import.html"
    title = gettext_lazy("Receive saved sales")
    lead = gettext_lazy(
        "If a counter is offline for long or will be cleared, save its unsent sales to a "
        "file. Then receive them here. Each sale is booked only once, even if the file or "
        "counter sends it again."
    )
    submit_label = gettext_lazy("Receive")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Sales"), reverse("backoffice:sale_list"))]

    def act(self, form: ScreenForm) -> str:
        """Book them and say what became of them."""
        data = form.cleaned_data["file"].read()
        receive_file(actor=self.actor, branch_id=self.branch, data=data)
        found = import_saved_file(actor=self.actor, branch_id=self.branch, data=data)
        wrong = found.sales.held or found.till.held or found.unreadable
        say = messages.warning if wrong else messages.success
        say(self.request, _told(found))
        return reverse("backoffice:held_list" if found.sales.held else "backoffice:sale_list")


def _told(found: ImportedFile) -> str:
    """How much of the file was taken, known already, held, and can't be read; zeros left out."""
    country = frame.pharmacy().country
    said = [
        text % {"count": format_number(count, country)}
        for text, count in (*_of_sales(found), *_of_the_till(found), *_of_the_rest(found))
        if count
    ]
    return " ".join(said) or _("The file contains no entries.")


def _of_sales(found: ImportedFile) -> Sequence[tuple[str, int]]:
    sales = found.sales
    return [
        (ngettext("%(count)s sale booked.", "%(count)s sales booked.", sales.booked), sales.booked),
        (
            ngettext(
                "%(count)s sale was already received.",
                "%(count)s sales were already received.",
                sales.known,
            ),
            sales.known,
        ),
        (
            ngettext(
                "%(count)s sale is on hold and needs a decision.",
                "%(count)s sales are on hold and need a decision.",
                sales.held,
            ),
            sales.held,
        ),
        (
            ngettext(
                "Entries that can’t be read: %(count)s. Keep the file and contact support.",
                "Entries that can’t be read: %(count)s. Keep the file and contact support.",
                found.unreadable,
            ),
            found.unreadable,
        ),
    ]


def _of_the_till(found: ImportedFile) -> Sequence[tuple[str, int]]:
    till = found.till
    return [
        (
            ngettext(
                "%(count)s till entry received.", "%(count)s till entries received.", till.taken
            ),
            till.taken,
        ),
        (
            ngettext(
                "%(count)s till entry was already received.",
                "%(count)s till entries were already received.",
                till.known,
            ),
            till.known,
        ),
        (
            ngettext(
                "%(count)s till entry is on hold and needs a decision.",
                "%(count)s till entries are on hold and need a decision.",
                till.held,
            ),
            till.held,
        ),
    ]


def _of_the_rest(found: ImportedFile) -> Sequence[tuple[str, int]]:
    rest, parked = found.rest, found.parked.waiting
    return [
        (
            ngettext("%(count)s lost sale received.", "%(count)s lost sales received.", rest.asked),
            rest.asked,
        ),
        (
            ngettext(
                "%(count)s copy of a receipt recorded.",
                "%(count)s copies of receipts recorded.",
                rest.copies,
            ),
            rest.copies,
        ),
        (
            ngettext(
                "%(count)s code to link received.", "%(count)s codes to link received.", rest.codes
            ),
            rest.codes,
        ),
        (
            ngettext(
                "%(count)s parked basket received.", "%(count)s parked baskets received.", parked
            ),
            parked,
        ),
    ]
