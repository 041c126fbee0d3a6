"""Regions from the table of divisions, and branches from bodies × divisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.rulebook.examine import Examined, examine

DIVISIONS = """\
code,name,short,level,parent_code
110000,北京市,北京,province,
110105,朝阳区,朝阳,county,110000
220000,吉林省,吉林,province,
220100,长春市,长春,city,220000
220104,朝阳区,朝阳,county,220100
220200,吉林市,吉林,city,220000
330000,浙江省,浙江,province,
330200,宁波市,宁波,city,330000
330281,余姚市,余姚,county,330200
331000,台州市,台州,city,330000
430000,湖南省,湖南,province,
430100,长沙市,长沙,city,430000
430121,长沙县,长沙,county,430100
654000,伊犁哈萨克自治州,伊犁,city,
654022,察布查尔锡伯自治县,察布查尔,county,654000
460000,海南省,海南,province,
632500,海南藏族自治州,海南,city,
150700,呼伦贝尔市,呼伦贝尔,city,
150799,呼伦贝尔县,呼伦贝尔,county,150700
980100,双名市,双名,city,
990100,双名州,双名,city,
"""
REGIONS = """\
kind: regions
id: regions
name: x
description: x
data: divisions.csv
templates:
  county: ['{city_short}{county_short}', '{city}{county}', '{city_short}{county}']
not_alone: [台州]
not_in: [长沙发]
"""
BRANCHES = """\
kind: organisations
id: branches
name: x
description: x
generate:
  over: [city, province]
  carriers:
    - {id: telecom, name: 中国电信, short: [电信, 电讯]}
  templates:
    province: ['{province_short}{short}']
    city: ['{city_short}{short}', '{province_short}{short}{city_short}公司']
  canonical: {province: '{name}{province_short}公司', city: '{name}{city_short}公司'}
  entry_id: {city: '{id}-{code}'}
  type: carrier
  not_in: [宁波电信息]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("r")
    folder.mkdir()
    (folder / "divisions.csv").write_text(DIVISIONS, encoding="utf-8")
    (folder / "regions.yaml").write_text(REGIONS, encoding="utf-8")
    (folder / "branches.yaml").write_text(BRANCHES, encoding="utf-8")
    return folder


def meanings(examined: Examined, kind: str) -> dict[str, str]:
    """Writing → entry id."""
    assert examined.problems == ()
    return {writing: rule.id for rule in examined.book.names if rule.kind == kind for writing in rule.writings}


REGION_MEANINGS = {
    "浙江省": "330000",
    "浙江": "330000",
    "宁波": "330200",
    "余姚市": "330281",
    "余姚": None,  # a county's short form of two characters is too weak
    "宁波余姚": "330281",
    "宁波市余姚市": "330281",
    "察布查尔": "654022",
    "吉林": "220000",  # the province, not the city
    "吉林市": "220200",
    "海南": "460000",  # the province, though the prefecture is none of its own
    "长沙": "430100",
    "呼伦贝尔": "150700",  # holds the county of that short name
    "双名": "region-ambiguous-双名",
    "长沙县": "430121",
    "台州市": "331000",
    "台州": None,  # not_alone
    "朝阳区": "region-ambiguous-朝阳区",
    "朝阳": None,
    "长春朝阳": "220104",
    "北京市朝阳区": "110105",  # a county right under a province has the province for its city
}


@pytest.mark.parametrize(("writing", "entry"), REGION_MEANINGS.items(), ids=REGION_MEANINGS)
def test_what_a_regions_name_means(folder: Path, writing: str, entry: str | None) -> None:
    assert meanings(examine(folder), "region").get(writing) == entry


def test_an_ambiguous_name_has_no_division_but_says_which_it_may_be(folder: Path) -> None:
    book = examine(folder).book
    rule = book.name("region", "region-ambiguous-朝阳区")

    assert rule is not None
    assert rule.region is None
    assert book.ambiguous == {
        "region-ambiguous-朝阳区": ("110105", "220104"),
        "region-ambiguous-双名": ("980100", "990100"),
    }


def test_an_ambiguous_name_can_be_settled_by_data(folder: Path) -> None:
    (folder / "regions.yaml").write_text(REGIONS + "prefer: {朝阳区: '110105'}\n", encoding="utf-8")

    assert meanings(examine(folder), "region")["朝阳区"] == "110105"


def test_a_division_has_its_level_and_code(folder: Path) -> None:
    rule = examine(folder).book.name("region", "330200")

    assert rule is not None
    assert (rule.name, rule.aliases, rule.type, rule.region) == ("宁波市", ("宁波",), "city", "330200")


def test_a_files_shields_go_to_the_names_they_hold(folder: Path) -> None:
    shields = {rule.id: rule.not_in for rule in examine(folder).book.names if rule.not_in}

    assert shields == {"430100": ("长沙发",), "telecom-330200": ("宁波电信息",)}


BRANCH_MEANINGS = {
    "中国电信浙江公司": "telecom-330000",
    "浙江电信": "telecom-330000",
    "浙江电讯": "telecom-330000",
    "中国电信宁波公司": "telecom-330200",
    "宁波电讯": "telecom-330200",
    "浙江电信宁波公司": "telecom-330200",
    "吉林电信": "telecom-220000",  # the province's, though the city's too
    "中国电信吉林公司": "telecom-220000",
    "吉林电信吉林公司": "telecom-220200",
    "双名电信": None,  # two cities' branches share it
    "电信伊犁公司": None,
    "伊犁电信": "telecom-654000",  # of no province: the forms that need one are left out
}


