"""Nodes, relationships and paths as rows of a query hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Node:
    """A node of the graph; docs/schema.md names the labels and what they have."""

    key: str
    labels: list[str] = field(default_factory=list, compare=False)
    properties: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, name: str) -> Any:
        return self.properties[name]


@dataclass(frozen=True)
class Relationship:
    """An edge of the graph, from one node to another; the ends are keys."""

    source: str
    type: str
    target: str
    properties: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, name: str) -> Any:
        return self.properties[name]


@dataclass(frozen=True)
class Path:
    """A chain of nodes and the relationships between them; one node more than relationships."""

    nodes: list[Node]
    relationships: list[Relationship]

    def __len__(self) -> int:
        return len(self.relationships)
