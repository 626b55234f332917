"""Stores, and what can be done with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from . import _concord
from .errors import UsageError
from .graph import Graph
from .questions import Questions
from .report import IngestReport
from .selection import Texts, selection
from .table import Answer, QueryResult

StrPath = str | os.PathLike[str]


def export_formats() -> dict[str, str]:
    """The formats of Store.export: name -> title."""
    return dict(_concord.export_formats())


def _option_text(value: Any) -> str:
    if value is True:
        return "true"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    if isinstance(value, Iterable):
        return ",".join(map(_option_text, value))
    return str(value)


class ExportedFiles(dict[str, bytes]):
    """The files of an export by name. ``notes``: what a reader should know, such as what was left out."""

    def __init__(self, files: Iterable[tuple[str, bytes]], notes: list[str]) -> None:
        super().__init__(files)
        self.notes = notes


class Store(Questions):
    """A store of documents and what was found in them.

    Several threads may use one store at the same time; the interpreter's lock is free while they work. Questions read
    what is published when they begin. Calls that write wait for one another, and fail with StoreError while another
    program writes. What a call returns needs the store no longer, or keeps it open itself.
    """

    def __init__(self, path: StrPath, *, create: bool = False) -> None:
        self._store = _concord.Store(os.fspath(path), create)

    @classmethod
    def open(cls, path: StrPath, *, create: bool = False) -> Store:
        """Opens the store in the folder ``path``. With ``create``, makes one where there is none, with the bundled
        forums, taxonomies and standards; without, fails with NotFoundError."""
        return cls(path, create=create)

    @property
    def path(self) -> Path:
        """The folder of the store."""
        return Path(self._store.folder())

    @property
    def closed(self) -> bool:
        return self._store.is_closed()

    def close(self) -> None:
        """Lets go of the files. Results stay valid; further calls fail with UsageError."""
        self._store.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r}{', closed' if self.closed else ''})"

    # ---- Reading documents ----

    def ingest(
        self,
        *paths: StrPath,
        manifest: StrPath | None = None,
        key: str | None = None,
        format: str | None = None,
        map: Mapping[str, str] | str | None = None,
        jobs: int | None = None,
        again: bool = False,
        progress: Callable[[int, int, str], object] | None = None,
    ) -> IngestReport:
        """Reads files, or every file below folders, into the store. What did not change since the last time is skipped;
        what cannot be read is in the report's ``refused`` and does not stop the rest.

        manifest: TSV with what the files do not say: path, and any of title, issuer, date, source, licence, key and
            language. A single folder that holds a MANIFEST.tsv is read with it.
        key: of the one document, with its edition: "nist-csf@1.1".
        format: a reader for all files, instead of looking at each.
        map: what the columns of a table are: {"title": "Name", "id": "Code"}.
        jobs: threads (all cores).
        again: also files that are in the store already.
        progress: called after each file with (done, total, path).
        """
        roots = [os.fspath(path) for path in paths]
        if not roots:
            raise UsageError("ingest needs a path", parameter="paths")
        if manifest is None and len(roots) == 1 and (Path(roots[0]) / "MANIFEST.tsv").is_file():
            manifest = Path(roots[0]) / "MANIFEST.tsv"
        columns = map if isinstance(map, str) else ",".join(f"{role}={name}" for role, name in (map or {}).items())
        report = self._store.ingest(
            roots,
            os.fspath(manifest) if manifest is not None else "",
            format or "",
            key or "",
            columns,
            jobs or 0,
            again,
            progress,
        )
        return IngestReport._of(report)

    def remove(self, key: str) -> list[str]:
        """Removes a document, or one version of it, and what only it held. Returns the keys of the versions."""
        return self._store.remove(key)

    # ---- Asking ----

    def ask(self, query: str, *words: str, **options: Any) -> Answer:
        """Any question by its name: ``store.ask("forums", "incident reports", top=5)`` is ``store.forums(...)``."""
        known = {row["name"]: row for row in _concord.queries()}
        if query in known:
            names = {name.replace("-", "_") for name, _, _ in known[query]["options"]} - {"format"}
            for name in options:
                if name not in names:
                    raise UsageError(
                        f"{query} has no parameter '{name}'; it has {', '.join(sorted(names))}", parameter=name
                    )
        return self._ask(query, list(words), options)

    def _ask(self, query: str, words: list[str], options: Mapping[str, Any]) -> Answer:
        given = [
            (name.replace("_", "-"), _option_text(value))
            for name, value in options.items()
            if value is not None and value is not False
        ]
        key = os.environ.get("CONCORD_EMBEDDER_KEY", "")
        return Answer(self._store.ask(query, words, given, key))

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> QueryResult:
        """Asks in Cypher (openCypher 9; docs/query-language.md).

        parameters: what $NAME is: None, bool, int, float, str, date, datetime, list or dict.
        write: lets the query write; without it, one that does is refused.
        timeout: seconds after which the query fails with QueryError.
        max_rows: further rows are left out, and a note says so.
        """
        return QueryResult(
            self._store.query(cypher, dict(parameters or {}), write, float(timeout or 0), int(max_rows or 0))
        )

    # ---- Taking a part away ----

    def graph(
        self,
        *keys: str,
        hops: int = 0,
        whole: bool = True,
        edges: Texts = (),
        topic: Texts = (),
        forum: Texts = (),
        query: str | None = None,
        parameters: Mapping[str, Any] | None = None,
        answer: Answer | None = None,
        since: str | int | date | None = None,
        until: str | int | date | None = None,
        min_confidence: float = 0,
        review: Texts = (),
        with_evidence: bool = False,
        max_nodes: int | None = None,
    ) -> Graph:
        """A part of the graph: everything that is named, taken together; all of the graph if nothing is named.

        keys: documents, versions, frameworks, any nodes.
        hops: also what is so many edges away, in both directions.
        whole: with what lies below a document or framework; without, the named nodes alone.
        edges: only edges of these types ("MAPS_TO").
        topic: the passages on a topic (a code, a saved topic or words), and the bodies in them.
        forum: a body by its key or name, and everything that has an edge to it.
        query: the nodes and relationships that the rows of a query in Cypher hold; ``parameters`` are what $NAME is.
        answer: what this answer speaks of, in the state of the store that it was read from.
        since, until: only editions, mappings and memberships of this date or later, or earlier: a date, "2024-03" or
            "2024". What has no date stays, except editions; ``notes`` tells how many were left out.
        min_confidence: leaves out nodes and edges with a lower confidence (0 to 1).
        review: only nodes and edges that are "reviewed" (by people), "stated" (by sources) or "proposed" (by rules and
            models), and those to which this does not apply.
        with_evidence: also the sections, editions and documents that the nodes and edges are from.
        max_nodes: a larger part is refused with LimitError (5,000,000).
        """
        chosen = selection(
            keys,
            hops=hops,
            whole=whole,
            edges=edges,
            topic=topic,
            forum=forum,
            query=query,
            parameters=parameters,
            since=since,
            until=until,
            min_confidence=min_confidence,
            review=review,
            with_evidence=with_evidence,
            with_text=False,
            max_nodes=max_nodes,
        )
        return Graph(self._store.graph(chosen, answer._data if answer is not None else None))

    def export(
        self,
        *keys: str,
        format: str = "graphml",
        path: StrPath | None = None,
        hops: int = 0,
        whole: bool = True,
        edges: Texts = (),
        topic: Texts = (),
        forum: Texts = (),
        query: str | None = None,
        parameters: Mapping[str, Any] | None = None,
        answer: Answer | None = None,
        since: str | int | date | None = None,
        until: str | int | date | None = None,
        min_confidence: float = 0,
        review: Texts = (),
        with_evidence: bool = False,
        with_text: bool = False,
        max_nodes: int | None = None,
    ) -> ExportedFiles:
        """A part of the graph (see ``graph``) as files for other tools; ``export_formats()`` lists the formats.

        with_text: gives each edition its whole text, if its text_policy is "full".

        Returns name -> bytes, with ``notes`` on what was left out. With ``path`` the files are written too: a single
        file to ``path`` itself unless that is a folder, several into the folder ``path``.
        """
        chosen = selection(
            keys,
            hops=hops,
            whole=whole,
            edges=edges,
            topic=topic,
            forum=forum,
            query=query,
            parameters=parameters,
            since=since,
            until=until,
            min_confidence=min_confidence,
            review=review,
            with_evidence=with_evidence,
            with_text=with_text,
            max_nodes=max_nodes,
        )
        files, notes = self._store.export(format, chosen, answer._data if answer is not None else None)
        if path is not None:
            target = Path(path)
            into = target.is_dir() or len(files) > 1
            for name, data in files:
                file = target / name if into else target
                file.parent.mkdir(parents=True, exist_ok=True)
                part = file.with_name(file.name + ".part")
                part.write_bytes(data)
                part.replace(file)
        return ExportedFiles(files, notes)
