"""The log of old medicines that people bring back."""
