"""A change of a branch's facts, so that the history has something to put back."""

from __future__ import annotations

import io
from uuid import UUID

from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked, picture
from theriac.core.files.images import prepare_image
from theriac.domains.catalog.commands.pictures import set_picture
from theriac.domains.organisation.commands.branches import change_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import SettingsChange


def a_change(shop: Shop) -> UUID:
    """A change of the branch's facts, in the history."""
    changes = {"phone": "021 555 0100"}
    branch_id = BranchId(shop.branch_id)
    change_branch(actor=shop.owner, branch_id=branch_id, version=1, changes=changes)
    return SettingsChange.objects.values_list("id", flat=True).get()


def changes_asked(change_id: UUID) -> dict[str, Asked]:
    """Each operation of the history: the list, one change, and putting it back."""
    address = f"/settings/changes/{change_id}"
    return {
        "listSettingsChanges": Asked("GET", "/settings/changes", writes=False),
        "getSettingsRevert": Asked("GET", address, writes=False),
        "putSettingsBack": Asked("POST", f"{address}/put-back", {"version": 2}),
    }


def give_picture(shop: Shop, product_id: UUID) -> None:
    """A product's picture."""
    prepared = prepare_image(io.BytesIO(picture()))
    set_picture(actor=shop.owner, product_id=product_id, image=prepared)


def numbers_asked() -> dict[str, Asked]:
    """The next number of a kind of which the world has none."""
    numbers = [{"document": "RSX", "next_number": 31}]
    return {"setDocumentNumbers": Asked("POST", "/document-numbers", {"numbers": numbers})}
