"""The document engine as Theriac asks it: its contract is ``contracts/engine.openapi.json``.

The engine is another program, perhaps another pharmacy's neighbour: what it answers is held to the
contract before anything of it is used, and a callback only makes us ask.
"""
