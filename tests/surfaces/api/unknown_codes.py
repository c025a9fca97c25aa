"""Valid requests about codes to link."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Medicine, Shop
from tests.support.unknown_codes import UNKNOWN, kept_code
from tests.surfaces.api.pieces import Asked
from theriac.domains.catalog.commands.unknown_codes import set_unknown_code_aside
from theriac.domains.catalog.models import UnknownCode


def unknown_code(shop: Shop, code: str = UNKNOWN) -> UUID:
    """The code as it stands on the list; kept at first need."""
    found = UnknownCode.objects.filter(code=code).values_list("id", flat=True).first()
    return found or kept_code(shop, code)


def unknown_code_reads(shop: Shop) -> dict[str, str]:
    return {
        "listUnknownCodes": "/unknown-codes?state=open&sort=-times",
        "getUnknownCode": f"/unknown-codes/{unknown_code(shop)}",
    }


def unknown_code_writes(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    """Each about a code of its own, in the state that the act asks."""
    linked, aside = (f"/unknown-codes/{unknown_code(shop, code)}" for code in ("RAK-1", "RAK-2"))
    back = f"/unknown-codes/{_set_aside(shop)}"
    pack = {"pack_id": str(medicine.packs[10])}
    return {
        "linkUnknownCode": Asked("POST", f"{linked}/link", pack, edits=linked),
        "setUnknownCodeAside": Asked(
            "POST", f"{aside}/set-aside", {"reason": "A bag"}, edits=aside
        ),
        "putUnknownCodeBack": Asked("POST", f"{back}/put-back", edits=back),
    }


def _set_aside(shop: Shop) -> UUID:
    code = UnknownCode.objects.get(id=unknown_code(shop, "RAK-3"))
    if code.state == UnknownCode.State.OPEN:
        set_unknown_code_aside(
            actor=shop.owner, unknown_code_id=code.id, version=code.version, reason="A bag"
        )
    return code.id
