"""What a crawl is asked to do, watch by watch, and the account that it gives of each visit."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from monitor.config import Watch
from spiders.found import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to recognise the state of a page by; None: it gave none."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return self.etag is not None or self.last_modified is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is remembered of an address."""

    changed: str | None = None  # the outlet's word for its state when it was last read; None: it gave none
    checked: dt.datetime | None = None  # when it was last asked for; None: never
    etag: str | None = None
    last_modified: str | None = None

    @property
    def validators(self) -> Validators:
        return Validators(etag=self.etag, last_modified=self.last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One watch to visit."""

    watch: Watch
    poll: bool = True  # False: only `again`
    first: bool = False  # True: it was never read; what it announces sets the baseline
    full: bool = False  # True: without conditions, in case that the server's validators lie
    owed: tuple[Link, ...] = ()  # announced before, and not yet got
    again: tuple[Link, ...] = ()  # articles to look at once more
    held: tuple[str, ...] = ()  # the watch's latest addresses, for spiders that see what was taken down
    known: Callable[[str], Known | None] = field(default=lambda url: None, repr=False)
    known_list: Callable[[str], Known | None] = field(default=lambda url: None, repr=False)


LATER = "is left for later"  # how the reason of a request begins that was not made: no try of its article


@dataclass(slots=True, kw_only=True)
class Visit:
    """The account of one errand, filled in while the crawl goes on."""

    watch: str
    asked: bool = True
    answered: bool = False
    unchanged: bool = False  # True: 304
    problem: str | None = None  # why it could not be read; None: it could
    soft: bool = False  # True: the problem may well pass by itself
    retry_after: dt.timedelta | None = None
    every: dt.timedelta | None = None  # how long the outlet says that its answer holds
    announced: int = 0
    fresh: int = 0  # announced and not known before
    fetched: int = 0
    looked_at: int = 0  # recent articles that were asked for again
    same: int = 0  # of them, those that the server calls unchanged
    duplicates: int = 0
    suspicion: str | None = None  # the likely reason where nothing was announced
    states: dict[str, Known] = field(default_factory=dict)  # of lists of links, to be stored when all is handled
    later: list[Link] = field(default_factory=list)  # too many for one poll
    passed: list[Link] = field(
        default_factory=list
    )  # known from now on and not fetched: old ones of a baseline, doubles
    failed: list[tuple[Link, str, bool]] = field(default_factory=list)  # articles: why, and whether it may pass
    missing: list[Link] = field(default_factory=list)  # looked at again and not there any more
    present: list[Link] = field(default_factory=list)  # looked at again and unchanged
    gone: list[str] = field(default_factory=list)  # taken down, as the list itself shows
