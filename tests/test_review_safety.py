"""The review desk to those who should not be there: every address of it, not one by way of example."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk import Visitor, doc_of, make_run, opened
from desk_server import serving
from starlette.routing import Route

from extractor.cli.app import run
from extractor.web import guard
from extractor.web.app import make_app
from extractor.web.desk import Desk
from extractor.web.openapi import description
from extractor.web.serving import listen, server

NOT_DESCRIBED = {"/static/{name}", "/openapi.json"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(make_run(tmp_path_factory.mktemp("made"))) as one:
        yield one


def addresses(desk: Desk, method: str) -> list[str]:
    """Every address that takes the method."""
    doc_id = doc_of(desk, "关于降费")
    given = {"{doc_id}": doc_id, "{format}": "doccano", "{number}": "1"}
    paths = [path for path, ways in description()["paths"].items() if method.lower() in ways]
    for name, value in given.items():
        paths = [path.replace(name, value) for path in paths]
    return paths


def test_every_route_is_described(desk: Desk) -> None:
    """What the tests below go through is all there is."""
    app: Any = make_app(desk, guard.Policy(frozenset(), None, b""))
    routes = {route.path.replace(":int", "") for route in app._app.routes if isinstance(route, Route)}  # noqa: SLF001

    assert routes - NOT_DESCRIBED == set(description()["paths"])


def test_it_listens_on_this_machine_alone_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bound = []

    def serve(desk: Desk, address: Any) -> None:  # noqa: ANN401
        bound.append((address.socket.getsockname()[0], address.policy.token))
        address.socket.close()
        desk.journal.close()

    monkeypatch.setattr("extractor.web.serving.serve", serve)
    folder = make_run(tmp_path)
    run(["review", str(folder), "--port", "0"])
    run(["review", str(folder), "--port", "0", "--host", "0.0.0.0"])  # noqa: S104  # what is tested
    (here, none), (everywhere, token) = bound

    assert (here, none, everywhere) == ("127.0.0.1", None, "0.0.0.0")  # noqa: S104
    assert len(token) >= 43
    assert token in capsys.readouterr().err


@contextmanager
def behind_a_token(desk: Desk) -> Iterator[Visitor]:
    address = listen("0.0.0.0", 0)  # noqa: S104  # what is tested
    program = server(make_app(desk, address.policy))
    thread = threading.Thread(target=program.run, kwargs={"sockets": [address.socket]})
    thread.start()
    try:
        yield Visitor(address.url)
    finally:
        program.should_exit = True
        thread.join(10)
        address.socket.close()


def test_without_the_token_no_address_answers(desk: Desk) -> None:
    with behind_a_token(desk) as one:
        asked = ["/static/desk.js", "/openapi.json", "/nothing", *addresses(desk, "GET")]

        assert {one.get(path).status for path in asked} == {401}
        assert {one.post(path, {}).status for path in addresses(desk, "POST")} == {401}
        assert one.get("/", cookie="desk_token=wrong").status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"sec_fetch_site": "cross-site"},
        {"x_csrf_token": ""},
        {"content_type": "text/plain", "x_csrf_token": ""},
    ],
    ids=str,
)
def test_no_address_takes_what_comes_from_another_site(desk: Desk, visitor: Visitor, headers: dict[str, str]) -> None:
    asked = addresses(desk, "POST")

    assert len(asked) > 8
    assert {path: visitor.post(path, {}, **headers).status for path in asked} == dict.fromkeys(asked, 403)


def test_the_token_of_another_session_is_no_good(visitor: Visitor) -> None:
    other = Visitor(f"http://{visitor.host}/")
    other.get("/")

    assert visitor.post("/name", {"reviewer": "王"}, x_csrf_token=other.csrf).status == 403
    assert visitor.post("/name", {"reviewer": "王"}).status == 200


def test_no_link_changes_anything(desk: Desk, visitor: Visitor) -> None:
    only_posted = set(addresses(desk, "POST")) - set(addresses(desk, "GET"))

    assert {path: visitor.get(path).status for path in only_posted} == dict.fromkeys(only_posted, 405) | {
        "/exchange/import": 404  # a format of that name
    }
    for path in addresses(desk, "GET"):
        visitor.get(f"{path}?at={desk.rows(doc_of(desk, '关于降费'))[0].at}&verdict=accept&reviewer=x")
    assert desk.journal.news() == []


def test_every_page_carries_the_policy(desk: Desk, visitor: Visitor) -> None:
    for path in addresses(desk, "GET"):
        headers = visitor.get(path).headers
        sources = headers["content-security-policy"].split("; ")
        assert sources[0] == "default-src 'none'"
        assert not any(word in headers["content-security-policy"] for word in ("unsafe", "*", "http:", "data:"))
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")


def test_cookies_are_for_this_site_and_not_for_scripts(desk: Desk) -> None:
    with serving(desk) as url:
        given = Visitor(url).get("/").headers["set-cookie"]

    assert {"HttpOnly", "SameSite=Strict"} <= set(given.split("; "))


@pytest.mark.parametrize("length", ["100001", None], ids=["declared", "chunked"])
def test_an_upload_that_is_too_large_is_refused(
    desk: Desk, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, length: str | None
) -> None:
    monkeypatch.setattr(guard, "MAX_UPLOAD", 100_000)
    known = {"Origin": f"http://{visitor.host}", "X-CSRF-Token": visitor.csrf}
    known["Cookie"] = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    known["Content-Type"] = "multipart/form-data; boundary=x"
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    visitor.connection.putrequest("POST", "/exchange/import")
    for name, value in known.items():
        visitor.connection.putheader(name, value)
    if length:
        visitor.connection.putheader("Content-Length", length)
        visitor.connection.endheaders()
    else:
        visitor.connection.putheader("Transfer-Encoding", "chunked")
        visitor.connection.endheaders()
        for piece in (head, *(b"x" * 50_000 for _ in range(3))):
            visitor.connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))

    assert visitor.connection.getresponse().status == 413
    visitor.connection.close()
    assert desk.journal.news() == []


@pytest.mark.parametrize(
    "name", ["../extractor.db", "..%2fextractor.db", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/etc/passwd"]
)
@pytest.mark.parametrize("before", ["/static/", "/exchange/", "/document/", "/document/{doc_id}/page/", "/"])
def test_no_path_leads_out_of_the_run(desk: Desk, visitor: Visitor, before: str, name: str) -> None:
    answer = visitor.get(before.replace("{doc_id}", doc_of(desk, "关于降费")) + name)

    assert answer.status == 404
    assert "SQLite" not in answer.text
    assert "root:" not in answer.text
