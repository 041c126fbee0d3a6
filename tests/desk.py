"""A run for the review desk's tests, its desk, and who visits it; its server is in tools/desk_server.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from extractor.cli.app import run
from extractor.web.desk import Desk
from extractor.web.opening import open_desk

ATTACK = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>"
FEES = (
    "关于降费的通报\n\n一、总体情况\n2022年，全省信息通信业让利金额9468.6万元，惠及80.8万家企业。\n"
    "其中，江西电信让利金额4126.5万元，江西移动让利金额3350.8万元，江西联通让利金额1941.2万元。\n"
    "2023年力争惠及企业突破90万家。另拨付补助柒拾万圆整𠮷祥金壹佰元。\n"
)
HOSTILE = f"来文：{ATTACK}的通报\n\n2022年，{ATTACK}收入1.5亿元，增长21.3%。\n"


def make_run(folder: Path, *more: str) -> Path:
    """What extract writes of two small bulletins, one of them hostile."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    (texts / "fees.txt").write_text(FEES, encoding="utf-8")
    (texts / "<img src=x onerror=window.ran=1>.txt").write_text(HOSTILE, encoding="utf-8")
    run(["extract", str(texts), "--output", str(folder / "run"), "--format", "jsonl", *more])
    return folder / "run"


@contextmanager
def opened(place: str | Path, reviewer: str = "李审计", **more: Any) -> Iterator[Desk]:  # noqa: ANN401
    """The desk of a run."""
    desk = open_desk(str(place), reviewer=reviewer, **more)
    try:
        yield desk
    finally:
        desk.journal.close()


def doc_of(desk: Desk, words: str) -> str:
    """The document whose text begins with the words."""
    return next(doc_id for doc_id, one in desk.documents.items() if one.text.startswith(words))


class Answer(NamedTuple):
    """What the server said."""

    status: int
    text: str
    headers: dict[str, str]


class Visitor:
    """A browser without scripts: keeps its cookies and the token of the last page."""

    def __init__(self, url: str) -> None:
        self.host = url.split("/")[2]
        self.connection = HTTPConnection(self.host, timeout=30)
        self.cookies: dict[str, str] = {}
        self.csrf = ""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.connection.close()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        found = re.search(r"X-CSRF-Token[^0-9a-f]+([0-9a-f]{64})", text)
        self.csrf = found[1] if found else self.csrf
        return Answer(answer.status, text, {name.lower(): value for name, value in answer.headers.items()})

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        sent = {
            "content_type": "application/x-www-form-urlencoded",
            "origin": f"http://{self.host}",
            "x_csrf_token": self.csrf,
        }
        return self.ask("POST", path, urlencode(form).encode(), **(sent | headers))
