"""The demo's counters: tills, sales made offline, returns, the queue, device logs."""
