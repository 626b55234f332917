"""Concord's functions; use the package concordkg. First made by nanobind.stubgen."""

from collections.abc import Sequence
from typing import Any

__version__: str

class Evidence:
    """Where a text says it: a passage of an edition of a document."""

    @property
    def document(self) -> str:
        """Key of the document."""

    @property
    def title(self) -> str:
        """Title of the document."""

    @property
    def version(self) -> str:
        """Key of the edition."""

    @property
    def section(self) -> str:
        """Key of the section; may be empty."""

    @property
    def anchor(self) -> str:
        """The place for people: "Article 14(4)"."""

    @property
    def quote(self) -> str:
        """The words."""

    @property
    def start(self) -> int:
        """First byte of the quote in the text of the edition."""

    @property
    def end(self) -> int:
        """Byte after the quote."""

    @property
    def focus(self) -> int:
        """Bytes of the quote before what it is shown for."""

    @property
    def page(self) -> int:
        """Page of the source, from 1; 0 where it has none."""

    @property
    def source(self) -> str:
        """The file, or "manifest.tsv:12"."""

    @property
    def column(self) -> str:
        """The column whose number it proves, where a row has several."""

    def __repr__(self) -> str: ...

class Table:
    """A table of typed columns."""

    def __len__(self) -> int: ...
    def columns(self) -> list[tuple[str, str, str]]:
        """(name, title, type) of each column."""

    def row(self, row: int) -> list[Any]:
        """The cells of a row."""

    def notes(self) -> list[str]: ...
    def stream(self) -> object:
        """A capsule "arrow_array_stream"."""

    def schema(self) -> object:
        """A capsule "arrow_schema"."""

class Answer(Table):
    def query(self) -> str: ...
    def arguments(self) -> dict[str, Any]: ...
    def formats(self) -> list[str]: ...
    def evidence(self, row: int) -> list[Evidence]: ...
    def evidence_table(self) -> Table: ...
    def write(self, format: str) -> bytes: ...

class Graph:
    """Nodes and edges with what they hold."""

    def node_count(self) -> int: ...
    def edge_count(self) -> int: ...
    def notes(self) -> list[str]: ...
    def node_table(self) -> Table: ...
    def edge_table(self) -> Table: ...
    def nodes(self) -> list[tuple[str, list[str], dict[str, Any]]]:
        """(key, labels, properties) of each node."""

    def edges(self) -> list[tuple[int, int, str, dict[str, Any]]]:
        """
        (place of the source, place of the target, type, properties) of each edge.
        """

class QueryResult(Table):
    def counters(self) -> dict[str, int]: ...
    def plan(self) -> str: ...
    def plan_steps(self) -> list[dict[str, Any]]: ...
    def graph(self) -> Graph: ...

class Store:
    """A store that is open for reading."""

    def __init__(self, folder: str, create: bool) -> None: ...
    def folder(self) -> str: ...
    def is_closed(self) -> bool: ...
    def close(self) -> None: ...
    def ask(self, query: str, words: Sequence[str], options: Sequence[tuple[str, str]], service_key: str) -> Answer: ...
    def query(
        self, query: str, parameters: dict[str, Any], write: bool, timeout: float, max_rows: int
    ) -> QueryResult: ...
    def graph(self, selection: dict[str, Any], answer: Answer | None) -> Graph: ...
    def export(
        self, format: str, selection: dict[str, Any], answer: Answer | None
    ) -> tuple[list[tuple[str, bytes]], list[str]]: ...
    def ingest(
        self,
        roots: Sequence[str],
        manifest: str,
        format: str,
        as_name: str,
        map: str,
        jobs: int,
        again: bool,
        progress: object | None,
    ) -> dict[str, Any]: ...
    def remove(self, key: str) -> list[str]: ...

def queries() -> list[dict[str, Any]]:
    """
    What can be asked: the table that the command line's verbs come from too.
    """

def export_formats() -> list[tuple[str, str]]:
    """(name, title) of each format of Store.export."""
