// cytoscape.js without a screen: loads cytoscape/graph.cyjs and compares it with node_link/graph.json.
const cytoscape = require("cytoscape");
const fs = require("fs");

const file = JSON.parse(fs.readFileSync("cytoscape/graph.cyjs"));
const expected = JSON.parse(fs.readFileSync("node_link/graph.json"));
const graph = cytoscape({ headless: true, styleEnabled: false, elements: file.elements });
const same = (what, found, wanted) => {
  if (found === wanted) return;
  console.error(`cytoscape.js: ${what}: found ${found}, expected ${wanted}`);
  process.exit(1);
};
same("nodes", graph.nodes().length, expected.nodes.length);
same("edges", graph.edges().length, expected.edges.length);
const degrees = new Map(expected.nodes.map((node) => [node.id, 0]));
for (const edge of expected.edges) degrees.set(edge.source, degrees.get(edge.source) + 1);
let values = 0;
for (const node of graph.nodes()) {
  values += Object.keys(node.data()).length;
  const key = node.id().substring(2);
  same(`edges from ${key}`, node.connectedEdges().filter((edge) => edge.source().same(node)).length, degrees.get(key));
}
console.log(`cytoscape.js: ${graph.nodes().length} nodes, ${graph.edges().length} edges, ${values} values of nodes`);
