"""Screens of sales: the list, one sale, the cases that wait for a person."""
