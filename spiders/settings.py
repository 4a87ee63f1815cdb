"""What the operator allows comes in, Scrapy's settings go out: safe where Scrapy's defaults are not, and polite.

Scrapy as it comes verifies no certificate, opens two listening ports, reads `file://`, takes bodies of a gigabyte and
ignores robots.txt. Each line below that differs says what it is for.
"""

from typing import Any

from monitor import __version__

ROBOT = "casualty-monitor"  # the name that a robots.txt can address
BODY_LIMIT = 10 << 20  # bytes after decompression
TIMEOUT = 30.0  # seconds for one whole request; a drip of a byte a second ends then, too
REDIRECTS = 5
DELAY = 1.0  # seconds between two requests to one host, give or take a half; robots.txt may ask for more
LONGEST_DELAY = 30.0  # seconds; a Crawl-delay above it is taken as this and the poll brings fewer pages
NEARBY = ("127.0.0.1", "::1", "localhost")


def user_agent(contact: str | None) -> str:
    """Who asks, and whom to write to; the contact is the operator's.

    >>> user_agent("desk@newsroom.example").endswith("(+desk@newsroom.example)")
    True
    """
    return f"{ROBOT}/{__version__}" + (f" (+{contact.strip()})" if contact else "")


def settings(*, contact: str | None, allow_private: bool) -> dict[str, Any]:
    """Scrapy's settings for one crawl.

    On the operator's own machine (loopback, where `allow_private` lets spiders go) requests follow at once.
    """
    # Not 0: without any delay Scrapy 2.19 starts all waiting requests of a host together, whatever the concurrency
    slots = {host: {"concurrency": 1, "delay": 0.001, "jitter": 0.0} for host in (NEARBY if allow_private else ())}
    return {
        "USER_AGENT": user_agent(contact),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml;q=0.9,*/*;q=0.5",
        },
        # Manners: one request at a time per host, with a pause; many hosts side by side
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 2,  # Scrapy makes that many tasks for each answer, 100 by itself: a third of a poll's time
        "DOWNLOAD_DELAY": DELAY,
        "DOWNLOAD_DELAY_JITTER": 0.5,
        "DOWNLOAD_SLOTS": slots,
        # Limits: a bomb, a drip and a chain of redirects each end
        "DOWNLOAD_MAXSIZE": BODY_LIMIT,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": REDIRECTS,
        "RETRY_TIMES": 2,
        "URLLENGTH_LIMIT": 4_096,
        # Safety
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("http", "https"), "spiders.patience.PatientHandler"),
            **dict.fromkeys(("file", "ftp", "data", "s3")),
        },
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,  # a proxy of the environment would dial where our guard cannot see
        "HTTPCACHE_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "REFERER_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "spiders.robots.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "spiders.conditional.ConditionalMiddleware": 545,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "spiders.retry.PatientRetryMiddleware": 550,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "spiders.guard.WaryRedirectMiddleware": 600,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
            "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
            "spiders.guard.GuardMiddleware": 950,  # the last before the dialling; its refusals are not tried again
        },
        "ITEM_PIPELINES": {"spiders.to_archive.Spooling": 100},
        "GUARD_ALLOW_PRIVATE": allow_private,
        # Quiet: the crawl reports in its own words
        "LOG_ENABLED": False,
        "LOGSTATS_INTERVAL": 0,
        "STATS_DUMP": False,
        "EXTENSIONS": {
            "scrapy.extensions.logcount.LogCount": None,  # it would hang a handler into everybody's log
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
        },
    }
