"""Shapes with numerals that never are figures: clock times, years, spans of time, ratios, grades, quoted titles."""

from __future__ import annotations

import re

from extractor.figures.marks import CHINESE_CHARS, DIGIT_CHARS, MULTIPLIER_CHARS

_N = rf"(?:\d{{1,3}}|[{DIGIT_CHARS}十百几]{{1,4}})"
_AFTER_SPAN = r"多?(?:年|个月|天)多?(?:来|以来|前|之前|以前)(?![沿半台])"
_LEVEL_TAIL = rf"[{MULTIPLIER_CHARS}]+(?:[元吨亩人米]|千瓦|美元|公里|平方米|立方米)?级(?!地震|大风)"
_CLOCK_WORDS = r"上午|下午|中午|凌晨|清晨|早上|早晨|晚上|晚间|傍晚|夜间|今晨|今晚|昨晚|当晚|今早|[早晚日午]"
_CLOCK = r"\d{1,2}时(?:\d{1,2}分|[许多整])|\d{1,2}点(?:\d{1,2}分|[半许钟整])"
_WORD = rf"(?![{CHINESE_CHARS}点分个])[\u4e00-\u9fff]"
_NTH = rf"[{CHINESE_CHARS}]{{1,5}}次(?:[、和][{CHINESE_CHARS}]{{1,5}}次){{0,4}}"
_AT_DIGIT = (
    rf"{_CLOCK}|(?<!\d)(?:"
    r"(?<!:)\d{1,2}[:：][0-5]\d(?::[0-5]\d)?(?![\d:])"
    r"|(?:19|20)\d\d ?(?:[-–—~至、和]+ ?(?:19|20)?\d\d ?)?年(?:度|末|底|初)?|(?<=[“‘'「])\d\d年"
    rf"|\d{{1,3}}{_AFTER_SPAN}|(?<![^。，；：\n\u3000“])\d{{1,2}}年(?=累计|共计|合计|[新净]增)|(?<=的)\d{{1,2}}年(?=[。，；、\n])"
    r"|(?<!\.)\d++(?:\.\d++)?(?: ?[:：∶] ?\d++(?:\.\d++)?)++"
    rf"|(?<![.{CHINESE_CHARS}])\d{{1,4}}{_LEVEL_TAIL}|(?<!\.)\d{{1,3}}元区(?!间))"
)
_AT_NUMERAL = (
    r"[一二两三四五六七八九十]{1,3}点(?:[半钟整许]|[一二三四五十]{1,3}分)"
    r"|[一二][〇零○九][〇零○一二三四五六七八九]{2}年"
    rf"|(?<!\d)[{DIGIT_CHARS}十百几]{{1,4}}{_AFTER_SPAN}"
    rf"|(?<![^。，；：\n\u3000“])[{DIGIT_CHARS}十]{{1,2}}年(?:累计|共|新增|完成|办理|实现|实际|建成|年均)"
    r"|(?<=本届政府)[一二两三四五]年|(?<=[今去][明今])两年"
    r"|[两三四五]年(?:平均|行动|规划|计划|攻坚|滚动|倍增|提升)"
    r"|[两三五十]年(?:发展|推进|培育|振兴|总体|远景|建设|倍增|改造|整治|治理){1,2}(?:目标|行动)?(?:规划|计划)"
    rf"|(?<![\d.{CHINESE_CHARS}]){_LEVEL_TAIL}"
    rf"|(?<![{CHINESE_CHARS}])一{_WORD}一{_WORD}"  # 一企一策, 一草一木
    rf"|(?<![{CHINESE_CHARS}])[{CHINESE_CHARS}]{{1,5}}次(?:全会|会议|全体会议|党代会|代表大会)"
    rf"|(?<=届){_NTH}|(?<=\ue0ff){_NTH}(?=[（(]?[全党会人代])"  # 十三届三次、四次全会
    rf"|(?<=的)[{DIGIT_CHARS}十]{{1,2}}年(?=[。，；、\n])"  # 极不平凡的五年
    rf"|(?<![用历经续过近{CHINESE_CHARS}])[{DIGIT_CHARS}十]{{1,2}}年(?=累计)"
)
_AT_WORD = (
    rf"(?:{_CLOCK_WORDS})\d{{1,2}}[时点](?:\d{{1,2}}分|[半许多整])?"
    rf"|(?:过去|未来|今后|最近|往后|接下来|此前|(?<!附)近|这|(?<!提)前)[的了]?{_N}多?(?:年|个月|个?季度|周|天|日)(?!的?时间)(?:来|以来|间|内)?"
    rf"|[每隔]隔?(?:\d+|[{CHINESE_CHARS}]+)"
    rf"|[“‘「][^“”‘’「」\n，。；：\d%]{{0,7}}[{CHINESE_CHARS}][^“”‘’「」\n，。；：\d%]{{0,7}}[”’」]"
    r"|[“‘「]\d+[^“”‘’「」\n，。；\d%元亿万]{0,5}[”’」]"
    r"|[“‘「][^“”‘’「」\n，。；：\d%]{1,12}\d{1,3}条[”’」]"  # “民营经济31条”: a paper
    rf"|第[{CHINESE_CHARS}\d]++(?:届|批|期|章|节|款|卷|编|季度|轮|代|产业|次|线|方|梯队|阶段|师|军|集团军)"
)
_WORD_STARTS = "上下中凌清早晚傍夜今昨当日午过未最往接此近这前每隔第“‘「"
SHAPES = re.compile(
    rf"(?=[\d{CHINESE_CHARS}几{_WORD_STARTS}])"  # most places fail here, at once
    rf"(?:(?=\d)(?:{_AT_DIGIT})|(?=[{CHINESE_CHARS}几])(?:{_AT_NUMERAL})|(?=[{_WORD_STARTS}])(?:{_AT_WORD}))",
    re.ASCII,
)
