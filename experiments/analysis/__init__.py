"""Analyses of finished batches: what decides differences, where, and who is best."""
