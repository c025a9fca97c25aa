"""One import: at each moment the page of the step at which it is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.jobs.models import Job, JobState
from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.commands.imports.steps import (
    check_import,
    commit_import,
    discard_import,
    set_rows_aside,
)
from theriac.domains.catalog.imports.report import asked_of, without_barcode
from theriac.domains.catalog.imports.states import State, job_of, settled
from theriac.domains.catalog.permissions import IMPORT_CATALOG, VIEW_IMPORTS
from theriac.domains.catalog.queries.imports import list_imports, list_problems
from theriac.surfaces.backoffice.imports.preview import (
    checked_of,
    committed_of,
    counts_context,
    problems_context,
    result_context,
)
from theriac.surfaces.backoffice.imports.words import STATES, STEPS, kind_title
from theriac.surfaces.backoffice.jobs.words import left_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.domains.catalog.models import Import

TEMPLATES = {
    State.CHECKING: "backoffice/imports/working.html",
    State.COMMITTING: "backoffice/imports/working.html",
    State.CHECKED: "backoffice/imports/preview.html",
}
TITLES: dict[str, Text] = {
    State.CHECKING: gettext_lazy("Checking before the import"),
    State.CHECKED: gettext_lazy("Check before the import"),
    State.COMMITTING: gettext_lazy("Importing"),
    State.DONE: gettext_lazy("Imported"),
    State.STOPPED: gettext_lazy("Import stopped"),
    State.DISCARDED: gettext_lazy("Import discarded"),
}
TARGETS = {
    "products": "backoffice:product_list",
    "stock": "backoffice:stock_list",
    "bills": "backoffice:bill_list",
    "credit": "backoffice:credit_list",
    "numbers": "backoffice:first_numbers",
}


class ImportScreen(OneScreen):
    """What the screens of one import share."""

    permission = IMPORT_CATALOG

    own_page = "backoffice:import_detail"
    among = ((gettext_lazy("Imports"), "backoffice:import_list"),)

    batch: One[Import] = One(
        "import_id",
        lambda at, key: list_imports(actor=at.actor).filter(id=key).first(),
        missing=gettext_lazy("This import doesn’t exist. Choose one from the list."),
    )

    @cached_property
    def job(self) -> Job | None:
        """Its last work."""
        return job_of(self.batch)

    @cached_property
    def state(self) -> str:
        """Where it really stands, also after its work was cut off."""
        return settled(self.batch, self.job)

    @property
    def file_name(self) -> str:
        """What its person called the file."""
        return self.batch.file_name or _("Unnamed file")

    def name(self) -> Text:
        return self.file_name


class ImportDetailScreen(ImportScreen):
    """The step at which the import is."""

    permission = VIEW_IMPORTS
    template_name = "backoffice/imports/ended.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Its page; without chosen columns on to those. Who only looks is told what it did."""
        if not self.may_import:
            self.template_name = "backoffice/imports/facts.html"
            return self.draw()
        if self.state == State.COLUMNS:
            return HttpResponseRedirect(reverse("backoffice:import_columns", args=[self.batch.id]))
        self.template_name = TEMPLATES.get(State(self.state), self.template_name)
        return self.draw()

    @property
    def may_import(self) -> bool:
        """Whether the reader may go on with it; else they are told what it is and did."""
        return self.actor.may_anywhere(IMPORT_CATALOG)

    def _who(self) -> dict[str, str]:
        return {"who": names_of([self.batch.created_by]).get(self.batch.created_by, "")}

    def _class_chosen(self) -> Text:
        """The class where the file says none, by category and form where one was said."""
        mapping = self.batch.mapping
        classes = profile_for(frame.pharmacy().country).legal_classes
        titles = {one.code: str(one.title) for one in classes}
        usual = mapping.get("defaults", {}).get("legal_class", "")
        told = [
            f"{word}: {titles.get(code, code)}"
            for words in mapping.get("classes", {}).values()
            for word, code in sorted(words.items())
        ]
        if told and usual:
            told.append(_("others: %(class)s") % {"class": titles.get(usual, usual)})
        return ", ".join(told) or titles.get(usual, usual)

    def page_title(self) -> Text:
        return TITLES.get(self.state, gettext_lazy("Import"))

    def context(self) -> dict[str, Any]:
        """What each of the pages needs."""
        batch, job = self.batch, self.job
        is_committing = self.state == State.COMMITTING
        context: dict[str, Any] = {
            "batch": batch,
            "file_name": self.file_name,
            "kind": kind_title(batch.kind),
            "state": self.state,
            "badge": STATES.badge(batch.state),
            "steps": STEPS,
            "step": 4 if self.state in (State.COMMITTING, State.DONE, State.STOPPED) else 3,
            "job": job,
            "left": left_words(job) if job else "",
            "is_committing": is_committing,
            "products_url": reverse(TARGETS.get(batch.kind, "backoffice:product_list")),
            "class_title_chosen": self._class_chosen(),
            "job_failed": job is not None and job.state == JobState.FAILED,
        }
        if not self.may_import:
            return context | result_context(committed_of(batch)) | self._who()
        if self.state == State.CHECKED:
            context["asked"] = asked_of(batch)
            context |= counts_context(checked_of(batch), len(batch.left_out_rows))
            context["without_barcode"] = without_barcode(batch)
            context |= problems_context(
                batch, list_problems(actor=self.actor, import_id=batch.id), self.request.GET
            )
        elif not is_committing:
            context |= result_context(committed_of(batch))
        return context


class ImportProgress(ImportDetailScreen):
    """The bar alone; when the work has ended the page is drawn anew."""

    permission = IMPORT_CATALOG
    template_name = "backoffice/imports/progress.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        response = self.draw()
        if self.state not in (State.CHECKING, State.COMMITTING):
            response["HX-Refresh"] = "true"
        return response

    def page_title(self) -> Text:
        """What happens; the columns' page follows a check that was cut off."""
        return TITLES.get(self.state, "")


class CheckImport(ImportScreen, ButtonScreen):
    """Check again, with the columns as they were chosen."""

    calls = Calls(check_import)


class CommitImport(ImportScreen, ButtonScreen):
    """Bring the rows in, in the way that was chosen."""

    calls = Calls(commit_import, mode=lambda text: "all" if text == "all" else "good")

    def given(self) -> dict[str, Any]:
        """With what the person confirmed."""
        return {"confirmed": self.request.POST.getlist("confirmed")}


class SetAside(ImportScreen):
    """Leave out a row that a look showed to be wrong, or take it again."""

    permission = IMPORT_CATALOG
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Do it, and go back to the row's page."""
        row = request.POST.get("row", "")[:12]
        if row.isdecimal():
            aside = request.POST.get("aside") == "yes"
            set_rows_aside(actor=self.actor, import_id=self.batch.id, rows=[int(row)], aside=aside)
        page = QueryDict(request.POST.get("page", "")[:500]).urlencode()
        return HttpResponseRedirect(f"{self.address()}?{page}#problems")


class DiscardImport(ImportScreen, ButtonScreen):
    """Put an import aside; what isn't stored yet never is. On to another file, or to the list."""

    calls = Calls(discard_import)

    def said(self, result: Any) -> Text:
        """That it is; nothing on the way to another file."""
        if self._is_replaced():
            return ""
        return _("%(file)s was discarded.") % {"file": self.file_name}

    def onward(self, result: Any) -> str:
        return reverse("backoffice:import_new" if self._is_replaced() else "backoffice:import_list")

    def _is_replaced(self) -> bool:
        return self.request.POST.get("then") == "new"
