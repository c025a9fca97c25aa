"""What runs while a pharmacy is served: web process, its threads, and the supervisor of both."""
