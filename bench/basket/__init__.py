"""Row UX-02: a basket of 200 lines at the counter, frame by frame in Chromium."""
