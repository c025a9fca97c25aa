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
    "mail": gettext_lazy("E-mail"),
    "witness": gettext_lazy("Witness"),
}
"""The further stores of heads in words."""

TROUBLES: dict[str, tuple[Text, Text]] = {
    "behind": (
        gettext_lazy("The store knows a later head than the database"),
        gettext_lazy(
            "Rows were removed, or an older backup was put back. If it was a backup, the "
            "administrator begins a new log: ./theriac seal new-log --reason …"
        ),
    ),
    "lacks": (
        gettext_lazy("The store lost heads that were published"),
        gettext_lazy(
            "Somebody removed them, or its disk was lost. Put them back from a copy; if there is "
            "none, tell the owner and the auditor, then: ./theriac seal republish --reason …"
        ),
    ),
    "differs": (
        gettext_lazy("The store has another head than the database"),
        gettext_lazy(
            "The books were rewritten after they were sealed. Tell the owner and the auditor, "
            "keep the store as it is, and check the books: ./theriac verify names the first row."
        ),
    ),
    "unknown": (
        gettext_lazy("The store holds heads of another database"),
        gettext_lazy(
            "This database isn't the one that was sealed there. Put the right one back, name "
            "another store (THERIAC_SEAL_STORE), or begin a new log: ./theriac seal new-log"
        ),
    ),
    "conflict": (
        gettext_lazy("The store holds other content than is to be published"),
        gettext_lazy("Somebody changed the store or the books. Keep both and call the auditor."),
    ),
    "unreachable": (
        gettext_lazy("The store of heads can't be reached"),
        gettext_lazy(
            "Rows are sealed, but heads aren't published. Look at the folder, its disk and rights; "
            "what is missing there is published by itself."
        ),
    ),
    "copy": (
        gettext_lazy("A further store of heads is behind, or differs"),
        gettext_lazy(
            "The books are sealed all the same. Below stands which one and why; once it answers, "
            "what it lacks is sent by itself. If it holds other content, call the auditor."
        ),
    ),
    "key": (
        gettext_lazy("The key that signs heads can't be used"),
        gettext_lazy("Nothing is sealed until it is put back: THERIAC_SEAL_KEY, or its file."),
    ),
}


def seal_notices(actor: Actor) -> Sequence[Notice]:
    """One notice while the seal needs a person."""
    if not actor.may_anywhere(VIEW_TRAIL) or (found := alarm()) is None:
        return []
    address = reverse("backoffice:seal")
    if found.trouble in TROUBLES:
        return [Notice(str(TROUBLES[found.trouble][0]), address, "stop", "patch-exclamation")]
    words = _("Rows have waited %(minutes)s minutes for the seal")
    minutes = found.waiting_seconds // 60
    return [Notice(words % {"minutes": minutes}, address, "look", "patch-exclamation")]
