"""Datasette's questions in, the desk's answers out: which addresses there are, who asks, who may, how cells look."""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette import handle_exception as server_faults
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from jinja2 import Environment

from monitor.alerts import neutral
from monitor.config import Role
from monitor.web import acting, reading, sign_in
from monitor.web.page import NAME, Page
from monitor.web.people import Actor, actor_of, by_name, by_proxy, by_token, is_open, may, token_of
from monitor.web.words import FILTERS

_OWN = (
    (r"^/$", reading.overview),
    (r"^/timeline$", reading.timeline),
    (r"^/timeline\.(?P<kind>svg|png|csv|json)$", reading.timeline_file),
    (r"^/events$", reading.event_list),
    (r"^/events\.(?P<kind>rss|json|csv)$", reading.event_feed),
    (r"^/event/(?P<event>[A-Za-z0-9_.-]{1,80})$", reading.event),
    (r"^/event/(?P<event>[A-Za-z0-9_.-]{1,80})/page$", reading.archived),
    (r"^/search$", reading.search),
    (r"^/sources$", reading.sources),
    (r"^/methodology$", reading.methodology),
    (r"^/review$", acting.queue),
    (r"^/review/act$", acting.act),
    (r"^/sign-in$", sign_in.sign_in),
    (r"^/sign-out$", sign_in.sign_out),
)
# Where rich is installed, Datasette prints each fault with all local variables: a posted token among them
server_faults.rich = None
GUEST: Actor = {"id": "", "name": "", "role": Role.READER.value}


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    return list(_OWN) if isinstance(datasette, Page) else []


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def actor_from_request(datasette: Any, request: Any) -> Actor | None:
    """The token's person, else the cookie's, else the proxy's; a guest where reading is open."""
    if not isinstance(datasette, Page):
        return None
    desk, asked = datasette.desk, sign_in.asked(request)
    token = token_of(asked, reads=request.method in ("GET", "HEAD"))
    if token is not None:
        if desk.throttle.is_held(asked.peer):
            return None
        person = by_token(token, desk.people)
        if person is None:
            desk.throttle.failed(asked.peer)
        return actor_of(person) if person else None
    name = sign_in.signed_in(datasette, request)
    person = by_name(name, desk.people) if name else by_proxy(asked, desk.serve, desk.people)
    if person is not None:
        return actor_of(person)
    return GUEST if is_open(asked, desk.serve) else None


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def permission_allowed(datasette: Any, actor: Actor | None, action: str, resource: Any) -> bool | None:
    if not isinstance(datasette, Page):
        return None
    if action == "execute-sql":
        return may(actor, Role.ADMIN) and resource == NAME
    if action == "view-database":
        return may(actor, Role.READER) and resource == NAME
    if action in ("view-instance", "view-table", "view-query"):
        return may(actor, Role.READER)
    return False  # downloads and Datasette's own tools


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """Who is nobody yet is asked to sign in; a program is told so."""
    if not isinstance(datasette, Page):
        return None
    return sign_in.refused(request)


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """A fault of our own says nothing of itself to the reader; Datasette writes it to standard error."""
    if not isinstance(datasette, Page) or isinstance(exception, Base400 | DatasetteError):
        return None
    return Response.text("This page failed. The server's standard error says why.", status=500)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, datasette: Any) -> str | None:
    """Other people's text in Datasette's tables, without characters that draw nothing or turn the direction."""
    if not isinstance(datasette, Page) or not isinstance(value, str):
        return None
    short = value[: 10 * datasette.setting("truncate_cells_html")]
    plain = neutral.plain(short)
    unsafe = short.lower().startswith(("http:", "https:")) and neutral.link(short) != short  # Datasette would link it
    if " ".join(short.split()) == plain and not unsafe:
        return None
    return neutral.cut(plain, datasette.setting("truncate_cells_html"))


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    if isinstance(datasette, Page):
        env.filters.update(FILTERS)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    if not isinstance(datasette, Page):
        return {}
    actor = request.actor if request else None
    path = request.path if request else ""
    section = next(
        (name for name in ("review", "search", "sources", "methodology", "data") if path.startswith(f"/{name}")),
        "events" if path.startswith("/event") else "",
    )
    return {
        "person": actor["name"] if actor and actor.get("name") else None,
        "may_edit": may(actor, Role.EDITOR),
        "may_sign_in": bool(datasette.desk.people),
        "section": section or ("overview" if path == "/" or path.startswith("/timeline") else ""),
    }
