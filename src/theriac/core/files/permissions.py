"""Who may see the list of all files. What a file holds, its purpose's own permission opens."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_FILES = permission(
    "files.view",
    _("View the list of files"),
    _(
        "View who uploaded a file, why, and how long it is retained. Opening the file needs "
        "another permission."
    ),
    roles="owner manager auditor administrator",
)
