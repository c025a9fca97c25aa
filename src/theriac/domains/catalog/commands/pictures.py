"""Giving a product its picture."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.files.commands import release_files
from theriac.core.files.images import PreparedImage
from theriac.core.files.purposes import FileHolder
from theriac.core.files.store import Belonging, store_image
from theriac.core.problems import NotFound
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.files import PICTURE, PRODUCT
from theriac.domains.catalog.merges.refusal import refuse_merged
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.permissions import MANAGE_CATALOG


@command(name="catalog.set_picture", done=gettext_lazy("Set a picture"), permission=MANAGE_CATALOG)
def set_picture(*, actor: Actor, product_id: UUID, image: PreparedImage, name: str = "") -> UUID:
    """Keep the picture as the product's, in place of the one before; returns the file's id.

    ``image`` comes from ``prepare_image``, which runs before the transaction. Raises NotFound.
    """
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    refuse_merged(product_id)
    before = product.image_id
    to = Belonging(PICTURE, holder=FileHolder(PRODUCT, product.id))
    product.image_id = store_image(image, actor=actor, to=to, name=name).id
    keep(product, "image_id")
    if before is not None:
        release_files([before])
    current_unit().announce(
        ProductChanged(subject=str(product.id), data={"product_id": product.id})
    )
    facts = {"before": {"image_id": before}, "after": {"image_id": product.image_id}}
    current_unit().record("catalog.product", product.id, reason="picture", facts=facts)
    return product.image_id
