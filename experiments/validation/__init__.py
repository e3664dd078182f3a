"""The model held against what was observed and never fitted: episodes, areas, years."""
