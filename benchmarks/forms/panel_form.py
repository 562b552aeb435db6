"""The form of the phone page in Panel: one question, a box, a button that answers."""

import panel as pn

pn.extension()
question = pn.pane.Markdown("# In one sentence: what is a learning circle, for you?")
box = pn.widgets.TextAreaInput(placeholder="Your sentence", height=130)
send = pn.widgets.Button(name="Send", button_type="primary")
stored = pn.pane.Markdown("")


def store(_event: object) -> None:
    """Say that it came."""
    stored.object = f"stored: {box.value}"


send.on_click(store)
pn.Column(question, box, send, stored).servable()
