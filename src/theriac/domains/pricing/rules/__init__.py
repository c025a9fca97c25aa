"""Pure decisions on prices, lines, sales and payments; the counter's modules are their twins.

``static/counter/domain`` holds the same rules in JavaScript; both meet ``contracts/vectors``.
"""
