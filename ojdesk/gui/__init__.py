"""The window: PySide6 around what `core` answers."""
