"""Whether a figure is planned or reached, as its sentence, its section and the calendar say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from extractor.binding.draft import Draft
    from extractor.binding.scene import Scene
    from extractor.binding.status import StatusReader
    from extractor.model import Period

_FROM = ("从", "自")
_DAYS_TO_COME = timedelta(days=14)


def take_status(draft: Draft, scene: Scene, index: int, statuses: StatusReader) -> None:
    """Fill the status of the figure at that token of the sentence."""
    period, published = draft.period, scene.carrier.published
    end = period.period_end if period is not None else None
    over = scene.context.looks_back or (end is not None and published is not None and end <= published)
    today = end is not None and end == published and period is not None and period.period_start == end
    context, tokens = scene.context, scene.view.tokens
    context.stated = statuses.advance(context.stated, tokens, (context.stated_to, index), past=context.looks_back)
    context.stated_to = index
    told = over and (context.looks_back or (period is not None and period.start >= scene.view.sentence.start))
    stated = statuses.read(context.stated, tokens, index, over=over and not today, told=told)
    told_so = context.commanded and context.plans_weigh < 0  # （五）坚决打好攻坚战。完成…: what was done about it
    carried = "actual" if told_so else context.section_status
    carried = "target" if (scene.plan or context.plans_weigh > 0) and not over else carried
    ahead = _is_ahead(period, scene, statuses)
    draft.status = stated or ("actual" if over else "target" if ahead else carried)
    if context.among and context.whole_planned and not (stated or over):  # 应控制在145平方公里，其中中心城区138平方公里
        draft.status = "target"
    if not context.among:
        context.whole_planned = draft.status == "target"
    if stated == "target" or (scene.plan and draft.status == "target"):
        context.plan = True


def _is_ahead(period: Period | None, scene: Scene, statuses: StatusReader) -> bool:
    """Whether the sentence sets a time to come: 到今年底整治5500家, 2022年底前, 明年, 从8月1日起取消33项.

    Not 到2030年到期, 迎接2023年亚运会.  Of what does not say so itself, as 明年 does, only the document's own date
    counts: one inferred from its text is too uncertain to tell what lies ahead.
    """
    if period is None:
        return False
    published, here = scene.reading.document.published, period.start >= scene.view.sentence.start
    if period.quote.startswith(statuses.to_come) or (here and period.quote.startswith(statuses.coming)):
        return True  # 未来五年: as long as it is in force
    if published is None:
        return False
    if period.period_end is None:  # not 北京2022年冬奥会计划启动以来; it holds to the paragraph's end
        return period.period_start is not None and period.period_start > published and period.quote.endswith("起")
    text, opens = scene.reading.text, period.period_start
    due = opens is not None and opens > published and statuses.is_due(text, period.end)
    return here and (due or _reaches_ahead(period, text, published))


def _reaches_ahead(period: Period, text: str, published: date) -> bool:
    """到今年底, 2022年底前, and 从2020年至2022年 of a text of 2020: whether it ends well behind the text's own date."""
    opens, end = period.period_start, period.period_end
    if end is None:
        return False
    if opens is not None and period.quote.startswith(_FROM):
        return published.year <= opens.year < end.year
    sets = period.quote.startswith(("到", "至")) or period.quote.endswith("前") or text.startswith("前", period.end)
    if not sets or text.startswith(("到期", "前到期"), period.end):
        return False
    return end - published > _DAYS_TO_COME and (opens is None or opens > published)
