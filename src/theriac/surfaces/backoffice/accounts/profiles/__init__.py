"""Screens of what is kept of the staff: contact, branch, licences."""
