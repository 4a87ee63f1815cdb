"""pyproject.toml and requirements.lock in, exit status 1 and one line per fault out; needs no network."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==\S+(.*)", re.MULTILINE)


def plain_name(requirement: str) -> str:
    """The normalised name in a requirement: `Brotli>=1.2` is `brotli`."""
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement.strip())[0]).lower()


def faults(pyproject: str, lock: str) -> list[str]:
    """What stands in the way of `pip install --require-hashes` from this lock, on any index."""
    project = tomllib.loads(pyproject)["project"]
    wanted = [*project["dependencies"], *(r for rows in project["optional-dependencies"].values() for r in rows)]
    names = {plain_name(requirement) for requirement in wanted} - {plain_name(project["name"])}
    whole_lines = lock.replace("\\\n", " ")
    pinned = {plain_name(match[1]): "--hash=sha256:" in match[2] for match in PINNED.finditer(whole_lines)}
    found = [f"{name} is in pyproject.toml and not in requirements.lock" for name in sorted(names - pinned.keys())]
    found += [f"{name} has no hash in requirements.lock" for name, hashed in sorted(pinned.items()) if not hashed]
    if re.search(r"://|--index-url|--find-links|^-e |^/", lock, re.MULTILINE):
        found.append("requirements.lock holds an address; make it without one")
    return found


if __name__ == "__main__":
    lines = faults((ROOT / "pyproject.toml").read_text("utf-8"), (ROOT / "requirements.lock").read_text("utf-8"))
    for line in lines:
        print(line)
    if lines:
        print("make it anew: uv pip compile --universal --generate-hashes --no-emit-index-url --no-header")
        print("              pyproject.toml --all-extras -o requirements.lock")
    sys.exit(bool(lines))
