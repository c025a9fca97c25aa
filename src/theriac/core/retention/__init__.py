"""What is let go once its period is over: kinds of records that domains declare, and lists of them.

What holds: nothing goes that isn't on a list which a person confirmed, or is of a kind that clears
itself (technical rows that name nobody); what the law keeps is declared too, with the reason.
"""
