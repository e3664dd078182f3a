"""Questions about one difference: what would flip it, and what it rests on."""
