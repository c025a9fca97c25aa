"""Addresses of purchase proposals."""

from django.urls import path

from theriac.surfaces.backoffice.proposals.detail import (
    ApproveProposal,
    ProposalDetail,
    RejectProposal,
    SubmitProposal,
    WithdrawProposal,
)
from theriac.surfaces.backoffice.proposals.forms import ChangeLimit, ChangeLine, NewProposal
from theriac.surfaces.backoffice.proposals.lists import ProposalList
from theriac.surfaces.backoffice.proposals.paper import ProposalPdf

_ONE = "proposals/<uuid:proposal_id>/"
urlpatterns = [
    path("proposals/", ProposalList.as_view(), name="proposal_list"),
    path("proposals/new/", NewProposal.as_view(), name="proposal_new"),
    path(_ONE, ProposalDetail.as_view(), name="proposal_detail"),
    path(f"{_ONE}pdf/", ProposalPdf.as_view(), name="proposal_pdf"),
    path(f"{_ONE}limit/", ChangeLimit.as_view(), name="proposal_limit"),
    path(f"{_ONE}products/<uuid:product_id>/", ChangeLine.as_view(), name="proposal_line"),
    path(f"{_ONE}submit/", SubmitProposal.as_view(), name="proposal_submit"),
    path(f"{_ONE}withdraw/", WithdrawProposal.as_view(), name="proposal_withdraw"),
    path(f"{_ONE}approve/", ApproveProposal.as_view(), name="proposal_approve"),
    path(f"{_ONE}reject/", RejectProposal.as_view(), name="proposal_reject"),
]
