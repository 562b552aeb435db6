"""What is kept of the cards: for the steps that follow, for tables, for the text that people take home."""

from __future__ import annotations

from circle_widgets.events import BY_DESK
from circle_widgets.markdown import escaped, one_line
from circle_widgets.sentences import say
from circle_widgets.state import Step
from circle_widgets.steps.base import Offer, View
from circle_widgets.steps.sort.cards import Seen
from circle_widgets.steps.sort.grouped import Data
from circle_widgets.steps.trays import Tray

COLUMNS = (
    *("card", "text", "seat", "at", "put", "tray", "group", "name", "dropped", "saved"),
    *("late", "hidden", "withdrawn", "by_desk", "versions"),
)
TITLES: dict[Tray, str] = {"is": "sort.tray.is", "not": "sort.tray.not", "depends": "sort.tray.depends"}
"""The sentence above each tray."""


def offers(step: Step) -> list[Offer]:
    """The groups that stand in a tray, once they are open."""
    if step.phase != "revealed":
        return []
    data: Data = step.data
    return [
        Offer(one.group.id, one.text, one.group.tray, one.of)
        for tray in step.params.trays
        for one in data.standing()
        if one.group.tray == tray
    ]


def table(step: Step) -> list[View]:
    """A row a card."""
    data: Data = step.data
    return [
        {
            "card": card.id,
            "text": "" if card.withdrawn else card.text,
            "seat": card.seat,
            "at": card.at,
            "put": card.tray,
            "tray": group.tray,
            "group": group.id,
            "name": group.name,
            "dropped": group.dropped,
            "saved": card.saved,
            "late": card.late,
            "hidden": card.aside,
            "withdrawn": card.withdrawn,
            "by_desk": card.by == BY_DESK,
            "versions": len(card.versions) + 1,
        }
        for card in data.cards.values()
        for group in (data.groups[card.group],)
    ]


def markdown(step: Step, locale: str) -> str:
    """Each tray, its groups in their order; what else says the same stands below, what was dropped at the end."""
    if step.phase != "revealed":
        return ""
    groups = step.data.seen()
    standing = [one for one in groups if not one.group.dropped]
    parts = [
        _list(say(locale, title), [one for one in standing if one.group.tray == tray], locale)
        for tray, title in TITLES.items()
    ]
    parts.append(_list(say(locale, "sort.dropped"), [one for one in groups if one.group.dropped], locale))
    return "\n\n".join(part for part in parts if part)


def _list(title: str, groups: list[Seen], locale: str) -> str:
    if not groups:
        return ""
    rows = [f"**{one_line(title)}**", ""]
    for one in groups:
        rows.append("- " + escaped(one.text, "  "))
        rows += [f"  - {escaped(line, '    ')}" for line in lines(one, locale)]
    return "\n".join(rows)


def lines(one: Seen, locale: str) -> list[str]:
    """What stands below a group's text: the cards that say something else, and how often the same was said."""
    found = []
    for n, cards in enumerate(one.sets):
        like = [say(locale, "sort.like", n=len(cards) - 1)] if len(cards) > 1 else []
        found += [" ".join([cards[0].text, *like])] if n or one.named else like
    return found
