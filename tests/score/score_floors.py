"""The annotated corpora in, the detector's scores beside their floors out; exit status 1 where one has fallen.

    python -m tests.score.score_floors              measure, compare with floors.json, tell figures gained and lost
    python -m tests.score.score_floors --update     and raise the floors, found.json and the table of docs/detection.md
    ... --update --allow-regression                 and lower what has fallen; say why in the commit

Our own corpora are measured always, the development corpus where ../shared/corpus is beside this checkout. A fifth of
it (by a hash of the id) is kept out of sight: of its documents this program tells sums only, and writes down digests.
"""

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from monitor.detect.detector import detect
from monitor.model import Article, Figure, Topic
from monitor.packs import GENERIC, load_topic
from tests.score.compare import FIELDS, LEVELS, Tally, compare, key

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = HERE / "floors.json"
FOUND = HERE / "found.json"
DOC = ROOT / "docs" / "detection.md"
MARKS = ("<!-- score: written by tests/score/score_floors.py --update -->", "<!-- end of score -->")
TOLERANCE = 0.002  # of a score; one figure in five hundred


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files that are measured together."""

    name: str
    files: tuple[Path, ...]
    root: Path  # what a document's `text_file` is relative to
    hidden: bool = False  # a fifth of it is kept out of sight

    @property
    def digest(self) -> str:
        """SHA-256 over the files' bytes, in order: what the floors were measured on."""
        whole = hashlib.sha256()
        for path in self.files:
            whole.update(path.read_bytes())
        return whole.hexdigest()


@dataclass(slots=True)
class Run:
    """One measurement of a corpus."""

    slices: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))  # "all", a language, "generic", a part
    found: dict[str, list[str]] = field(default_factory=dict)  # per document: figures found, "+" before a made-up one
    secret: set[str] = field(default_factory=set)  # ids of documents that are kept out of sight


def corpora() -> list[Corpus]:
    """Those that can be measured here."""
    ours = (*sorted((ROOT / "tests" / "corpus").glob("*.jsonl")), ROOT / "tests" / "seeds_gold.jsonl")
    known = [Corpus("own", ours, ROOT)]
    theirs = SHARED / "corpus"
    if (theirs / "score.py").is_file() and (theirs / "dev.jsonl").is_file():
        known.append(Corpus("dev", (theirs / "dev.jsonl",), SHARED, hidden=True))
        known.append(Corpus("seeds", (theirs / "seeds_gold.jsonl",), SHARED))
    return known


def held_out(ident: str) -> bool:
    """Whether a document of the development corpus is of the fifth that nobody reads."""
    return int(hashlib.sha256(ident.encode()).hexdigest(), 16) % 5 == 0


def documents(corpus: Corpus) -> list[dict[str, Any]]:
    """The corpus's documents with their text."""
    found = []
    for path in corpus.files:
        for line in path.read_text("utf-8").splitlines():
            document = json.loads(line)
            if "text_file" in document:
                document["text"] = (corpus.root / document["text_file"]).read_text("utf-8")
            found.append(document)
    return found


@cache
def topics(name: str) -> tuple[Topic, ...]:
    """The packs that a document's topic stands for."""
    return () if name == GENERIC else (load_topic(name),)


def figures_of(document: Mapping[str, Any]) -> tuple[Figure, ...]:
    """What the detector finds in an annotated document; several tests ask, and are answered from one reading."""
    keys = ("text", "title", "published", "lang")
    return _figures(str(document["id"]), document["topic"], *(document.get(key) for key in keys))


@cache
def _figures(
    ident: str, topic: str, text: str, title: str | None, published: str | None, lang: str | None
) -> tuple[Figure, ...]:
    article = Article(id=ident, text=text, title=title, published=published, lang=lang, topic=topic)
    return detect(article, topics(topic)).figures


def record(figure: Figure) -> dict[str, Any]:
    """A figure with the keys of an annotation."""
    names = ("party", "population", "measure", "low", "high", "qualifier", "as_of", "scope", "status")
    plain = {name: getattr(figure, name) for name in names}
    return {
        **{k: v if v is None or isinstance(v, int) else str(v) for k, v in plain.items()},
        "sources": figure.sources,
    }


def measure(corpus: Corpus) -> Run:
    """Detect in every document and count; the development corpus is counted by its own scorer."""
    run = Run()
    theirs = scorer() if corpus.name != "own" else None
    for document in documents(corpus):
        told = [record(figure) for figure in figures_of(document)]
        outcome = compare(document, told)
        tally, found, made_up = outcome.tally, outcome.found, outcome.made_up
        if theirs is not None:
            tally, found, made_up = their_count(theirs, document, told)
        ident = str(document["id"])
        keys = sorted([key(gold) for gold in found] + ["+" + key(got) for got in made_up])
        if corpus.hidden and held_out(ident):
            run.secret.add(ident)
            keys = [hashlib.sha256(f"{ident} {k}".encode()).hexdigest()[:12] for k in keys]
        if keys:
            run.found[ident] = keys
        for name in slices_of(corpus, document):
            run.slices[name].add(tally)
    return run


