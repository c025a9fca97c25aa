"""The pharmacy's own code for a product that has no GTIN, so that a label can name it."""

from __future__ import annotations

from uuid import UUID

from biip.checksums import gs1_standard_check_digit
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.core.rights import Concerns
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.merges.refusal import refuse_merged
from theriac.domains.catalog.models import Barcode, Pack, Product
from theriac.domains.catalog.permissions import LABEL_GOODS

PREFIX = "04"
"""GS1 keeps the prefix 04 for numbers that circulate within one company only (General
Specifications, restricted circulation numbers), so no maker's GTIN begins so."""


@command(
    name="catalog.give_own_code",
    done=gettext_lazy("Created a pharmacy code for a product"),
    permission=LABEL_GOODS,
    concerns=Concerns.THING,
)
def give_own_code(*, actor: Actor, product_id: UUID) -> str:
    """The 14 digits of a GTIN that opens the product: one that it has, else an own one, made now.

    The own one opens the base unit's pack. Nothing else
    changes. Raises NotFound, ProductMerged.
    """
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    refuse_merged(product_id)
    codes = Barcode.objects.filter(pack__product_id=product_id).order_by("pack__level", "id")
    known = next(filter(None, map(gtin14, codes.values_list("code", flat=True))), None)
    if known is not None:
        return known
    pack_id = Pack.objects.values_list("id", flat=True).get(product_id=product_id, factor=1)
    code = _insert(pack_id)
    index_changed([product_id])
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )
    current_unit().record(
        "catalog.product", product_id, reason="own code", facts={"pack_id": pack_id, "code": code}
    )
    return code


def _insert(pack_id: UUID) -> str:
    """A number that nothing has yet; ten digits of chance meet another one once in a blue moon."""
    while True:
        body = f"{PREFIX}{new_id().int % 10**10:010d}"
        code = f"0{body}{gs1_standard_check_digit(body)}"
        if insert_if_absent(Barcode, Barcode(id=new_id(), pack_id=pack_id, code=code)):
            return code
