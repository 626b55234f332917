"""Writes concordkg/questions.py, one typed method for each row of query/queries.def.

    python python/tools/generate_questions.py [--check]

With --check nothing is written, and the exit code says whether the file is what it would be.
"""

from __future__ import annotations

import keyword
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

from concordkg import _concord

TARGET = Path(__file__).parents[1] / "concordkg" / "questions.py"
HEAD = '''"""Questions, as methods. Made by python/tools/generate_questions.py from query/queries.def; do not edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .table import Answer


class Questions:
    """One method for each question. Each returns an Answer: a table whose rows carry the passages that prove them
    (``row.evidence``); ``answer.columns`` names the columns and their types, and docs/queries.md explains them."""

    def _ask(self, query: str, words: list[str], options: Mapping[str, Any]) -> Answer:
        raise NotImplementedError
'''

# By what --help writes for a value.
NUMBERS = {"K", "N"}
SHARES = {"CONFIDENCE", "SHARE", "COSINE"}


def python_name(word: str) -> str:
    name = re.sub(r"[^a-z]+", "_", word.lower()).strip("_")
    return name + "_" if keyword.iskeyword(name) else name


def value_type(value: str, about: str) -> str:
    if not value:
        return "bool"
    if "," in value:
        return "str | Iterable[str] | None"
    if value in NUMBERS:
        return "int | str | None" if "or '" in about else "int | None"
    if value in SHARES:
        return "float | None"
    return "str | date | None" if value == "DATE" else "str | None"


def filled(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), 118, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def sentence(text: str) -> str:
    text = text.strip().replace("\\", "\\\\").replace('"""', "'''")
    return text if text.endswith((".", "?", "!", ")", ":")) else text + "."


def words_of(spec: str) -> list[tuple[str, bool, bool]]:
    """(name, required, many) of each word."""
    words: list[tuple[str, bool, bool]] = []
    for word in spec.split():
        name = python_name(word.strip("[].").lower())
        if any(name == other for other, _, _ in words):
            name = "other_" + name
        words.append((name, not word.startswith("["), "..." in word))
    return words


def method(row: dict[str, Any]) -> list[str]:
    words = words_of(row["words"])
    options = [(python_name(name), name, value, about) for name, value, about in row["options"] if name != "format"]
    taken = {name for name, _, _ in words}
    lines = ["", f"    def {python_name(row['name'])}(", "        self,"]
    many = next((name for name, _, many in words if many), None)
    for name, required, is_many in words:
        lines.append(f"        {name}: str," if required else f"        {name}: str | None = None,")
        if is_many:
            lines.append("        *more: str,")
    if options and many is None:
        lines.append("        *,")
    for name, _, value, about in options:
        assert name not in taken, f"{row['name']}: {name} is a word and an option"
        kind = value_type(value, about)
        lines.append(f"        {name}: {kind} = {'False' if kind == 'bool' else 'None'},")
    lines.append("    ) -> Answer:")
    lines.append(f'        """{sentence(row["title"])}')
    if options:
        lines.append("")
        for name, _, value, about in options:
            lines += filled(sentence(f"{name}: {about}"), " " * 8, " " * 12)
    if row["about"]:
        for paragraph in row["about"].split("\n\n"):
            lines.append("")
            for part in re.split(r"\n(?=- )", paragraph):  # the entries of a list
                lines += filled(sentence(part), " " * 8, " " * (10 if part.startswith("- ") else 8))
    lines.append('        """')
    given = [name if required else f"*([{name}] if {name} is not None else [])" for name, required, _ in words]
    if many is not None:
        given.append("*more")
    lines.append(f"        words = [{', '.join(given)}]" if given else "        words: list[str] = []")
    if options:
        lines.append("        options = {")
        lines += [f'            "{name}": {parameter},' for parameter, name, _, _ in options]
        lines.append("        }")
    lines.append(f'        return self._ask("{row["name"]}", words, {"options" if options else "{}"})')
    return lines


def generated() -> str:
    lines = HEAD.rstrip("\n").split("\n")
    for row in _concord.queries():
        lines += method(row)
    return "\n".join(lines) + "\n"


def main() -> int:
    text = generated()
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_text() == text
        if not same:
            print(f"{TARGET} is not what query/queries.def says; run {Path(__file__).name}", file=sys.stderr)
        return 0 if same else 1
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
