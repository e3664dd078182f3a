"""Calibration: which draws of the beliefs let the model resemble the record.

Nothing here looks at how ways of governing compare. Draws are judged by the status quo
and by episodes in which one thing about one mission, or one appeal, differs.
"""
