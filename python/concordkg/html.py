"""How tables look: in a notebook, and in a terminal."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .table import Table

MAX_ROWS = 30
MAX_QUOTE = 300


def cell_text(value: Any) -> str:
    """A cell for people."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, (list, tuple)):
        return ", ".join(cell_text(item) for item in value)
    return str(value)


def _shortened(text: str, size: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1] + "…"


def table(shown: Table, rows: int = MAX_ROWS) -> str:
    """HTML: the picture where there is one, the first rows, below each the best passage, and the notes."""
    svg = getattr(shown, "svg", lambda: None)()
    parts = [f'<div style="max-width:60em;overflow-x:auto">{svg}</div>'] if svg else []
    right = [column.type in ("integer", "float") for column in shown.columns]
    parts.append('<table class="concord"><thead><tr>')
    parts += [f'<th title="{escape(column.title)}">{escape(column.name)}</th>' for column in shown.columns]
    parts.append("</tr></thead><tbody>")
    for row in shown[:rows]:
        cells = (
            f'<td style="text-align:{"right" if at_right else "left"}">{escape(_shortened(cell_text(value), 200))}</td>'
            for value, at_right in zip(row.values(), right)
        )
        parts.append(f"<tr>{''.join(cells)}</tr>")
        for passage in row.evidence[:1]:
            place = ", ".join(filter(None, (passage.title or passage.document, passage.anchor)))
            parts.append(
                f'<tr><td colspan="{len(right)}" style="text-align:left;color:#666"><q>'
                f"{escape(_shortened(passage.quote, MAX_QUOTE))}</q> ({escape(place)})</td></tr>"
            )
    parts.append("</tbody></table>")
    if len(shown) > rows:
        parts.append(f"<p>{len(shown) - rows} more rows</p>")
    parts += [f"<p>{escape(note)}</p>" for note in shown.notes]
    return "".join(parts)


def text_table(shown: Table, rows: int = 20, width: int = 28) -> str:
    """Plain text: the first rows, cells cut to ``width``."""
    head = [column.name for column in shown.columns]
    body = [[_shortened(cell_text(value), width) for value in row.values()] for row in shown[:rows]]
    widths = [max(map(len, column)) for column in zip(head, *body)]
    right = [column.type in ("integer", "float") for column in shown.columns]

    def line(cells: list[str]) -> str:
        padded = (
            cell.rjust(size) if at_right else cell.ljust(size) for cell, size, at_right in zip(cells, widths, right)
        )
        return "  ".join(padded).rstrip()

    lines = [line(head), *map(line, body)]
    if len(shown) > rows:
        lines.append(f"... {len(shown) - rows} more rows")
    lines += [f"note: {note}" for note in shown.notes]
    return "\n".join(lines)
