"""Suggestion rules, a file each: NAME, LABEL, VERSION and `suggest(doc)`; found by `registry`."""
