"""What the frame says of the seal to who may see it: that something waits, or is in the way."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.problems import Text
from theriac.core.seal.status import alarm
from theriac.surfaces.backoffice.shell.frame import Notice

FURTHER: dict[str, Text] = {
    "s3": gettext_lazy("Object store, locked"),
    "mail": gettext_lazy("Email"),
    "witness": gettext_lazy("Witness"),
}
"""The further stores of heads in words."""

TROUBLES: dict[str, tuple[Text, Text]] = {
    "behind": (
        gettext_lazy("The storage has a newer checkpoint than the database"),
        gettext_lazy(
            "Rows were removed, or an older backup was restored. After a restore, the "
            "administrator starts a new log: ./theriac seal new-log --reason …"
        ),
    ),
    "lacks": (
        gettext_lazy("Published checkpoints are missing from the storage"),
        gettext_lazy(
            "The checkpoints were removed, or the disk was lost. Restore them from a copy. "
            "If there is none, tell the owner and the auditor, then run: ./theriac seal "
            "republish --reason …"
        ),
    ),
    "differs": (
        gettext_lazy("A checkpoint in the storage differs from the database"),
        gettext_lazy(
            "The records were rewritten after they were sealed. Tell the owner and the "
            "auditor, and leave the storage as it is. Then check the records: ./theriac "
            "verify shows the first changed row."
        ),
    ),
    "unknown": (
        gettext_lazy("The storage contains checkpoints of another database"),
        gettext_lazy(
            "The storage belongs to another database. Restore the right database, set "
            "another storage (THERIAC_SEAL_STORE), or start a new log: ./theriac seal new-log"
        ),
    ),
    "conflict": (
        gettext_lazy("The storage already contains different content"),
        gettext_lazy("The storage or the records were changed. Keep both and call the auditor."),
    ),
    "unreachable": (
        gettext_lazy("The checkpoint storage can't be reached"),
        gettext_lazy(
            "Rows are sealed, but checkpoints aren't published. Check the folder, its disk "
            "and permissions. Missing checkpoints are then published automatically."
        ),
    ),
    "copy": (
        gettext_lazy("An additional checkpoint storage is out of date or different"),
        gettext_lazy(
            "Records are still being sealed. The affected storage and the cause are shown "
            "below. Missing checkpoints are sent automatically when it responds. If its "
            "content is different, call the auditor."
        ),
    ),
    "key": (
        gettext_lazy("The key that signs checkpoints can't be used"),
        gettext_lazy(
            "Records can't be sealed until the key is restored: THERIAC_SEAL_KEY, or its file."
        ),
    ),
}


def seal_notices(actor: Actor) -> Sequence[Notice]:
    """One notice while the seal needs a person."""
    if not actor.may_anywhere(VIEW_TRAIL) or (found := alarm()) is None:
        return []
    address = reverse("backoffice:seal")
    if found.trouble in TROUBLES:
        return [Notice(str(TROUBLES[found.trouble][0]), address, "stop", "patch-exclamation")]
    words = _("Rows have been waiting %(minutes)s minutes to be sealed")
    minutes = found.waiting_seconds // 60
    return [Notice(words % {"minutes": minutes}, address, "look", "patch-exclamation")]
