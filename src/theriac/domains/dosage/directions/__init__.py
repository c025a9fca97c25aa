"""A dosage in the patient's own language, in tables of our own.

Not by gettext: the patient's language isn't the reader's, it may be one that no screen has, the
order of a sentence differs by language, and what a label says must be read as a whole by somebody
who knows both the language and the trade. A further language is one module with a `Phrasebook`.
"""
