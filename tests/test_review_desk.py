"""The review desk over HTTP: whom it answers, what it keeps, how quick it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from desk import ATTACK, FEES, Visitor, doc_of, make_run, opened
from desk_server import serving
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cli.app import run
from extractor.errors import UsageError
from extractor.rulebook.load import builtin_folder
from extractor.store.decided import decisions_of
from extractor.web import queue
from extractor.web.app import make_app
from extractor.web.deciding import Author, corrections
from extractor.web.desk import Desk
from extractor.web.figures import Row
from extractor.web.guard import MAX_BODY
from extractor.web.serving import listen, server


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made.parent, tmp_path / "made")
    return tmp_path / "made" / "run"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with opened(folder) as one:
        yield one


def at(desk: Desk, doc_id: str, quote: str) -> str:
    return next(row.at for row in desk.rows(doc_id) if row.fact.quote == quote)


def decide(desk: Desk, quote: str, verdict: str = "accept", seen: int = 0) -> tuple[str, dict[str, str]]:
    doc_id = doc_of(desk, "关于降费")
    form = {"at": at(desk, doc_id, quote), "verdict": verdict, "seen": str(seen)}
    return f"/document/{doc_id}/decide", form


def test_the_queue_begins_with_what_differs_and_filters(visitor: Visitor) -> None:
    page = visitor.get("/").text
    found = visitor.get("/?indicator=%E8%AE%A9%E5%88%A9&subject=%E7%A7%BB%E5%8A%A8").text

    assert page.index("不一致") < page.index("90万家")
    assert "3350.8万元" in found
    assert "1941.2万元" not in found
    assert "90万家" in visitor.get("/?status=target").text
    assert "90万家" not in visitor.get("/?status=actual").text
    assert "没有符合条件的数字" in visitor.get("/?q=%E6%97%A0%E6%AD%A4%E5%AD%97").text


def test_pages_of_the_queue_hold_every_figure_once_in_their_order(
    desk: Desk, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    monkeypatch.setattr(queue, "DOCUMENTS", 1)
    whole = sorted((row for doc_id in desk.documents for row in desk.rows(doc_id)), key=lambda row: row.rank)
    pages = [visitor.get(f"/?page={number}").text for number in range(1, -(-len(whole) // 3) + 1)]
    shown = [at for page in pages for at in re.findall(r'class="go" href="/document/\w+\?at=([\d-]+)"', page)]

    assert len(pages) > 2
    assert shown == [row.at for row in whole]
    assert visitor.get("/?page=99").text.count('class="go"') == pages[-1].count('class="go"')


def test_pages_of_the_documents_hold_each_once_and_search_finds_those_of_every_page(
    desk: Desk, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "DOCUMENTS", 1)
    pages = [visitor.get(f"/?documents={number}").text for number in (1, 2, 3)]
    listed = [re.findall(r'<li><a href="/document/(\w+)"', page) for page in pages]

    assert [listed[0], listed[1]] == [[doc_id] for doc_id in desk.documents]
    assert listed[2] == listed[1], "the last page where there are fewer"
    assert 'href="/?documents=2#h-documents" rel="next" aria-label="文档：下一页，第 2 页"' in pages[0]
    assert '<span aria-current="page">第 2 / 2 页</span>' in pages[1]
    for words in ("%E9%99%8D%E8%B4%B9", "%E6%9D%A5%E6%96%87"):
        found = visitor.get(f"/?q={words}").text
        assert len(re.findall(r'<li><a href="/document/(\w+)"', found)) == 1
        assert "documents=" not in found


QUERIES = st.builds(
    queue.Query,
    q=st.sampled_from(["", "让利", "江西", "2022", "万家", "a\0b", "公"]),
    subject=st.sampled_from(["", "江西", "移动", "36", "script"]),
    indicator=st.sampled_from(["", "让利", "企业", "收入"]),
    status=st.sampled_from(["", "actual", "target", "none"]),
    verdict=st.sampled_from(["", "differs", "unchecked"]),
    state=st.sampled_from(["", "open", "accepted", "corrected", "green", "none"]),
    period=st.sampled_from(["", "2022", "2023", "2022-01", "2022-12-31", "20x", "2"]),
    document=st.sampled_from(["", "other"]),
)


def fits(desk: Desk, doc_id: str, row: Row, query: queue.Query) -> bool:
    """What the filters say, figure by figure."""
    fact = row.fact
    days = [day.isoformat() for day in (fact.period_start or fact.period_end, fact.period_end) if day]
    told = (desk.documents[doc_id].text[fact.sentence_start : fact.sentence_end], fact.subject, fact.subject_name)
    held = (
        (query.q, (*told, fact.indicator, fact.object, fact.action)),
        (query.subject, (fact.subject, fact.subject_name, fact.subject_id)),
        (query.indicator, (fact.indicator, fact.indicator_id)),
    )
    return (
        all(not wanted or any(wanted in (text or "") for text in texts) for wanted, texts in held)
        and query.status in {"", fact.status}
        and query.verdict in {"", row.verdict or "unchecked"}
        and (query.state in {"", row.state} or (query.state == "green" and row.is_green))
        and (not query.period or bool(days and days[0][: len(query.period)] <= query.period <= days[-1]))
        and query.document in {"", doc_id}
    )


def test_the_index_finds_what_the_filters_say(desk: Desk, visitor: Visitor) -> None:
    """Also after decisions: an accepted, a corrected and an added figure."""
    visitor.post(*decide(desk, "80.8万家"))
    path, form = decide(desk, "3350.8万元")
    visitor.post(path.replace("decide", "correct"), form | {"subject": "浙江移动"})
    start = FEES.index("总体")
    added = {"start": str(start), "end": str(start + 2), "kind": "count", "value": "3", "subject": "江西"}
    assert visitor.post(path.replace("decide", "add"), added).status == 200
    desk.sync()

    @given(QUERIES)
    @settings(max_examples=300)
    def agrees(query: queue.Query) -> None:
        with desk.indexed() as index:
            found = {(doc_id, row.at) for doc_id, row in index.found(query).rows(slice(None))}
        rows = ((doc_id, row) for doc_id in desk.documents for row in desk.rows(doc_id))
        assert found == {(doc_id, row.at) for doc_id, row in rows if fits(desk, doc_id, row, query)}

    agrees()


def test_a_decision_is_kept_with_who_and_when_and_the_fact_is_not_touched(
    desk: Desk, visitor: Visitor, folder: Path
) -> None:
    before = (folder / "facts.jsonl").read_bytes()
    answer = visitor.post(*decide(desk, "4126.5万元"))
    (made,) = decisions_of(str(folder / "extractor.db"))

    assert (answer.status, made.verdict, made.reviewer, made.quote) == (200, "accept", "李审计", "4126.5万元")
    assert made.sha256 == desk.documents[made.doc_id].sha256
    assert (folder / "facts.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"x_csrf_token": "0" * 64},
        {"x_csrf_token": ""},
        {"sec_fetch_site": "cross-site"},
    ],
    ids=str,
)
def test_a_decision_from_elsewhere_is_refused(desk: Desk, visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.post(*decide(desk, "4126.5万元"), **headers)

    assert answer.status == 403
    assert desk.journal.news() == []


def test_a_link_decides_nothing(desk: Desk, visitor: Visitor) -> None:
    path, form = decide(desk, "4126.5万元")

    assert visitor.get(f"{path}?at={form['at']}&verdict=accept").status == 405
    assert desk.journal.news() == []


def test_another_host_name_is_not_answered(visitor: Visitor) -> None:
    assert visitor.get("/", host="rebound.example").status == 421


def test_a_long_body_is_refused_whatever_its_headers_say(desk: Desk, visitor: Visitor) -> None:
    path, form = decide(desk, "4126.5万元", "comment")
    declared = visitor.post(path, form | {"comment": "长" * MAX_BODY})
    assert declared.status == 413

    visitor.connection.putrequest("POST", path)
    known = {"Origin": f"http://{visitor.host}", "X-CSRF-Token": visitor.csrf, "Transfer-Encoding": "chunked"}
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    content = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    for name, value in (known | content).items():
        visitor.connection.putheader(name, value)
    visitor.connection.endheaders()
    chunk = b"x" * 65536
    for _ in range(MAX_BODY // len(chunk) + 1):
        visitor.connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
    assert visitor.connection.getresponse().status == 413
    visitor.connection.close()
    assert desk.journal.news() == []


@pytest.mark.parametrize(
    "path", ["/static/../run.py", "/static/%2e%2e/app.py", "/extractor.db", "/document/../../etc/passwd", "/document/x"]
)
def test_nothing_outside_the_run_has_an_address(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status == 404


def test_every_answer_carries_the_policy_and_a_fresh_nonce(visitor: Visitor) -> None:
    first, second, missing = (visitor.get(path).headers for path in ("/", "/", "/nothing"))
    policy = first["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy != second["content-security-policy"]
    assert missing["x-content-type-options"] == "nosniff"


def test_nothing_from_outside_is_printed_as_markup(desk: Desk, visitor: Visitor) -> None:
    doc_id = doc_of(desk, "来文")
    row = desk.rows(doc_id)[0]
    form = {"at": row.at, "seen": "0", "subject": ATTACK, "comment": ATTACK}
    visitor.post(f"/document/{doc_id}/correct", form)
    visitor.post("/name", {"reviewer": ATTACK})
    pages = [visitor.get(path).text for path in ("/", f"/?q={'%22%3E%3Cscript%3E'}", f"/document/{doc_id}?at={row.at}")]

    assert desk.documents[doc_id].text.count("<script>") == 2
    assert all("<script>window" not in page and "<img" not in page and '"><script>' not in page for page in pages)
    assert "&lt;script&gt;" in pages[2]


def test_a_rule_is_named_without_the_folders_of_the_machine_and_marks_are_told(desk: Desk, visitor: Visitor) -> None:
    doc_id = doc_of(desk, "关于降费")
    page = visitor.get(f"/document/{doc_id}?at={at(desk, doc_id, '9468.6万元')}").text

    assert ">rules/patterns/head-value.yaml<" in page
    legend = page.partition('class="legend')[2].partition("</p>")[0]
    assert legend.count("不一致") == 1
    assert str(builtin_folder()) not in page


def test_a_slot_that_does_not_fit_is_refused_with_the_reason(desk: Desk, visitor: Visitor) -> None:
    path, form = decide(desk, "4126.5万元")
    answer = visitor.post(path.replace("decide", "correct"), form | {"value": "many"})

    assert answer.status == 422
    assert "“many”不合适；应为 数字" in answer.text
    assert "没有仍然有效的决定" in visitor.post(path.replace("decide", "undo"), form).text
    assert desk.journal.news() == []
    gone = visitor.post(path, form | {"at": "1-2"}, hx_request="true")
    assert (gone.status, gone.text) == (404, "没有这个页面或数字。")


def test_a_correction_is_answered_at_once_and_the_checks_follow(desk: Desk, visitor: Visitor) -> None:
    """4176.5 where 4126.5 was read, and the sum comes to its total: all four figures look otherwise then."""
    path, form = decide(desk, "4126.5万元")
    answer = visitor.post(path.replace("decide", "correct"), form | {"value": "41765000"})
    asked = re.search(r'hx-get="(/document/\w+/checks[^"]+)"', answer.text)
    assert asked
    assert "≠" not in answer.text
    assert "不一致</span>" not in answer.text
    checks = visitor.get(asked[1].replace("&amp;", "&"))
    looks = json.loads(checks.headers["hx-trigger"])["desk:looks"]["figures"]
    later = visitor.get(f"{path.rpartition('/')[0]}/fact?at={form['at']}").text

    assert "≠" not in checks.text
    assert "9468.6万元" in checks.text
    assert [state for state, _ in looks.values()].count("corrected") == 1
    assert len(looks) == 4
    assert "/checks?" not in later
    assert "舍入" in later


def test_what_a_correction_contradicts_is_not_clear(desk: Desk, visitor: Visitor, folder: Path) -> None:
    """Nobody asked for the checks yet: the queue does, and so does accepting what is clear."""
    path, form = decide(desk, "4126.5万元")
    visitor.post(path.replace("decide", "correct"), form | {"value": "41765000"})
    assert visitor.get("/?verdict=within_rounding").text.count('class="go"') == 4

    visitor.post(path.replace("decide", "correct"), form | {"value": "41265000", "seen": "999"})
    visitor.post("/bulk", {})
    assert "9468.6万元" not in {one.quote for one in decisions_of(str(folder / "extractor.db")) if one.slot is None}


def test_anywhere_but_on_this_machine_a_token_is_needed(desk: Desk) -> None:
    address = listen("0.0.0.0", 0)  # noqa: S104  # what is tested
    program = server(make_app(desk, address.policy))
    thread = threading.Thread(target=program.run, kwargs={"sockets": [address.socket]})
    thread.start()
    try:
        one = Visitor(address.url)
        assert one.get("/").status == 401
        assert one.get("/?token=wrong").status == 401
        assert one.get("/" + address.url.partition("/?")[2].join(["?", ""])).status == 303
        assert one.get("/").status == 200
    finally:
        program.should_exit = True
        thread.join(10)
        address.socket.close()


def test_who_decided_meanwhile_is_shown_not_overwritten(new_store: Callable[[], str], tmp_path: Path) -> None:
    """Two desks on one PostgreSQL store; on SQLite the second one may only look."""
    store = new_store()
    make_run(tmp_path, "--store", store)
    with opened(store, "李") as mine, opened(store, "王") as theirs, serving(mine) as one, serving(theirs) as other:
        me, them = Visitor(one), Visitor(other)
        me.get("/")
        them.get("/")
        path, form = decide(mine, "4126.5万元")
        assert me.post(path, form).status == 200
        if "postgresql" not in store:
            assert them.post(*decide(theirs, "3350.8万元")).status == 422
            assert [one.verdict for one in decisions_of(store)] == ["accept"]
            return
        late = them.post(path, form | {"verdict": "reject"})
        assert late.status == 409
        assert "李" in late.text
        seen = str(decisions_of(store)[-1].id)
        assert them.post(path, form | {"verdict": "reject", "seen": seen}).status == 200
        assert "有分歧" in me.get(f"{path.rpartition('/')[0]}/fact?at={form['at']}").text
        assert [one.reviewer for one in decisions_of(store)] == ["李", "王"]


def test_a_thousand_decisions_of_twenty_reviewers_are_all_kept(desk: Desk, folder: Path) -> None:
    """None lost, none refused, most answered at once.  EXTRACTOR_LOAD=500 makes ten thousand of them."""
    turns = int(os.environ.get("EXTRACTOR_LOAD", "50"))
    path, form = decide(desk, "4126.5万元", "comment")
    places = [row.at for row in desk.rows(doc_of(desk, "关于降费"))]
    took: list[float] = []
    statuses: list[int] = []

    def review(url: str, number: int) -> None:
        one = Visitor(url)
        one.get("/")
        one.post("/name", {"reviewer": f"第{number}人"})
        for turn in range(turns):
            begun = perf_counter()
            place = places[(number + turn) % len(places)]
            answer = one.post(path, form | {"at": place, "comment": f"{number}-{turn}"})
            took.append(perf_counter() - begun)
            statuses.append(answer.status)

    with serving(desk) as url:
        threads = [threading.Thread(target=review, args=(url, number)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    kept = {(one.reviewer, one.comment) for one in decisions_of(str(folder / "extractor.db"))}

    assert set(statuses) == {200}
    assert kept == {(f"第{number}人", f"{number}-{turn}") for number in range(20) for turn in range(turns)}
    took.sort()
    middle, late = took[len(took) // 2], took[len(took) * 99 // 100]
    print(f"{len(took)}: median {middle * 1000:.0f} ms, 99 % {late * 1000:.0f} ms, worst {took[-1] * 1000:.0f} ms")  # noqa: T201


def test_decisions_survive_another_extraction_and_reach_the_reports(
    desk: Desk, visitor: Visitor, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, form = decide(desk, "1941.2万元", "reject")
    visitor.post(path, form)
    path, form = decide(desk, "3350.8万元")
    visitor.post(path.replace("decide", "correct"), form | {"indicator": "优惠金额"})
    desk.journal.close()
    run(["extract", str(folder.parent / "texts"), "--output", str(folder), "--format", "jsonl", "--anew"])
    run(["timeline", str(folder), "--min-points", "1"])
    run(["report", str(folder)])
    told = "".join(page.read_text(encoding="utf-8") for page in folder.glob("report/bulletin-*.html"))

    assert "优惠金额" in capsys.readouterr().out
    assert "人工更正" in told
    assert "data-facts" in told
    assert ">1941.2万元</a>" not in told


def test_a_review_kept_in_postgresql_reaches_who_reads_the_store(
    new_database: Callable[[], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = new_database()
    make_run(tmp_path, "--store", store)
    with opened(store) as desk:
        document = desk.documents[doc_of(desk, "关于降费")]
        rows = {row.fact.quote: row for row in desk.rows(document.doc_id)}
        author = Author("李", datetime.now(UTC))
        made = corrections(author, document, rows["3350.8万元"], {"indicator": "优惠金额"}, desk.book)
        desk.journal.append([*made, author.on(document, rows["1941.2万元"].fact, verdict="reject")])
    capsys.readouterr()
    run(["timeline", store, "--min-points", "1"])
    printed = capsys.readouterr().out

    assert "优惠金额" in printed
    assert "江西联通" not in printed
    assert "江西电信" in printed or "中国电信江西公司" in printed


def test_two_desks_take_turns_on_postgresql(new_database: Callable[[], str], tmp_path: Path) -> None:
    """What one desk decides while another looks is seen by it before it decides: never two ids out of order."""
    store = new_database()
    make_run(tmp_path, "--store", store)
    with opened(store, "李") as mine, opened(store, "王") as theirs:
        doc_id = doc_of(mine, "关于降费")
        document, fact = mine.documents[doc_id], mine.rows(doc_id)[0].fact
        seen: list[str] = []

        def late() -> None:
            with theirs.journal.turn() as write:
                theirs.sync()
                seen.append(theirs.rows(doc_id)[0].state)
                write([Author("王", datetime.now(UTC)).on(document, fact, verdict="reject")])

        thread = threading.Thread(target=late)
        with mine.journal.turn() as write:
            thread.start()
            thread.join(0.3)
            assert seen == []
            write([Author("李", datetime.now(UTC)).on(document, fact, verdict="accept")])
        thread.join(20)
        mine.sync()

        assert seen == ["accepted"]
        assert mine.rows(doc_id)[0].state == "contested"


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no store"), opened(tmp_path):
        pass


def test_a_missed_figure_is_added_by_its_place(desk: Desk, visitor: Visitor) -> None:
    """Offsets count code points: a character beyond the first plane stands before it."""
    doc_id = doc_of(desk, "关于降费")
    start = FEES.index("金壹佰元") + 1
    span = {"start": str(start), "end": str(start + 3)}
    known = {(row.fact.start, row.fact.end) for row in desk.rows(doc_id)}
    if (start, start + 3) in known:
        at_place = f"{start}-{start + 3}"
        visitor.post(f"/document/{doc_id}/decide", {"at": at_place, "seen": "0", "verdict": "reject"})
    form = visitor.get(f"/document/{doc_id}/adding?start={span['start']}&end={span['end']}").text
    answer = visitor.post(f"/document/{doc_id}/add", span | {"kind": "money", "value": "100", "unit": "元"})
    desk.sync()
    row = next(row for row in desk.rows(doc_id) if row.fact.start == start)

    assert "壹佰元" in form
    assert answer.status == 200
    assert (row.state, row.fact.quote, row.fact.value) == ("added", "壹佰元", 100)
