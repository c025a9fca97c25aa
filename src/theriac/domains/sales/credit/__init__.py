"""What of a sale is paid by credit: asked by a program, or told by a device."""
