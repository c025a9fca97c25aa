"""Row SAL-01's time: five-line sales over HTTP against bare inserts of the same rows."""
