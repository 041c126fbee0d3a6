"""Several processes: the same facts, in the same order, without reading everything ahead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest

from extractor.engines.local import PENDING, extract_in_processes
from extractor.errors import UsageError
from extractor.model import Document
from extractor.pipeline import Extractor


def numbered() -> Iterator[Document]:
    """Documents without end, each with a figure of its own."""
    for number in count(1):
        yield Document(text=f"2023年，全市新建公园{number}个，投资{number}.5亿元。", source=f"parks-{number}.txt")


def test_two_processes_give_the_facts_of_one_in_the_same_order(extractor: Extractor) -> None:
    documents = list(islice(numbered(), 12))

    alone = [(document, extractor.extract(document)) for document in documents]

    assert alone == list(extractor.extract_many(documents, processes=2))
    assert [str(number) for number in range(1, 13)] == [f"{facts[0].value}" for _, facts in alone]


def test_documents_are_taken_as_they_are_needed(extractor: Extractor) -> None:
    taken: list[str] = []

    def watched() -> Iterator[Document]:
        for document in numbered():
            taken.append(document.source)
            yield document

    stream = extract_in_processes(extractor, watched(), processes=1)

    assert [document.source for document, _ in islice(stream, 2)] == ["parks-1.txt", "parks-2.txt"]
    assert len(taken) <= PENDING + 2
    stream.close()  # type: ignore[attr-defined]  # a generator: the processes end here


def test_an_error_names_its_document(extractor: Extractor) -> None:
    broken = Document(text=2023, source="broken.txt")  # type: ignore[arg-type]

    with pytest.raises(TypeError) as caught:
        list(extract_in_processes(extractor, [broken], processes=1))

    assert caught.value.__notes__ == ["while extracting from broken.txt"]


def test_no_processes_are_refused(extractor: Extractor) -> None:
    with pytest.raises(UsageError, match="processes: found 0; wanted 1 or more"):
        list(extractor.extract_many([], processes=0))
