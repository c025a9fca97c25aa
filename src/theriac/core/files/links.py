"""Links to a file: signed, over after minutes, and of use to the one who asked for it alone.

A link carries no right of its own. It says that this person (or this share) asked for this file
lately; whoever opens it is known by their sign-in, and may read it or not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from theriac.core.clock import now
from theriac.core.files.problems import LinkOver

LIFE = timedelta(minutes=10)
_SALT = "theriac.files.link"


def sign_link(file_id: UUID, holder_id: UUID, *, life: timedelta = LIFE) -> tuple[str, datetime]:
    """A text that opens the file for its holder, and when it is over."""
    over_at = now() + life
    content = [file_id.hex, holder_id.hex, int(over_at.timestamp())]
    return signing.dumps(content, salt=_SALT), over_at


def check_link(text: str, file_id: UUID, holder_id: UUID) -> None:
    """Raise LinkOver unless the link is this holder's, for this file, and still holds."""
    try:
        said_file, said_holder, over_at = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        said_file, said_holder, over_at = "", "", 0
    if (said_file, said_holder) != (file_id.hex, holder_id.hex) or over_at < now().timestamp():
        raise LinkOver(
            _(
                "This link has expired or was created for another person. Open the file's page "
                "and download it there."
            ),
            field="link",
        )
