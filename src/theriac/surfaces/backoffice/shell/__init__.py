"""The back office's shell: frame, navigation, palette, lists, forms, errors, components."""
