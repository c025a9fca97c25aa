"""Addresses of the screens of gift cards."""

from django.urls import path

from theriac.surfaces.backoffice.gift_cards import detail, entry, lists, top_up

_ONE = "gift-cards/<uuid:gift_card_id>/"
urlpatterns = [
    path("gift-cards/", lists.GiftCardList.as_view(), name="gift_card_list"),
    path("gift-cards/new/", entry.NewGiftCard.as_view(), name="gift_card_new"),
    path(_ONE, detail.GiftCardDetail.as_view(), name="gift_card"),
    path(f"{_ONE}top-up/", top_up.TopUpGiftCard.as_view(), name="gift_card_top_up"),
    path(f"{_ONE}block/", detail.BlockGiftCard.as_view(), name="gift_card_block"),
    path(f"{_ONE}unblock/", detail.UnblockGiftCard.as_view(), name="gift_card_unblock"),
    path(f"{_ONE}cancel/", detail.CancelGiftCard.as_view(), name="gift_card_cancel"),
    path(f"{_ONE}release/", detail.ReleaseGiftPayment.as_view(), name="gift_card_release"),
]
