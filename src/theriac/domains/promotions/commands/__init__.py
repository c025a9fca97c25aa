"""What changes promotions and coupons."""
