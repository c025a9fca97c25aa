"""The back office: server-rendered screens, one folder a domain, on one shell.

A screen folder holds ``urls.py`` (its addresses) and ``navigation.py`` (its entries); both are
found by themselves. docs/ui.md shows how a screen is made.
"""
