"""The queue: who waits now, and how long people waited."""
