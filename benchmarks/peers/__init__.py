"""One small model in several libraries, to compare what a step costs.

Threshold contagion on a fixed random network: ten neighbours each, all move at once.
Every month each agent moves a fifth of the way to the share of neighbours who act,
drifts up by 0.01, and acts with a chance of logistic(8 (mood − threshold)).
"""
