"""Time a character does not grow with the document, nor with the register; generous bounds, for a busy machine."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest
from scripts import BENCH, loaded


@pytest.fixture(scope="module")
def limits() -> Iterator[ModuleType]:
    with loaded("limits") as module:
        yield module


@pytest.fixture(scope="module")
def others() -> Iterator[ModuleType]:
    with loaded("others") as module:
        yield module


def test_a_document_a_hundred_times_as_long_takes_as_long_a_character(limits: ModuleType) -> None:
    """10 kB against 1 MB; anything quadratic would take a hundred times as long."""
    short, long = limits.by_size((10_000, 1_000_000), characters=60_000).values()

    assert long < 2.5 * short


def test_twenty_thousand_names_take_as_long_a_character_as_a_hundred(limits: ModuleType) -> None:
    """A scan by name would take two hundred times as long."""
    few, many = limits.by_register((100, 20_000), characters=60_000).values()

    assert many < 2.5 * few


def test_a_document_has_the_size_asked_for(limits: ModuleType) -> None:
    for size in (10_000, 1_000_000):
        assert size - 3 < len(limits.document(size).encode()) <= size


def test_the_register_holds_as_many_bodies_as_asked_for(limits: ModuleType) -> None:
    rules = limits.register(limits.load_rules(), 20_000)
    bodies = {name.name for name in rules.names if name.kind in ("organisation", "region")}

    assert len(bodies) == 20_000


def test_every_tool_takes_its_turn_and_one_that_is_missing_is_named(
    others: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["全市植树3万株。", "增长5%，同比多2.1亿元。"]
    order: list[str] = []

    def tool(name: str, found: int) -> object:
        return lambda _: order.append(name) or found

    speeds = others.measure(texts, {"extraction": tool("extraction", 2), "regex": tool("regex", 3)}, rounds=1)
    others.report(texts, speeds, ["JioNLP"])

    assert order == ["extraction", "extraction", "regex", "regex"] * 2
    assert speeds["regex"].found == 6
    assert "JioNLP                     not installed" in capsys.readouterr().out


def test_the_bare_expression_finds_figures(others: ModuleType) -> None:
    assert others.BARE.findall("投资1,234.5亿元，增长5%，2023年新增三百户") == ["1,234.5亿元", "5%", "2023年", "三百户"]


def test_the_sample_is_of_every_text(others: ModuleType) -> None:
    texts = others.sample()

    assert len(texts) == len(list((BENCH / "texts").glob("*.txt")))
    assert all(1_000 <= len(text) < 2_000 for text in texts)
