"""The supplier's invoice: its file is kept, a table's lines are read and compared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.files.commands import add_file
from theriac.core.files.documents import PreparedDocument
from theriac.core.files.intake import take
from theriac.core.money import CURRENCIES
from theriac.core.problems import Text
from theriac.domains.purchasing.commands.invoices import attach_invoice, set_invoice_lines
from theriac.domains.purchasing.files import INVOICE
from theriac.domains.purchasing.invoices import read_invoice
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.surfaces.backoffice.purchasing.receipts.base import ReceiptPart
from theriac.surfaces.backoffice.purchasing.receipts.words import differences_in_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

_CHOOSE = gettext_lazy("Choose a file.")


class InvoiceForm(ScreenForm):
    """A file, or lines typed or pasted as a table."""

    file = forms.FileField(
        label=gettext_lazy("Invoice file"),
        help_text=gettext_lazy(
            "Pictures and PDFs are saved. Table lines (CSV, XLSX) are also compared."
        ),
        max_length=255,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.csv,.xlsx,image/*"}),
        error_messages={"required": _CHOOSE, "invalid": _CHOOSE, "missing": _CHOOSE},
    )
    typed = forms.CharField(
        label=gettext_lazy("Or paste its lines"),
        help_text=gettext_lazy(
            "Use a header row with these columns: code, name, unit, quantity, bonus, price, "
            "batch, expiry."
        ),
        required=False,
        max_length=200_000,
        widget=forms.Textarea,
    )

    def clean(self) -> Any:
        """One of both."""
        data: Any = super().clean()
        if data is not None and not self.errors and not (data.get("file") or data.get("typed")):
            raise forms.ValidationError(_("Choose a file, or paste the lines."))
        return data


class ReceiptInvoice(ReceiptPart, FormScreen):
    """The invoice beside what came."""

    permission = DRAFT_RECEIPT
    form_class = InvoiceForm
    template_name = "backoffice/purchasing/receipts/invoice.html"
    submit_label = gettext_lazy("Compare")

    def page_title(self) -> Text:
        return gettext_lazy("Supplier invoice")

    def context(self) -> dict[str, Any]:
        return {
            "differences": differences_in_words(self.view),
            "has_lines": self.view.has_invoice,
            "file_id": self.view.receipt.invoice_file_id,
        }

    def act(self, form: Any) -> str:
        """Keep the file; read its lines where it is a table."""
        file, typed = form.cleaned_data["file"], form.cleaned_data["typed"]
        pharmacy = frame.pharmacy()
        exponent = CURRENCIES[pharmacy.currency].exponent
        file_id = None
        lines = None
        receipt = self.view.receipt
        if file:
            prepared = take(file, purpose=INVOICE, actor=self.actor, name=file.name)
            if isinstance(prepared, PreparedDocument):
                file.seek(0)
                lines = read_invoice(file, exponent=exponent, country=pharmacy.country)
            file_id = add_file(
                actor=self.actor,
                branch_id=self.at_branch,
                purpose=INVOICE,
                prepared=prepared,
                record_id=receipt.id,
            )
        elif typed:
            lines = read_invoice(typed.encode(), exponent=exponent, country=pharmacy.country)
        if lines is None and file_id is not None:
            attach_invoice(
                actor=self.actor,
                branch_id=self.at_branch,
                receipt_id=receipt.id,
                file_id=file_id,
            )
        elif lines is not None:
            set_invoice_lines(
                actor=self.actor,
                branch_id=self.at_branch,
                receipt_id=receipt.id,
                lines=lines,
                file_id=file_id,
            )
        return f"{self.address()}invoice/"
