"""A real news server on 127.0.0.1 that plays several outlets, each on a port of its own; `outlets.py` starts it.

Prints the control port and the outlets' ports as JSON. What an outlet answers is set through the control port: `PUT /N`
with `{path: [ANSWER, ...]}` adds to outlet N's answers, `GET /N` gives what was asked of it, `DELETE /N` forgets that.
An ANSWER is `{"status", "headers", "body" (base64), "etag", "modified", "manner"}`; of several, each request takes the
next and the last stays. Manners: drip, stall, break, bomb, lie (304 to any condition).
"""

import base64
import contextlib
import functools
import json
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Outlet:
    def __init__(self) -> None:
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self.busy = 0
        self.most = 0  # requests at the same time


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, outlet: Outlet, *args: Any) -> None:
        self.outlet = outlet
        super().__init__(*args)

    def do_GET(self) -> None:
        outlet = self.outlet
        with outlet.lock:
            outlet.busy += 1
            outlet.most = max(outlet.most, outlet.busy)
        time.sleep(0.005)  # so that requests side by side would meet
        with outlet.lock:
            outlet.busy -= 1
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.answer()

    def do_POST(self) -> None:
        """A webhook: what is sent is kept."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with self.outlet.lock:
            self.outlet.asked.append({"path": self.path, "status": 200, "sent": body})
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self) -> None:
        outlet = self.outlet
        with outlet.lock:
            waiting = outlet.answers.get(self.path) or outlet.answers.get("*")
            said = (waiting.pop(0) if len(waiting) > 1 else waiting[0]) if waiting else {"status": 404}
            status = said.get("status", 200)
            if self.unchanged(said):
                status = 304
            record = {"path": self.path, "status": status, "headers": dict(self.headers), "at": time.time()}
            outlet.asked.append(record)
        manner = said.get("manner")
        if manner == "stall":
            time.sleep(60)
            return
        if manner == "break":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
            self.close_connection = True
            return
        body = bomb() if manner == "bomb" else base64.b64decode(said.get("body", ""))
        self.send_response(status)
        for name, value in said.get("headers", {}).items():
            self.send_header(name, value)
        if "etag" in said:
            self.send_header("ETag", said["etag"])
        if "modified" in said:
            self.send_header("Last-Modified", said["modified"])
        if status == 304:
            self.end_headers()
            return
        if manner == "bomb":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if manner == "drip":
            for byte in body:
                self.wfile.write(bytes((byte,)))
                self.wfile.flush()
                time.sleep(0.1)
            return
        self.wfile.write(body)

    def unchanged(self, said: dict[str, Any]) -> bool:
        etag, modified = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if said.get("manner") == "lie":
            return bool(etag or modified)
        if said.get("etag") and etag:
            return bool(said["etag"] == etag)
        return bool(said.get("modified") and said["modified"] == modified)

    def log_message(self, *args: Any) -> None:
        pass


class Control(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, outlets: list[Outlet], *args: Any) -> None:
        self.outlets = outlets
        super().__init__(*args)

    def do_PUT(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        outlet = self.outlets[int(self.path[1:])]
        with outlet.lock:
            outlet.answers.update(told)
        self.reply({})

    def do_GET(self) -> None:
        outlet = self.outlets[int(self.path[1:])]
        with outlet.lock:
            self.reply({"asked": outlet.asked, "most": outlet.most})

    def do_DELETE(self) -> None:
        outlet = self.outlets[int(self.path[1:])]
        with outlet.lock:
            outlet.asked.clear()
            outlet.most = 0
        self.reply({})

    def reply(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@functools.cache
def bomb() -> bytes:
    """200 MB of zeros in 200 KB of gzip, made without ever holding the zeros."""
    pack = zlib.compressobj(9, wbits=31)
    piece = bytes(1 << 20)
    return b"".join([pack.compress(piece) for _ in range(200)]) + pack.flush()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave in the middle are what some tests are about."""


def main(count: int) -> None:
    outlets = [Outlet() for _ in range(count)]
    servers = [Server(("127.0.0.1", 0), functools.partial(Handler, outlet)) for outlet in outlets]
    control = Server(("127.0.0.1", 0), functools.partial(Control, outlets))
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps([control.server_port, *(server.server_port for server in servers)]), flush=True)
    threading.Thread(target=control.serve_forever, daemon=True).start()
    sys.stdin.read()  # ends with the tests


if __name__ == "__main__":
    main(int(sys.argv[1]))
