"""Pictures of a prescription: taken in with it or later, opened with a reason that is logged."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.files.checks.pdfs import PreparedPdf
from theriac.core.files.intake import Prepared, take
from theriac.core.files.page_pictures import MOST_PAGES, page_picture
from theriac.core.files.purposes import ACCEPTED, ContentKind, Purpose
from theriac.core.problems import Problem
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.pictures import PICTURE, pictures_of
from theriac.surfaces.backoffice.files.entry import AddFile, FileForm
from theriac.surfaces.backoffice.files.words import document_words
from theriac.surfaces.backoffice.prescriptions.base import AmongPrescriptions, OnePrescription
from theriac.surfaces.backoffice.shell.errors import is_fragment
from theriac.surfaces.backoffice.shell.forms.fields import FilesField, FilesInput
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

MOST_PICTURES = 10
PAGES_AT_ONCE = 5
"""Of a PDF before it is kept; the others are turned to, and all are kept."""


class AddPicture(OnePrescription, AddFile):
    """Hand in a photo or scan."""

    permission = RECEIVE_PRESCRIPTIONS
    title = _("Add a picture of the prescription")
    form_class = FileForm
    lead = _(
        "Take a photo or choose a file. It is encrypted with the patient’s own key, without its "
        "name, place and camera, and each look at it is logged with the reason."
    )
    done = _("Picture saved.")

    def purposes(self) -> Sequence[Purpose]:
        """Pictures alone."""
        return [PICTURE] if self.may(RECEIVE_PRESCRIPTIONS) else []

    def record_id(self) -> UUID:
        return UUID(str(self.opened.prescription.id))

    def form(self, **options: Any) -> Any:
        """On a phone the camera opens at once."""
        form = super().form(**options)
        form.fields["file"].widget.attrs["capture"] = "environment"
        return form

    def context(self) -> dict[str, Any]:
        """Nothing more; a prescription that isn't there is said at once."""
        _known = self.opened
        return super().context()

    def after(self, file_id: UUID) -> str:
        """Back to the prescription."""
        return self.address()

    def cancel_url(self) -> str:
        """Back to the prescription."""
        return self.address()


def pictures_beside(screen: OnePrescription, found: Any) -> dict[str, Any]:
    """What the prescription's page shows of its pictures; a download bears the page's reason."""
    rows = list(pictures_of(actor=screen.actor, branch_id=screen.branch, prescription_id=found.id))
    people = names_of(row.created_by for row in rows)
    may_add = screen.may(RECEIVE_PRESCRIPTIONS)
    return {
        "documents": document_words(screen.actor, rows, people, screen.why()),
        "documents_none": _now("No pictures yet. Add a photo or scan of the prescription."),
        "document_new": reverse("backoffice:prescription_picture", args=[found.id])
        if may_add
        else "",
    }


class PicturesForm(ScreenForm):
    """Pictures of the paper, where a prescription is taken in."""

    pictures = FilesField(
        label=_("Pictures of the prescription"),
        help_text=_("Photos (PNG, JPEG, WebP) or PDF, at most 10 files of 15 MB."),
        max_length=255,
        allow_empty_file=True,
        required=False,
        widget=FilesInput(
            attrs={
                "multiple": True,
                "form": "intake",
                "aria-describedby": "pictures-notes",
                "accept": f"{ACCEPTED[ContentKind.IMAGE]},{ACCEPTED[ContentKind.PDF]}",
            }
        ),
    )

    def prepared(self, actor: Actor) -> list[Prepared]:
        """The pictures, looked at; why one can't be kept stands at the field, with its name.

        Takes seconds at most; call it outside a transaction.
        """
        files, found = self.cleaned_data["pictures"], list[Prepared]()
        if len(files) > MOST_PICTURES:
            self.add_error("pictures", _now("Choose at most 10 files."))
            return []
        for file in files:
            name = file.name or ""
            try:
                found.append(take(file.file, purpose=PICTURE, actor=actor, name=name))
            except Problem as problem:
                words = {"file": name[:60], "why": problem.detail or problem.title}
                self.add_error("pictures", _now("%(file)s: %(why)s") % words)
        return found


class TurnForm(PicturesForm):
    """A PDF, and the page from which it is shown."""

    first = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)


class ShowPages(AmongPrescriptions):
    """The pages of a PDF, drawn while the prescription is typed from it; nothing is kept."""

    permission = RECEIVE_PRESCRIPTIONS
    title = _("Pictures of the prescription")
    template_name = "backoffice/prescriptions/pages.html"

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Check the file as it is checked when it is kept, and draw some of its pages."""
        form = TurnForm(request.POST, request.FILES)
        found = form.prepared(self.actor) if form.is_valid() else []
        if form.errors:
            return self.draw(422, form=form)
        shown = [_shown(pdf, form.cleaned_data["first"] or 1) for pdf in found]
        return self.draw(form=form, shown=[one for one in shown if one is not None])

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """The part alone; by itself a page."""
        if is_fragment(self.request):
            self.template_name = "backoffice/prescriptions/pages_drawn.html"
        return super().draw(status, **more)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Pages ``first`` to ``last`` of so many, as addresses of pictures; those that can be drawn.

    ``earlier`` and ``later`` are the pages from which it is turned back and on, 0 where none are.
    """

    first: int
    last: int
    count: int
    pages: Sequence[tuple[int, str]]
    earlier: int
    later: int


def _shown(pdf: Prepared, asked: int) -> _Shown | None:
    """The pages from the one that is asked for, the last ones of a shorter PDF."""
    if not isinstance(pdf, PreparedPdf):
        return None
    count = min(pdf.pages, MOST_PAGES)
    first = min(asked, count - (count - 1) % PAGES_AT_ONCE)
    last = min(count, first + PAGES_AT_ONCE - 1)
    drawn = [(number, page_picture(pdf.content, number)) for number in range(first, last + 1)]
    return _Shown(
        first=first,
        last=last,
        count=pdf.pages,
        pages=[
            (number, f"data:image/png;base64,{b64encode(page).decode()}")
            for number, page in drawn
            if page is not None
        ],
        earlier=max(1, first - PAGES_AT_ONCE) if first > 1 else 0,
        later=last + 1 if last < count else 0,
    )
