"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SHARES = permission(
    "shares.view",
    _("see what is shared and who looked"),
    _("Opens each link for outside readers: what it shows, until when, and every look."),
    roles="owner auditor",
)
SHARE_BOOKS = permission(
    "shares.share",
    _("share the books with an auditor"),
    _(
        "Makes links by which somebody outside reads the books of a period until a date. Nobody "
        "shares what they may not see themselves."
    ),
    roles="owner",
)
