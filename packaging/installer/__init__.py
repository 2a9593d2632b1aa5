"""From the source tree to what a user installs: the steps that Windows and Linux share. Standard library only."""
