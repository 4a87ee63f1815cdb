"""What the daemon is about goes out to the service manager that started it (systemd's sd_notify), where there is one.

Some lines of socket code instead of a package: `NOTIFY_SOCKET` names a datagram socket that takes `KEY=VALUE` lines.
"""

import contextlib
import os
import socket
from collections.abc import MutableMapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceManager:
    """Where to report; without an address every report goes nowhere."""

    address: str | None = None
    watchdog: float | None = None  # seconds after which it kills a program that stays silent; None: never

    def tell(self, **said: str | int) -> None:
        """Reports, as in `tell(READY=1, STATUS="watching 9 watches")`; must not be waited for and never raises."""
        if self.address is None:
            return
        text = "\n".join(f"{key}={' '.join(str(value).split())}" for key, value in said.items())
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.setblocking(False)
            # an abstract name begins with @ in the variable and with a zero byte in the address
            name = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
            out.sendto(text.encode(), name)


def service_manager(environ: MutableMapping[str, str], pid: int | None = None) -> ServiceManager:
    """The one that started this process; its variables are taken out, so that no child speaks in our name."""
    address = environ.pop("NOTIFY_SOCKET", "")
    micros, whose = environ.pop("WATCHDOG_USEC", ""), environ.pop("WATCHDOG_PID", "")
    mine = not whose or whose == str(os.getpid() if pid is None else pid)
    watchdog = int(micros) / 1_000_000 if micros.isdecimal() and int(micros) and mine else None
    return ServiceManager(address=address if address[:1] in ("/", "@") else None, watchdog=watchdog)
