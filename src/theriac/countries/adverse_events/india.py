"""India: the Suspected Adverse Drug Reaction Reporting Form of the PvPI, for health professionals.

Reporting by it is voluntary, as it says itself, and sets no period: seen in copies of its versions
1.3 and 1.4. The periods of the New Drugs and Clinical Trials Rules 2019 aren't a pharmacy's.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.adverse_events.rules import AdverseEventForm, FormPart

FORMS = (
    AdverseEventForm(
        valid_from=date(2010, 7, 1),
        code="pvpi",
        title=_("Suspected adverse drug reaction reporting form (PvPI)"),
        authority="pvpi",
        authority_title=_("PvPI, Indian Pharmacopoeia Commission"),
        sections=(
            (FormPart.PATIENT, _("A. Patient information")),
            (FormPart.REACTION, _("B. Suspected adverse reaction")),
            (FormPart.TESTS, _("Relevant investigations")),
            (FormPart.HISTORY, _("Relevant medical and medication history")),
            (FormPart.SUSPECTS, _("C. Suspected medications")),
            (FormPart.CONCOMITANT, _("Concomitant medical products")),
            (FormPart.CAUSALITY, _("Causality assessment")),
            (FormPart.REPORTER, _("D. Reporter details")),
        ),
        source=_("Voluntary by the form itself; no period is set for pharmacies"),
    ),
)
