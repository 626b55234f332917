"""What an ingest did."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any


@dataclass(frozen=True)
class StoredDocument:
    """A file that is in the store now."""

    path: str
    format: str
    version: str  # key of the edition
    source_bytes: int
    text_bytes: int
    sections: int
    measures: int
    repairs: list[tuple[int, str]] = field(default_factory=list, repr=False)  # line (0: not known), what was repaired


@dataclass(frozen=True)
class RefusedFile:
    """A file that was left out, and why."""

    source: str
    code: str
    message: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source}{f':{self.line}' if self.line else ''}: {self.message}"


@dataclass(frozen=True)
class IngestReport:
    """One entry for each file: stored, unchanged since the last ingest, or refused."""

    stored: list[StoredDocument]
    unchanged: list[str]
    refused: list[RefusedFile]
    unreadable_reviews: list[RefusedFile] = field(default_factory=list)

    @classmethod
    def _of(cls, report: dict[str, Any]) -> IngestReport:
        return cls(
            [StoredDocument(**row) for row in report["stored"]],
            list(report["unchanged"]),
            [RefusedFile(**row) for row in report["refused"]],
            [RefusedFile(**row) for row in report["unreadable_reviews"]],
        )

    def __str__(self) -> str:
        sections = sum(document.sections for document in self.stored)
        measures = sum(document.measures for document in self.stored)
        return (
            f"{len(self.stored)} stored ({sections} sections, {measures} measures), "
            f"{len(self.unchanged)} unchanged, {len(self.refused)} refused"
        )

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(str(file))}</li>" for file in self.refused)
        return f"<p>{escape(str(self))}</p>" + (f"<ul>{items}</ul>" if items else "")
