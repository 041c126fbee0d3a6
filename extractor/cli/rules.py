"""`extractor rules`: list, show, lint and start rule files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.rulebook.book import RuleBook, RuleFile

TO_LOOK_AT = 1

app = typer.Typer(
    help=help_text("规则库：列出、查看、查找、检查、新建规则", "the rule book: list, show, find, lint and start rules"),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list", help=help_text("列出规则文件", "list the rule files"))
def list_rules(
    *,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help=help_text("只列这一类", "only files of this kind"))
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Print a table of the rule files: kind, id, name, how many entries and examples."""
    speech = language(lang)
    from extractor.cli.rules_print import print_files  # noqa: PLC0415
    from extractor.rulebook.complain import did_you_mean  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415
    from extractor.rulebook.schema import MODELS  # noqa: PLC0415

    if kind is not None and kind not in MODELS:
        raise UsageError(
            f"--kind: '{kind}'; wanted one of {', '.join(MODELS)}{did_you_mean(kind, MODELS)}",
            f"--kind：没有 '{kind}' 这一类；可选 {', '.join(MODELS)}",
        )
    book = load_rules(*(rules or ()))
    files = [file for file in book.files if kind in {None, file.kind}]
    print_files(sorted(files, key=lambda file: (list(MODELS).index(file.kind), file.id)), book, speech)
    return 0


@app.command("show", help=help_text("查看一个规则文件或条目", "show a rule file or an entry"))
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help=help_text("文件或条目的 id", "id of a file or entry"))],
    *,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Print where it stands, what it says and its examples."""
    speech = language(lang)
    from extractor.cli.rules_print import print_file  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415

    book = load_rules(*(rules or ()))
    for file in _files_with(book, rule_id):
        print_file(file, rule_id, book, speech)
    return 0


def _files_with(book: RuleBook, rule_id: str) -> list[RuleFile]:
    """The file of that id, else those with such an entry; UsageError names the nearest id where there is none."""
    from extractor.cli.rules_print import entries_of  # noqa: PLC0415
    from extractor.rulebook.complain import did_you_mean  # noqa: PLC0415

    files = [file for file in book.files if file.id == rule_id]
    entries = {file.id: {entry.id for entry in entries_of(file, book)} for file in book.files}
    files = files or [file for file in book.files if rule_id in entries[file.id]]
    if not files:
        near = did_you_mean(rule_id, entries) or did_you_mean(rule_id, set().union(*entries.values()))
        raise UsageError(
            f"'{rule_id}': no rule file and no entry has this id; see 'extractor rules list'{near}",
            f"'{rule_id}'：没有规则文件或条目用此 id；请用 extractor rules list 查看",
        )
    return files


@app.command("find", help=help_text("按词查找规则条目", "find rule entries by a word"))
def find(
    word: Annotated[
        str,
        typer.Argument(
            metavar="WORD", help=help_text("名称、别名、线索词或其一部分", "a name, alias or cue, or a part of one")
        ),
    ],
    *,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Print the entries that have the word: the whole word first, then those that it is a part of."""
    speech = language(lang)
    from extractor.cli.rules_print import print_found  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415

    if not word.strip():
        raise UsageError("WORD is empty; give a word", "WORD 为空；请给一个词")
    found = print_found(word.strip(), load_rules(*(rules or ())), speech)
    return 0 if found else TO_LOOK_AT


@app.command("lint", help=help_text("检查规则文件并运行其例句", "check rule files and run their examples"))
def lint_rules(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help=help_text("叠加的规则目录或单个规则文件", "folders of rules, or rule files, over the built-in ones"),
        ),
    ] = None,
    *,
    lang: LangOption = None,
) -> int:
    """Print every problem as `file:line: field: …`; the status is 1 where there is one."""
    speech = language(lang)
    from extractor.rulebook.lint import lint  # noqa: PLC0415

    for folder in folders or ():
        if not folder.exists():
            raise UsageError(
                f"{folder}: no such file or folder; give a rule file or a folder of them",
                f"{folder}：没有此文件或目录；请给规则文件或其目录",
            )
    problems = lint(*(folders or ()))
    for problem in problems:
        typer.echo(problem.told(speech))
    error_line(_verdict(len(problems), speech))
    return TO_LOOK_AT if problems else 0


def _verdict(problems: int, lang: Lang) -> str:
    if not problems:
        return say(lang, "规则无误，例句全部通过", "the rules are sound and every example holds")
    return say(lang, f"{problems} 处问题", f"{problems} problem{'s' if problems > 1 else ''}")


@app.command("new", help=help_text("新建规则文件的骨架", "write the skeleton of a rule file"))
def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=help_text("规则种类", "kind of rule"))],
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help=help_text("规则 id，即文件名", "rule id, the file's name"))
    ],
    *,
    rules: Annotated[Path, typer.Option(metavar="DIR", help=help_text("规则目录", "folder of rules"))] = Path("rules"),
    lang: LangOption = None,
) -> int:
    """Write DIR/<folder>/<id>.yaml, never over another file, and say what to do next."""
    speech = language(lang)
    from extractor.rulebook.load import builtin_folder, examine  # noqa: PLC0415
    from extractor.rulebook.new import folder_of, skeleton, taken_by  # noqa: PLC0415

    text = skeleton(kind, rule_id, speech)
    path = rules / folder_of(kind) / f"{rule_id}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists; choose another id, or edit it", f"{path} 已存在；请另取一个 id，或直接修改它")
    read = [builtin_folder(), *([rules] if rules.is_dir() else [])]
    if taken := taken_by(kind, rule_id, examine(*read)):
        raise UsageError(
            f"'{rule_id}' is taken by {taken}; choose another id", f"'{rule_id}' 已被 {taken} 使用；请另取一个 id"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    typer.echo(str(path))
    error_line(say(lang=speech, zh=_next_zh(rules), en=_next_en(rules)))
    return 0


def _next_zh(rules: Path) -> str:
    return f"“填写”“示例”处填好之前规则不起作用；填好后运行 extractor rules lint {rules}"


def _next_en(rules: Path) -> str:
    return f"the rule works once what says 填写 or 示例 is filled in; then run: extractor rules lint {rules}"
