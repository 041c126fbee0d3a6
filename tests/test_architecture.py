"""The layers of docs/adr/0004: imports point down, the core is pure, nothing at module level changes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extractor"
MODULES = sorted(PACKAGE.rglob("*.py"))
# what may touch the disk, the clock and the terminal
EDGES = (
    "readers",
    "store",
    "reports",
    "web",
    "engines",
    "cli",
    "evaluation",
    "spacy_component",
    "frame",
    "pandas_accessor",
    "reconciliation",
    "exchange",
)
# rule files are read here, and only here, inside the core
READS_RULES = ("rulebook",)
IMPURE_CALLS = {"print", "open", "input", "exec", "eval"}
IMPURE_MODULES = {"time", "logging", "random", "socket", "subprocess", "urllib", "requests", "io", "tempfile"}
CLOCKS = {"now", "today", "utcnow", "time", "perf_counter", "monotonic"}
READING = {"read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "mkdir", "unlink"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict"}
LONGEST = 250
# the pipeline hands work to processes; explaining and running examples stand above it; jieba wants a cache folder
MAY_IMPORT = {
    "extractor.pipeline": {"engines"},
    "extractor.reconcile": {"reconciliation"},  # the package is callable: its name is that of the public function
    "extractor.explain": {"pipeline", "store"},  # the words for codes that the workbook has too
    "extractor.rulebook.examples": {"pipeline"},
}
MAY_USE = {"extractor.text.words": {"tempfile"}}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(path: Path) -> set[str]:
    """Every module of ours that the file imports, also inside functions and for types alone."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name == "extractor" or name.startswith("extractor.")}


def is_core(path: Path) -> bool:
    return layer(name_of(path)) not in {*EDGES, ""}


CORE = [path for path in MODULES if is_core(path)]
PURE = [path for path in CORE if layer(name_of(path)) not in READS_RULES]
by_name = pytest.mark.parametrize("path", MODULES, ids=name_of)
core_by_name = pytest.mark.parametrize("path", CORE, ids=name_of)
pure_by_name = pytest.mark.parametrize("path", PURE, ids=name_of)


@pytest.mark.parametrize("name", ["model", "errors", "grid", "decisions"])
def test_the_lowest_modules_import_nothing_of_ours(name: str) -> None:
    assert imports(PACKAGE / f"{name}.py") == set()


@core_by_name
def test_the_core_does_not_know_its_callers(path: Path) -> None:
    callers = {*EDGES, "pipeline"} - MAY_IMPORT.get(name_of(path), set())

    assert {name for name in imports(path) if layer(name) in callers} == set()


@pytest.mark.parametrize("path", [p for p in MODULES if layer(name_of(p)) in {"readers", "store"}], ids=name_of)
def test_readers_and_stores_know_only_values_and_each_other(path: Path) -> None:
    known = {"model", "errors", "grid", "decisions", "readers", "store"}

    assert {name for name in imports(path) if layer(name) not in known} == set()


@by_name
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST


@by_name
def test_nothing_at_module_level_can_change(path: Path) -> None:
    """Constants of names in capitals may be mappings; a test that they are never written to follows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and holds_mutable(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            assert all(name.isupper() or name == "__all__" for name in names), f"{names} can be changed"
            assert not written_to(tree, set(names)), f"{names} is changed"


def holds_mutable(value: ast.expr | None) -> bool:
    call = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in MUTABLE_CALLS
    return call or isinstance(value, MUTABLE)


def written_to(tree: ast.Module, names: set[str]) -> bool:
    changing = {"append", "extend", "add", "update", "pop", "clear", "setdefault", "remove", "insert", "discard"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            target: ast.expr = node.value
        elif isinstance(node, ast.Attribute) and node.attr in changing:
            target = node.value
        else:
            continue
        if isinstance(target, ast.Name) and target.id in names:
            return True
    return any(isinstance(node, ast.Global) for node in ast.walk(tree))


@pure_by_name
def test_the_core_neither_prints_nor_reads_nor_looks_at_the_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {function.id for function in called if isinstance(function, ast.Name)}
    methods = {function.attr for function in called if isinstance(function, ast.Attribute)}
    imported = {alias.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    imported |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}

    assert names & IMPURE_CALLS == set()
    assert methods & (CLOCKS | READING) == set()
    assert (imported & IMPURE_MODULES) - MAY_USE.get(name_of(path), set()) == set()


@by_name
def test_nothing_names_the_machine_it_was_written_on(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not any(place in text for place in ("/work/", "../shared", ".library"))
