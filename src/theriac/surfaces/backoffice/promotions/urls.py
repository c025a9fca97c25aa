"""Addresses of promotions."""

from django.urls import path

from theriac.surfaces.backoffice.promotions.brands import BrandMonthList
from theriac.surfaces.backoffice.promotions.detail import (
    AddCoupon,
    ContinuePromotion,
    EndCoupon,
    EndPromotion,
    PausePromotion,
    PromotionDetail,
)
from theriac.surfaces.backoffice.promotions.forms import (
    NewPromotion,
    PromotionFind,
    PromotionPaste,
)
from theriac.surfaces.backoffice.promotions.lists import PromotionList
from theriac.surfaces.backoffice.promotions.markdowns import MarkdownList

_ONE = "promotions/<uuid:promotion_id>/"
urlpatterns = [
    path("promotions/", PromotionList.as_view(), name="promotion_list"),
    path("promotions/near-expiry/", MarkdownList.as_view(), name="markdown_list"),
    path("promotions/brands/", BrandMonthList.as_view(), name="brand_month_list"),
    path("promotions/new/", NewPromotion.as_view(), name="promotion_new"),
    path("promotions/new/find/", PromotionFind.as_view(), name="promotion_find"),
    path("promotions/new/paste/", PromotionPaste.as_view(), name="promotion_paste"),
    path(_ONE, PromotionDetail.as_view(), name="promotion_detail"),
    path(f"{_ONE}pause/", PausePromotion.as_view(), name="promotion_pause"),
    path(f"{_ONE}continue/", ContinuePromotion.as_view(), name="promotion_continue"),
    path(f"{_ONE}end/", EndPromotion.as_view(), name="promotion_end"),
    path(f"{_ONE}coupons/", AddCoupon.as_view(), name="promotion_coupon"),
    path(f"{_ONE}coupons/<uuid:coupon_id>/end/", EndCoupon.as_view(), name="promotion_coupon_end"),
]
