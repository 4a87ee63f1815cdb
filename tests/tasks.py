"""What a hostile page makes a parser do, as functions that a child process can import."""

import ctypes
import os
import signal


def spin() -> None:
    while True:
        pass


def gulp() -> int:
    return len(bytearray(1 << 30))


def crash() -> None:
    os._exit(7)


def segfault() -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    ctypes.string_at(0)


def fail() -> None:
    raise KeyError("no such thing")


def leave() -> None:
    raise SystemExit("bye")
