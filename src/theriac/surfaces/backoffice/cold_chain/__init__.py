"""The screens of cold places."""
