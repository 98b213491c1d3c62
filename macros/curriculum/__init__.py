"""What is worked out of the whole: coverage, crosswalks, durations, indexes, and what a page rests on."""
