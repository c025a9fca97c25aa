"""Promotions and coupons: what runs, what it gives, how it is added, paused and ended."""
