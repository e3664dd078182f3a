"""Designs, batches and analyses of many runs of the model."""
