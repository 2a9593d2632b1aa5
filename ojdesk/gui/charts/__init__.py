"""One file for each kind of chart, and what they share."""
