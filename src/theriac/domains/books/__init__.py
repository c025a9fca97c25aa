"""The books: what every document is worth, entered twice.

Every posting moves an amount from one account to another, so that no set of them can be out of
balance. Postings are appended with what they tell of and never changed. The value of stock in the
books is the value of what lies, to the minor unit, at every instant. What a closed period says
stays as it is: what is recorded later goes into the first day that is open.
"""
