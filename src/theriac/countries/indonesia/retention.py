"""Indonesia's periods; the text of Permenkes 73/2016 wasn't seen, older manuals say three years."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from theriac.countries.retention import RetentionRule, years

RETENTION = (
    RetentionRule(
        kind="sales.prescriptions",
        valid_from=date(2017, 1, 12),
        least=years(5),
        usual=years(5),
        source=_("Permenkes 73/2016: prescriptions 5 years, then destroyed with a record"),
    ),
    RetentionRule(
        kind="patients.inactive",
        valid_from=date(2017, 1, 12),
        least=years(5),
        usual=years(5),
        source=_("as long as prescriptions (Permenkes 73/2016); then UU 27/2022: erased"),
    ),
)
