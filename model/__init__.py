"""Everything Attesta knows without a screen: records, the store, verbs and queries, formats."""

__version__ = "0.1.0"
