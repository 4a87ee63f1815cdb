"""The desk's configuration in, the page as an ASGI application out; `serve` runs it until it is stopped."""

from collections.abc import Callable

import uvicorn
from datasette.plugins import pm

from monitor.errors import ConfigError, UsageError
from monitor.history.desk import open_desk
from monitor.web import plugin
from monitor.web.gate import App, gate
from monitor.web.page import Desk, Page
from monitor.web.people import is_loopback


def application(desk: Desk) -> App:
    """The page; makes the desk's tables in the database where they are missing.

    ConfigError: others could reach it and nobody can sign in. DatabaseError: the file cannot be used.
    """
    return gate(page_of(desk).app())


def page_of(desk: Desk) -> Page:
    """The page without its gate, for a test that asks it things."""
    if not is_loopback(desk.serve.host) and not desk.people and desk.serve.proxy_header is None:
        raise ConfigError(
            f"others can reach {desk.serve.host}: add a [[person]] with a token to the configuration,"
            " or serve on 127.0.0.1",
            subject="serve",
        )
    open_desk(desk.database).close()
    if not pm.is_registered(plugin):
        pm.register(plugin, name="casualty-monitor")
    return Page(desk)


def serve(desk: Desk, *, told: Callable[[str], None]) -> None:
    """Answers until it is stopped (Ctrl-C, SIGTERM); `told` hears the address once it is ready.

    UsageError: the address cannot be listened on.
    """
    app = application(desk)
    where = uvicorn.Config(
        app,
        host=desk.serve.host,
        port=desk.serve.port,
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # whoever asks could write them
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=5,
    )
    try:
        listening = where.bind_socket()
        listening.listen(128)  # whoever is told the address may ask at once
    except (SystemExit, OSError) as fault:
        place = f"{desk.serve.host} port {desk.serve.port}"
        raise UsageError(f"cannot listen on {place}; is it taken? --port names another", subject=place) from fault
    host, port = listening.getsockname()[:2]
    told(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    try:
        uvicorn.Server(where).run(sockets=[listening])
    finally:
        listening.close()
