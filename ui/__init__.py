"""The desktop (PySide6) and the command line; never contains SQL."""
