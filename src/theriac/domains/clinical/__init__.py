"""Safety checks of medicines, by sets of knowledge that a pharmacist put in force.

What holds:

* Nothing is checked against knowledge that no pharmacist put in force; every result says which set
  and edition answered.
* A result names each check that couldn't run, and why; an unmapped product, a missing weight or a
  text that nobody could match is never an all-clear.
* A set's lines never change: another edition is another set.
"""
