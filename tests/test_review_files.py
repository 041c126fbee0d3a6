"""Files at the desk: pictures of pages, downloads, uploads; and no request makes the server fail."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
import schemathesis
from desk import FEES, Visitor, doc_of, make_run, opened
from desk_server import serving
from hypothesis import HealthCheck, given, settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.cli.app import run
from extractor.errors import ReadError
from extractor.web.openapi import description
from extractor.web.picture import picture

BOUNDARY = "frontier"


def upload(visitor: Visitor, data: bytes, **fields: str) -> tuple[int, str]:
    parts = [f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
    head = f'--{BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    known = {"content_type": kind, "origin": f"http://{visitor.host}", "x_csrf_token": visitor.csrf}
    answer = visitor.ask("POST", "/exchange/import", body, **known)
    return answer.status, answer.text


def test_annotations_go_out_and_come_in_through_the_page(tmp_path: Path) -> None:
    with opened(make_run(tmp_path)) as desk, serving(desk) as url:
        one = Visitor(url)
        one.get("/exchange")
        line = json.dumps({"text": FEES, "entities": []})
        assert '"entities"' in one.get("/exchange/doccano").text
        assert one.get("/exchange/nothing").status == 404
        status, said = upload(one, line.encode(), format="doccano", reject_missing="1", dry_run="1")
        assert status == 200
        assert desk.journal.news() == []
        status, said = upload(one, line.encode(), format="doccano", reject_missing="1")
        assert status == 200
        assert {row.state for row in desk.rows(doc_of(desk, "关于降费"))} == {"rejected"}
        status, said = upload(one, b"nonsense", format="doccano")
        assert status == 422
        assert "a:1" in said or "a：" in said
        assert upload(one, b"", format="other")[0] == 422


@pytest.fixture
def pdf_run(tmp_path: Path) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    (tmp_path / "in").mkdir()
    canvas = Canvas(str(tmp_path / "in" / "a.pdf"))
    for line in ("2022年，全省让利金额9468.6万元。", "2023年，全省让利金额9500万元。"):
        canvas.setFont("STSong-Light", 14)
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    run(["extract", str(tmp_path / "in"), "--output", str(tmp_path / "run"), "--format", "jsonl"])
    return tmp_path / "run"


def test_the_page_of_a_pdf_is_shown_while_it_is_the_file_that_was_read(pdf_run: Path, tmp_path: Path) -> None:
    with opened(pdf_run) as desk, serving(desk) as url:
        one = Visitor(url)
        doc_id = next(iter(desk.documents))
        at = next(row.at for row in desk.rows(doc_id) if row.fact.quote == "9500万元")
        assert f"/document/{doc_id}/page/2" in one.get(f"/document/{doc_id}?at={at}").text
        one.connection.request("GET", f"/document/{doc_id}/page/2", headers={})
        answer = one.connection.getresponse()
        data = answer.read()
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert max(struct.unpack(">II", data[16:24])) == 1400
        assert one.get(f"/document/{doc_id}/page/3").status == 404
        assert one.get(f"/document/{doc_id}/page/0").status == 404
        (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.4 another")
        assert one.get(f"/document/{doc_id}/page/2").status == 404


def test_a_page_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ReadError, match="page 1"):
        picture(b"%PDF-1.4 nothing", 1, "a.pdf")


def test_no_request_makes_the_server_fail(tmp_path: Path) -> None:
    """schemathesis over the description of the desk, with the cookie and the token of a page."""
    with opened(make_run(tmp_path)) as desk, serving(desk) as url:
        one = Visitor(url)
        one.get("/")
        known = {"origin": f"http://{one.host}", "x-csrf-token": one.csrf}
        doc_id = doc_of(desk, "关于降费")
        api = description()
        for path in api["paths"].values():
            for way in path.values():
                for parameter in way["parameters"]:
                    if parameter["name"] == "doc_id":
                        parameter["schema"]["enum"] = [doc_id, "x"]
                    if parameter["name"] == "at":
                        parameter["schema"]["enum"] = ["", *(row.at for row in desk.rows(doc_id))]
        schema = schemathesis.openapi.from_dict(api)
        asked, failed = 0, []
        for operation in schema.get_all_operations():

            @given(case=operation.ok().as_strategy())
            @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            def try_it(case: schemathesis.Case) -> None:
                nonlocal asked
                asked += 1
                answer = case.call(base_url=url.rstrip("/"), headers=known, cookies=one.cookies)
                if answer.status_code >= 500:
                    failed.append((case.method, case.formatted_path, case.body, answer.status_code))

            try_it()
    assert asked > 200
    assert failed == []
