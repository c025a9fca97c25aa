"""To whom adverse events are reported, by which form, and by when: a country's dated rows."""
