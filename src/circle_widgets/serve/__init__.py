"""``circle serve``: the room for phones and the workbooks, two processes that are looked after until told to end."""

from circle_widgets.serve.serving import Asked, serve

__all__ = ["Asked", "serve"]
