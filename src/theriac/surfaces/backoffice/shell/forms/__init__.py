"""Forms: label above, hint below, the error beside the field, what was typed stays (UX-03).

Money and whole numbers are read with the country's separators, never as floating point. A domain's
refusal stands at the field that it concerns; a button says it on the page that it stands on.
"""
