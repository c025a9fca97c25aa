"""Opening a recall: scan a pack, type GTINs with lots, or bring a file; look, then freeze."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Problem, Unprocessable
from theriac.domains.recalls.commands.open import open_recall
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.queries.affected import Matches, seek_batches
from theriac.domains.recalls.queries.files import read_file
from theriac.domains.recalls.rules import MOST_LINES, read_lines, write_lines
from theriac.surfaces.backoffice.recalls.base import compounded_of
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

LOOK, FREEZE = "look", "freeze"


class RecallForm(ScreenForm):
    """What is recalled, and why; a file in place of typed lines."""

    codes = forms.CharField(
        label=gettext_lazy("Recalled products"),
        help_text=gettext_lazy(
            "Scan a pack, or type one per line: GTIN and lot, or product; lot. Without a "
            "lot, all batches of the product are included."
        ),
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "t-code", "autofocus": True}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or upload a file"),
        help_text=gettext_lazy("CSV or XLSX with columns such as GTIN, product, lot."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=250, required=False)
    reference = forms.CharField(
        label=gettext_lazy("Letter or notice"),
        help_text=gettext_lazy(
            "Reference number of the authority or supplier that ordered the recall."
        ),
        max_length=80,
        required=False,
    )


class OpenRecall(FormScreen):
    """Look first: what of it is where. One more press freezes every branch."""

    permission = RECALL_STOCK
    form_class = RecallForm
    template_name = "backoffice/recalls/new.html"
    title = gettext_lazy("Open a recall")
    submit_label = gettext_lazy("Search")
    done = gettext_lazy(
        "The batches are frozen at every branch. Offline counters follow when they reconnect."
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Recalls"), reverse("backoffice:recall_list"))]

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """An empty form; with what a finding or a batch names already looked for."""
        codes = request.GET.get("codes", "")[:5_000]
        form = RecallForm(initial={"codes": codes, "reason": request.GET.get("reason", "")[:250]})
        found = self._seek(codes) if codes.strip() else None
        return self.draw(form=form, found=found)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Look, or freeze what was looked at."""
        form = self.form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self.draw(422, form=form, found=None)
        if request.POST.get("act") == FREEZE:
            return super().post(request, **parts)
        try:
            form, source = self._with_file(form)
            found = self._seek(form.data.get("codes", ""))
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form, found=None)
        return self.draw(form=form, found=found, source=source)

    def _with_file(self, form: ScreenForm) -> tuple[ScreenForm, str]:
        """The form with the file's lines among what was typed."""
        file = form.cleaned_data["file"]
        typed = form.cleaned_data["codes"]
        if not file:
            return form, "gtin" if len(typed.split("\n")) > 1 else "batch"
        data = cast("QueryDict", form.data).copy()
        data["codes"] = "\n".join(part for part in (typed, write_lines(read_file(file))) if part)
        again = RecallForm(data=data)
        again.is_valid()
        return again, "file"

    def _seek(self, codes: str) -> Matches:
        sought = read_lines(codes)
        if not sought:
            raise Unprocessable(_("Scan or type the recalled product first."), field="codes")
        if len(sought) > MOST_LINES:
            words = _("Enter at most %(most)s lines. Open another recall for the rest.")
            raise Unprocessable(words % {"most": MOST_LINES}, field="codes")
        return seek_batches(actor=self.actor, sought=sought)

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """With the preparations that would be frozen beside what was found."""
        found: Matches | None = more.get("found")
        ids = [one.batch_id for one in found.found] if found else []
        return super().draw(status, preparations=compounded_of(self.actor, ids), **more)

    def act(self, form: ScreenForm) -> str:
        """Freeze every batch that is found."""
        found = self._seek(form.cleaned_data["codes"])
        source = self.request.POST.get("source", "batch")
        opened = open_recall(
            actor=self.actor,
            branch_id=self.branch,
            batch_ids=[one.batch_id for one in found.found],
            source=source if source in {"batch", "gtin", "file", "list"} else "batch",
            reason=form.cleaned_data["reason"],
            reference=form.cleaned_data["reference"],
        )
        return reverse("backoffice:recall_detail", args=[opened.id])

    def _again(self, form: ScreenForm, status: int = 422) -> Any:
        codes = form.data.get("codes", "")
        found = self._seek(codes) if read_lines(codes) else None
        source = self.request.POST.get("source", "")
        return self.draw(status, form=form, found=found, source=source)
