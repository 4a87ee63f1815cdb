"""The desk's day in a real browser: chromium, without a window, against the command as it is started.

`apt-get install chromium` gives the browser; `.ci/run` does. Without it these tests are skipped, in CI they fail.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from monitor.history.desk import open_desk
from monitor.history.ledger import commit
from monitor.model import EventKind
from tests.history.plans import claim, event, plan
from tests.web.conftest import KILLED, PEOPLE
from tests.web.hostile import fill

pytestmark = pytest.mark.long

DESKTOP, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
NAMES = ("Rita", "Anna", "Ada")
VIEW = f"/timeline?{KILLED}"
PATHS = (
    *("/", VIEW, f"{VIEW}&grade=contested", "/timeline?party=nobody", "/events", "/review", "/search?q=Zelensky"),
    *("/sources", "/methodology", "/sign-in", "/data", "/data/claims", "/data/events?_facet=event", "/nothing"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        assert not os.environ.get("CI"), "no chromium; .ci/run should have installed it"
        pytest.skip("no chromium: apt-get install chromium")
    with sync_playwright() as driver:
        # The one name stands for the page as others reach it; every other name leads nowhere
        rules = "MAP desk.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        shown = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", f"--host-resolver-rules={rules}", "--disable-dev-shm-usage"]
        )
        yield shown
        shown.close()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """Starts the command over a database; gives the page's address."""
    running: list[subprocess.Popen[str]] = []
    config = tmp_path / "config.toml"
    config.write_text(
        "".join(
            f'[[person]]\nname = "{person.name}"\nrole = "{person.role}"\ntoken = "${{{person.name.upper()}_TOKEN}}"\n'
            for person in PEOPLE
        ),
        "utf-8",
    )
    tokens = {f"{person.name.upper()}_TOKEN": person.token or "" for person in PEOPLE}

    def start(database: Path) -> str:
        command = [sys.executable, "-m", "monitor", "serve", "--port", "0", "--config", str(config)]
        process = subprocess.Popen(
            [*command, "--database", str(database)], stderr=subprocess.PIPE, text=True, env=os.environ | tokens
        )
        running.append(process)
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        return found[0]

    yield start
    for process in running:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) in (0, -signal.SIGTERM)


@pytest.fixture
def address(started: Callable[[Path], str], database: Path) -> str:
    return started(database)


class Seen:
    """A page that notes what a browser complains of."""

    def __init__(self, browser: Browser, base: str, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(base_url=base, **options)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda asked: None if _is_ours(asked.url, base) else self.faults.append(asked.url))

    def __enter__(self) -> "Seen":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def sign_in(self, token: str) -> None:
        self.page.goto("/sign-in")
        self.page.fill("input[name=token]", token)
        self.page.click("main button")
        self.page.wait_for_load_state()


def _is_ours(url: str, base: str) -> bool:
    return url.startswith((base, "data:", "about:"))


def dots(page: Page) -> list[str]:
    """The figures of the chart that is shown."""
    found = page.locator("svg.chart .dot").filter(visible=True).evaluate_all("all => all.map(one => one.dataset.row)")
    return sorted(found, key=int)


