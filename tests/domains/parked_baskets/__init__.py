"""Tests of parked baskets."""
