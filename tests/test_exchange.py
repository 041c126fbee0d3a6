"""Annotations out to other tools and back: nothing is lost, what is wrong is told with its place."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from desk import FEES, doc_of, make_run, opened

from extractor.cli.app import run
from extractor.errors import UsageError
from extractor.exchange.formats import SUFFIXES, decode, encode, packed
from extractor.exchange.sheet import Sheet
from extractor.store.decided import decisions_of
from extractor.web.desk import Desk
from extractor.web.importing import Imported, imported, sheets_of

NAMES = tuple(name for name, _ in SUFFIXES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "run")
    return tmp_path / "run"


def sheet_in(folder: Path) -> Sheet:
    with opened(folder) as desk:
        return next(one for one in sheets_of(desk) if one.text == FEES)


def content(sheet: Sheet) -> tuple[object, ...]:
    """Without the ids, which each tool gives anew."""
    by_id = {span.id: span[1:] for span in sheet.spans}
    relations = {(label, by_id[one], by_id[other]) for label, one, other in sheet.relations}
    return sheet.text, set(by_id.values()), relations, sheet.facts


@pytest.mark.parametrize("name", NAMES)
def test_what_goes_out_comes_back(name: str, folder: Path) -> None:
    sheet = sheet_in(folder)
    data = encode([sheet], name)
    (back,) = decode(data, name, "file")

    assert "𠮷" in sheet.text
    assert any(span.start > sheet.text.index("𠮷") for span in sheet.spans)
    assert content(back) == content(sheet)
    assert encode([sheet], name) == data


@pytest.mark.parametrize("name", NAMES)
def test_a_review_reaches_another_run_of_the_same_texts(name: str, folder: Path, made: Path, tmp_path: Path) -> None:
    """Accepted, corrected, added and rejected alike; read once more, the file says nothing new."""
    first = sheet_in(folder)
    place = next(iter(first.facts))
    start, end = (int(n) for n in place.split("-"))
    gone = next(place for place in reversed(first.facts))
    facts = {key: value for key, value in first.facts.items() if key != gone}
    facts[place] = facts[place] | {"subject": "浙江省", "value": "5", "flags": ""}
    spans = [span for span in first.spans if f"{span.start}-{span.end}" != gone]
    kept = {span.id for span in spans}
    relations = tuple(
        one
        for one in first.relations
        if {*one[1:]} <= kept and not (one[0] == "subject" and one[1] == first.spans[0].id)
    )
    at = FEES.index("柒拾万")
    spans.append(first.spans[0]._replace(id="99", label="count", start=at, end=at + 3))
    sheet = first._replace(spans=tuple(spans), relations=relations, facts=facts)
    suffix = dict(SUFFIXES)[name]
    (tmp_path / f"a.{suffix}").write_bytes(encode([sheet], name))
    call = ["annotations", "import", str(folder), str(tmp_path / f"a.{suffix}"), "--format", name, "--reviewer", "赵"]

    assert run([*call, "--reject-missing", "--dry-run"]) == 0
    assert decisions_of(str(folder / "extractor.db")) == ()
    assert run([*call, "--reject-missing"]) == 0
    decided = decisions_of(str(folder / "extractor.db"))
    assert {(one.verdict, one.slot) for one in decided if (one.start, one.end) == (start, end)} >= {
        ("correct", "value")
    }
    assert [(one.start, one.verdict) for one in decided if one.verdict == "add"] == [(at, "add")]
    assert f"{decided[-1].start}-{decided[-1].end}" == gone
    assert {one.reviewer for one in decided} == {"赵"}
    assert run([*call, "--reject-missing"]) == 0
    assert len(decisions_of(str(folder / "extractor.db"))) == len(decided)

    out = tmp_path / f"b.{suffix}"
    assert run(["annotations", "export", str(folder), "--format", name, "--output", str(out)]) == 0
    shutil.copytree(made, tmp_path / "again")
    again = ["annotations", "import", str(tmp_path / "again"), str(out), "--format", name, "--reject-missing"]
    assert run(again) == 0
    with opened(folder) as one, opened(tmp_path / "again") as other:
        facts_of = [
            {row.at: row.fact for row in desk.rows(doc_of(desk, "关于降费")) if row.state != "rejected"}
            for desk in (one, other)
        ]
    assert facts_of[0] == facts_of[1]


def test_words_that_are_marked_anew_correct_their_slot(folder: Path, tmp_path: Path) -> None:
    """As an annotator does it: the subject's words are moved, the record beside them is not touched."""
    sheet = sheet_in(folder)
    task = json.loads(encode([sheet], "labelstudio"))[0]
    result = task["predictions"][0]["result"]
    figure = next(one["id"] for one in result if one.get("value", {}).get("text") == "3350.8万元")
    words = next(one["to_id"] for one in result if one.get("from_id") == figure and one["labels"] == ["subject"])
    region = next(one for one in result if one.get("id") == words)
    at = FEES.index("全省信息通信业")
    region["value"] |= {"start": at, "end": at + 7, "text": "全省信息通信业"}
    task["annotations"] = [{"result": result}]
    (tmp_path / "a.json").write_text(json.dumps([task]), encoding="utf-8")
    run(["annotations", "import", str(folder), str(tmp_path / "a.json"), "--format", "labelstudio"])
    made = decisions_of(str(folder / "extractor.db"))

    assert ("subject", "全省信息通信业") in {(one.slot, one.new_value) for one in made if one.quote == "3350.8万元"}


