"""Tables for those who like them; pandas lives here and only here."""

from circle_widgets.insight.frames import frame

__all__ = ["frame"]
