"""Make rules/cues/plan-signs.yaml: which words of a work report say that a paragraph plans, and which that it tells.

    python tools/make_plan_signs.py REPORTS... > rules/cues/plan-signs.yaml

REPORTS are text files of government work reports, each with its sections under numbered headings (一、2022年工作回顾,
二、2023年重点工作).  A paragraph is labelled by its section; a logistic regression over the words it has (anywhere,
first in a clause, last in one) gives each a weight, which is rounded to quarters.  With `--score` a fifth of the
reports is left out at a time, and how many of their paragraphs were told apart is printed instead.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import jieba
import numpy as np
from ahocorasick_rs import AhoCorasick

from extractor.binding.course import carried
from extractor.binding.plans import clauses_of, explains, measures_of
from extractor.rulebook.load import builtin_rules
from extractor.text.automaton import hits

HEADING = re.compile(r"\s*(?:[一二三四五六][、.．]|20\d\d年|过去|今年|今后)")
ACCOUNT = re.compile("回顾|过去[一五]?年|去年|取得|成绩|成就|总结|执行情况|完成情况|五年来|这[一五]年")
PLAN = re.compile(
    "今年|目标|任务|安排|建议|打算|举措|今后|下一步|要求|思路|未来|重点工作|自身建设|做好|奋力|加快|推进|全力|努力"
)
FIGURE = re.compile(r"\d")
UNIT = 4  # weights are in quarters of the regression's
OFTEN, REPORTS = 30, 12  # paragraphs and reports that have a word, or more
PENALTY, STEPS = 5.0, 300

Paragraph = tuple[int, str]


def label(heading: str, before: int | None) -> int | None:
    """0 for a section that looks back, 1 for one that plans, `before` where the heading says neither."""
    account, plan = ACCOUNT.search(heading), PLAN.search(heading)
    firmly = "回顾" in heading or (account and (not plan or account.start() < plan.start()))
    if account and firmly and not re.search("今年|目标任务|重点|安排", heading):
        return 0
    return 1 if plan and before is not None else before


def paragraphs(text: str) -> list[Paragraph]:
    """The labelled paragraphs of a report; none of one that has not both kinds of sections."""
    found: list[Paragraph] = []
    now: int | None = None
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if len(line) <= 45 and HEADING.match(line):
            now = label(line, now)
        elif now is not None and not explains(line):
            found.append((now, line))
    counts = Counter(kind for kind, _ in found)
    return found if min(counts[0], counts[1]) >= 5 else []


class Signs:
    """Which of the candidate words a paragraph has: `word` anywhere, `^word` first in a clause, `$word` last."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self._automaton = AhoCorasick(words)

    def of(self, line: str) -> set[str]:
        """Those of a paragraph."""
        found = {self.words[index] for index, _, _ in hits(self._automaton, line, overlapping=True)}
        for clause in clauses_of(line):
            found |= {"^" + clause[:length] for length in (2, 3, 4) if len(clause) >= length}
            found |= {"$" + clause[-length:] for length in (2, 3, 4) if len(clause) >= length}
        named = {sign for sign in found if not FIGURE.search(sign)}
        return named | measures_of(line)


def candidates(reports: list[list[Paragraph]]) -> list[str]:
    """Words of the reports that are no names of places and hold no digit."""
    places = {writing for rule in builtin_rules().names if rule.kind == "region" for writing in rule.writings}
    counts = Counter(word for report in reports for _, line in report for word in set(jieba.lcut(line)))
    plain = (word for word, count in counts.items() if count >= OFTEN and word not in places)
    return sorted(word for word in plain if re.fullmatch("[\u4e00-\u9fff]{2,}|[了将要]", word))


