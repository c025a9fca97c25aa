"""Addresses of the screens of credit accounts."""

from django.urls import path

from theriac.surfaces.backoffice.credit import detail, forms, lists, payments, payouts, statement

_ONE = "credit/<uuid:credit_account_id>/"
_ENTRY = "credit/documents/<uuid:credit_entry_id>/"
urlpatterns = [
    path("credit/", lists.CreditList.as_view(), name="credit_list"),
    path("credit/new/", forms.NewCredit.as_view(), name="credit_new"),
    path(_ONE, detail.CreditDetail.as_view(), name="credit_detail"),
    path(f"{_ONE}edit/", forms.EditCredit.as_view(), name="credit_edit"),
    path(f"{_ONE}limit/", detail.SetCreditLimit.as_view(), name="credit_limit"),
    path(f"{_ONE}block/", detail.BlockCredit.as_view(), name="credit_block"),
    path(f"{_ONE}unblock/", detail.UnblockCredit.as_view(), name="credit_unblock"),
    path(f"{_ONE}close/", detail.CloseCredit.as_view(), name="credit_close"),
    path(f"{_ONE}number/", detail.ReplaceCreditNumber.as_view(), name="credit_number"),
    path(f"{_ONE}pay/", payments.TakeCreditPayment.as_view(), name="credit_pay"),
    path(f"{_ONE}pay-out/", payouts.PayOutCredit.as_view(), name="credit_pay_out"),
    path(f"{_ONE}opening/", forms.OpenCreditBalance.as_view(), name="credit_opening"),
    path(f"{_ONE}statement/", statement.CreditStatementScreen.as_view(), name="credit_statement"),
    path(
        f"{_ONE}statement.pdf",
        statement.CreditStatementPdf.as_view(),
        name="credit_statement_pdf",
    ),
    path(_ENTRY, payments.CreditEntryPage.as_view(), name="credit_entry"),
    path(f"{_ENTRY}receipt.pdf", payments.CreditReceiptPdf.as_view(), name="credit_receipt"),
    path(f"{_ENTRY}reverse/", payments.ReverseCreditPayment.as_view(), name="credit_reverse"),
    path(f"{_ENTRY}cancel/", payments.CancelCreditOpening.as_view(), name="credit_cancel"),
]
