"""The price of detection beside that of reading the page: unique pages in, ratios and articles a second out.

    python -m benchmarks.detect [--pages 300] [--seed 1] [--profile]

Both are timed over the same pages, one page at a time, in processor time, so that a busy machine changes little. No
page comes twice, and the detector keeps nothing between pages but its word lists, which are loaded before the clock
starts.
quantulum3, a general parser of quantities, is timed on the same text for scale where it is installed:

    uv run --with quantulum3 python -m benchmarks.detect
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec

from lxml import html
from trafilatura import bare_extraction

from benchmarks.pages import pages
from monitor.detect.detector import detect
from monitor.model import Article
from monitor.packs import load_topic

STREAM_MOST = 0.10  # of extraction's time, on a stream of which one page in ten holds figures
DENSE_MOST = 1.0  # on pages that all hold figures
TOPICS = (load_topic("russia-ukraine"), load_topic("gaza"))


@dataclass(slots=True)
class Timing:
    """Seconds of processor time per step, and what came out."""

    extraction: float = 0.0
    detection: float = 0.0
    articles: int = 0
    figures: int = 0
    characters: int = 0
    bytes: int = 0
    told: list[Article] = field(default_factory=list)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Processor time and result of a call."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def extracted(page: str, name: str) -> Article:
    """A page as trafilatura reads it."""
    tree = html.fromstring(page)
    lang = tree.get("lang")
    document = bare_extraction(tree, include_comments=False, with_metadata=True)
    assert document is not None
    return Article(id=name, text=document.text or "", title=document.title, published=document.date, lang=lang)


def measure(stream: Iterable[str]) -> Timing:
    """Extract and detect, page by page."""
    timing = Timing()
    for number, page in enumerate(stream):
        seconds, article = timed(lambda page=page, number=number: extracted(page, f"page {number}"))  # type: ignore[misc]
        assert isinstance(article, Article)
        timing.extraction += seconds
        seconds, detection = timed(lambda article=article: detect(article, TOPICS))  # type: ignore[misc]
        timing.detection += seconds
        timing.articles += 1
        timing.figures += len(detection.figures)  # type: ignore[attr-defined]
        timing.characters += len(article.text)
        timing.bytes += len(page)
        timing.told.append(article)
    return timing


def show(name: str, timing: Timing, most: float) -> None:
    """One stream's line."""
    ratio = timing.detection / timing.extraction
    each = 1000 / timing.articles
    size = timing.bytes / timing.articles / 1000
    speed = timing.articles / timing.detection
    print(f"{name}: {timing.articles} pages, {size:.0f} KB each, {timing.figures} figures")
    print(f"  extraction {timing.extraction * each:8.2f} ms a page")
    print(f"  detection  {timing.detection * each:8.2f} ms a page, {speed:,.0f} articles a second")
    print(f"  detection / extraction {ratio:.3f} (at most {most:.2f}: {'met' if ratio <= most else 'NOT met'})")


def quantulum(articles: list[Article]) -> None:
    """The other parser on the same text; it does a part of the work."""
    if find_spec("quantulum3") is None:
        print("quantulum3: not installed (uv run --with quantulum3 python -m benchmarks.detect)")
        return
    from quantulum3 import parser

    few = articles[:10]
    seconds, _ = timed(lambda: [parser.parse(article.text) for article in few])
    print(f"quantulum3 on {len(few)} of the same texts: {seconds * 1000 / len(few):.2f} ms a page")


def main() -> None:
    """Both streams, then the other parser."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pages", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--profile", action="store_true", help="also tell where detection's time on dense pages goes")
    asked = options.parse_args()
    for warm in pages(60, seed=asked.seed + 1000, harmed=1):  # the word lists of all languages
        detect(extracted(warm, "warm"), TOPICS)
    stream = measure(pages(asked.pages, seed=asked.seed))
    dense = measure(pages(max(10, asked.pages // 5), seed=asked.seed + 1, harmed=1))
    show("stream, one page in ten with figures", stream, STREAM_MOST)
    show("pages with figures alone", dense, DENSE_MOST)
    quantulum(dense.told)
    if asked.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [detect(article, TOPICS) for article in dense.told])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
