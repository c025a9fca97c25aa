"""Who may see the list of all files. What a file holds, its purpose's own permission opens."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_FILES = permission(
    "files.view",
    _("See the list of files"),
    _("Who handed a file in, what for and how long it is kept; opening it takes more."),
    roles="owner manager auditor administrator",
)
