"""Citizens as columns: what they are, what they do in a month, what is counted."""
