"""Valid requests about the staff."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop, add_staff
from tests.surfaces.api.pieces import Asked
from theriac.domains.accounts.models import User

NAME = "somebody"


def somebody(shop: Shop) -> UUID:
    """A cashier of the branch; added at first need."""
    found = User.objects.named(NAME)
    return found.id if found else add_staff("cashier", shop.branch_id, NAME).id


def people_asked(shop: Shop) -> dict[str, Asked]:
    at = f"/people/{somebody(shop)}"
    narrowed = f"/people?role=cashier&branch={shop.branch_id}&active=true&text=some"
    here = {"branch_id": str(shop.branch_id)}
    added = {
        "name": "Dewi Lestari",
        "sign_in_name": "dewi.lestari",
        "email": "dewi@apotek.example",
        "language": "id",
        "roles": [{"role": "cashier", **here}],
    }
    roles = {"roles": [{"role": "restocker", **here}]}
    return {
        "listRoles": Asked("GET", "/roles", writes=False),
        "listPeople": Asked("GET", narrowed, writes=False),
        "getPerson": Asked("GET", at, writes=False),
        "addPerson": Asked("POST", "/people", added),
        "invitePerson": Asked("POST", f"{at}/invitation", writes=False),
        "setPersonRoles": Asked("PUT", f"{at}/roles", roles, edits=at),
        "shutPersonOut": Asked("POST", f"{at}/shut-out", edits=at),
        "letPersonIn": Asked("POST", f"{at}/let-in", edits=at),
    }
