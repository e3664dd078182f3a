"""Everybody as an agent of Mesa: a window on a row of the columns, and what it does.

An agent holds no state. What it decides is the same function that the kernels compile,
so a run of agents gives the same bits as a run of columns.
"""
