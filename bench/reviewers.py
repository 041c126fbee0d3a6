"""Twenty reviewers at one desk: `python bench/reviewers.py [DECISIONS] [STORE]`, the store a URL; without one SQLite.

The desk runs in a process of its own on this machine, the reviewers are threads of this one, each with its own
connection.  They accept, reject, correct, comment and undo all over the run, first each as fast as it is answered, then
each once in two seconds, as people at their quickest would.  Ends with 1 where a decision that was answered with
200 is not in the store.  On a PostgreSQL server of its own:

    python tools/throwaway_postgres.py -- sh -c 'python bench/reviewers.py 10000 "$EXTRACTOR_POSTGRES"'
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections import Counter
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.parse import urlencode

from extractor.store.decided import decisions_of
from extractor.web.opening import open_desk

REVIEWERS = 20
TEXTS = Path(__file__).parent.parent / "corpus" / "bulletins"
DOING = ("accept", "accept", "accept", "comment", "correct", "reject", "undo")
PACED = 600  # decisions of the second part
EXTRACTOR = str(Path(sys.executable).with_name("extractor"))


class Reviewer:
    """A browser without scripts."""

    def __init__(self, port: int, number: int) -> None:
        self.name, self.random = f"r{number}", Random(number)  # noqa: S311  # whom to decide on next
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/x-www-form-urlencoded"}
        self.cookies: dict[str, str] = {}
        page = self.ask("GET", "/")[1]
        found = re.search(r"X-CSRF-Token[^0-9a-f]+([0-9a-f]{64})", page)
        if not found:
            sys.exit(page[:200])
        self.headers["X-CSRF-Token"] = found[1]
        self.ask("POST", "/name", {"reviewer": self.name})
        self.took: list[float] = []
        self.checks: list[float] = []
        self.answers: Counter[tuple[str, int]] = Counter()
        self.kept: set[str] = set()

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of the answer."""
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self.connection.request(method, path, urlencode(form or {}).encode(), getattr(self, "headers", {}) | cookie)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for given in answer.headers.get_all("set-cookie") or ():
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def review(self, places: list[tuple[str, str]], turns: int, pause: float) -> None:
        """Decide so many times, resting `pause` seconds in between on average."""
        for turn in count(1):
            if turn > turns:
                return
            doc_id, at = self.random.choice(places)
            what = self.random.choice(DOING)
            said = f"{self.name}-{pause}-{turn}"
            form = {"at": at, "seen": "999999999", "comment": said}
            form |= {"correct": {"subject": said}}.get(what, {"verdict": what})
            action = what if what in {"correct", "undo"} else "decide"
            begun = perf_counter()
            status, page = self.ask("POST", f"/document/{doc_id}/{action}", form)
            self.took.append(perf_counter() - begun)
            if asked := re.search(r'hx-get="(/document/\w+/checks[^"]+)"', page):  # as the page does by itself
                begun = perf_counter()
                self.ask("GET", asked[1].replace("&amp;", "&"))
                self.checks.append(perf_counter() - begun)
            self.answers[what, status] += 1
            if status == 200 and what != "undo":
                self.kept.add(said)
            sleep(max(0.0, pause * 2 * self.random.random()))


def told(reviewers: list[Reviewer], seconds: float, what: str) -> None:
    """Print the latencies of decisions, and of the checks that followed them."""
    made = sum(len(one.took) for one in reviewers)
    print(f"{what}: {made} decisions in {seconds:.0f} s, {made / seconds:.0f} a second")
    for name in ("took", "checks"):
        times = sorted(second for one in reviewers for second in getattr(one, name))
        if times:
            middle, late = (times[len(times) * part // 100] * 1000 for part in (50, 95))
            said = {"took": "a decision", "checks": f"the checks after {len(times)} of them"}[name]
            print(f"  {said}: p50 {middle:.0f} ms, p95 {late:.0f} ms, max {times[-1] * 1000:.0f} ms")


def main(decisions: int, store: str | None) -> int:
    """Run both parts; 1 where something is lost."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "run"
        to = ["--store", store] if store else []
        subprocess.run(  # noqa: S603  # our own
            [EXTRACTOR, "extract", str(TEXTS), "--output", str(folder), *to, "--format", "jsonl"], check=True
        )
        place = store or str(folder)
        desk = open_desk(place, reviewer="bench")
        places = [(doc_id, row.at) for doc_id in desk.documents for row in desk.rows(doc_id)]
        desk.journal.close()
        print(f"{len(desk.documents)} documents, {len(places)} figures")
        command = [EXTRACTOR, "review", place, "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603  # our own
            try:
                line = server.stderr.readline() if server.stderr else ""
                port = int(re.findall(r":(\d+)/", line)[0])
                reviewers = [Reviewer(port, number) for number in range(REVIEWERS)]
                for what, number, pause in (
                    ("as fast as answered", decisions, 0.0),
                    ("one in two seconds", PACED, 2.0),
                ):
                    threads = [
                        threading.Thread(target=one.review, args=(places, number // REVIEWERS, pause))
                        for one in reviewers
                    ]
                    begun = perf_counter()
                    for thread in threads:
                        thread.start()
                    for thread in threads:
                        thread.join()
                    told(reviewers, perf_counter() - begun, what)
                    for one in reviewers:
                        one.took.clear()
                        one.checks.clear()
            finally:
                server.terminate()
        kept = {one.comment for one in decisions_of(store or str(folder / "extractor.db"))}
        lost = set().union(*(one.kept for one in reviewers)) - kept
        answers = sum((one.answers for one in reviewers), Counter())
        print("answers:", ", ".join(f"{what} {status}: {n}" for (what, status), n in sorted(answers.items())))
        print(f"{sum(len(one.kept) for one in reviewers)} answered as kept, {len(lost)} of them lost")
        return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.argv[2] if len(sys.argv) > 2 else None))
