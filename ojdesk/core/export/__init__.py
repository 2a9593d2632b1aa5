"""What a view shows, to take along: to the clipboard, to files of several kinds, to paper."""
