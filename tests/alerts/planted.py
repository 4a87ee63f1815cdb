"""An address of every kind that apprise knows, with a secret planted in each of its parts."""

import itertools
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from apprise import Apprise

MARK = "pl4nted"
_LONG = f"{MARK}0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
_LENGTHS = (7, 8, 9, 10, 11, 12, 16, 18, 20, 22, 24, 25, 26, 27, 28, 30, 32, 34, 36, 40, 43, 48, 50, 56, 59, 60, 64)
_SHAPES = (
    MARK,
    MARK.upper(),
    *(_LONG[:length] for length in _LENGTHS),
    *(_LONG[:length].upper() for length in _LENGTHS),
    f"{MARK}@{MARK}.example",
    f"{MARK}.example",
    f"#{MARK}",
    f"@{MARK}",
    f"https://{MARK}.example/{MARK}",
    f"xoxb-1234-1234-{MARK}12345",
    "+15551234567",
    "15551234567",
    "5551234567",
    "12345",
    "deadbeef" * 4,
    "deadbeef" * 8,
    "de305d54-75b4-431b-adb2-eb6b9e546014",
    f"123456789:abcdefghijklmnopqrstuvwxyz_{MARK.upper()}",
)
_MOST = 300  # addresses tried for one template


def addresses() -> dict[str, tuple[str, bool]]:
    """For each service an address, and whether apprise understands it; one that it does not may still hold a secret."""
    quiet = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        return {str(one["service_name"]): _address(one) for one in Apprise().details()["schemas"]}
    finally:
        logging.disable(quiet)


def _address(service: dict[str, Any]) -> tuple[str, bool]:
    scheme = [*(service["secure_protocols"] or ()), *(service["protocols"] or ())][0]
    tokens = service["details"]["tokens"]
    last = f"{scheme}://{MARK}"
    for template in sorted(service["details"]["templates"], key=len, reverse=True):
        for address in itertools.islice(_filled(template, scheme, tokens), _MOST):
            last = address
            try:
                if Apprise.instantiate(address, suppress_exceptions=True) is not None:
                    return address, True
            except Exception:  # a plug-in's own mistake
                continue
    return last, False


def _filled(template: str, scheme: str, tokens: dict[str, Any]) -> Iterator[str]:
    """The template with its parts filled: one part varied after the other, then all together."""
    names = [name for name in re.findall(r"\{(\w+)\}", template) if name != "schema"]
    choices = [_choices(name, tokens) for name in names]
    first = [those[0] for those in choices]
    varied = ([*first[:i], it, *first[i + 1 :]] for i, those in enumerate(choices) for it in those[1:])
    for values in itertools.chain([first], varied, itertools.product(*(those[:6] for those in choices))):
        address = template.replace("{schema}", scheme)
        for name, value in zip(names, values, strict=True):
            address = address.replace(f"{{{name}}}", value if name in ("host", "port") else quote(value, safe=""), 1)
        yield address


def _choices(name: str, tokens: dict[str, Any]) -> list[str]:
    token = tokens.get(name) or {"type": "string"}
    if name in ("host", "port"):
        return [{"host": "127.0.0.1", "port": "9"}[name]]
    if name == "targets":
        return [it for one in token.get("group") or () for it in _choices(one, tokens)[:2]] or [MARK]
    if token.get("values"):
        return [str(next(iter(token["values"])))]
    if str(token["type"]).startswith("int"):
        return [str(max(token.get("min") or 1, 1))]
    shapes = list(_SHAPES)
    if token.get("regex"):
        pattern, flags = (*token["regex"], None)[:2]
        kind = re.IGNORECASE if flags and "i" in flags else 0
        shapes = [it for it in shapes if re.match(pattern, it, kind)]
    return shapes or [MARK]
