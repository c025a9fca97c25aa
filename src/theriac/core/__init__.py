"""What every domain stands on: money, quantity, ids, clock, problems, actor, command.

Core knows no pharmacy word. It imports nothing else of Theriac.
"""
