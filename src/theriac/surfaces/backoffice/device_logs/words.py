"""Findings of device logs in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

KINDS: dict[str, Text] = {
    "edited": _("Changed on the device before it was sent"),
    "removed": _("Deleted on the device before it was sent"),
    "unlogged": _("Sent without an entry in the device log"),
    "altered": _("The device log was changed"),
    "missing": _("Entries of the device log are missing"),
    "forked": _("The device went back to an earlier state"),
    "restarted": _("The device began a new log without being paired"),
    "signature": _("The device log doesn’t match its signature"),
}
EXPLAINED: dict[str, Text] = {
    "edited": _(
        "The sale or document was booked or put on hold as it was sent. The log of the device has "
        "the original. Compare both versions and ask at the counter."
    ),
    "removed": _(
        "The device no longer had this document. It was restored from the log, so nothing is lost. "
        "Ask at the counter who used the device."
    ),
    "unlogged": _(
        "Each sale and document gets an entry when it is made. This one has no entry, so it may "
        "not come from the counter. Ask at the counter whether it is real."
    ),
    "altered": _("The data on the device may have been changed. Check who used the device."),
    "missing": _(
        "Earlier entries were never received. Their documents may be missing too. Compare paper "
        "receipts with the sales of the day."
    ),
    "forked": _(
        "An older copy of the device’s data was restored, or the device was copied. Numbers may "
        "be used twice. Pair the device again."
    ),
    "restarted": _(
        "The stored log was deleted. Compare paper receipts with the sales of the day, and pair "
        "the device again."
    ),
    "signature": _(
        "The log was rewritten after the device signed it. Check who used the device and pair it "
        "again."
    ),
}
DOCUMENTS: dict[str, Text] = {
    "sale": _("Sale"),
    "void": _("Void number"),
    "till": _("Till document"),
    "asked": _("Lost sale"),
}
CHECKED = _("Checked, no change")
