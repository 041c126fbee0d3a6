"""Spark's Python daemon with everything loaded: its forks, which are Spark's workers, need not load it each."""

from __future__ import annotations

import pytest
import shared
from pyspark.daemon import manager

import extractor.engines.spark.worker  # noqa: F401  # and all that it needs

if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        shared.share(patch)
        shared.built().extract("全市收入3亿元。")
        manager()
