"""What can break in the machine itself; bad input is never an exception but a `monitor.model.Rejection`.

MonitorError
├── ConfigError      config.toml, a topic pack, a variable: the operator mends it (exit status 2)
├── UsageError       a path or an option that cannot be what was meant (exit status 2)
├── DatabaseError    the history's file is damaged, locked, full or no database (exit status 2)
├── EvidenceError    a figure whose quote is not in the stored text: our own fault, never stored
└── MissingExtra     an optional part is asked for and not installed (exit status 2)
"""


class MonitorError(Exception):
    """Base of all; `str()` is one line that says what, where and how to mend it. `subject` is the thing at fault."""

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(message)
        self.subject = subject


class ConfigError(MonitorError):
    """The configuration cannot be used; the message names the file, the table and the key, never a secret value."""


class UsageError(MonitorError):
    """The command cannot mean anything as given; `subject` is the argument."""


class DatabaseError(MonitorError):
    """The history cannot be read or written; `subject` is the database's path."""


class EvidenceError(MonitorError):
    """A figure's quote does not occur in its article's stored text; `subject` is the quote."""


class MissingExtra(MonitorError):
    """An optional package is needed; `subject` is the extra to install, as in `casualty-monitor[charts]`."""
