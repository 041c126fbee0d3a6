"""Every example of every built-in rule file, as a test named after the file: `pytest -k gdp` runs those of `gdp`."""

from __future__ import annotations

import pytest

from extractor.rulebook.book import Example, RuleFile
from extractor.rulebook.examples import Tools, problems_of
from extractor.rulebook.load import builtin_rules

CASES = [
    pytest.param(file, example, id=f"{file.id}-{index}")
    for file in builtin_rules().files
    for index, example in enumerate(file.examples, start=1)
]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(builtin_rules())


@pytest.mark.parametrize(("file", "example"), CASES)
def test_example(file: RuleFile, example: Example, tools: Tools) -> None:
    problems = problems_of(example, file, tools)

    assert not problems, f"{file.shown}:{example.line}: {example.text}\n" + "\n".join(problems)
