"""From drafts to facts: names resolved through the registers, slots as the fact record wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, PLACE
from extractor.model import Fact

if TYPE_CHECKING:
    from extractor.binding.body import Body
    from extractor.binding.draft import Draft
    from extractor.model import Document, Mention
    from extractor.rulebook.book import NameRule, RuleBook

_REGISTERS = {PLACE: "region", INSTITUTION: "organisation"}

RECOGNISED = "ocr"
"""The flag of a fact whose figure was recognised from a picture: a 5 may have been a 3, a person must look."""


class FactBuilder:
    """Turns drafts into facts; built once from a rule book."""

    def __init__(self, rules: RuleBook) -> None:
        self._rules = rules

    def build(self, document: Document, drafts: list[Draft]) -> tuple[Fact, ...]:
        """The facts of a document in reading order."""
        doc_id = document.doc_id
        pictures = [page for page in document.pages if page.ocr]
        for draft in drafts if pictures else ():
            if any(page.start < draft.quantity.end and draft.quantity.start < page.end for page in pictures):
                draft.flags.append(RECOGNISED)
        return tuple(self._fact(document, doc_id, draft) for draft in drafts)

    def _fact(self, document: Document, doc_id: str, draft: Draft) -> Fact:
        quantity, period, body = draft.quantity, draft.period, draft.subject
        rule = self._rule(body) if body is not None else None
        region = rule.id if rule is not None and rule.kind == "region" else rule.region if rule is not None else None
        return Fact(
            fact_id=f"{doc_id}:{quantity.start}-{quantity.end}",
            doc_id=doc_id,
            source=document.source,
            start=quantity.start,
            end=quantity.end,
            quote=document.text[quantity.start : quantity.end],
            kind=quantity.kind,
            value=quantity.value,
            value_low=quantity.value_low,
            value_high=quantity.value_high,
            unit=quantity.unit,
            modifier=quantity.modifier,
            subject=body.name if body is not None else None,
            subject_id=rule.id if rule is not None else None,
            subject_name=rule.name if rule is not None else None,
            region=region,
            indicator=draft.indicator or None,
            indicator_id=self._indicator_id(draft),
            action=draft.action or None,
            object=draft.object or None,
            population=draft.population or None,
            statistic=draft.statistic or None,
            period_start=period.period_start if period is not None else None,
            period_end=period.period_end if period is not None else None,
            period_text=document.text[period.start : period.end] if period is not None else None,
            change_direction=draft.direction,
            change_base=draft.base if draft.direction is not None else None,
            status=draft.status,
            role=draft.role,
            sentence_start=draft.sentence.start,
            sentence_end=draft.sentence.end,
            rule_id=draft.rule_id,
            flags=tuple(dict.fromkeys(draft.flags)),
        )

    def _rule(self, body: Body) -> NameRule | None:
        """The register's entry for a body, also for one that the issuer's name or no word of the text gives."""
        if body.mention is not None:
            return self._rules.name(body.mention.kind, body.mention.entry_id)
        kind = _REGISTERS.get(body.type)
        named = [rule for rule in self._rules.named(body.name) if rule.kind == kind]
        return named[0] if len(named) == 1 else None

    def _indicator_id(self, draft: Draft) -> str | None:
        """The registered indicator, unless it is measured in another kind of unit than this level."""
        if draft.registered is None:
            return None
        mention: Mention = draft.registered.ref  # type: ignore[assignment]  # an INDICATOR token's ref is a Mention
        rule = self._rules.name(mention.kind, mention.entry_id)
        kind = draft.quantity.kind
        fits = rule is None or rule.unit_kind is None or draft.direction is not None or rule.unit_kind == kind
        return mention.entry_id if fits else None