@pytest.mark.parametrize(("writing", "entry"), BRANCH_MEANINGS.items(), ids=BRANCH_MEANINGS)
def test_what_a_branchs_name_means(folder: Path, writing: str, entry: str | None) -> None:
    assert meanings(examine(folder), "organisation").get(writing) == entry


def test_a_branch_knows_its_region_type_and_own_name(folder: Path) -> None:
    rule = examine(folder).book.name("organisation", "telecom-330200")

    assert rule is not None
    assert (rule.name, rule.type, rule.region, rule.rule_id) == ("中国电信宁波公司", "carrier", "330200", "branches")


def test_a_name_written_out_wins_over_a_generated_one(folder: Path) -> None:
    text = "kind: organisation\nid: nb\nname: 宁波市通信公司\ndescription: x\naliases: [宁波电信]\n"
    (folder / "nb.yaml").write_text(text, encoding="utf-8")

    assert meanings(examine(folder), "organisation")["宁波电信"] == "nb"


def test_a_region_written_out_wins_over_the_table(folder: Path) -> None:
    text = "kind: regions\nid: more\nname: x\ndescription: x\nentries: [{id: ningbo-area, name: 宁波}]\n"
    (folder / "more.yaml").write_text(text, encoding="utf-8")

    assert meanings(examine(folder), "region")["宁波"] == "ningbo-area"
    assert meanings(examine(folder), "region")["宁波市"] == "330200"


def test_a_generated_id_must_be_free(folder: Path) -> None:
    """The file that was read later is told to choose another: a user's own, never the built-in one."""
    text = "kind: organisations\nid: more\nname: x\ndescription: x\nentries: [{id: telecom-330200, name: 甬信}]\n"
    (folder / "more.yaml").write_text(text, encoding="utf-8")

    assert [str(problem) for problem in examine(folder).problems] == [
        "r/more.yaml:5: entries[1].id: 'telecom-330200' is taken by an entry of r/branches.yaml; choose another",
    ]

    (folder / "more.yaml").rename(folder / "again.yaml")
    (folder / "again.yaml").write_text(text.replace("id: more", "id: again"), encoding="utf-8")
    assert [str(problem) for problem in examine(folder).problems] == [
        "r/branches.yaml:5: generate: gives 'telecom-330200', which is an entry of 'again'; choose another",
    ]


def test_two_blocks_must_not_give_one_name(folder: Path) -> None:
    text = (
        BRANCHES.replace("id: branches", "id: more").replace("id: telecom", "id: other").replace("not_in", "# not_in")
    )
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    expected = (
        "r/more.yaml:5: generate: '浙江电信' names both 'telecom-330000' and 'other-330000' "
        "(rules 'branches' and 'more'); give it to one"
    )

    assert expected in [str(problem) for problem in examine(folder).problems]


BROKEN_TABLES = {
    "columns": (
        "a,b\n",
        "r/divisions.csv:1: columns 'a,b'; wanted 'code,name,short,level,parent_code' and, if need be, 'aliases'",
    ),
    "code": (DIVISIONS + "33,x,,city,\n", "r/divisions.csv:23: code: '33'; wanted six digits"),
    "twice": (DIVISIONS + "110000,x,,city,\n", "r/divisions.csv:23: code: '110000' stands in two rows; keep one"),
    "level": (
        DIVISIONS + "990000,x,,town,\n",
        "r/divisions.csv:23: level: 'town'; wanted one of province, city, county",
    ),
    "name": (DIVISIONS + "990000,,,city,\n", "r/divisions.csv:23: name: empty; wanted the full name"),
    "short row": (DIVISIONS + "990000,x\n", "r/divisions.csv:23: 2 columns; wanted at least 5"),
    "parent": (
        DIVISIONS + "990000,x,,city,980000\n",
        "r/divisions.csv:23: parent_code: '980000'; no row has this code",
    ),
    "own parent": (
        DIVISIONS + "990000,x,,city,990000\n",
        "r/divisions.csv:23: parent_code: '990000' is the row's own code; wanted the one it belongs to",
    ),
}


@pytest.mark.parametrize(("table", "expected"), BROKEN_TABLES.values(), ids=BROKEN_TABLES)
def test_a_broken_table_says_its_line(folder: Path, table: str, expected: str) -> None:
    (folder / "divisions.csv").write_text(table, encoding="utf-8")

    assert str(examine(folder).problems[0]) == expected


def test_a_missing_table_and_an_unknown_preference_are_errors(folder: Path) -> None:
    (folder / "regions.yaml").write_text(REGIONS + "prefer: {朝阳区: '999999'}\n", encoding="utf-8")
    assert [str(problem) for problem in examine(folder).problems] == [
        "r/regions.yaml:10: prefer.朝阳区: '999999'; divisions.csv has no such code",
    ]

    (folder / "divisions.csv").unlink()
    assert "r/divisions.csv: cannot be read (No such file or directory); wanted a CSV of divisions" in [
        str(problem) for problem in examine(folder).problems
    ]
