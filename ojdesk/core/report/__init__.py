"""What a report says, as blocks, and the files it is written to."""
