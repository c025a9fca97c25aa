"""Counting stock blind: sheets, looks, recounts, posted differences, what is due each morning.

Invariants: whoever counts sees no expected figure; a difference is dated at its look, so that what
was booked late makes no difference of its own; a count above the limit is posted by two.
"""