def test_a_tool_that_counts_in_utf_16_is_understood(folder: Path) -> None:
    sheet = sheet_in(folder)
    task = json.loads(encode([sheet], "labelstudio"))[0]
    for one in task["predictions"][0]["result"]:
        if "value" in one:
            for name in ("start", "end"):
                one["value"][name] = len(FEES[: one["value"][name]].encode("utf-16-le")) // 2
    (back,) = decode(json.dumps([task]).encode(), "labelstudio", "file")

    assert content(back) == content(sheet)


def zipped(**files: str) -> bytes:
    return packed({name.replace("_", "."): text.encode() for name, text in files.items()})


BAD = [
    ("labelstudio", b"{", "file: no JSON"),
    ("labelstudio", b"[1]", "file, task 1: not of the format"),
    ("labelstudio", b"{}", "no list of tasks"),
    ("labelstudio", b"[" * 100_000, "file: no JSON"),
    ("doccano", b'{"text": "a", "entities": []}\n{"text": 1}\n', "file:2: 'text' is no text"),
    ("doccano", b'{"text": "a", "entities": [{"id": 1, "label": "money", "start_offset": 0, "end_offset": 9}]}', "0-9"),
    ("doccano", b'{"text": "a", "entities": [{"id": 1, "label": "cat", "start_offset": 0, "end_offset": 1}]}', "'cat'"),
    ("spacy", b"not zlib", "no DocBin"),
    ("brat", b"not a zip", "file: no zip"),
    ("brat", zipped(a_ann="T1\tmoney 0 1\ta\n"), "no a.txt"),
    ("brat", zipped(a_txt="abc", a_ann="T1\tmoney 0 1\ta\nnonsense\n"), "a.ann:2: 'nonsense'"),
    ("brat", zipped(a_txt="abc"), "no .ann file"),
    ("other", b"", "'other' is no format"),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD, ids=[f"{name}-{said}" for name, _, said in BAD])
def test_a_file_that_is_wrong_is_refused_with_its_place(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        decode(data, name, "file")

    assert said in str(caught.value)
    assert "wanted" in str(caught.value)
    assert caught.value.zh


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 2_000_000)
    monkeypatch.setattr("extractor.exchange.formats.MOST_UNPACKED", 1_000_000)

    with pytest.raises(UsageError, match="holds too much"):
        decode(stream.getvalue(), "brat", "file")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_of_another_method_is_refused(method: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", b"abc" * 100)

    with pytest.raises(UsageError, match=r"a\.txt is packed otherwise"):
        decode(stream.getvalue(), "brat", "file")


def test_a_damaged_zip_is_refused() -> None:
    data = bytearray(packed({"a.txt": bytes(range(256)) * 4}))
    data[35] = 0xFF  # the first byte of what is deflated: no such kind of block

    with pytest.raises(UsageError, match="no zip"):
        decode(bytes(data), "brat", "file")


def test_a_text_that_the_run_lacks_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "别的", "entities": []}\n', encoding="utf-8")

    assert run(["annotations", "import", str(folder), str(tmp_path / "a.jsonl"), "--format", "doccano"]) == 1
    assert "a.jsonl:1" in capsys.readouterr().err


def test_a_document_reviewed_whole_is_gold(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was accepted scores full marks; what was corrected is what the program is then measured against."""
    gold = tmp_path / "gold"
    call = ["annotations", "export", str(folder), "--format", "gold", "--output", str(gold), "--lang", "en"]
    assert run(call) == 2
    with opened(folder) as desk:
        doc_id = doc_of(desk, "关于降费")
        from extractor.web.deciding import Author

        author = Author("李", __import__("datetime").datetime.now(__import__("datetime").UTC))
        document = desk.documents[doc_id]
        desk.journal.append([author.on(document, row.fact, verdict="accept") for row in desk.rows(doc_id)])
    assert run(call) == 1
    assert "left out" in capsys.readouterr().err
    assert run(["eval", str(gold), "--errors"]) == 0
    said = capsys.readouterr().out
    assert said.count("100.00%") == 12, said


def test_many_marks_are_read_at_once_and_one_place_marked_twice_is_refused() -> None:
    text = "一" * 60_000
    marks = [{"id": at, "label": "count", "start_offset": at, "end_offset": at + 1} for at in range(len(text))]

    def read(entities: list[dict[str, object]]) -> Sheet:
        (sheet,) = decode(json.dumps({"text": text, "entities": entities}).encode(), "doccano", "a.jsonl")
        return sheet

    assert len(read(marks).spans) == len(text)
    with pytest.raises(UsageError, match="0-1 is marked twice"):
        read([*marks[:2], {"id": 9, "label": "money", "start_offset": 0, "end_offset": 1}])


def test_the_export_says_how_many_figures_nobody_reviewed(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "unreviewed"
    shutil.copytree(made, folder)
    for name in ("brat", "doccano"):
        out = tmp_path / f"{name}.out"
        assert run(["annotations", "export", str(folder), "--format", name, "--output", str(out)]) == 0
        line = capsys.readouterr().err.strip().splitlines()[-1]
        figures, waiting = re.findall(r"(\d+) 个", line)
        assert "未复核" in line
        assert figures == waiting != "0"


def test_an_import_is_reckoned_and_kept_in_one_turn(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody decides between the look at what stands and the decisions that follow from it."""
    held = []

    def looking(desk: Desk, *given: object, **more: object) -> Imported:
        held.append(desk.journal._deciding.locked())  # noqa: SLF001
        return imported(desk, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("extractor.web.importing.imported", looking)
    (tmp_path / "a.jsonl").write_bytes(encode([sheet_in(folder)], "doccano"))
    assert run(["annotations", "import", str(folder), str(tmp_path / "a.jsonl"), "--format", "doccano"]) == 0
    assert held == [True]
