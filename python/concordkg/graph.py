"""A part of the graph, taken out of the store."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import _concord

if TYPE_CHECKING:
    import networkx

    from .table import Table


class Graph:
    """Nodes and edges with what they hold. Needs the store no more."""

    def __init__(self, data: _concord.Graph) -> None:
        self._data = data

    @cached_property
    def nodes(self) -> Table:
        """One row a node: key, labels (list), title, properties (JSON)."""
        from .table import Table

        return Table(self._data.node_table())

    @cached_property
    def edges(self) -> Table:
        """One row an edge: source and target (keys), type, properties (JSON), and source_place and target_place, which
        are rows of ``nodes`` from 0."""
        from .table import Table

        return Table(self._data.edge_table())

    @property
    def node_count(self) -> int:
        return self._data.node_count()

    @property
    def edge_count(self) -> int:
        return self._data.edge_count()

    @property
    def notes(self) -> list[str]:
        """What a reader should know, such as what was left out."""
        return self._data.notes()

    def to_networkx(self) -> networkx.MultiDiGraph:
        """A networkx.MultiDiGraph. Nodes are keys, with the attribute ``labels`` and their properties; edges have the
        attribute ``type`` and their properties."""
        import networkx

        graph = networkx.MultiDiGraph()
        keys = []
        for key, labels, properties in self._data.nodes():
            keys.append(key)
            graph.add_node(key)
            graph.nodes[key].update(properties, labels=labels)
        for source, target, kind, properties in self._data.edges():
            edge = graph.add_edge(keys[source], keys[target])
            graph.edges[keys[source], keys[target], edge].update(properties, type=kind)
        return graph

    def to_igraph(self) -> Any:
        """A directed igraph.Graph. Vertices have ``name`` (the key), ``labels`` and ``properties`` (a dict); edges have
        ``type`` and ``properties``."""
        import igraph

        nodes = self._data.nodes()
        edges = self._data.edges()
        return igraph.Graph(
            n=len(nodes),
            edges=[edge[:2] for edge in edges],
            directed=True,
            vertex_attrs={
                "name": [node[0] for node in nodes],
                "labels": [node[1] for node in nodes],
                "properties": [node[2] for node in nodes],
            },
            edge_attrs={"type": [edge[2] for edge in edges], "properties": [edge[3] for edge in edges]},
        )

    def __repr__(self) -> str:
        return f"Graph({self.node_count} nodes, {self.edge_count} edges)"

    def _repr_html_(self) -> str:
        from . import html

        return f"<p>{self.node_count} nodes, {self.edge_count} edges</p>" + html.table(self.nodes, 10)
