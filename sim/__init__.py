"""Groundswell: a model of how shared missions are met, or missed."""
