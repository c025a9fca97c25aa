"""Periods where no country's law is known: ours, to be set by the pharmacy."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.retention import RetentionRule, years

OURS = _("System default; ask a local professional")
ALWAYS = date(1900, 1, 1)

RETENTION = (
    RetentionRule(
        kind="sales.prescriptions", valid_from=ALWAYS, least=0, usual=years(5), source=OURS
    ),
    RetentionRule(
        kind="accounts.security_origins", valid_from=ALWAYS, least=180, usual=years(2), source=OURS
    ),
    RetentionRule(kind="shares.shares", valid_from=ALWAYS, least=180, usual=years(2), source=OURS),
    RetentionRule(
        kind="subject_requests.texts",
        valid_from=ALWAYS,
        least=0,
        usual=years(3),
        source=OURS,
    ),
    RetentionRule(kind="core.events", valid_from=ALWAYS, least=90, usual=365, source=OURS),
    RetentionRule(
        kind="patients.inactive", valid_from=ALWAYS, least=0, usual=years(5), source=OURS
    ),
)
