"""What ``Store.graph`` and ``Store.export`` take out of a store, as the extension module reads it."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from .errors import UsageError

Texts = str | Iterable[str]


def _texts(value: Texts) -> list[str]:
    return [value] if isinstance(value, str) else [os.fspath(text) for text in value]


def _date(value: str | int | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else str("" if value is None else value)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def literal(value: Any) -> str:
    """A value as a query in Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) or isinstance(value, float) and math.isfinite(value):
        return repr(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, datetime):
        return f"{'localdatetime' if value.tzinfo is None else 'datetime'}({_quoted(value.isoformat())})"
    if isinstance(value, date):
        return f"date({_quoted(value.isoformat())})"
    if isinstance(value, Mapping):
        names = ("`" + str(name).replace("`", "``") + "`" for name in value)
        return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in zip(names, value.values())) + "}"
    if isinstance(value, Iterable):
        return "[" + ", ".join(map(literal, value)) + "]"
    raise UsageError(f"parameters: {value!r} has no value in Cypher", parameter="parameters")


def selection(
    keys: Iterable[str],
    *,
    hops: int,
    whole: bool,
    edges: Texts,
    topic: Texts,
    forum: Texts,
    query: str | None,
    parameters: Mapping[str, Any] | None,
    since: str | int | date | None,
    until: str | int | date | None,
    min_confidence: float,
    review: Texts,
    with_evidence: bool,
    with_text: bool,
    max_nodes: int | None,
) -> dict[str, Any]:
    """The parameters of ``Store.graph`` and ``Store.export``, each with the type that the module wants."""
    return {
        "keys": _texts(keys),
        "hops": int(hops),
        "whole": bool(whole),
        "edges": _texts(edges),
        "topic": _texts(topic),
        "forum": _texts(forum),
        "query": query or "",
        "parameters": [f"{name}={literal(value)}" for name, value in (parameters or {}).items()],
        "since": _date(since),
        "until": _date(until),
        "min_confidence": float(min_confidence),
        "review": _texts(review),
        "with_evidence": bool(with_evidence),
        "with_text": bool(with_text),
        "max_nodes": int(max_nodes or 0),
    }
