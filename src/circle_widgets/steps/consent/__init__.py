"""The step kind ``consent``: see ``step.py``."""
