from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from scripts import loaded

from extractor.pipeline import Extractor


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    with loaded("bench") as module:
        yield module


def once(part: Any) -> list[str]:  # noqa: ANN401
    """Each text of the part once: its copies differ in the first line only."""
    return list({text.partition("\n")[2]: text for text in part.texts}.values())


def test_the_set_is_large_and_no_document_repeats(bench: ModuleType) -> None:
    parts = bench.fixed_set()
    texts = [text for part in parts for text in part.texts]

    assert [part.name for part in parts] == ["texts", "bulletins"]
    assert sum(part.characters for part in parts) >= 400_000
    assert len(texts) == len(set(texts))


def test_the_long_texts_are_long(bench: ModuleType) -> None:
    bodies = once(bench.fixed_set()[0])

    assert len(bodies) >= 10
    assert sum(map(len, bodies)) >= 30_000
    assert all(2_500 <= len(text) <= 4_500 for text in bodies)


def test_figures_are_as_dense_as_in_real_bulletins(bench: ModuleType, extractor: Extractor) -> None:
    """12 to 15 facts per 1,000 characters, each copy counted."""
    parts = bench.fixed_set()
    facts = sum(
        len(extractor.extract(text)) * len(part.texts) // len(once(part)) for part in parts for text in once(part)
    )

    assert 12 <= 1000 * facts / sum(part.characters for part in parts) <= 15


def test_the_texts_differ_in_how_many_figures_they_hold(bench: ModuleType, extractor: Extractor) -> None:
    densities = [1000 * len(extractor.extract(text)) / len(text) for text in once(bench.fixed_set()[0])]

    assert min(densities) < 6
    assert max(densities) > 20


def test_a_slice_is_measured_and_reported(
    bench: ModuleType, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = [part._replace(texts=part.texts[:1]) for part in bench.fixed_set()]

    rounds = bench.measure(parts, len, extractor.extract, rounds=2)
    bench.report(parts, rounds)

    printed = capsys.readouterr().out
    assert bench.same_facts(rounds)
    assert f"2 texts, {sum(part.characters for part in parts)} characters, medians of 2 alternating rounds" in printed
    assert f"facts        {sum(len(extractor.extract(part.texts[0])) for part in parts)}," in printed
    assert "texts alone" in printed
    assert "bulletins alone" in printed


@pytest.mark.parametrize(
    ("cut", "extraction", "status"), [(1.0, 0.5, 0), (1.0, 1.0, 0), (1.0, 1.01, 1)], ids=["faster", "floor", "slower"]
)
def test_slower_than_jieba_is_a_failure(bench: ModuleType, cut: float, extraction: float, status: int) -> None:
    parts = [bench.Part("texts", ("全市植树3万株。",))]

    assert bench.report(parts, [[bench.Run(cut, extraction, ((),))]] * 3) == status


def test_the_middle_round_counts(bench: ModuleType) -> None:
    part = bench.Part("texts", ("全市植树3万株。",))
    rounds = [[bench.Run(cut, 1.0, ((),))] for cut in (9.0, 2.0, 1.0)]

    assert bench.speed([part], rounds).ratio == 2


def test_facts_that_change_between_rounds_are_a_failure(
    bench: ModuleType, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "全市植树3万株。"
    rounds = [[bench.Run(2.0, 1.0, (facts,))] for facts in (extractor.extract(text), ())]

    assert bench.report([bench.Part("texts", (text,))], rounds) == 1
    assert "DIFFERENT FACTS" in capsys.readouterr().out
