"""What is built to harm is refused in bounded time and memory, with a reason, and the batch goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model import Document
from extractor.readers import read, read_all
from extractor.readers.guard import GuardedReader
from extractor.readers.limits import DEFAULT, Limits, parse_limits
from extractor.readers.refusal import CHINESE, ENGLISH, UnreadableError

from made import LETTER, SENTENCE, docx_file, eml_file, ofd_file, pdf_file, write, xlsx_file, zipped  # isort: skip

SOON = Limits(seconds=3)  # a small file takes a hundredth of it, however busy the machine; `pdf_of_objects` ten seconds
SMALL = Limits(bytes=200_000, unpacked_bytes=300_000, entries=20, depth=2, pages=5, cells=500, seconds=20)


def outcome(path: Path, limits: Limits = SMALL) -> tuple[list[Document], list[UnreadableError]]:
    refusals: list[UnreadableError] = []
    return list(read_all(path, limits=limits, on_refusal=refusals.append)), refusals


def reasons(path: Path, limits: Limits = SMALL) -> list[str]:
    documents, refusals = outcome(path, limits)
    assert documents == []
    return [refusal.reason for refusal in refusals]


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": LETTER})
    for _ in range(depth - 1):
        data = zipped({"inner.zip": data})
    return data


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The office file with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return out.getvalue()


def many_cells() -> bytes:
    return b"a,b\n" + b"1,2\n" * 400


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("bomb.zip", lambda: zipped({f"{n}.txt": b"0" * 90_000 for n in range(9)}), "unpacks_too_large"),
    ("many.zip", lambda: zipped({f"{n}.xyz": b"" for n in range(30)}), "too_many_entries"),
    ("deep.zip", lambda: nested(4), "too_deep"),
    ("large.zip", lambda: zipped({"a.txt": b"0" * 250_000}), "too_large"),
    ("bomb.txt.gz", lambda: gzip.compress(b"0" * 5_000_000), "too_large"),
    ("bomb.docx", lambda: with_part(docx_file(), "word/document.xml", b" " * 1_200_000), "unpacks_too_large"),
    ("bomb.xlsx", lambda: with_part(xlsx_file(), "xl/worksheets/sheet1.xml", b" " * 1_200_000), "unpacks_too_large"),
    ("laughs.xml", f"{LAUGHS}<a>&i;</a>".encode, "forbidden_xml"),
    ("laughs.ofd", lambda: zipped({"OFD.xml": f"{LAUGHS}<a>&i;</a>"}), "forbidden_xml"),
    ("pages.pdf", lambda: pdf_file([[(90, 90, str(n))] for n in range(7)]), "too_many_pages"),
    ("pages.ofd", lambda: ofd_file([[(20, 20, "页")]] * 7), "too_many_pages"),
    ("cells.csv", many_cells, "too_many_cells"),
    ("broken.docx", lambda: docx_file()[:-200], "broken"),
    ("broken.xlsx", lambda: with_part(xlsx_file(), "xl/worksheets/sheet1.xml", b"<worksheet><"), "broken"),
    ("part.docx", lambda: with_part(docx_file(), "word/document.xml", b"<w:document"), "broken"),
    ("no.ofd", lambda: zipped({"OFD.xml": "<OFD/>"}), "broken"),
    ("places.ofd", lambda: with_part(ofd_file([[(1, 1, "页")]]), "Doc_0/Document.xml", b"<a>"), "broken"),
    ("broken.pdf", lambda: pdf_file([[(90, 90, "页")]])[:300], "broken"),
    ("broken.zip", lambda: zipped({"a.txt": LETTER})[:60], "broken"),
    ("broken.tar", lambda: b"x" * 2_000, "broken"),
    ("half.tgz", lambda: gzip.compress(os.urandom(5_000))[:2_000], "broken"),
    ("empty.zip", lambda: zipped({}), "empty"),
    ("empty.eml", lambda: b"Subject: x\n\n", "empty"),
    ("empty.html", lambda: b"<html><script>document.write('1')</script></html>", "empty"),
    ("locked.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("code.exe", lambda: b"MZ\0\0", "no_reader"),
]


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_what_would_harm_is_refused(tmp_path: Path, name: str, make: Callable[[], bytes], reason: str) -> None:
    begun = time.process_time()

    assert reasons(write(tmp_path, name, make())) == [reason]
    assert time.process_time() - begun < 10


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "机密99亿元")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    xml = f'<?xml version="1.0"?>{entity}<w:document xmlns:w="x">&x;</w:document>'
    for name, data in (("a.xml", xml.encode()), ("a.docx", with_part(docx_file(), "word/document.xml", xml.encode()))):
        documents, _ = outcome(write(tmp_path, name, data))
        assert not any("机密" in document.text for document in documents)


def test_entities_of_a_word_file_do_not_grow(tmp_path: Path) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>收入3亿元。&i;</w:t></w:r></w:p></w:body>"
    part = f'<?xml version="1.0"?>{LAUGHS}<w:document xmlns:w="{w}">{body}</w:document>'
    documents, refusals = outcome(write(tmp_path, "a.docx", with_part(docx_file(), "word/document.xml", part.encode())))

    assert all(len(document.text) < 1_000 for document in documents)
    assert len(documents) + len(refusals) == 1


@pytest.mark.parametrize("name", ["../../etc/evil.txt", "/abs.txt", "C:\\evil.txt", "a/../../b.txt", "..\\evil.txt"])
def test_a_path_out_of_the_archive_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    documents, refusals = outcome(write(inside, "a.zip", zipped({name: LETTER, "good.txt": LETTER})))

    assert [document.source.rpartition("!/")[2] for document in documents] == ["good.txt"]
    assert [refusal.reason for refusal in refusals] == ["unsafe_path"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_links_and_devices_in_an_archive_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        link, device = tarfile.TarInfo("link.txt"), tarfile.TarInfo("device.txt")
        link.type, link.linkname, device.type = tarfile.SYMTYPE, "/etc/passwd", tarfile.CHRTYPE
        archive.addfile(link)
        archive.addfile(device)
        archive.add(write(tmp_path, "good.txt", LETTER), "good.txt")
    documents, refusals = outcome(path)

    assert [document.text for document in documents] == [LETTER]
    assert [(refusal.reason, refusal.found) for refusal in refusals] == [
        ("no_regular_file", "link"),
        ("no_regular_file", "device"),
    ]


def test_a_tar_that_claims_more_than_there_is_room_for_ends_at_once(tmp_path: Path) -> None:
    info = tarfile.TarInfo("huge.txt")
    info.size = 10**12

    assert reasons(write(tmp_path, "a.tar", info.tobuf() + b"0" * 2_048)) == ["unpacks_too_large"]


def test_scripts_styles_and_hidden_text_are_no_text(tmp_path: Path) -> None:
    page = (
        f"<html><body><script>var a='99亿元'</script><style>p{{}}</style><!-- 88亿元 -->"
        f"<p onclick=alert()>{SENTENCE}</p>"
        "<div style='display:none'>77亿元</div><noscript>66亿元</noscript><iframe>55亿元</iframe>"
    )

    assert read(write(tmp_path, "a.html", page)).text == f"{SENTENCE}\n"


@pytest.mark.parametrize("element", ["div", "table><tr><td", "ul><li", "b", "span"])
def test_deep_nesting_is_read_or_refused_soon(tmp_path: Path, element: str) -> None:
    opening = f"<{element}>" * 5_000
    begun = time.process_time()
    documents, refusals = outcome(write(tmp_path, "a.html", f"<html><body>{opening}{SENTENCE}"), DEFAULT)

    assert time.process_time() - begun < 10
    assert [refusal.reason for refusal in refusals] or SENTENCE in documents[0].text


@pytest.mark.parametrize("kind", ["xml", "json", "eml"])
def test_deep_data_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    deep = {
        "xml": "<a>" * 20_000 + SENTENCE + "</a>" * 20_000,
        "json": '{"text": "收入3亿元。", "x": ' + "[" * 50_000 + "]" * 50_000 + "}",
        "eml": "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(500))
        + f"\n{SENTENCE}",
    }[kind]
    documents, refusals = outcome(write(tmp_path, f"a.{kind}", deep), DEFAULT)

    assert len(documents) + len(refusals) == 1


def test_a_long_line_costs_no_memory(tmp_path: Path) -> None:
    """A sparse file of 1 GB without a line end, as text and as JSON Lines."""
    for name in ("a.txt", "a.jsonl", "a.csv", "a.html", "a.pdf"):
        with (tmp_path / name).open("wb") as file:
            file.write(b"%PDF-" if name == "a.pdf" else b'{"text": "')
            file.truncate(300_000_000)
        tracemalloc.start()
        assert reasons(tmp_path / name, Limits(bytes=1_000_000)) == ["too_large"]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 30_000_000


def test_a_high_limit_costs_a_small_file_no_memory(tmp_path: Path) -> None:
    """`--max-bytes 2000000000` for one large file of many."""
    for name, content in (("a.txt", LETTER), ("a.json", json.dumps({"text": SENTENCE}))):
        tracemalloc.start()
        documents, refusals = outcome(write(tmp_path, name, content), Limits(bytes=2_000_000_000))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (len(documents), refusals) == (1, [])
        assert peak < 100_000_000


def test_lines_behind_one_that_is_too_long_are_read(tmp_path: Path) -> None:
    line = json.dumps({"text": "长" * 200_000}, ensure_ascii=False)
    documents, refusals = outcome(write(tmp_path, "a.jsonl", f'{line}\n{{"text": "收入3亿元。"}}\n'))

    assert [document.text for document in documents] == ["收入3亿元。"]
    assert [(refusal.source.rpartition(":")[2], refusal.reason) for refusal in refusals] == [("1", "too_large")]


def test_a_workbook_of_far_away_cells_is_small(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for place in ((0, 0), (1_000, 16_000), (20_000, 5)):
        sheet.write(*place, "收入3亿元")
    book.close()
    document = read(path)

    assert len(document.text) < 100
    assert [(cell.row, cell.column) for cell in document.cells] == [(1, 1), (1_001, 16_001), (20_001, 6)]


def test_one_bad_part_of_a_mail_is_not_its_end(tmp_path: Path) -> None:
    documents, refusals = outcome(
        write(tmp_path, "a.eml", eml_file(("a.pdf", b"%PDF-1.4"), ("b.txt", LETTER.encode())))
    )

    assert [document.source.rpartition("/")[2] for document in documents] == ["a.eml", "b.txt"]
    assert [refusal.reason for refusal in refusals] == ["broken"]


def pdf_of_objects(count: int) -> bytes:
    """One page whose content is so many drawing operators."""
    content = b"".join(b"BT /F1 1 Tf 1 0 0 1 %d %d Tm (xyz) Tj ET\n" % (n % 590, n // 590) for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj%b\nendobj\n" % (n, part) for n, part in enumerate(objects, 1))
        + b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def test_a_page_of_very_many_objects_is_ended_when_time_is_up_and_the_batch_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.readers.guard.GRACE", 0.5)
    bad = write(tmp_path, "a.pdf", pdf_of_objects(150_000))
    good = write(tmp_path, "b.txt", LETTER)
    refusals: list[UnreadableError] = []
    with GuardedReader(SOON) as reader:
        documents = [document for path in (bad, good) for document in reader.read_all(path, refusals.append)]

    assert [refusal.reason for refusal in refusals] == ["timed_out"]
    assert [document.source for document in documents] == [good.as_posix()]


def test_memory_beyond_the_limit_is_a_refusal_and_the_batch_goes_on(tmp_path: Path) -> None:
    bad = write(tmp_path, "a.csv", "甲,乙\n" + "1234567,7654321\n" * 450_000)
    good = write(tmp_path, "b.txt", LETTER)
    refusals: list[UnreadableError] = []
    with GuardedReader(Limits(memory_bytes=100_000_000)) as reader:
        documents = [document for path in (bad, good) for document in reader.read_all(path, refusals.append)]

    assert [refusal.reason for refusal in refusals] == ["too_much_memory"]
    assert [document.source for document in documents] == [good.as_posix()]


def test_documents_behind_the_one_that_killed_the_reader_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.readers.guard.GRACE", 0.5)
    path = write(
        tmp_path,
        "a.zip",
        zipped({"1.txt": LETTER, "2.pdf": pdf_of_objects(150_000), "3.txt": LETTER, "4.pdf": b"%PDF-1.4"}),
    )
    refusals: list[UnreadableError] = []
    with GuardedReader(SOON) as reader:
        documents = list(reader.read_all(path, refusals.append))

    assert [document.source.rpartition("/")[2] for document in documents] == ["1.txt", "3.txt"]
    assert [refusal.source.rpartition("/")[2] for refusal in refusals] == ["2.pdf", "4.pdf"]
    assert refusals[0].reason == "timed_out"


def test_the_time_a_reader_takes_to_start_is_not_the_file_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.guard.GRACE", 0)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    write(tmp_path, "sitecustomize.py", "import time; time.sleep(4)")
    good = write(tmp_path, "a.txt", LETTER)
    with GuardedReader(SOON) as reader:
        assert [document.source for document in reader.read_all(good, pytest.fail)] == [good.as_posix()]


def test_the_guarded_reader_gives_what_read_all_gives(tmp_path: Path) -> None:
    files = {
        "a.txt": LETTER.encode(),
        "b.docx": docx_file(),
        "c.xlsx": xlsx_file(),
        "d.zip": zipped({"e.txt": LETTER, "f.pdf": b"x"}),
        "g": b"",
    }
    paths = [write(tmp_path, name, data) for name, data in files.items()]
    plain, guarded = [], []
    for path in paths:
        documents, refusals = outcome(path, DEFAULT)
        plain.append((documents, [str(refusal) for refusal in refusals]))
    with GuardedReader() as reader:
        for path in paths:
            refused: list[UnreadableError] = []
            guarded.append((list(reader.read_all(path, refused.append)), [str(refusal) for refusal in refused]))

    assert plain == guarded


def test_modules_that_lie_beside_the_input_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    for name in ("selectolax.py", "msgspec.py", "charset_normalizer.py"):
        write(tmp_path, name, f"open({str(tmp_path / 'harm')!r}, 'w')")
    refusals: list[UnreadableError] = []
    with GuardedReader() as reader:
        documents = list(reader.read_all(write(tmp_path, "a.html", f"<html><p>{SENTENCE}</p>"), refusals.append))

    assert [document.text for document in documents] == [f"{SENTENCE}\n"]
    assert not (tmp_path / "harm").exists()


def test_a_guarded_reader_that_is_left_early_ends_its_process(tmp_path: Path) -> None:
    with GuardedReader() as reader:
        next(reader.read_all(write(tmp_path, "a.zip", zipped({"1.txt": LETTER, "2.txt": LETTER})), lambda _: None))
        process = reader._process  # noqa: SLF001  # no other way to see it

    assert process is not None
    assert process.poll() is not None


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("pages", "'' is no whole number; write e.g. pages=1000"),
        ("pages=-1", "'-1' is no whole number"),
        ("pages=0", "limit pages: found 0; wanted a whole number from 1"),
        ("sides=3", "'sides' is no limit; wanted are bytes, unpacked_bytes"),
    ],
)
def test_a_limit_that_is_none_is_a_wrong_call(setting: str, complaint: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_limits([setting])

    assert complaint in str(error.value)


def test_limits_are_set_by_name() -> None:
    assert parse_limits(["pages=3", "seconds=1_000"], bytes=5) == Limits(bytes=5, pages=3, seconds=1_000)


def test_every_reason_is_said_in_both_languages() -> None:
    assert set(ENGLISH) == set(CHINESE)
    for reason in ENGLISH:
        refusal = UnreadableError("a.pdf", reason, found="F", wanted="W", option="O")  # type: ignore[arg-type]
        assert refusal.line("en").startswith("a.pdf: ")
        assert refusal.line("zh").startswith("a.pdf: ")
