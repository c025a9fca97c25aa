"""India's periods: two years for prescriptions' records, three since Schedule H1's register."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.retention import RetentionRule, years

H1 = _("Schedule H1's register: three years (G.S.R. 588(E), 30-08-2013)")

RETENTION = (
    RetentionRule(
        kind="sales.prescriptions",
        valid_from=date(1945, 12, 21),
        least=years(2),
        usual=years(2),
        source=_("Drugs Rules 1945: records of prescriptions two years"),
    ),
    RetentionRule(
        kind="sales.prescriptions",
        valid_from=date(2013, 8, 30),
        least=years(3),
        usual=years(3),
        source=H1,
        is_confirmed=True,
    ),
    RetentionRule(
        kind="sales.controlled",
        valid_from=date(1985, 11, 14),
        least=years(2),
        usual=years(2),
        source=_("Schedule X and the NDPS Rules 1985: records two years"),
    ),
    RetentionRule(
        kind="accounts.security_origins",
        valid_from=date(2022, 6, 27),
        least=180,
        usual=years(2),
        source=_("CERT-In's directions of 28 April 2022, (iv): logs for 180 days"),
    ),
    RetentionRule(
        kind="shares.shares",
        valid_from=date(2022, 6, 27),
        least=180,
        usual=years(2),
        source=_("CERT-In's directions of 28 April 2022, (iv): logs for 180 days"),
    ),
    RetentionRule(
        kind="subject_requests.texts",
        valid_from=date(1900, 1, 1),
        least=0,
        usual=years(3),
        source=_("System default; ask a local professional"),
    ),
    RetentionRule(
        kind="subject_requests.texts",
        valid_from=date(2027, 5, 14),
        least=365,
        usual=years(3),
        source=_("DPDP Rules 2025: logs one year at least; the rest is a system default"),
    ),
    RetentionRule(
        kind="core.events",
        valid_from=date(1900, 1, 1),
        least=90,
        usual=365,
        source=_("System default; ask a local professional"),
    ),
    RetentionRule(
        kind="patients.inactive",
        valid_from=date(2013, 8, 30),
        least=years(3),
        usual=years(3),
        source=H1,
    ),
)
