"""The body that a document is about when no clause names one: from its issuer, title and first lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.binding.body import CLASS, INSTITUTION, PLACE, Body
from extractor.binding.genre import GenreReader
from extractor.binding.ownword import OwnWordReader
from extractor.binding.tellers import NATIONAL
from extractor.binding.titles import is_once, named_after_place, trade_of, unranked
from extractor.binding.tokens import BODY, PERIOD, named_body
from extractor.matching.shapes import ticker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.binding.bodies import BodyFinder
    from extractor.binding.clauses import Clause
    from extractor.binding.reading import Reading, View
    from extractor.binding.tokens import CueBook, Token

_ABROAD = frozenset({"economies", "countries", "cities-abroad"})  # the rule files of places abroad
OPENING = 3
"""Lines at a document's beginning that may say what it is about."""

_FIRST = 2  # clauses of a sentence that may say what the document is about
_TIMES = frozenset({PERIOD, "p", "f", "x", "m"})
_TITLE = 60  # characters: a first line no longer than that may be a title
_SPEECH = 1_500  # characters in which a speaker says whom he speaks for
_NATION = "china"
_OFTEN = 4
_LABEL = 3  # tokens: a place in brackets
_GOVERNMENTS = ("人民政府", "政府")
_OWN_PLACE = re.compile("我代表([省市区县州盟旗])(?:人民)?政府")
_AUTONOMOUS = re.compile("(?:在|我代表|^)(自治[区州县旗])(?=第|人民政府|代?主席|代?[区州县旗]长)", re.MULTILINE)


class OpeningReader:
    """Reads what a document is about as a whole; the word lists come from the rule book."""

    def __init__(self, cues: CueBook, bodies: BodyFinder) -> None:
        self._bodies = bodies
        self._own = OwnWordReader(cues)
        self._country = cues.ordered("whole-country")
        self._wholes = (*self._country, *cues.ordered("whole-market"), *cues.ordered("country-name"))
        self._names_of_country = cues["country-name"]
        self._inland = cues["inland"]
        self.genre = GenreReader(cues)
        self._trades = (cues.ordered("suffix-trade"), self._country)
        self._ranking = cues.ordered("ranking")

    def default_body(self, reading: Reading, opening: Sequence[View]) -> Body | None:
        """The title's body, else a place in the title, else the issuer, else the first lines' topic.

        `opening` are the document's first lines.  A document of a national body, or one whose title names no place,
        speaks of 全国.
        """
        bodies = self._bodies
        found = (
            _traded(reading) or self._in_title(reading, opening[:1]) or _in_dateline(opening) or _spoken_for(reading)
        )
        found = found or _frequent(reading) or _autonomous(reading)
        if found is not None:
            nameless = found.type == INSTITUTION and found.mention is None and not named_after_place(reading, found)
            own = self._own.read(reading, bodies.pronouns_of_place) if nameless else None
            government = nameless and found.name[1:] in _GOVERNMENTS
            if government and own is None:  # 省人民政府省长 某某: it reports on 全省
                own = Body(found.start, found.start + 1, "全" + found.name[0], PLACE)
            return own if own is not None and (government or reading.text.count(own.name) >= _OFTEN) else found
        issuer = reading.document.issuer
        if (own := self._own_word(reading, issuer)) is not None:
            return own
        if issuer:
            if not bodies.reports(issuer):
                return Body(0, 0, issuer, INSTITUTION)
            return bodies.tellers.of_issuer(issuer) or self._published(reading)
        own = self._own.read(reading, bodies.pronouns_of_place) if self.genre.is_report(reading) else None
        if own is not None or sum(view.sentence.heading for view in opening) > 1:
            return own or self._nation(reading)  # a digest: what its first item is about, the others are not
        clauses = [
            clause
            for view in opening
            for clause in [c for c in unranked(view, self._ranking) if self._says(c)][:_FIRST]
        ]
        trade = trade_of(self._bodies, reading, clauses, self._trades)
        return self._topic(reading, clauses) or trade or self._published(reading)

    def _own_word(self, reading: Reading, issuer: str | None) -> Body | None:
        """全市, over and over: of which city, the readers of a report or of a local paper know."""
        report = self.genre.is_report(reading)
        if not report and issuer and not self._bodies.reports(issuer):
            return None
        own = self._own.read(reading, self._bodies.pronouns_of_place)
        often = own is not None and reading.text.count(own.name) >= _OFTEN
        local = own is not None and own.mention is None and own.name[1:] != "国"
        return own if often and (report or local) else None

    def _says(self, clause: Clause) -> bool:
        """Whether a clause says more than when, or that a broadcaster tells: 央视网消息(新闻联播)：今天上午，."""
        said = [token for token in clause.tokens if token.tag not in _TIMES]
        return bool(said) and not self._bodies.reports(said[0].text)

    def _nation(self, reading: Reading) -> Body | None:
        """The country or the market in the text's own word, the first that it has outside longer names.

        None where neither the text nor the rule book has such a word.
        """
        starts = [mention.start for mention in reading.names]
        for word in self._wholes:
            for match in re.finditer(re.escape(word), reading.text):
                index = bisect_right(starts, match.start()) - 1
                if index < 0 or reading.names[index].end <= match.start() or reading.names[index].quote == word:
                    return Body(0, 0, word, PLACE)
        return self._commonest(reading) or (Body(0, 0, self._wholes[0], PLACE, assumed=True) if self._wholes else None)

    def _published(self, reading: Reading) -> Body | None:
        """据宁波市统计局统计，: the place whose bureau publishes the figures, else the country."""
        return self._bodies.tellers.bureau_place(reading) or self._nation(reading)

    def _commonest(self, reading: Reading) -> Body | None:
        """The place named most, the first of several, of a text that has no word for the whole country."""
        places = [mention for mention in reading.names if mention.kind == "region"]
        abroad = bool(places) and all(mention.rule_id in _ABROAD for mention in places)  # 马来西亚…卫生部
        national = any(mention.rule_id == NATIONAL for mention in reading.names) and not abroad
        if not places or national or any(word in reading.text for word in self._inland):
            return None
        entry_id = Counter(mention.entry_id for mention in places).most_common(1)[0][0]
        first = next(mention for mention in places if mention.entry_id == entry_id)
        return Body(first.start, first.end, first.quote, PLACE, first)

    def _topic(self, reading: Reading, clauses: Sequence[Clause]) -> Body | None:
        """The first institution or place that a clause is about."""
        for clause in clauses:
            body = self._bodies.lead(clause.tokens[_label(clause.tokens) :], reading.text).body
            if body is not None and (
                body.name in self._names_of_country or "个省" in body.name or self.tells(reading, body)
            ):
                return self._nation(reading)
            if body is not None and body.type in (INSTITUTION, PLACE) and not is_once(reading.text, body.name):
                return body
        return None

    def _in_title(self, reading: Reading, views: Sequence[View]) -> Body | None:
        """The topic of the first line, or a place or body that it names, where it may be a title.

        A ministry before a colon only tells of the country: 工信部：2021年镍行业供需两旺.  Of two sectors in one
        (工业通信业运行平稳), neither is what the document is about.
        """
        for view in views:
            if view.sentence.heading or view.sentence.end - view.sentence.start <= _TITLE:
                clauses = unranked(view, self._ranking)
                if (found := self._topic(reading, clauses)) is not None:
                    return found
                tokens = view.tokens[_label(view.tokens) : clauses[-1].high] if clauses else []
                for index, token in enumerate(tokens):
                    kind = self._bodies.kind(token)
                    if kind == CLASS and index > 0 and self._bodies.kind(tokens[index - 1]) == CLASS:
                        break
                    if token.tag == BODY and kind in (PLACE, INSTITUTION, CLASS):
                        body = Body(token.start, token.end, token.text, kind, named_body(token))
                        if self._bodies.reports(body.name):
                            break  # 新华社北京3月5日电
                        if not self.tells(reading, body):
                            return body
        return None

    def tells(self, reading: Reading, body: Body) -> bool:
        """Whether a ministry publishes what is said of the whole country: 工信部公布，全国规模以上工业…."""
        return self._bodies.publishes(body, reading.text)


