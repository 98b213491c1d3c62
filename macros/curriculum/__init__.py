"""What follows from the records together: coverage, crosswalks, durations, indexes, and how far a page can be
trusted."""
