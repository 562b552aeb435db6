"""The step kind ``dots``: see ``step.py``."""
