"""Advice: pure functions of what people said. They suggest, and a circle decides. Nothing of ours is imported here."""