def misprint(database: Path) -> str:
    """A wrong figure: 550,000 of Zelensky, of after his 55,000; the id of its event."""
    made = claim(550_000, as_of="2026-02-09")
    planned = plan(
        made, id="wrong", title="A slip of the pen", published="2026-02-09", url="https://outlet.example/slip"
    )
    verdict = planned.verdicts[0]
    told = event(planned.article, made, EventKind.UPDATE, id="e-misprint")
    db = open_desk(database)
    commit(db, replace(planned, verdicts=(replace(verdict, event=told),)))
    db.close()
    return told.id


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_desk_s_day(browser: Browser, address: str, database: Path, size: dict[str, int]) -> None:
    misprint(database)
    desk = address.replace("127.0.0.1", "desk.example")
    with Seen(browser, desk, viewport=size, has_touch=size is PHONE) as seen:
        page = seen.page
        # refused without a token, and with a wrong one
        page.goto(VIEW)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.fill("input[name=token]", "not-the-token-0123456789")
        page.click("main button")
        expect(page.get_by_role("alert")).to_have_text("Nobody has this token.")
        page.fill("input[name=token]", PEOPLE[1].token or "")
        page.click("main button")
        # the timeline: 55,000 is there, and the misprint is the series' latest
        expect(page).to_have_url(re.compile(r"/timeline\?topic="))
        expect(page.locator(".lead")).to_contain_text("550,000")
        page.wait_for_load_state()
        expect(page.locator("#card")).to_contain_text("550,000")  # before anything is pointed at, the latest
        expect(page.locator("ul.key li", has_text="Volodymyr Zelensky").locator("svg")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        label = "getComputedStyle(document.querySelector('table.figures td'), '::before').content"
        assert ("As of" in page.evaluate(label)) is (size is PHONE)  # a row is a card there
        mark = page.locator("svg.chart .dot[aria-label^='55,000']").filter(visible=True)
        if size is PHONE:
            mark.locator(":scope > :last-child").tap()
        else:
            mark.hover()
        expect(page.locator("#card")).to_contain_text("Worldline Monitor")
        before = dots(page)
        # its event, with the quote
        page.click("#card a")
        expect(page.locator("h1")).to_contain_text("55,000")
        expect(page.locator("mark.quoted", has_text="55,000").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # the wrong one is rejected
        page.goto("/event/e-misprint")
        page.click("details[data-act=reject] summary")
        page.fill("details[data-act=reject] input[name=reason]", "a misprint")
        page.click("details[data-act=reject] button")
        expect(page.locator(".messages")).to_contain_text("no longer counts")
        expect(page.locator(".lead")).to_contain_text("withdrawn")
        page.goto(VIEW)
        expect(page.locator(".lead")).to_contain_text("55,000")
        expect(page.locator(".lead")).not_to_contain_text("550,000")
        assert dots(page) == before
        expect(page.locator("svg.chart .dot[aria-label^='550,000']").filter(visible=True)).to_have_attribute(
            "aria-label", re.compile("withdrawn")
        )
        page.click("header button")
        page.goto("/events")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert seen.faults == ["Failed to load resource: the server responded with a status of 403 (Forbidden)"]


def test_without_javascript_the_timeline_shows_the_same_points(browser: Browser, address: str) -> None:
    with Seen(browser, address) as plain, Seen(browser, address, java_script_enabled=False) as bare:
        plain.page.goto(VIEW)
        bare.page.goto(VIEW)
        shown = [one.page.locator("svg.chart .dot").filter(visible=True).count() for one in (plain, bare)]
        assert shown[0] == shown[1] > 5
        assert bare.page.locator("tbody tr").count() == shown[1]
        bare.page.locator("svg.chart .dot[aria-label^='55,000']").filter(visible=True).click()
        expect(bare.page.locator("h1")).to_contain_text("55,000")


def test_the_csv_s_rows_are_the_chart_s_points(browser: Browser, address: str) -> None:
    with Seen(browser, address) as seen:
        for view in (VIEW, f"{VIEW}&source=zelensky", f"{VIEW}&until=2025"):
            seen.page.goto(view)
            link = seen.page.get_by_role("link", name="CSV", exact=True).get_attribute("href")
            text = seen.context.request.get(f"{address}{link}").text()
            assert len(text.splitlines()) - 1 == len(dots(seen.page))


def test_a_new_event_appears_without_a_reload(browser: Browser, address: str, database: Path) -> None:
    with Seen(browser, address) as seen:
        seen.page.goto("/events")
        expect(seen.page.locator("#e-misprint")).to_have_count(0)
        misprint(database)
        expect(seen.page.locator("#events > li").first).to_have_id("e-misprint", timeout=15_000)
        expect(seen.page.locator("#live")).to_have_text("1 new event")
        assert seen.faults == []


def test_the_review_has_keys(browser: Browser, address: str, database: Path) -> None:
    misprint(database)
    with Seen(browser, address) as seen:
        seen.sign_in(PEOPLE[1].token or "")
        page = seen.page
        page.goto("/review")
        waiting = page.locator(".queue > li").count()
        page.keyboard.press("j")
        expect(page.locator(".queue > li").first).to_be_focused()
        page.keyboard.press("r")
        page.keyboard.type("a misprint, j and k are only letters here")
        page.keyboard.press("Enter")
        expect(page.locator(".messages")).to_contain_text("Rejected")
        expect(page.locator(".queue > li")).to_have_count(waiting - 1)
        page.wait_for_load_state()
        expect(page.locator(".queue > li").first).to_be_focused()  # the next has taken its place
        page.keyboard.press("j")
        expect(page.locator(".queue > li").nth(1)).to_be_focused()
        page.keyboard.press("c")
        expect(page.locator(".messages")).to_contain_text("Confirmed")
        page.wait_for_load_state()
        page.keyboard.press("u")
        expect(page.locator(".messages")).to_contain_text("Undone")
        page.wait_for_load_state()
        page.keyboard.press("j")
        page.keyboard.press("o")
        expect(page).to_have_url(re.compile("/event/"))
        assert seen.faults == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_serious_fault(
    browser: Browser, address: str, database: Path, dark: bool, size: dict[str, int]
) -> None:
    db = open_desk(database)
    events = [row["id"] for row in db.query("SELECT id FROM events ORDER BY rowid DESC LIMIT 2")]
    db.close()
    with Seen(browser, address, viewport=size, color_scheme="dark" if dark else "light") as seen:
        seen.sign_in(PEOPLE[1].token or "")
        found = []
        for path in (*PATHS, *(f"/event/{one}" for one in events)):
            seen.page.goto(path)
            for part in seen.page.locator("details:not(.actions-menu-links)").all()[:6]:
                part.evaluate("one => one.open = true")
            for fault in Axe().run(seen.page).response["violations"]:
                if fault["impact"] in ("serious", "critical"):
                    found += [f"{path}: {fault['id']}: {node['html'][:150]}" for node in fault["nodes"][:3]]
        assert found == []


def test_hostile_texts_do_nothing(browser: Browser, started: Callable[[Path], str], tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    events = fill(path)
    address = started(path)
    with Seen(browser, address) as seen:
        seen.sign_in(PEOPLE[1].token or "")
        paths = ("/", VIEW, "/events", "/review", "/sources", "/search?q=told", *(f"/event/{one}" for one in events))
        for one in paths:
            seen.page.goto(one)
            assert seen.page.locator("img, iframe, object, embed").count() == 0
            assert seen.page.locator("script:not([src])").count() == 0
        for one in ("/data", "/data/articles", "/data/figures?_facet=rule", "/data/outbox", "/data/claims/c0"):
            seen.page.goto(one)
        assert seen.faults == []


def test_datasette_s_menus_work_under_the_policy(browser: Browser, address: str) -> None:
    with Seen(browser, address) as seen:
        seen.page.goto("/data/events")
        seen.page.locator("th[data-column=event] svg").click()
        seen.page.get_by_role("link", name="Facet by this").click()
        expect(seen.page).to_have_url(re.compile("_facet=event"))
        assert seen.faults == []


def test_print_shows_the_chart_and_the_table(browser: Browser, address: str, tmp_path: Path) -> None:
    with Seen(browser, address, viewport=DESKTOP) as seen:
        seen.page.goto(VIEW)
        seen.page.emulate_media(media="print")
        expect(seen.page.locator(".only-wide svg")).to_be_visible()
        expect(seen.page.locator("table.figures")).to_be_visible()
        expect(seen.page.locator("header.top")).to_be_hidden()
        expect(seen.page.locator("form.filters")).to_be_hidden()
        expect(seen.page.locator("ul.key").first).to_be_visible()
        seen.page.set_viewport_size({"width": 720, "height": 1000})  # the width of A4 within its margins
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        paper = tmp_path / "page.pdf"
        seen.page.pdf(path=str(paper))
        assert paper.read_bytes().startswith(b"%PDF")
