"""The window: PySide6 and pyqtgraph around what `core` answers."""
