"""Where questions to the model are put, queued, answered and kept."""
