"""核对: what documents claim against what tables submitted say.  A pure core: tables come in as `extractor.grid`.

The package can be called: importing a module of it binds the name `extractor.reconcile` to the package, and
`extractor.reconcile(facts, submitted)` must go on to work.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401  # `extractor.reconciliation.reconcile`'s own
        from extractor.reconciliation import reconcile  # noqa: PLC0415  # the edge stands above this core

        return reconcile(*arguments, **options)


sys.modules[__name__].__class__ = _Callable
