"""Tests of queue tickets."""