def slices_of(corpus: Corpus, document: Mapping[str, Any]) -> list[str]:
    """The slices that a document is counted in."""
    names = ["all", document["lang"]]
    if document["topic"] == GENERIC:
        names.append(GENERIC)
    if corpus.hidden:
        names.append("held out" if held_out(str(document["id"])) else "the rest")
    return names


def scorer() -> ModuleType:
    """The scorer that comes with the development corpus."""
    spec = importlib.util.spec_from_file_location("corpus_score", SHARED / "corpus" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def their_count(
    theirs: ModuleType, document: Mapping[str, Any], told: list[dict[str, Any]]
) -> tuple[Tally, tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    """One document counted by the corpus's own scorer."""
    levels, parts, missed, extra, asserted = theirs.compare(document, told)
    tally = Tally(documents=1, hypothetical=len(asserted))
    for level, (right, made_up, gone) in levels.items():
        tally.right[level], tally.made_up[level], tally.missed[level] = right, made_up, gone
    tally.fields.update({name: parts[name] for name in FIELDS})
    wanted = [g for g in document["figures"] if g.get("status") != "hypothetical"]
    return tally, tuple(g for g in wanted if not any(g is m for m in missed)), tuple(extra)


# -- floors -----------------------------------------------------------------------------------------------------------


def scores(run: Run) -> dict[str, float]:
    """Every score that has a floor, by a name such as `figure precision en` or `field as_of`."""
    named: dict[str, float] = {}
    for name, tally in run.slices.items():
        if name in ("held out", "the rest"):
            continue
        for level in LEVELS:
            named.update({f"{level} {kind} {name}": value for kind, value in tally.scores(level).items()})
    named.update({f"field {name}": value for name, value in run.slices["all"].field_scores().items()})
    named["hypothetical not asserted"] = float(-run.slices["all"].hypothetical)
    return named


def fallen(floors: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """One line for each score under its floor."""
    return [
        f"{name}: {measured.get(name, 0.0):.4f} is under the floor of {floor:.4f}"
        for name, floor in floors.items()
        if measured.get(name, 0.0) < floor - TOLERANCE
    ]


def raised(floors: Mapping[str, float], measured: Mapping[str, float], *, allow_regression: bool) -> dict[str, float]:
    """The floors after a run: what rose rises, and only with leave does what fell fall."""
    if allow_regression:
        return dict(measured)
    return {name: max(value, floors.get(name, value)) for name, value in measured.items()}


def differences(old: Mapping[str, list[str]], run: Run) -> tuple[list[str], list[str], tuple[int, int]]:
    """Lines for figures gained and lost since the recorded run, and how many in documents out of sight."""
    gained: list[str] = []
    lost: list[str] = []
    hidden = [0, 0]
    for ident in sorted(old.keys() | run.found.keys()):
        before, now = old.get(ident, []), run.found.get(ident, [])
        for came, names in ((True, minus(now, before)), (False, minus(before, now))):
            if ident in run.secret:
                hidden[not came] += len(names)
                continue
            for name in names:
                false = name.startswith("+")
                line = f"{ident}  {name.lstrip('+')}" + (" (made up)" if false else "")
                (gained if came != false else lost).append(line + (" no more" if false and not came else ""))
    return gained, lost, (hidden[0], hidden[1])


def minus(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """What `left` has more of than `right`, each as often."""
    rest = list(right)
    more = []
    for item in left:
        if item in rest:
            rest.remove(item)
        else:
            more.append(item)
    return more


# -- words ------------------------------------------------------------------------------------------------------------


def tell(corpus: Corpus, run: Run, old: Mapping[str, list[str]]) -> list[str]:
    """The measurement for people."""
    whole = run.slices["all"]
    lines = [f"{corpus.name}: {whole.documents} documents"]
    parts = [name for name in ("the rest", "held out") if name in run.slices]
    for level in LEVELS:
        lines.append(f"  {level:7}" + "".join(three(run.slices[name], level, name) for name in ["all", *parts]))
    for name in ["all", *parts]:
        fields = " ".join(f"{k} {v:.3f}" for k, v in run.slices[name].field_scores().items())
        lines.append(f"  fields  {fields}  ({name}; of {run.slices[name].right['figure']} right figures)")
    langs = [name for name in run.slices if name not in ("all", *parts)]
    for level in LEVELS:
        lines.append(
            f"  F1 {level:7}" + "".join(f"  {n} {run.slices[n].scores(level)['f1']:.3f}" for n in sorted(langs))
        )
    lines.append(f"  hypothetical numbers asserted: {whole.hypothetical}")
    if not old:
        return [*lines, "  there is no recorded run to compare with"]
    gained, lost, hidden = differences(old, run)
    lines += [f"  gained  {line}" for line in gained] + [f"  lost    {line}" for line in lost]
    lines.append(f"  since the recorded run: {len(gained)} gained, {len(lost)} lost")
    if any(hidden):
        lines.append(f"  out of sight: {hidden[0]} entries came, {hidden[1]} went")
    return lines


def three(tally: Tally, level: str, name: str) -> str:
    """Precision, recall and F1 of one slice in a row."""
    s = tally.scores(level)
    return f"  {name}: P {s['precision']:.3f} R {s['recall']:.3f} F1 {s['f1']:.3f}"


def score_table(floors: Mapping[str, Any]) -> str:
    """The recorded scores as Markdown, for docs/detection.md."""
    titles = {"dev": "Development corpus", "own": "Our own corpora", "seeds": "Annotated articles from the web"}
    lines = []
    for name, title in titles.items():
        if name not in floors:
            continue
        entry = floors[name]
        lines += [f"### {title} ({entry['documents']} documents)", ""]
        lines += ["| | precision | recall | F1 |", "| --- | --- | --- | --- |"]
        values = entry["floors"]
        langs = sorted({key.split()[2] for key in values if key.startswith("figure f1")} - {"all"})
        rows = [(level, level, "all") for level in LEVELS]
        rows += [(f"figure, {lang}", "figure", lang) for lang in langs]
        for label, level, part in rows:
            cells = " | ".join(f"{values[f'{level} {kind} {part}']:.3f}" for kind in ("precision", "recall", "f1"))
            lines.append(f"| {label} | {cells} |")
        fields = ", ".join(f"{field_name} {values[f'field {field_name}']:.3f}" for field_name in FIELDS)
        lines += ["", f"Fields of the figures found: {fields}."]
        for part, told in entry.get("parts", {}).items():
            lines.append(
                f"Figures, {part}: precision {told['precision']:.3f}, recall {told['recall']:.3f}, F1 {told['f1']:.3f}."
            )
        lines.append("")
    return "\n".join(lines).rstrip()


def with_table(doc: str, table: str) -> str:
    """A page with the table between the marks."""
    begin, end = (re.escape(mark) for mark in MARKS)
    return re.sub(f"(?s)({begin}\n).*?({end})", lambda m: f"{m[1]}\n{table}\n\n{m[2]}", doc, count=1)


# -- the program ------------------------------------------------------------------------------------------------------


def load(path: Path) -> dict[str, Any]:
    """A JSON object, empty where the file is not there yet."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def compact(found: Mapping[str, Mapping[str, list[str]]]) -> str:
    """JSON with one document a line, so that a diff reads."""
    blocks = []
    for name, entries in sorted(found.items()):
        rows = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(entries.items()))
        blocks.append(f"{json.dumps(name)}: {{\n{rows}\n}}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def faults(corpus: Corpus, run: Run, floors: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What has fallen (fails), and what to know (does not)."""
    entry = floors.get(corpus.name)
    if entry is None:
        return [], [f"{corpus.name}: no floors yet; --update sets them"]
    if entry["sha256"] != corpus.digest:
        note = f"{corpus.name}: the floors were measured on other files; --update measures anew"
        return ([note], []) if corpus.name == "own" else ([], [note])
    return [f"{corpus.name}: {line}" for line in fallen(entry["floors"], scores(run))], []


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, tell, and with --update write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower what has fallen too")
    asked = parser.parse_args(arguments)
    floors, found = load(FLOORS), load(FOUND)
    bad: list[str] = []
    for corpus in corpora():
        run = measure(corpus)
        print(*tell(corpus, run, found.get(corpus.name, {})), sep="\n")
        failed, notes = faults(corpus, run, floors)
        print(*notes, sep="\n", end="\n" if notes else "")
        entry = floors.get(corpus.name, {})
        if asked.update:
            lower = [] if asked.allow_regression else fallen(entry.get("floors", {}), scores(run))
            failed = [f"{corpus.name}: {line}" for line in lower]
            floors[corpus.name] = {
                "sha256": corpus.digest,
                "documents": run.slices["all"].documents,
                "floors": raised(entry.get("floors", {}), scores(run), allow_regression=asked.allow_regression),
                **(
                    {"parts": {n: run.slices[n].scores("figure") for n in ("the rest", "held out")}}
                    if corpus.hidden
                    else {}
                ),
            }
            found[corpus.name] = run.found
        bad += failed
    if len(corpora()) == 1:
        print("dev, seeds: not measured, ../shared/corpus is not beside this checkout")
    print(*bad, sep="\n", end="\n" if bad else "")
    if asked.update and bad:
        print("nothing was written; --allow-regression lowers the floors")
    elif asked.update:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
        FOUND.write_text(compact(found), "utf-8")
        DOC.write_text(with_table(DOC.read_text("utf-8"), score_table(floors)), "utf-8")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
