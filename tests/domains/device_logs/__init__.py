"""Tests of device logs."""
