"""Addresses of the screens of approvals."""

from django.urls import path

from theriac.surfaces.backoffice.approvals.lists import ApprovalList
from theriac.surfaces.backoffice.approvals.requests import (
    GrantRequest,
    RefuseRequest,
    RequestDetail,
    RequestList,
)
from theriac.surfaces.backoffice.approvals.rules import ApprovalRules, SetLimit, SingleHanded

_ONE = "approvals/requests/<uuid:request_id>/"
urlpatterns = [
    path("approvals/", ApprovalList.as_view(), name="approval_list"),
    path("approvals/requests/", RequestList.as_view(), name="approval_requests"),
    path(_ONE, RequestDetail.as_view(), name="approval_request"),
    path(f"{_ONE}yes/", GrantRequest.as_view(), name="approval_grant"),
    path(f"{_ONE}no/", RefuseRequest.as_view(), name="approval_refuse"),
    path("approvals/rules/", ApprovalRules.as_view(), name="approval_rules"),
    path("approvals/rules/<str:action_code>/limit/", SetLimit.as_view(), name="approval_limit"),
    path("approvals/rules/<str:action_code>/alone/", SingleHanded.as_view(), name="approval_alone"),
]
