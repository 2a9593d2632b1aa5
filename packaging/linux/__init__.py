"""What is built and tried for Linux."""
