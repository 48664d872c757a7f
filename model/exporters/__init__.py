"""Export formats: one file, one format; names with an underscore are helpers."""
