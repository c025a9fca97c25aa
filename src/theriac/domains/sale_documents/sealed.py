"""Which columns of papers are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.sale_documents.models import (
    CreditNoteIssue,
    DocumentRequest,
    DocumentSending,
    IssuedOriginal,
    SaleBuyer,
)

seals(
    SealedKind(
        name="sale_documents.original",
        model=IssuedOriginal,
        recorded="issued_at",
        order=BY_ID,
        fields=("sale_id", "issued_by"),
    )
)
seals(
    SealedKind(
        name="sale_documents.credit_note",
        model=CreditNoteIssue,
        recorded="issued_at",
        order=BY_ID,
        fields=("customer_return_id", "number", "issued_by"),
    )
)
seals(
    SealedKind(
        name="sale_documents.buyer",
        model=SaleBuyer,
        recorded="named_at",
        order=BY_ID,
        fields=("sale_id", "named_by", "details"),
    )
)
seals(
    SealedKind(
        name="sale_documents.request",
        model=DocumentRequest,
        recorded="asked_at",
        order=BY_ID,
        fields=(
            "branch_id",
            "document_kind",
            "document_id",
            "number",
            "position",
            "channel",
            "asked_by",
            "key_id",
            "details",
        ),
    )
)
seals(
    SealedKind(
        name="sale_documents.sending",
        model=DocumentSending,
        recorded="ended_at",
        order=BY_ID,
        fields=("request_id", "outcome", "ended_by"),
    )
)
