// Lets the thread sanitizer see the locks of Swift's library: see race_watch.c.
