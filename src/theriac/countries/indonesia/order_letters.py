"""Surat pesanan: one narcotic a form, each controlled group on a form of its own.

Permenkes 3/2015 art. 9 (2)-(5), replaced by Permenkes 5/2023 (that it carries over: unverified),
read in a health office's slides; obat-obat tertentu by BPOM 10/2019 with ketamine since BPOM
12/2025, read in summaries. That psychotropics, precursors and obat-obat tertentu come in two copies
is our own. Precursors and obat-obat tertentu are prescription medicines known by their substance.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from theriac.countries.suppliers import OrderedGood, OrderForm

NARCOTIC = OrderForm(
    "narkotika", _("Narcotics order letter"), copies=4, is_one_item=True, is_signed=True
)
PSYCHOTROPIC = OrderForm("psikotropika", _("Psychotropics order letter"), copies=2, is_signed=True)
PRECURSOR = OrderForm("prekursor", _("Precursors order letter"), copies=2, is_signed=True)
CERTAIN = OrderForm("oot", _("Certain medicines (OOT) order letter"), copies=2, is_signed=True)
ORDINARY = OrderForm("biasa", _("Order letter"), is_signed=True)
FORMS = (NARCOTIC, PSYCHOTROPIC, PRECURSOR, CERTAIN, ORDINARY)
_PRECURSORS = frozenset(
    "pseudoephedrine pseudoefedrin ephedrine efedrin norephedrine phenylpropanolamine "
    "fenilpropanolamin ergotamine ergotamin ergometrine ergometrin methylergometrine "
    "metilergometrin".split()
)
_CERTAIN = frozenset(
    "tramadol trihexyphenidyl triheksifenidil chlorpromazine klorpromazin amitriptyline "
    "amitriptilin haloperidol dextromethorphan dekstrometorfan ketamine ketamin".split()
)


def order_form(good: OrderedGood) -> OrderForm:
    """The form that the goods are ordered on."""
    words = frozenset(re.findall(r"[a-z]+", good.substance.casefold()))
    if good.legal_class == "narkotika":
        return NARCOTIC
    if good.legal_class == "psikotropika":
        return PSYCHOTROPIC
    if words & _PRECURSORS:
        return PRECURSOR
    return CERTAIN if words & _CERTAIN else ORDINARY
