"""A product's picture."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.files.store import OpenedFile, Variant, open_file
from theriac.core.problems import NotFound
from theriac.core.query import query
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.permissions import VIEW_CATALOG


@query(permission=VIEW_CATALOG)
def open_picture(*, actor: Actor, product_id: UUID, variant: Variant) -> OpenedFile:
    """The picture, open for reading; close it after use. Raises NotFound."""
    image_id = Product.objects.filter(id=product_id).values_list("image_id", flat=True).first()
    if image_id is None:
        raise NotFound(_("This product has no picture."), product_id=product_id)
    return open_file(image_id, variant)
