"""What is printed: slips for those who write on paper, the poster. People's words come in as data, never as markup."""

from circle_widgets.paper.poster import Picture, PosterPaper, poster, poster_html
from circle_widgets.paper.slips import MOST, NoTypst, Paper, Slips, slips_html, slips_pdf

__all__ = [
    "MOST",
    "NoTypst",
    "Paper",
    "Picture",
    "PosterPaper",
    "Slips",
    "poster",
    "poster_html",
    "slips_html",
    "slips_pdf",
]
