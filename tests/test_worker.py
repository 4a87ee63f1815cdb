"""The child process: results, deadlines, limits, crashes, and that it never outlives its parent."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.worker import Failed, Worker
from tests import tasks


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(memory=256 << 20) as worker:
        yield worker


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def dies_within(seconds: float, pid: int) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not is_alive(pid):
            return True
        time.sleep(0.02)
    return False


def test_gives_back_what_the_function_returns(worker: Worker) -> None:
    assert worker.run(len, "abc", deadline=10) == 3


def test_one_child_serves_many_calls_and_is_not_this_process(worker: Worker) -> None:
    pids = {worker.run(os.getpid, deadline=10) for _ in range(5)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_task_past_its_deadline_is_stopped_and_the_next_one_runs(worker: Worker) -> None:
    start = time.monotonic()
    failed = worker.run(tasks.spin, deadline=0.5)
    assert time.monotonic() - start < 5
    assert failed == Failed(reason="took longer than 0.5 s and was stopped")
    assert worker.run(len, "abc", deadline=10) == 3


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (tasks.gulp, "needed more than 256 MiB of memory"),
        (tasks.crash, "made the parser crash (exit status 7)"),
        (tasks.segfault, "made the parser crash (exit status -11)"),
        (tasks.fail, "made the parser fail (KeyError: 'no such thing')"),
        (tasks.leave, "made the parser fail (SystemExit: bye)"),
    ],
)
def test_what_goes_wrong_in_the_child_is_a_value_in_words(worker: Worker, task: object, words: str) -> None:
    failed = worker.run(task, deadline=10)  # type: ignore[arg-type]
    assert isinstance(failed, Failed)
    assert words in failed.reason
    assert worker.run(len, "abc", deadline=10) == 3


def test_a_child_killed_while_idle_is_replaced(worker: Worker) -> None:
    pid = worker.run(os.getpid, deadline=10)
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    assert dies_within(5, pid)
    assert worker.run(len, "abc", deadline=10) == 3


def test_starts_nothing_until_it_is_needed() -> None:
    script = """
        import sys
        from monitor.worker import Worker
        with Worker():
            print("pebble" in sys.modules)
    """
    assert python(script).stdout.strip() == "False"


def test_a_closed_worker_leaves_no_child_and_takes_no_task() -> None:
    worker = Worker()
    pid = worker.run(os.getpid, deadline=10)
    assert isinstance(pid, int)
    worker.close()
    assert not is_alive(pid)
    with pytest.raises(RuntimeError):
        worker.run(len, "abc", deadline=10)


def test_closing_gives_up_the_task_in_progress() -> None:
    worker = Worker()
    worker.run(len, "abc", deadline=10)
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(worker.run(tasks.spin, deadline=60)))
    thread.start()
    time.sleep(0.2)
    worker.close()
    thread.join(5)
    assert results == [Failed(reason="given up, the program is ending")]


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_the_child_dies_with_a_parent_that_is_killed_while_it_works() -> None:
    script = """
        import os, threading
        from monitor.worker import Worker
        from tests import tasks
        worker = Worker()
        print(worker.run(os.getpid, deadline=10), flush=True)
        worker.run(tasks.spin, deadline=60)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
        parent.wait()
    assert dies_within(5, child)


def test_outlives_the_thread_that_started_it() -> None:
    script = """
        import os, threading
        from monitor.worker import Worker
        with Worker() as worker:
            seen = []
            thread = threading.Thread(target=lambda: seen.append(worker.run(os.getpid, deadline=10)))
            thread.start()
            thread.join()
            print(worker.run(os.getpid, deadline=10) == seen[0])
    """
    assert python(script).stdout.strip() == "True"


def test_a_script_without_a_main_guard_is_not_run_again_in_the_child(tmp_path: Path) -> None:
    script = tmp_path / "newsroom.py"
    script.write_text("print('top')\nfrom monitor.worker import Worker\nprint(Worker().run(len, 'abc', deadline=10))\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "top\n3\n"), done.stderr


def python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60, check=True
    )
