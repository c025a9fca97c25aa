"""Indonesia's periods.

The text of Permenkes 73/2016 wasn't seen, older manuals say three years. That documents of
narcotics and psychotropics are kept three years is general knowledge of Permenkes 3/2015; whether
5/2023, which replaced it, says the same wasn't seen.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.retention import RetentionRule, years

RETENTION = (
    RetentionRule(
        kind="sales.controlled",
        valid_from=date(2015, 1, 23),
        least=years(3),
        usual=years(3),
        source=_("Permenkes 3/2015, then 5/2023: narcotics and psychotropics, documents 3 years"),
    ),
    RetentionRule(
        kind="sales.prescriptions",
        valid_from=date(2017, 1, 12),
        least=years(5),
        usual=years(5),
        source=_("Permenkes 73/2016: prescriptions 5 years, then destroyed with a record"),
    ),
    RetentionRule(
        kind="accounts.security_origins",
        valid_from=date(2022, 10, 17),
        least=180,
        usual=years(2),
        source=_("UU 27/2022: no longer than needed; the period is a system default"),
    ),
    RetentionRule(
        kind="shares.shares",
        valid_from=date(2022, 10, 17),
        least=180,
        usual=years(2),
        source=_("UU 27/2022: no longer than needed; the period is a system default"),
    ),
    RetentionRule(
        kind="subject_requests.texts",
        valid_from=date(2022, 10, 17),
        least=0,
        usual=years(3),
        source=_("UU 27/2022: no longer than needed; the period is a system default"),
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
        valid_from=date(2017, 1, 12),
        least=years(5),
        usual=years(5),
        source=_("as long as prescriptions (Permenkes 73/2016); then UU 27/2022: erased"),
    ),
)
