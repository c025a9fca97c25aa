"""Addresses of the screens of the loyalty programme."""

from django.urls import path

from theriac.surfaces.backoffice.loyalty import detail, forms, lists, program

_ONE = "loyalty/<uuid:loyalty_member_id>/"
urlpatterns = [
    path("loyalty/", lists.LoyaltyList.as_view(), name="loyalty_list"),
    path("loyalty/new/", forms.NewLoyaltyMember.as_view(), name="loyalty_new"),
    path("loyalty/program/", program.LoyaltyProgramForm.as_view(), name="loyalty_program"),
    path(_ONE, detail.LoyaltyMemberDetail.as_view(), name="loyalty_member"),
    path(f"{_ONE}edit/", forms.EditLoyaltyMember.as_view(), name="loyalty_edit"),
    path(f"{_ONE}points/", forms.AdjustLoyaltyPoints.as_view(), name="loyalty_points"),
    path(f"{_ONE}block/", detail.BlockLoyaltyMember.as_view(), name="loyalty_block"),
    path(f"{_ONE}unblock/", detail.UnblockLoyaltyMember.as_view(), name="loyalty_unblock"),
    path(f"{_ONE}close/", detail.CloseLoyaltyMember.as_view(), name="loyalty_close"),
    path(f"{_ONE}number/", detail.ReplaceLoyaltyCard.as_view(), name="loyalty_number"),
]
