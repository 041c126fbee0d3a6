"""The command line: parse, call, print.  One module a command; nothing heavy is imported before it is needed."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `extractor` command."""
    import sys  # noqa: PLC0415

    from extractor.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))
