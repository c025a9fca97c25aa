"""What a scanned or typed code says: product, batch, expiry, serial, quantity.

``codes.read_code`` is the door. It takes GS1 element strings (DataMatrix, QR, GS1-128), GS1
digital links, bare EAN, UPC and GTIN numbers, the free text of India's Schedule H2 codes and a
pharmacy's own codes. What can't be trusted is refused with a sentence or carries a warning;
nothing is guessed in silence. The counter holds the same rules in ``domain/gs1.js``.
"""
