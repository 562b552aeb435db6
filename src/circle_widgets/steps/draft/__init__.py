"""The step kind ``draft``: see ``step.py``."""
