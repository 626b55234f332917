"""Tables: what every call returns. Rows with their evidence, columns for other libraries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from . import _concord, html
from .graph import Graph

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

    from ._concord import Evidence


class Column(NamedTuple):
    """name: as in ``--json``. title: for people. type: "text", "integer", "float", "bool", "date" or "list" (of text)."""

    name: str
    title: str
    type: str


class Row(Mapping[str, Any]):
    """A row by the names of the columns: ``row["forum"]``. ``row.evidence`` has the passages that prove it, best first."""

    __slots__ = ("_cells", "_index", "_table")

    def __init__(self, table: Table, index: int) -> None:
        self._table = table
        self._index = index
        self._cells: list[Any] = table._data.row(index)

    def __getitem__(self, name: str) -> Any:
        return self._cells[self._table._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table._places)

    def __len__(self) -> int:
        return len(self._cells)

    @property
    def evidence(self) -> list[Evidence]:
        """The passages behind the row; empty for tables that are no answers."""
        return self._table._evidence(self._index)

    def __repr__(self) -> str:
        return f"Row({dict(self)!r})"


class Table:
    """Rows and typed columns.

    A table has rows (``len(table)``, ``table[0]``, ``for row in table``), and is an Arrow stream: ``polars.DataFrame(table)``, ``pyarrow.table(table)``,
    ``pandas.DataFrame.from_arrow(table)`` and DuckDB take its columns as they lie in memory. Text is Arrow's large_string,
    integers are int64, floats double, dates date32, lists large_list of large_string.
    """

    def __init__(self, data: _concord.Table) -> None:
        self._data = data
        self._columns = [Column(*column) for column in data.columns()]
        self._places = {column.name: place for place, column in enumerate(self._columns)}

    @property
    def columns(self) -> list[Column]:
        """Name, title and type of each column."""
        return list(self._columns)

    @property
    def notes(self) -> list[str]:
        """What a reader should know: what was left out, how words were read."""
        return self._data.notes()

    def __len__(self) -> int:
        return len(self._data)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [Row(self, place) for place in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError("the table has no such row")
        return Row(self, place)

    def __iter__(self) -> Iterator[Row]:
        return (Row(self, place) for place in range(len(self)))

    def column(self, name: str) -> list[Any]:
        """The cells of one column."""
        place = self._places[name]
        return [self._data.row(row)[place] for row in range(len(self))]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts, without their evidence."""
        return [dict(row) for row in self]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The PyCapsule interface of Apache Arrow. Another schema than the table's own is not made."""
        return self._data.stream()

    def __arrow_c_schema__(self) -> object:
        return self._data.schema()

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame of shape (rows, columns). Through pyarrow where it is installed, else cell by cell."""
        import pandas

        try:
            import pyarrow
        except ImportError:
            rows = [self._data.row(row) for row in range(len(self))]
            return pandas.DataFrame(rows, columns=list(self._places))
        return pyarrow.table(self).to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A polars.DataFrame of shape (rows, columns)."""
        import polars

        return polars.DataFrame(self)

    def _evidence(self, row: int) -> list[Evidence]:
        return []

    def __repr__(self) -> str:
        return html.text_table(self)

    def _repr_html_(self) -> str:
        return html.table(self)


class Answer(Table):
    """The answer to a question: a table whose rows open into their evidence."""

    _data: _concord.Answer

    @property
    def query(self) -> str:
        """The name of the query."""
        return self._data.query()

    @property
    def arguments(self) -> dict[str, Any]:
        """As they were understood: keys found, thresholds."""
        return self._data.arguments()

    @property
    def evidence(self) -> Table:
        """All passages as a table: row (the first cell of the row that it proves), column, document, title, version,
        section, anchor, page, start, end (bytes in the edition's text), source, quote."""
        return Table(self._data.evidence_table())

    @property
    def formats(self) -> list[str]:
        """What ``write`` can make of this kind of answer."""
        return self._data.formats()

    def write(self, format: str, path: str | FilePath | None = None) -> bytes:
        """The answer as a file: "csv", "evidence-csv", "xlsx", "sssom", or a picture ("svg") where the query has one.
        Returns its bytes, and writes them to ``path`` when that is given."""
        data = self._data.write(format)
        if path is not None:
            FilePath(path).write_bytes(data)
        return data

    def svg(self) -> str | None:
        """The picture of the answer, or None when there is none for this kind of answer."""
        from .errors import ConcordError

        if "svg" not in self.formats or not len(self):
            return None
        try:
            return self.write("svg").decode()
        except ConcordError:
            return None

    def _evidence(self, row: int) -> list[Evidence]:
        return self._data.evidence(row)


class QueryResult(Table):
    """The rows of a query in Cypher.

    In rows, nodes, relationships and paths are objects; in columns a node is its key, a relationship
    "(FROM)-[TYPE]->(TO)", and a path the list of its nodes' keys.
    """

    _data: _concord.QueryResult

    @property
    def counters(self) -> dict[str, int]:
        """What a query that writes has changed: nodes_created, properties_set ..."""
        return self._data.counters()

    @property
    def plan(self) -> str:
        """What EXPLAIN and PROFILE tell; empty otherwise."""
        return self._data.plan()

    @property
    def plan_steps(self) -> list[dict[str, Any]]:
        """The same as data: step, parent (the step that takes its rows), operator, details, estimated_rows, rows and
        time_ms (of the step and all below it) of each step."""
        return self._data.plan_steps()

    def graph(self) -> Graph:
        """The nodes and relationships in the result, and the ends of the relationships."""
        return Graph(self._data.graph())

    def to_networkx(self) -> networkx.MultiDiGraph:
        """See Graph.to_networkx."""
        return self.graph().to_networkx()

    def to_igraph(self) -> Any:
        """See Graph.to_igraph."""
        return self.graph().to_igraph()
