"""Screens of suppliers: the list, one of them, keeping its facts."""
