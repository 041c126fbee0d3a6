from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language

import extractor.spacy_component  # noqa: F401  # registers the factory also where the package is not installed

TEXT = "截至2021年11月底，江西电信为18.9万家中小微企业减免费用3905.7万元。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("bulletin_facts")
    return pipeline


def test_facts_are_spans_and_values(nlp: Language) -> None:
    doc = nlp(TEXT)

    assert [span.text for span in doc.spans["facts"]] == ["18.9万家", "3905.7万元"]
    assert [span.label_ for span in doc.spans["facts"]] == ["count", "money"]
    assert [fact.quote for fact in doc._.facts] == ["18.9万家", "3905.7万元"]
    assert [span.id_ for span in doc.spans["facts"]] == [fact.fact_id for fact in doc._.facts]


def test_a_segmenter_that_cuts_through_figures_loses_none() -> None:
    config = {"nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "jieba"}}}
    pipeline = spacy.blank("zh", config=config)
    pipeline.add_pipe("bulletin_facts")
    doc = pipeline(TEXT)

    for span, fact in zip(doc.spans["facts"], doc._.facts, strict=True):
        assert fact.quote in span.text


def test_the_publication_date_comes_from_the_document_or_the_config() -> None:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("bulletin_facts", config={"published": "2022-03-01"})
    doc = pipeline.make_doc("去年全省收入120亿元。")
    doc._.published = date(2020, 3, 1)

    assert [fact.period_end for fact in pipeline(doc)._.facts] == [date(2019, 12, 31)]
    assert [fact.period_end for fact in pipeline(doc.text)._.facts] == [date(2021, 12, 31)]


def test_a_document_without_facts_is_passed_on(nlp: Language) -> None:
    doc = nlp("会议强调，要坚持稳中求进。")

    assert (len(doc.spans["facts"]), doc._.facts) == (0, ())
