"""What is built and tried for Windows, natively or under Wine."""
