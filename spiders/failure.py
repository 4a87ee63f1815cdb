"""A request's failure comes in, a clause for people goes out, and whether it is likely to pass by itself."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error as dialling
from twisted.python.failure import Failure

from spiders.guard import Refused
from spiders.patience import LeftForLater
from spiders.robots import Forbidden, Unread
from spiders.settings import BODY_LIMIT, REDIRECTS, TIMEOUT

_SOFT = frozenset((404, 408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
_MEANINGS = {
    401: "asks for a password",
    402: "asks for money: a pay wall",
    403: "refuses us: a pay wall, or a block of robots",
    404: "is not there",
    410: "was taken down",
    429: "says that we ask too often",
    451: "is withheld for legal reasons",
}


def in_words(failure: Failure) -> tuple[str, bool]:
    """Why a request failed, a clause with the thing fetched as its subject; True: it may well pass by itself."""
    error = failure.value
    if isinstance(error, HttpError):
        status = error.response.status
        meaning = _MEANINGS.get(status, "has a fault at the server" if status >= 500 else "answers with an error")
        return f"{meaning} (HTTP {status})", status in _SOFT
    if isinstance(error, LeftForLater | Unread):
        return str(error), True
    if isinstance(error, Refused | Forbidden):
        return str(error), False
    if isinstance(error, IgnoreRequest):
        text = str(error)
        if "redirect" in text:
            return f"redirects more than {REDIRECTS} times", False
        return (_too_large() if "MAXSIZE" in text or "size" in text else text), False
    if isinstance(error, DownloadCancelledError):
        return _too_large(), False
    if isinstance(error, DownloadTimeoutError | dialling.TimeoutError):
        return f"did not answer in full within {TIMEOUT:g} s", True
    if isinstance(error, CannotResolveHostError | dialling.DNSLookupError):
        return "has a host name that is not found", True
    if isinstance(error, DownloadConnectionRefusedError | dialling.ConnectionRefusedError):
        return "refuses the connection", True
    text = " ".join(str(error).split())
    if "certificate" in text.lower() or "ssl" in text.lower() or "tls" in text.lower():
        return "has a certificate that cannot be verified", True
    if isinstance(error, ResponseDataLossError):
        return "broke off in the middle of the answer", True
    if isinstance(error, DownloadFailedError | dialling.ConnectError):
        return "broke the connection", True
    return f"failed ({type(error).__name__}: {text[:200]})", True


def status_of(failure: Failure) -> int | None:
    """The HTTP status of a failure that is an answer; None: there was no answer."""
    return failure.value.response.status if isinstance(failure.value, HttpError) else None


def _too_large() -> str:
    return f"is larger than {BODY_LIMIT >> 20} MiB"
