"""Recalls: batches frozen at every branch, their units accounted for, who received them told.

Invariants: a batch of a standing recall is recalled, also one that arrives later; a recall closes
only when every received unit is accounted for; public lists are read and matched each night.
"""
