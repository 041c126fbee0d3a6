from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy
from made import OWN_RULE
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor.spacy_component import displacy_data  # the import registers the factory without an installed package

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


class ByTwos:
    """Cuts after every second character, through whatever stands there."""

    def __init__(self, pipeline: Language) -> None:
        self.vocab = pipeline.vocab

    def __call__(self, text: str) -> Doc:
        words = [text[start : start + 2] for start in range(0, len(text), 2)]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


@pytest.mark.parametrize("segmenter", ["char", "jieba", "by twos"])
def test_a_segmenter_that_cuts_through_figures_loses_none(segmenter: str) -> None:
    chinese = {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": segmenter}
    pipeline = spacy.blank("zh", config={} if segmenter == "by twos" else {"nlp": {"tokenizer": chinese}})
    if segmenter == "by twos":
        pipeline.tokenizer = ByTwos(pipeline)
    pipeline.add_pipe("bulletin_facts")
    doc = pipeline(TEXT)

    assert [fact.quote for fact in doc._.facts] == ["18.9万家", "3905.7万元"]

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


@pytest.fixture
def own(tmp_path: Path) -> Language:
    """A pipeline with a rule and a day of its own."""
    (tmp_path / "own" / "indicators").mkdir(parents=True)
    (tmp_path / "own" / "indicators" / "tree-planting.yaml").write_text(OWN_RULE, encoding="utf-8")
    pipeline = spacy.blank("zh")
    config = {"published": "2022-03-01", "rules": str(tmp_path / "own")}
    pipeline.add_pipe("bulletin_facts", config=config)
    return pipeline


def stated(pipeline: Language) -> list[tuple[object, ...]]:
    facts = pipeline("去年全市植树12万棵。")._.facts
    return [(fact.quote, fact.indicator_id, fact.period_end) for fact in facts]


def test_a_pipeline_on_disk_and_in_bytes_keeps_its_rules_and_its_day(own: Language, tmp_path: Path) -> None:
    wanted = [("12万棵", "tree-planting", date(2021, 12, 31))]
    own.to_disk(tmp_path / "saved")
    bare = spacy.blank("zh")
    bare.add_pipe("bulletin_facts")
    moved = tmp_path / "moved"
    (tmp_path / "own").rename(moved)  # what is saved needs the folder no more
    data = own.to_bytes()

    assert stated(own) == wanted
    assert stated(bare) != wanted
    assert stated(bare.from_bytes(data)) == wanted
    bare = spacy.blank("zh")
    bare.add_pipe("bulletin_facts")
    assert stated(bare.from_disk(tmp_path / "saved")) == wanted


def test_other_rules_than_it_was_saved_with_are_a_warning(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    settings = tmp_path / "bulletin_facts" / "settings.json"
    version = nlp.get_pipe("bulletin_facts").settings.version
    settings.write_text(settings.read_text(encoding="utf-8").replace(version, "000000000000"), encoding="utf-8")

    with pytest.warns(UserWarning, match="saved with the rules 000000000000"):
        nlp.get_pipe("bulletin_facts").from_disk(tmp_path / "bulletin_facts")


def test_batches_and_processes_give_what_single_texts_give(nlp: Language) -> None:
    texts = [f"全市建成公园{number}个。" for number in range(1, 8)]
    one_by_one = [nlp(text)._.facts for text in texts]

    assert [doc._.facts for doc in nlp.pipe(texts, batch_size=3)] == one_by_one
    assert [doc._.facts for doc in nlp.pipe(texts, batch_size=3, n_process=2)] == one_by_one


def test_documents_keep_facts_spans_and_day_through_a_docbin(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2022, 1, 5)
    doc = nlp(doc)
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(data).get_docs(nlp.vocab)

    assert again._.published == date(2022, 1, 5)
    assert [(fact, fact.value, fact.start) for fact in again._.facts] == [(f, f.value, f.start) for f in doc._.facts]
    assert [(s.text, s.label_, s.id_) for s in again.spans["facts"]] == [
        (s.text, s.label_, s.id_) for s in doc.spans["facts"]
    ]


def test_displacy_shows_spans_and_exact_figures(nlp: Language) -> None:
    doc = nlp(TEXT)
    spans = displacy.render(doc, style="span", options={"spans_key": "facts"})
    exact = displacy.render(displacy_data(doc), style="ent", manual=True)

    assert "money" in spans
    assert "3905.7万元" in exact
    assert "减免费用" in exact
