"""The options that commands share, and the configuration that they name."""

import os
from pathlib import Path

import click

from monitor.config import Config, load

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
