"""How the suite runs as a whole: in parts side by side, chosen, measured, tried again, told.

``python -m tests.running`` is what ``./theriac test`` starts; see tests/README.md.
"""
