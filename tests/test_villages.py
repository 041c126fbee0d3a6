"""A village that no register has: by where the text puts it, and then by its short name."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青岭集团在英德市石桥村发展产业。如今，石桥村的产业已有市场，产出2300万元。", "石桥村"),
        ("青岭集团在双龙镇石桥村发展产业。石桥村接待游客50万人次。", "石桥村"),
        ("汉中市建设示范村。示范村接待游客50万人次。", "汉中市"),
        ("汉中市各行政村通了公路，各行政村接待游客50万人次。", "汉中市"),
        ("汉中市石桥村通了公路，接待游客50万人次。", "汉中市石桥村"),
    ],
)
def test_a_village_has_what_is_told_behind_its_name(extractor: Extractor, text: str, expected: str) -> None:
    assert extractor.extract(text)[-1].subject == expected
