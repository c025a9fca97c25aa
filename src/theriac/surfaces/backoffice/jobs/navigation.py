"""Where background work stands, and what fills the arrows and the bell in the head."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.permissions import MANAGE_JOBS, VIEW_JOBS
from theriac.surfaces.backoffice.jobs.sources import notices_of, work_of
from theriac.surfaces.backoffice.shell.frame import set_source
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand

ITEMS = (
    NavItem(
        Topic.TODAY,
        _("Background tasks"),
        "arrow-repeat",
        "backoffice:job_list",
        None,
        order=30,
        words=_("jobs queue exports running"),
    ),
    NavItem(
        Topic.CHECKS,
        _("Nightly check"),
        "clipboard2-check",
        "backoffice:verification",
        VIEW_JOBS,
        order=65,
    ),
)

COMMANDS = (
    PaletteCommand(
        _("Run the nightly check now"), "clipboard2-check", "backoffice:verification", MANAGE_JOBS
    ),
)

set_source("work", work_of)
set_source("notices", notices_of)
