"""Indonesia: the yellow form of BPOM's MESO (monitoring efek samping obat).

Health workers report of their own accord, without a period: seen in secondary sources, as were the
form's parts. The duties of industry (BPOM Regulation 15/2022) aren't a pharmacy's.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.adverse_events.rules import AdverseEventForm, FormPart

FORMS = (
    AdverseEventForm(
        valid_from=date(1990, 1, 1),
        code="meso",
        title=_("Adverse drug reaction report (MESO yellow form)"),
        authority="bpom",
        authority_title=_("National MESO centre, BPOM"),
        sections=(
            (FormPart.PATIENT, _("Patient information")),
            (FormPart.REACTION, _("Adverse drug reaction")),
            (FormPart.SUSPECTS, _("Medicines suspected")),
            (FormPart.CONCOMITANT, _("Other medicines taken")),
            (FormPart.HISTORY, _("Additional information")),
            (FormPart.TESTS, _("Laboratory data")),
            (FormPart.CAUSALITY, _("Naranjo algorithm")),
            (FormPart.REPORTER, _("Sender")),
        ),
        source=_("Voluntary for health workers; no period is set for pharmacies"),
    ),
)
