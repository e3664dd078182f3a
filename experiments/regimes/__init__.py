"""Who does better under which conditions, over draws of every uncertain number."""
