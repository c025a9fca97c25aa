"""Tests of unmet requests."""
