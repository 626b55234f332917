"""Concord: policy documents as a graph, and questions to it.

    from concordkg import Store, sample
    store = Store.open("policies.db", create=True)
    store.ingest(sample())
    store.map("tideway-controls", "lantern-risks", top=1, min=0.3)   # which measures correspond?
    store.forums("incident reports")                                 # in which forums is a topic covered?
    store.graph("meridian-convention").to_networkx()                 # a part of the graph, for other tools

Every row of an answer carries the words that prove it (``row.evidence``).
"""

from ._concord import Evidence, __version__
from .elements import Node, Path, Relationship
from .errors import (
    ConcordError,
    CorruptError,
    InvalidInputError,
    LimitError,
    NotFoundError,
    QueryError,
    ReadWriteError,
    StoreError,
    UnsupportedError,
    UsageError,
)
from .graph import Graph
from .report import IngestReport, RefusedFile, StoredDocument
from .samples import sample
from .store import ExportedFiles, Store, export_formats
from .table import Answer, Column, QueryResult, Row, Table

__all__ = [
    "Answer",
    "Column",
    "ConcordError",
    "CorruptError",
    "Evidence",
    "ExportedFiles",
    "Graph",
    "IngestReport",
    "InvalidInputError",
    "LimitError",
    "Node",
    "NotFoundError",
    "Path",
    "QueryError",
    "QueryResult",
    "ReadWriteError",
    "RefusedFile",
    "Relationship",
    "Row",
    "Store",
    "StoreError",
    "StoredDocument",
    "Table",
    "UnsupportedError",
    "UsageError",
    "__version__",
    "export_formats",
    "sample",
]
