"""What is printed: slips for those who write on paper. People's words come in as data, never as markup."""

from circle_widgets.paper.slips import MOST, NoTypst, Paper, Slips, slips_html, slips_pdf

__all__ = ["MOST", "NoTypst", "Paper", "Slips", "slips_html", "slips_pdf"]
