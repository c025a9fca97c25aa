"""When somebody looked, as it is typed, and what is said of looks that were saved."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core import clock
from theriac.core.problems import Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch
from theriac.surfaces.backoffice.templatetags import theriac as shown


def look_moment(text: str, branch_id: BranchId) -> datetime | None:
    """When the paper was filled in, typed in the branch's time; None for now.

    Raises Unprocessable at ``looked_at`` for what is no time, or one to come.
    """
    if not text.strip():
        return None
    branch = get_branch(branch_id)
    try:
        local = datetime.fromisoformat(text.strip()[:19])
    except ValueError:
        words = _("Enter a valid date and time of counting.")
        raise Unprocessable(words, field="looked_at") from None
    if local.tzinfo is None:
        local = local.replace(tzinfo=ZoneInfo(branch.time_zone if branch else "UTC"))
    if local > clock.now():
        words = _("This time is in the future. Choose when you counted.")
        raise Unprocessable(words, field="looked_at")
    return local


def told_saved(lines: int) -> str:
    """How many lines were saved."""
    words = ngettext("%(count)s line saved.", "%(count)s lines saved.", lines)
    return words % {"count": shown.number(lines)}
