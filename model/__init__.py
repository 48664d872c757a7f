"""Everything Attesta knows without a screen: records, the store, verbs and queries, formats."""
