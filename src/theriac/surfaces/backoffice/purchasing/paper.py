"""A paper of a supplier beside what was read of it: its pages, its boxes, and how it comes in."""

from __future__ import annotations

import json
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.files.images import image_format
from theriac.core.files.page_pictures import page_picture
from theriac.core.files.queries import find_file
from theriac.core.files.store import open_stored
from theriac.core.ids import parse_id
from theriac.core.problems import NotFound, Problem, Text, Unprocessable
from theriac.domains.offers.rules.certainty import SURE
from theriac.domains.suppliers.queries import active_suppliers
from theriac.surfaces.backoffice.purchasing.offers.words import WHY, fault_words
from theriac.surfaces.backoffice.shell.forms.button import whole
from theriac.surfaces.backoffice.shell.forms.fields import FilesField, FilesInput
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Screen

BOXED = (
    "product",
    "quantity",
    "price",
    "price_with_tax",
    "price_after_discount",
    "bonus",
    "batch",
    "expires_on",
)
KIND = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MOST_FILES = 20
_CHOOSE = gettext_lazy("Choose a file.")


class PagePicture(Screen):
    """A page of a paper as a picture, drawn here."""

    http_method_names = ("get",)

    def file_id(self) -> UUID | None:
        """Whose page."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The picture. Raises NotFound where there is none."""
        missing = NotFound(_("This page can’t be shown. Download the file instead."))
        file_id = self.file_id()
        if file_id is None:
            raise missing
        stored = find_file(self.actor, UUID(str(file_id)))
        with open_stored(stored).file as file:
            content = file.read()
        drawn: bytes | None = content
        kind = KIND.get(image_format(content[:12]) or "", "")
        if not kind:
            kind = "image/png"
            is_pdf = content.startswith(b"%PDF-")
            drawn = (
                page_picture(content, whole(self.request.GET.get("number", "1")))
                if is_pdf
                else None
            )
        if drawn is None:
            raise missing
        response = HttpResponse(drawn, content_type=kind)
        response["Cache-Control"] = "private, max-age=3600"
        return response


def printed_of(*texts: str) -> str:
    """What the paper says of a line, in one."""
    return " · ".join(one for one in texts if one)


def show_beside(row: Any, line: Any, printed: str) -> None:
    """What the paper says beside a grid's row, why it is this product, and where it stands."""
    words: list[Text] = [printed] if printed else []
    words.append(WHY[line.matched_by])
    words += fault_words(line.faults)
    if 0 < line.confidence < SURE:
        words.append(_("Read unsurely. Compare it with the page."))
    row.notes = words
    marks = line.marks if isinstance(line.marks, dict) else {}
    boxes = [marks[name] for name in BOXED if name in marks and marks[name].get("box")]
    if boxes:
        told = {"page": boxes[0]["page"], "boxes": [one["box"] for one in boxes]}
        row.marks = json.dumps(told)
    row.fields["product"].widget.attrs["placeholder"] = printed[:60]


class PaperFilesForm(ScreenForm):
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
        help_text=gettext_lazy("Leave empty: it is read from the file and you confirm it."),
        choices=(),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["supplier_id"]
        known = ((str(key), name) for key, name in active_suppliers())
        field.choices = [("", gettext_lazy("Read from the file")), *known]


class UploadPapers(FormScreen):
    """Each file becomes one of what they are; one that can't is said, and stops no other."""

    submit_label = gettext_lazy("Upload")
    one: ClassVar[str]
    all: ClassVar[str]
    """The names of the addresses of one of them, and of their list."""

    def take(self, file: Any, supplier_id: UUID | None) -> UUID:
        """Keep a file; what it became. Raises Problem."""
        raise NotImplementedError

    def said(self, count: int) -> str:
        """What is said of so many."""
        raise NotImplementedError

    def act(self, form: Any) -> str:
        """Keep every file; the only one's page, else the list."""
        files = form.cleaned_data["file"]
        if len(files) > MOST_FILES:
            raise Unprocessable(_("Choose at most 20 files at once."), field="file")
        supplier_id = parse_id(form.cleaned_data["supplier_id"])
        taken, refused = [], list[Problem]()
        for file in files:
            try:
                taken.append(self.take(file, supplier_id))
            except Problem as problem:
                if len(files) == 1:
                    raise
                words = {"file": (file.name or "")[:60], "why": problem.detail or problem.title}
                messages.error(self.request, _("%(file)s: %(why)s") % words)
                refused.append(problem)
        if not taken:
            raise refused[0]
        messages.success(self.request, self.said(len(taken)))
        if len(taken) == 1 and not refused:
            return reverse(self.one, args=[taken[0]])
        return reverse(self.all)
