"""The detector's modules in, the names of the rules that link a number to its measure out."""

import ast
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "monitor" / "detect"


def names() -> set[str]:
    """Every rule name that the code can give a figure."""
    return {name for path in sorted(FOLDER.rglob("*.py")) for name in _in(ast.parse(path.read_text("utf-8")))}


def _in(tree: ast.Module) -> Iterator[str]:
    """The second value of each `Link(...)`, `rule=` anywhere, and the first of tuples (rule, measure, part)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "Link" and len(node.args) > 1:
                yield from _texts(node.args[1])
            yield from (text for word in node.keywords if word.arg == "rule" for text in _texts(word.value))
        elif isinstance(node, ast.FunctionDef) and _gives_rule(node):
            given = [
                inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return) and inner.value is not None
            ]
            parts = [part for value in given for part in ast.walk(value) if isinstance(part, ast.Tuple)]
            yield from (text for part in parts if len(part.elts) == 3 for text in _texts(part.elts[0]))


def _gives_rule(node: ast.FunctionDef) -> bool:
    """Whether a function returns a rule's name with its measure."""
    return node.returns is not None and "tuple[str, Measure, bool]" in ast.unparse(node.returns)


def _texts(node: ast.expr) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and " " in inner.value:
            yield inner.value
