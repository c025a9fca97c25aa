"""What merging products does to stock, within the catalogue's command or a sale's."""
