"""A history replayed from the sample pages, copied for each test, and a page over it that is asked without a port."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from monitor.config import Person, Role, Serve
from monitor.demo import demo_topics, sample_pages
from monitor.history.desk import open_desk
from monitor.history.schema import History
from monitor.replay import replay
from monitor.web.page import Desk
from monitor.web.server import application

PEOPLE = (
    Person(name="Rita", token="rita-reads-0123456789", role=Role.READER),
    Person(name="Anna", token="anna-edits-0123456789", role=Role.EDITOR),
    Person(name="Ada", token="ada-administers-0123456789", role=Role.ADMIN),
)
KILLED = "topic=russia-ukraine&party=ukraine&population=military&measure=killed"


class Asking:
    """A browser without a picture: keeps cookies, asks the page as a peer under a host name."""

    def __init__(self, app: Any, *, peer: str = "127.0.0.1", host: str = "127.0.0.1:8001", **headers: str) -> None:
        self._app, self._peer, self._host, self._headers = app, peer, host, headers
        self.cookies = httpx.Cookies()

    def __call__(self, method: str, path: str, **rest: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app, client=(self._peer, 1))
            headers = {"Accept": "text/html", **self._headers, **rest.pop("headers", {})}
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{self._host}", cookies=self.cookies, headers=headers
            ) as client:
                answer = await client.request(method, path, **rest)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())

    def get(self, path: str, **rest: Any) -> httpx.Response:
        return self("GET", path, **rest)

    def post(self, path: str, form: dict[str, str], **rest: Any) -> httpx.Response:
        """Sends a form with the token that the page gave."""
        token = self.cookies.get("ds_csrftoken")
        return self("POST", path, data=form | ({"csrftoken": token} if token else {}), **rest)

    def sign_in(self, token: str) -> "Asking":
        self.get("/sign-in")
        assert self.post("/sign-in", {"token": token}).status_code == 303
        return self


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with sample_pages() as pages:
        assert list(replay(pages, database=path, topics=demo_topics()))
    open_desk(path).close()
    return path


@pytest.fixture
def database(replayed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(replayed, tmp_path / "history.db"))


@pytest.fixture
def history(database: Path) -> Iterator[History]:
    db = open_desk(database)
    yield db
    db.close()


@pytest.fixture
def desk(database: Path) -> Desk:
    return Desk(database=database, topics=demo_topics(), people=PEOPLE, channels=("war-desk",))


@pytest.fixture
def page(desk: Desk) -> Asking:
    """Asked from the machine itself: reading is open."""
    return Asking(application(desk))


@pytest.fixture
def afar(desk: Desk) -> Callable[..., Asking]:
    """Asked from elsewhere: somebody has to sign in."""
    from dataclasses import replace

    app = application(replace(desk, serve=Serve(host="0.0.0.0")))
    return lambda **rest: Asking(app, **{"peer": "192.0.2.7", "host": "desk.example", **rest})


def event_of(db: History, low: int, kind: str = "update") -> Any:
    """The stored event of a number of Ukrainian soldiers killed."""
    sql = "SELECT * FROM events WHERE low = ? AND event = ? AND party = 'ukraine' AND measure = 'killed'"
    return next(iter(db.query(sql, (low, kind))))
