"""The room speaks."""
