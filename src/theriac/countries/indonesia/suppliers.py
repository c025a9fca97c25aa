"""Indonesia's licences of pharmaceutical wholesalers (Pedagang Besar Farmasi).

A pharmacy buys medicines from a licensed PBF (Permenkes 1148/2011, changed by 34/2014 and 30/2017);
BPOM certifies its good distribution (CDOB, Peraturan BPOM 6/2020). Read in public summaries, not in
the texts.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.countries.suppliers import OTHER, SupplierLicenceKind

SUPPLIER_LICENCES = (
    SupplierLicenceKind(
        "pbf",
        _("PBF licence (wholesaler)"),
        "Permenkes 1148/2011, changed by 34/2014 and 30/2017 (summary read)",
        is_needed=True,
    ),
    SupplierLicenceKind(
        "cdob", _("CDOB certificate (good distribution)"), "Peraturan BPOM 6/2020 (summary read)"
    ),
    OTHER,
)
