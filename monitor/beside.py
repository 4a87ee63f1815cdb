"""The desk's page as a process beside the daemon: begun with it, begun again when it falls, ended with it.

A process of its own, since a page over a long history takes the loop for a while, and a poll must not wait for it. What
it says goes into the daemon's log. `python -m monitor.beside ARGUMENTS` is the program that dies with its parent.
"""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

FIRST_WAIT = 1.0  # seconds before it is begun again; twice as long each time
LONGEST_WAIT = 60.0
STOOD = 60.0  # seconds after which a fall is no longer one of a row
LAST_WORD = 3.0  # seconds between SIGTERM and SIGKILL


@dataclass(slots=True, kw_only=True)
class Beside:
    """A command of the program that is kept running; `line` and `fault` hear what it says and how it ended."""

    name: str  # "page"
    arguments: Sequence[str]  # of the program: ("serve", "--config", "config.toml")
    line: Callable[[str], None]
    fault: Callable[[str], None]
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _asked: bool = field(default=False, init=False)  # it was told to begin again: its end is no fault

    async def keep(self) -> None:
        """Until it is cancelled."""
        clock, wait = asyncio.get_running_loop().time, FIRST_WAIT
        while True:
            begun, self._asked = clock(), False
            try:
                end = f"ended with status {await self._once()}"
            except OSError as error:  # no memory, no more processes
                end = f"cannot be begun ({error.strerror or error})"
            finally:
                await self._end()
            if self._asked:
                continue
            wait = FIRST_WAIT if clock() - begun > STOOD else wait
            self.fault(f"the {self.name} {end}; it begins again in {wait:.0f} s")
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    def renew(self) -> None:
        """Have it begin again, to read the configuration anew."""
        if self._process is not None and self._process.returncode is None:
            self._asked = True
            self._process.terminate()

    async def _once(self) -> int:
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "monitor.beside", *self.arguments,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        while not process.stderr.at_eof():
            try:
                said = (await process.stderr.readline()).decode(errors="replace").strip()
            except ValueError:
                said = "(a line of more than 64 KiB, left out)"
            if said:
                self.line(f"{self.name}: {said.removeprefix('casualty-monitor: ')}")
        return await process.wait()

    async def _end(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), LAST_WORD)
            except TimeoutError:
                process.kill()


if __name__ == "__main__":
    from runpy import run_module

    from monitor.worker import die_with_parent

    die_with_parent()  # a daemon that is killed takes the page with it: nobody else would free its port
    run_module("monitor", run_name="__main__", alter_sys=True)
