"""Tests of what changes device logs."""
