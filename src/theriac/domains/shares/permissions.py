"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SHARES = permission(
    "shares.view",
    _("view what is shared and who opened it"),
    _("View each share link: what it shows, until when, and every visit."),
    roles="owner auditor",
)
SHARE_BOOKS = permission(
    "shares.share",
    _("share records with an auditor"),
    _(
        "Create links that let people outside the pharmacy read the records of a period "
        "until a set date. You can share only what you can view yourself."
    ),
    roles="owner",
)
