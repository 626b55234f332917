// GraphML (graphml.graphdrawing.org): one <key> for each property and type, lists and maps as JSON.
#include <fmt/format.h>

#include "query/exporters/attribute_text.h"
#include "query/exporters/export_records.h"
#include "query/output/xml_text.h"

namespace concord {
namespace {

// The file's name for each property: "n3" for nodes, "p3" for edges, in the order of the names.
std::map<std::string, std::string> DeclareKeys(const ExportRecords::Types& types, std::string_view domain,
                                               char letter, std::string* out) {
  std::map<std::string, std::string> keys;
  size_t number = 0;
  for (const auto& [name, type] : types) {
    const std::string key = fmt::format("{}{}", letter, ++number);
    keys.emplace(name, key);
    // `labels` and `type` are what the graph itself says; a property of that name steps aside.
    const std::string_view aside = name == "labels" || name == "type" ? "_" : "";
    *out += fmt::format("  <key id=\"{}\" for=\"{}\" attr.name=\"{}{}\" attr.type=\"{}\"/>\n", key, domain,
                        XmlAttribute(name), aside, AttributeType(type));
  }
  return keys;
}

void WriteData(const PropertyMap& properties, const std::map<std::string, std::string>& keys,
               std::string* out) {
  for (const auto& [name, value] : properties) {
    *out += fmt::format("      <data key=\"{}\">{}</data>\n", keys.at(name), XmlText(AttributeText(value)));
  }
}

std::string Join(const std::vector<std::string>& labels) { return fmt::format("{}", fmt::join(labels, ":")); }

Result<void> WriteGraphMl(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  BufferedSink file(sink, "graph.graphml");
  auto node_types = records.NodePropertyTypes();
  if (!node_types) return tl::unexpected(node_types.error());
  auto edge_types = records.EdgePropertyTypes();
  if (!edge_types) return tl::unexpected(edge_types.error());

  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
      "  <key id=\"labels\" for=\"node\" attr.name=\"labels\" attr.type=\"string\"/>\n"
      "  <key id=\"type\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n";
  auto node_keys = DeclareKeys(*node_types, "node", 'n', &out);
  auto edge_keys = DeclareKeys(*edge_types, "edge", 'p', &out);
  out += "  <graph id=\"concord\" edgedefault=\"directed\">\n";
  for (size_t i = 0; i < records.node_count(); ++i) {
    auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    out += fmt::format("    <node id=\"{}\">\n      <data key=\"labels\">{}</data>\n",
                       XmlAttribute(node->key), XmlText(Join(node->labels)));
    WriteData(node->properties, node_keys, &out);
    out += "    </node>\n";
    if (auto done = file.Write(out); !done) return done;
    out.clear();
  }
  for (size_t i = 0; i < records.edge_count(); ++i) {
    auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    out +=
        fmt::format("    <edge id=\"{}\" source=\"{}\" target=\"{}\">\n      <data key=\"type\">{}</data>\n",
                    edge->id, XmlAttribute(edge->from), XmlAttribute(edge->to), XmlText(edge->type));
    WriteData(edge->properties, edge_keys, &out);
    out += "    </edge>\n";
    if (auto done = file.Write(out); !done) return done;
    out.clear();
  }
  if (auto done = file.Write(out + "  </graph>\n</graphml>\n"); !done) return done;
  return file.Flush();
}

}  // namespace

const Exporter kgraphmlExporter = {"graphml", "GraphML, for Gephi, yEd, NetworkX and igraph", WriteGraphMl};

}  // namespace concord
