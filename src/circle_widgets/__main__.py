"""``python -m circle_widgets`` is ``circle``."""

from circle_widgets.cli import main

raise SystemExit(main())
