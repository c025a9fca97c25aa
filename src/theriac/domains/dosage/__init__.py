"""How a medicine is taken: read as it is written, counted, and said in the patient's language.

Pure: no table, no clock, no right. Terms are those of FHIR R4's Dosage. Numbers are whole or exact
fractions. What can be read in two ways is never guessed: it is handed back with the ways in which
it can be meant, and somebody chooses.
"""
