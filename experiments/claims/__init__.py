"""Claims put to the test: the rule stands in a file before the first run."""
