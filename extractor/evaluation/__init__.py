"""Extracted facts measured against annotated bulletins, and held to pinned floors."""

from __future__ import annotations

from extractor.evaluation.corpus import annotated, evaluate
from extractor.evaluation.floors import Floor, FloorError, Pin, add_pin, encode_pins, faults, hold, load_pins
from extractor.evaluation.gold import GoldChange, GoldError, GoldFact, GoldPeriod, PlacedGold, load_gold
from extractor.evaluation.report import render, render_errors
from extractor.evaluation.scoring import SLOTS, judge, pair
from extractor.evaluation.tally import FIGURES, Error, Score, Scores, Tally, measured, score, total

__all__ = [
    "FIGURES",
    "SLOTS",
    "Error",
    "Floor",
    "FloorError",
    "GoldChange",
    "GoldError",
    "GoldFact",
    "GoldPeriod",
    "Pin",
    "PlacedGold",
    "Score",
    "Scores",
    "Tally",
    "add_pin",
    "annotated",
    "encode_pins",
    "evaluate",
    "faults",
    "hold",
    "judge",
    "load_gold",
    "load_pins",
    "measured",
    "pair",
    "render",
    "render_errors",
    "score",
    "total",
]
