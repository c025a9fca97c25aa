"""Wishes to send a document."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop
from theriac.domains.sale_documents.commands.request_document import request_document


def a_document_request(shop: Shop, sale_id: UUID, to: str = "ani@example.com") -> UUID:
    """The wish that a sale's paper goes to an email address."""
    return request_document(
        actor=shop.owner,
        branch_id=shop.branch_id,
        kind="sale",
        document_id=sale_id,
        channel="email",
        to=to,
    )
