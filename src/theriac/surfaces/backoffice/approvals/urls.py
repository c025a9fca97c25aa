"""Addresses of the screens of approvals."""

from django.urls import path

from theriac.surfaces.backoffice.approvals.lists import ApprovalList
from theriac.surfaces.backoffice.approvals.rules import ApprovalRules, SetLimit, SingleHanded

urlpatterns = [
    path("approvals/", ApprovalList.as_view(), name="approval_list"),
    path("approvals/rules/", ApprovalRules.as_view(), name="approval_rules"),
    path("approvals/rules/<str:action_code>/limit/", SetLimit.as_view(), name="approval_limit"),
    path("approvals/rules/<str:action_code>/alone/", SingleHanded.as_view(), name="approval_alone"),
]
