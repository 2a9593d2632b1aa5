"""Values and functions: what the files say, and what follows from it. Knows nothing of Qt."""
