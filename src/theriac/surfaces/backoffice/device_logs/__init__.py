"""Device logs: where what counters logged doesn't agree with what they sent."""
