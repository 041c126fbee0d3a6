"""The texts of rule skeletons: what stands between a file's head and its examples, by kind.

`  %中文|English%` at the end of a line is its comment in either language; ID is the file's id.
"""

from __future__ import annotations

HEAD = """\
kind: KIND
id: ID  %与文件名相同，永不更改|the file's name, never changed%
name: 填写名称
description: 填写说明
# source: 《…》  %出处|where it is defined%
"""

TAIL = """\
examples:  %正反两面的例句都会作为测试运行|examples of both signs; each runs as a test%
  - text: 填写应当识别的句子。
    POSITIVE
  - text: 填写不应识别的句子。
    NEGATIVE
    why: 填写原因
"""

ALIASES = """\
aliases: []  %文中的其他写法|other writings%
not_in: []  %包含本名称而含义不同的词|longer words that mean something else%
"""
REGISTER = """\
entries:
  - {id: ID-one, name: 示例名称, aliases: [示例别名]}  %每行一个|one a line%
"""
BODIES: dict[str, str] = {
    "indicator": ALIASES + "unit_kind: count  %count money percent rate measure …%\n",
    "organisation": ALIASES + "type: institution\n# region: '330000'  %行政区划代码|division code%\n",
    "population": ALIASES,
    "action": ALIASES,
    "organisations": "type: institution\n" + REGISTER,
    "indicators": REGISTER,
    "populations": REGISTER,
    "actions": REGISTER,
    "regions": REGISTER,
    "units": """\
unit_kind: count  %count money percent measure …%
entries:
  - 示例单位  %只有名称时写名称即可|the name alone will do%
""",
    "modifiers": """\
entries:
  - id: ID-one
    words: [示例修饰]
    position: before  %before after inside%
    modifier: about  %over nearly about at_most at_least several%
    low: 填写下限  %区间下限怎样得出|how the lower end follows%
    high: 填写上限
    reason: 填写原因
""",
    "shields": """\
entries:
  - 示例口号  %含数字但不是数据的词|words with numerals that are no figure%
""",
    "cues": """\
entries:
  - {id: ID-one, words: [示例提示词]}
""",
    "tables": """\
entries:
  - {id: ID-one, words: [示例表头词]}
""",
    "pattern": """\
match:
  - '填写文字{q1}'  %{q1} 是数字；见 extractor explain '句子'|{q1} is the figure: extractor explain 'SENTENCE'%
binds:
  - {quantity: q1}  %q1 取什么：indicator、object、status 等|and what is bound to it: indicator, object, status …%
""",
    "check": """\
type: identity  %另有 siblings among|or siblings, among%
total: 填写总计指标的-id  %见 extractor rules list --kind indicators|see extractor rules list --kind indicators%
parts: [填写分项一的-id, 填写分项二的-id]  %按定义相加等于总计的指标|the indicators that make it up by definition%
""",
}

SINGLE = frozenset({"indicator", "organisation", "population", "action"})
"""Kinds of file that are one entry: its name is the file's."""

FOLDERS: dict[str, str] = {
    "indicator": "indicators",
    "organisation": "organisations",
    "population": "populations",
    "action": "actions",
    "pattern": "patterns",
    "check": "checks",
}
"""Where files of a kind stand, if not in the folder of the kind's own name."""

_FIGURES = ("quantities: [{quote: 填写数字, value: 1}]", "quantities: []")
_FACTS = ("facts: [{value: 1}]", "facts: []")
EXAMPLES: dict[str, tuple[str, str]] = {
    "units": _FIGURES,
    "modifiers": _FIGURES,
    "shields": _FIGURES,
    "pattern": _FACTS,
    "check": ("findings: [{check_id: ID, verdict: differs}]", "findings: []"),
}
"""What the two examples assert, if not what the lexicon finds."""
