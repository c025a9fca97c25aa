"""What templates would draw too slowly: the rows of tables and the controls of forms, in Python.

Each draws exactly what the template draws that it stands for; the tests hold it against that.
"""
