"""Which columns of papers are sealed."""

from theriac.core.seal.registry import BY_ID, SealedKind, seals
from theriac.domains.sale_documents.models import DocumentRequest, IssuedOriginal, SaleBuyer

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
        fields=("sale_id", "position", "channel", "asked_by", "key_id", "details"),
    )
)
