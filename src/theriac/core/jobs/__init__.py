"""Background work behind Django's tasks API, kept in the database beside what it works on.

What holds: a job enqueued in a transaction exists only if that transaction commits. A job runs
at least once: when its worker is killed, it runs again after its lease ran out, so a job's work
must bear being done twice. After ``max_attempts`` it is parked as failed, where a person sees
it. Of a unique key one job is live at most. A job's arguments hold ids, never personal data.
"""
