"""What the daemon's jobs begin, do and end comes in; which of them stands still or fails, and since when, goes out.

A process that lives and does nothing is the failure that nobody sees. So each job must end, or show a sign of life, in
its time: the service manager's watchdog, `/healthz` and `/readyz` all ask here. Moments are seconds of a clock that
never goes back, and are passed in; what people and metrics are told is in UTC.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

REMIND = 3600.0  # seconds until a fault that lasts is told again
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds that a job rests after its first failure, and at most


@dataclass(slots=True, kw_only=True)
class Job:
    """One job's life so far."""

    name: str
    patience: float  # seconds without any sign of life after which it stands still
    alive: float  # when it last began, moved or ended
    runs: int = 0
    failures: int = 0
    in_a_row: int = 0  # failures
    reason: str | None = None  # of the last failure; None: the last run went well
    rests_until: float = 0.0  # after a failure
    told: float | None = None  # when its trouble was last told; None: it has none
    well_at: dt.datetime | None = None  # when it last ended well; None: not yet
    busy: bool = False


@dataclass(slots=True, kw_only=True)
class Progress:
    """All jobs of one daemon."""

    jobs: dict[str, Job] = field(default_factory=dict)
    beats: int = 0  # of the loop itself
    ready: bool = False  # True: everything is set up and the jobs run

    def expect(self, name: str, now: float, *, patience: float) -> None:
        """From now on this job must show that it lives."""
        self.jobs[name] = Job(name=name, patience=patience, alive=now)

    def may_begin(self, name: str, now: float) -> bool:
        """False while a job rests after a failure: what cannot be written need not be fetched every two seconds."""
        job = self.jobs[name]
        job.alive = max(job.alive, now)
        return now >= job.rests_until

    def begun(self, name: str, now: float) -> None:
        job = self.jobs[name]
        job.alive, job.busy = now, True

    def moved(self, name: str, now: float) -> None:
        """A sign of life of a job that takes long: a page was fetched, a message went out."""
        self.jobs[name].alive = now

    def ended(self, name: str, now: float, moment: dt.datetime) -> str | None:
        """A run went well; what is to be told where those before it did not."""
        job = self.jobs[name]
        job.runs, job.alive, job.busy, job.well_at = job.runs + 1, now, False, moment
        if job.reason is None:
            return None
        failed, job.reason, job.in_a_row, job.told, job.rests_until = job.in_a_row, None, 0, None, 0.0
        return f"{name} works again, after {failed} failure{'s' if failed > 1 else ''}"

    def failed(self, name: str, reason: str, now: float) -> str | None:
        """A run failed; what is to be told: the first of its kind, and each hour that it lasts."""
        job = self.jobs[name]
        job.runs, job.failures, job.in_a_row = job.runs + 1, job.failures + 1, job.in_a_row + 1
        job.alive, job.busy = now, False
        job.rests_until = now + min(FIRST_PAUSE * 2 ** min(job.in_a_row - 1, 10), LONGEST_PAUSE)
        known = job.reason == reason and job.told is not None and now - job.told < REMIND
        job.reason = reason
        if known:
            return None
        job.told = now
        return f"{name} failed: {reason}; it is tried again"

    def still(self, now: float) -> Iterator[str]:
        """A clause for each job that stands still."""
        for job in self.jobs.values():
            if now - job.alive > job.patience:
                what = "has not come to its end" if job.busy else "was not begun"
                yield f"{job.name} {what} and shows no life for {now - job.alive:.0f} s"

    def troubles(self, now: float) -> tuple[str, ...]:
        """A clause for all that keeps the daemon from doing its work; none: it is well."""
        failing = (f"{job.name} fails: {job.reason}" for job in self.jobs.values() if job.reason is not None)
        return (*(() if self.ready else ("it is not ready yet",)), *self.still(now), *failing)
