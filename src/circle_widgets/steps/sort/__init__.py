"""The step kind ``sort``: see ``step.py``."""