def fit(reports: list[list[tuple[int, set[str]]]]) -> dict[str, int]:
    """Weights of the signs in quarters, by gradient descent (Adam) with a penalty on squares."""
    seen: Counter[str] = Counter()
    where = defaultdict(set)
    for number, report in enumerate(reports):
        for _, signs in report:
            seen.update(signs)
            for sign in signs:
                where[sign].add(number)
    names = sorted(sign for sign, count in seen.items() if count >= OFTEN and len(where[sign]) >= REPORTS)
    column = {sign: index for index, sign in enumerate(names)}
    rows = [(kind, [column[sign] for sign in sorted(signs) if sign in column]) for r in reports for kind, signs in r]
    row = np.repeat(np.arange(len(rows)), [len(columns) for _, columns in rows])
    col = np.array([index for _, columns in rows for index in columns])
    truth = np.array([kind for kind, _ in rows], float)
    weights = np.zeros(len(names))
    free = np.array([sign != "#all" for sign in names])  # of every paragraph: the constant
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        told = np.bincount(row, weights=weights[col], minlength=len(rows))
        error = 1 / (1 + np.exp(-told)) - truth
        gradient = np.bincount(col, weights=error[row], minlength=len(names)) + PENALTY * weights * free
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    whole = {sign: round(weights[column[sign]] * UNIT) for sign in names}
    return {sign: weight for sign, weight in whole.items() if weight}


def score(texts: list[list[Paragraph]]) -> None:
    """Print the share of paragraphs told apart, each alone and among its neighbours, in reports left out."""
    random.Random(3).shuffle(texts)  # noqa: S311  # the same five parts each time
    told: Counter[str] = Counter()
    for fold in range(5):
        train, test = [r for n, r in enumerate(texts) if n % 5 != fold], texts[fold::5]
        signs = Signs(candidates(train))
        marked = [[(kind, signs.of(line)) for kind, line in report if FIGURE.search(line)] for report in train]
        weights = fit(marked)
        for report in test:
            alone = [sum(weights.get(sign, 0) for sign in signs.of(line)) / UNIT for _, line in report]
            behind = carried(alone[::-1], set())[::-1]
            for (kind, line), own, left, right in zip(report, alone, carried(alone, set()), behind, strict=True):
                if FIGURE.search(line):
                    told.update(all=1, alone=(own > 0) == kind, among=(own + left + right > 0) == kind)
    print({name: round(count / told["all"], 4) for name, count in told.items()}, told["all"])


def main() -> None:
    """Print the rule file, or with --score how well its like does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--score", action="store_true", help="how well paragraphs of reports left out are told apart")
    options = parser.parse_args()
    jieba.setLogLevel(60)
    texts = [found for path in sorted(options.reports) if (found := paragraphs(path.read_text(encoding="utf-8")))]
    if options.score:
        score(texts)
        return
    signs = Signs(candidates(texts))
    marked = [[(kind, signs.of(line)) for kind, line in report if FIGURE.search(line)] for report in texts]
    weights = fit(marked)
    classes = defaultdict(list)
    for sign, weight in sorted(weights.items()):
        classes[weight].append(sign)
    print(HEADER.format(reports=len(texts), paragraphs=sum(map(len, marked))))
    for weight in sorted(classes, reverse=True):
        name = f"sign-{'plan' if weight > 0 else 'account'}-{abs(weight)}"
        print(f"  - id: {name}\n    words: [{', '.join(map(quoted, classes[weight]))}]")
    print(EXAMPLES)


def quoted(sign: str) -> str:
    """A sign as YAML has it."""
    return f"'{sign}'" if sign[0] == "#" else sign


HEADER = """\
kind: cues
id: plan-signs
name: 计划与实绩的征兆
description: >-
  What the paragraphs of a work report say of themselves. Each class weighs as many quarters as its name ends in; ^
  opens a clause, $ ends one, #all is of all, #2 has two figures or more with two decimals. Made by
  tools/make_plan_signs.py from {paragraphs} paragraphs with figures of {reports} reports.
entries:"""
EXAMPLES = """\
examples:
  - text: |
      市政府工作报告
      （二）下大力气推进城市更新。改造老旧小区120个，打造示范街区3条，推动中心城区品质提升。
    facts: [{quote: 120个, status: target}, {quote: 3条, status: target}]
  - text: |
      市政府工作报告
      （二）城市面貌不断改善。完成老旧小区改造120个，建成示范街区3条，群众得到了更多实惠。
    facts: [{quote: 120个, status: actual}, {quote: 3条, status: actual}]
    why: what is told of in these words has been done."""

if __name__ == "__main__":
    main()
