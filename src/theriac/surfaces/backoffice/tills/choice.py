"""The till that takes a customer's cash, as forms ask for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.books.till_cash import open_tills
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm


def ask_till(form: ScreenForm, branch_id: UUID) -> ScreenForm:
    """The form with the branch's open tills in its ``till_session_id``; without one it goes."""
    field: Any = form.fields["till_session_id"]
    tills = open_tills(branch_id)
    if tills:
        field.choices = [("", "–"), *((str(one.session_id), one.terminal) for one in tills)]
    else:
        del form.fields["till_session_id"]
    return form
