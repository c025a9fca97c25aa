"""The screens of destructions and of old medicines."""
