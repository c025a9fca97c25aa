"""Promotions, their coupons, and what one would have done."""
