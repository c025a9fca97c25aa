"""A document that is written on one page: its head, and a grid of its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from theriac.core.permissions import Permission
from theriac.core.problems import Problem
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.grid import GridRow, take_faults
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import CameraScreen


class GridDocument(FormScreen, CameraScreen):
    """All rows are kept or none; nothing typed is lost, each refusal stands beside its field."""

    permission: ClassVar[Permission | None] = None
    template_name = "backoffice/grid/document.html"
    needs_rows: ClassVar[bool] = True

    def new_grid(self, data: Mapping[str, Any]) -> Any:
        """The document's grid without rows; ``data`` are the fields of the head."""
        raise NotImplementedError

    def begin(self, grid: Any) -> None:
        """Put the rows into the grid that the page opens with."""

    def write(self, form: ScreenForm) -> str:
        """Call the command with the head and the rows; where to go on."""
        raise NotImplementedError

    def written_rows(self) -> Sequence[GridRow]:
        """The rows in the order in which the command was given them, for what it refuses."""
        rows: Sequence[GridRow] = self.grid.rows
        return rows

    @cached_property
    def grid(self) -> Any:
        """The rows that are being typed, else those that the page opens with."""
        typed = self.typed
        if typed is not None:
            grid = self.new_grid(typed)
            grid.rows = grid.sent(typed)
        else:
            grid = self.new_grid(self.initial())
            self.begin(grid)
        return grid

    def context(self) -> dict[str, Any]:
        return {**super().context(), "grid": self.grid}

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Check the head and every row, then keep all of it."""
        form, grid = self.form(data=request.POST), self.grid
        if self.needs_rows and not grid.rows:
            form.add_error(None, _("No items added. Scan or type a product."))
        verdicts = [form.is_valid(), grid.is_valid()]
        if not all(verdicts):
            return self.draw(422, form=form)
        try:
            return self.finish(form)
        except Problem as problem:
            take_faults(problem, form, self.written_rows())
            return self.draw(problem.status, form=form)

    def finish(self, form: ScreenForm) -> HttpResponseBase:
        """Keep what is in order, and lead on."""
        target = self.write(form)
        if self.done:
            messages.success(self.request, str(self.done))
        return HttpResponseRedirect(target)
