"""The options that commands share, and the configuration that they name."""

import os
from pathlib import Path

import click

from monitor.config import Config, known_topics, load, load_topics
from monitor.model import Topic

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Configuration; default: config.toml in the current folder, else the built-in defaults.",
)
database_option = click.option(
    "--database",
    "database_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The history's file; default: `database` of the configuration.",
)


def configured(config_file: Path | None) -> Config:
    """The configuration of `--config`, read with this process's variables; raises ConfigError."""
    return load(config_file, os.environ, cwd=Path.cwd())


def all_topics(config: Config) -> tuple[Topic, ...]:
    """The configured packs and the program's own: an article's `topic`, and so the history, may name any of them."""
    named = (*config.topics, *config.extra_topics)
    known = {topic.id for topic in named}
    return (*named, *load_topics(name for name in known_topics() if name not in known))
