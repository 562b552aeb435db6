"""The anywidgets: the desk, the start page, and one for each step kind, all on one stage."""

from circle_widgets.widgets.desk import DeskWidget
from circle_widgets.widgets.stage import Stage

__all__ = ["DeskWidget", "Stage"]
