"""Tests of quotations."""