def _label(tokens: Sequence[Token]) -> int:
    """(江苏省)2017年南京市浦口区人民政府工作报告: how many tokens only file a title under a larger place."""
    labelled = len(tokens) > _LABEL and tokens[0].text in "（(" and tokens[2].text in "）)"
    return _LABEL if labelled and tokens[1].tag == BODY else 0


def _traded(reading: Reading) -> Body | None:
    """证券简称：渤海活塞: the company that announces."""
    name = ticker(reading.text)
    return Body(0, 0, name, INSTITUTION) if name else None


def _in_dateline(views: Sequence[View]) -> Body | None:
    """2016年1月26日在吉林省第十二届人民代表大会…: a place that a short line below the title names."""
    for view in views:
        if view.sentence.heading and not view.has_figures:
            for before, token in pairwise(view.tokens):
                mention = named_body(token) if token.tag == BODY else None
                if mention is not None and mention.kind == "region" and (before.text == "在" or before.tag == PERIOD):
                    return Body(token.start, token.end, token.text, PLACE, mention)
    return None


def _spoken_for(reading: Reading) -> Body | None:
    """我代表江苏省人民政府: the place whose government reports, near the document's beginning."""
    for mention in reading.names:
        if mention.start > _SPEECH:
            break
        if not reading.text.endswith("代表", max(0, mention.start - 2), mention.start):
            continue
        if mention.kind == "region":
            return Body(mention.start, mention.end, mention.quote, PLACE, mention)
        if mention.quote.endswith("人民政府"):
            place = mention.quote.removesuffix("人民政府")
            return Body(mention.start, mention.start + len(place), place, PLACE)
    own = _OWN_PLACE.search(reading.text, 0, _SPEECH)
    return Body(own.start(1), own.end(1), "全" + own[1], PLACE) if own else None


def _autonomous(reading: Reading) -> Body | None:
    """自治区主席 某某, 在自治区第十一届人民代表大会上: a report that calls its place by no name."""
    own = _AUTONOMOUS.search(reading.text, 0, _SPEECH)
    return Body(own.start(1), own.end(1), own[1], PLACE) if own else None


def _frequent(reading: Reading) -> Body | None:
    """The place that a document keeps naming: half of all its places, four times or more; 长江 is none."""
    places = [mention for mention in reading.names if mention.kind == "region"]
    counts = Counter(m.entry_id for m in places if m.entry_id.isdigit() or m.entry_id == _NATION)
    if not counts:
        return None
    entry_id, count = counts.most_common(1)[0]
    if count < _OFTEN or count * 2 < len(places):
        return None
    first = next(mention for mention in places if mention.entry_id == entry_id)
    return Body(first.start, first.end, first.quote, PLACE, first)
