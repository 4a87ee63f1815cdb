"""A token in, a signed cookie out; wrong ones are counted by address. Signing out forgets it."""

import time
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, unquote

from datasette import Response
from itsdangerous import BadSignature

from monitor.web.people import SESSION, Request, by_token

COOKIE = "desk_session"
_PURPOSE = "desk-session"


def asked(request: Any) -> Request:
    """What of Datasette's request tells who makes it."""
    client = request.scope.get("client") or ("", 0)
    headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in request.scope["headers"]}
    return Request(peer=client[0], headers=headers)


def signed_in(datasette: Any, request: Any) -> str | None:
    """The name in the sign-in's cookie; None: there is none, it is old, or somebody else's work."""
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        return None
    try:
        name, until = datasette.unsign(cookie, _PURPOSE)
    except (BadSignature, ValueError, TypeError):
        return None
    return str(name) if isinstance(until, int) and until > time.time() else None


def is_ours(request: Any) -> bool:
    """Whether a form was sent from our own page: by a program with a token, or with the cookie that its token fits.

    Datasette has compared the two where there is a cookie, and lets pass what has none.
    """
    return bool(request.headers.get("authorization", "").startswith("Bearer ")) or "ds_csrftoken" in request.cookies


def inside(path: str | None) -> str:
    """Where to go on after signing in: an address of this page, nothing else.

    >>> inside("/events?topic=gaza"), inside("//evil.example"), inside("https://evil.example"), inside("/\\\\evil")
    ('/events?topic=gaza', '/', '/', '/')
    """
    path = path or "/"
    plain = unquote(path)
    good = path.startswith("/") and not plain.startswith("//") and "\\" not in plain and plain.isprintable()
    return path if good and not path.startswith("/sign-") else "/"


def refused(request: Any) -> Any:
    """The answer to somebody who may not."""
    if request.actor is None and request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        where = request.path + (f"?{request.query_string}" if request.query_string else "")
        return Response.redirect(f"/sign-in?next={quote(where, safe='')}")
    status = 401 if request.actor is None else 403
    words = "Sign in first: Authorization: Bearer TOKEN" if status == 401 else "Your role does not allow this"
    ways = 'Basic realm="casualty-monitor", charset="UTF-8"' if request.path.startswith("/events.") else "Bearer"
    return Response.text(words, status=status, headers={"WWW-Authenticate": ways} if status == 401 else {})


async def sign_in(datasette: Any, request: Any) -> Any:
    """The form, and what it sends."""
    desk, who = datasette.desk, asked(request)
    following = inside(request.args.get("next"))
    said, status = None, 200
    if request.method == "POST":
        posted = await request.post_vars()
        following = inside(posted.get("next"))
        person = None
        if not is_ours(request):
            said, status = "The form is too old; try again.", 403
        elif desk.throttle.is_held(who.peer):
            said, status = "Too many wrong tokens from here. Wait five minutes.", 429
        else:
            person = by_token(posted.get("token", "").strip(), desk.people)
            if person is None:
                desk.throttle.failed(who.peer)
                said, status = "Nobody has this token.", 403
        if person is not None:
            answer = Response.redirect(following, status=303)
            answer.set_cookie(
                COOKIE,
                datasette.sign([person.name, int(time.time()) + SESSION], _PURPOSE),
                max_age=SESSION,
                httponly=True,
                samesite="lax",
                secure=desk.serve.https,
            )
            return answer
    page = await datasette.render_template("sign_in.html", {"next": following, "said": said}, request=request)
    return Response.html(page, status=status)


async def sign_out(datasette: Any, request: Any) -> Any:
    """Forgets the cookie; only by a form of our own."""
    if request.method == "POST" and is_ours(request):
        answer = Response.redirect("/sign-in", status=303)
        gone = SimpleCookie()
        gone[COOKIE] = ""
        for key, value in (("path", "/"), ("max-age", "0"), ("samesite", "lax"), ("httponly", "1")):
            gone[COOKIE][key] = value
        answer._set_cookie_headers.append(gone.output(header="").strip())
        return answer
    return Response.redirect("/")
