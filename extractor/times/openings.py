"""Where a calendar expression can begin: a cheap test of the first characters, which fails at nearly every place.

`OPENING` only looks ahead, and holds before everything that `grammar.ATOM` finds; the tests derive that from the parsed
grammar, so a new word of the grammar without its opening here is named by them.
"""

from __future__ import annotations

_NUMERALS = "〇○零一二三四五六七八九十廿两"
_LEADS = "自从到至迄"
_QUOTES = "“\"‘'「『"

# Behind the number that an expression begins with: its unit, the sign of a range or list, the tail of a feast or plan.
_BEHIND_NUMBER = "-—–~:：、/与和及至到年月日号时点天周星季世小度规计期末初以前后当黄长假节”\"’'」』"

# First characters, and the second ones that may follow any of them.
_WORDS = (
    ("年月", "内初底末"),
    ("全去来翌", "年"),
    ("上", "一上世个午半周季年日星月礼"),
    ("下", "一个午半周季星月礼"),
    ("中", "午秋"),
    ("目", "前"),
    ("当", "个前周地夜天季年日星晚月礼"),
    ("同次", "年日月"),
    ("前", "0123456789一三两七九二五八六十半四天年"),
    ("头第近", "0123456789一三两七九二五八六十四"),
    ("后", "半天年"),
    ("今", "夜天年日早晚晨为后"),
    ("本", "世个周季年日星月礼"),
    ("这", "0123456789一七三两个九二五八六几十周四星的礼"),
    (_QUOTES, "一七三中九二元五八六十双四国春清端"),
    ("截", "止至"),
    ("至", "今"),
    ("过", "去"),
    ("春双", "节"),
    ("昨明", "夜天年日晚"),
    ("最", "近"),
    ("周", "一三二五六四天日"),
    ("国", "庆"),
    ("正端", "午"),
    ("农阴", "历"),
    ("东北", "京"),
    ("元现接未首", "旦在下来季"),
    ("此", "前为"),
    ("傍刚深岁莫格凌夜星欧礼美迄", "晚过夜末斯林晨间期洲拜东国今"),
    ("早晚午清", "上晨间后夜明"),
    ("Qq", "1234"),
)
_FIRST = "".join(first for first, _ in _WORDS)
_SECOND = "".join(second for _, second in _WORDS)

_NUMBER = (
    rf"(?:(?<![0-9])[0-9]|[{_NUMERALS}])[0-9{_NUMERALS}]{{0,4}} {{0,2}}(?:[{_BEHIND_NUMBER}]|个[月季星小])"
    r"|[0-9]{4}(?:\.|[HhQq][1-4])"
)
_WORD = rf"(?=[{_FIRST}][{_SECOND}])(?:" + "|".join(f"[{first}][{second}]" for first, second in _WORDS) + ")"
NUMBER_OR_WORD = rf"(?:{_NUMBER}|{_WORD})"
OPENING = rf"(?=[0-9{_NUMERALS}{_FIRST}{_LEADS}])(?={NUMBER_OR_WORD}|(?:自从|[{_LEADS}]) ?{NUMBER_OR_WORD})"
