"""What of a sale gift cards pay: asked by a program, or told by a device that asked before."""
