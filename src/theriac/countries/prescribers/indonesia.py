"""Indonesia's registrations and practice licences of doctors, dentists, midwives and others.

Law 29/2004 and Law 17/2023 (articles 260 to 264): the registration (STR) is for life since 2023,
those from before name five years; the practice licence (SIP) is for one place and five years. Read
in public summaries, not in the texts. No public checksum is known: numbers are held to their
characters alone. An expired SIP blocks, since nobody practises without one; an expired STR warns,
since many were turned into ones for life without a new paper.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.prescribers.rules import OTHER, PrescriberLicenceKind, PrescriptionVerdict

_SHAPE = r"(?=.*\d)[A-Z0-9/\-_]{6,60}"
_PROBLEM = _("Enter the number as printed: 6 to 60 letters, digits, dashes and slashes.")

PRESCRIBER_LICENCES = (
    PrescriberLicenceKind(
        "str",
        _("STR (registration)"),
        "Law 17/2023 art. 260: for life; before, five years (summary read)",
        shape=_SHAPE,
        problem=_PROBLEM,
        ends=False,
    ),
    PrescriberLicenceKind(
        "sip",
        _("SIP (practice licence)"),
        "Law 17/2023 art. 263 and 264: one for each place, five years (summary read)",
        shape=_SHAPE,
        problem=_PROBLEM,
        is_for_place=True,
        when_expired=PrescriptionVerdict.BLOCK,
    ),
    OTHER,
)
