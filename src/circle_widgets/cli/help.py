"""Help from our own sentences: what a verb is, and the group that knows them all and loads the one that is used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from circle_widgets.cli.language import words


class Formatter(click.HelpFormatter):
    """Help with its headings in the person's language, bold where there is a terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how it is typed."""
        super().write_usage(prog, args, prefix or f"{words('cli.word.usage')} ")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        super().write_heading(click.style(heading, bold=True))


click.Context.formatter_class = Formatter


class Verb(click.Command):
    """A command whose every word of help is a sentence of ``locale/``, by its name and its parameters' names."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """One line."""
        del limit  # ours are written to be short
        return words(f"cli.{self.name}.short")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it is for."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in (words(f"cli.{self.name}.short"), words(f"cli.{self.name}.help")):
                formatter.write_text(paragraph)
                formatter.write_paragraph()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments and options."""
        arguments = [one for one in self.params if isinstance(one, click.Argument)]
        if arguments:
            with formatter.section(words("cli.word.arguments")):
                formatter.write_dl([(one.make_metavar(ctx), self.said(one)) for one in arguments])
        records = []
        for one in self.get_params(ctx):
            if isinstance(one, click.Option):
                one.help = words("cli.option.help") if "--help" in one.opts else self.said(one)
                record = one.get_help_record(ctx)
                records += [record] if record else []
        with formatter.section(words("cli.word.options")):
            formatter.write_dl(records)

    def said(self, parameter: click.Parameter) -> str:
        """What a parameter is for: here, or everywhere alike."""
        own = f"cli.{self.name}.{parameter.name}"
        text = words(own)
        return words(f"cli.option.{parameter.name}") if text == own else text


class Verbs(click.Group):
    """The group: it knows the names of all verbs and the modules that hold them, and loads the one that is used."""

    def __init__(self, homes: dict[str, str], **more: Any) -> None:
        super().__init__(**more)
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb, in the order in which people meet them."""
        del ctx
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name."""
        del ctx
        if cmd_name not in self.homes:
            return None
        found = getattr(import_module(self.homes[cmd_name]), f"{cmd_name}_")
        assert isinstance(found, Verb)
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it is."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words("cli.about"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, a line each, without loading one."""
        del ctx
        with formatter.section(words("cli.word.commands")):
            formatter.write_dl([(name, words(f"cli.{name}.short")) for name in self.homes])
        formatter.write_paragraph()
        formatter.write_text(words("cli.more"))


def verb(*parameters: Callable[[Any], Any]) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a verb of a function called ``NAME_``, with these options and arguments."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        for parameter in reversed(parameters):
            function = parameter(function)
        return click.command(function.__name__.rstrip("_"), cls=Verb)(function)

    return decorate


store_option = click.option("--store", metavar="ADDRESS", default="")
json_option = click.option("--json", "as_json", is_flag=True)
yes_option = click.option("--yes", is_flag=True)
code_argument = click.argument("code")
