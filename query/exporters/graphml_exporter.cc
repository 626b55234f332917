// GraphML (graphml.graphdrawing.org): one <key> for each property, lists and maps as JSON. The <desc> of a
// key and the data "concord" say what the types of GraphML do not.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/exporters/attribute_text.h"
#include "query/exporters/exact_record.h"
#include "query/exporters/export_records.h"
#include "query/exporters/json_members.h"
#include "query/output/xml_text.h"

namespace concord {
namespace {

// How the element of each property begins: `      <data key="n3">` for nodes, "p3" for edges, numbered in the
// order of the names; and the type that its key declares.
struct Head {
  std::string element;
  Value::Type type = Value::Type::kNull;
};
using Heads = std::vector<Head>;  // by column

// What the attributes of a key do not say, in its <desc>.
std::string KeyDescription(const std::string& name, const std::string& title, Value::Type type) {
  std::string json;
  if (name != title) json = fmt::format("\"name\":{}", JsonText(name));
  if (type == Value::Type::kDate || type == Value::Type::kList || type == Value::Type::kMap)
    json += fmt::format("{}\"type\":\"{}\"", json.empty() ? "" : ",", ValueTypeName(type));
  return json.empty() ? "/>" : fmt::format("><desc>{{{}}}</desc></key>", XmlText(XmlSafeJson(json)));
}

Heads DeclareKeys(const ExportRecords& records, const ExportRecords::Types& types, std::string_view domain,
                  char letter, std::string_view taken, std::string* out) {
  Heads heads(records.column_count());
  size_t number = 0;
  // `labels` and `type` are what the graph itself says, and programs keep the id as an attribute too; a
  // property of such a name steps aside.
  const auto titles = AttributeTitles(types, {std::string(taken), "id", std::string(kExactName)});
  for (const auto& [name, type] : types) {
    const std::string key = fmt::format("{}{}", letter, ++number);
    heads[records.ColumnOf(name)] = {fmt::format("      <data key=\"{}\">", key), type};
    *out += fmt::format("  <key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"{}\n", key, domain,
                        XmlAttribute(titles.at(name)), AttributeType(type),
                        KeyDescription(name, titles.at(name), type));
  }
  return heads;
}

// `letter` is that of the keys.
void WriteData(const std::vector<ExportProperty>& properties, const Heads& heads, char letter,
               ExactRecord exact, std::string* out) {
  for (const auto& [column, name, value] : properties) {
    const Head& head = heads[column];
    *out += head.element;
    bool says_all = value.type() == head.type;
    if (value.type() == Value::Type::kString) {
      says_all = AppendXmlText(value.as_string(), out) && says_all;
    } else if (value.type() == Value::Type::kList || value.type() == Value::Type::kMap) {
      says_all = false;
      AppendXmlText(AttributeText(value.ToValue()), out);
    } else {
      AppendAttributeText(value, out);
    }
    if (!says_all) exact.AddText(name, value.ToValue(), head.type);
    *out += "</data>\n";
  }
  if (!exact.empty())
    *out += fmt::format("      <data key=\"{}x\">{}</data>\n", letter, XmlText(exact.Json()));
}

void WriteNode(const ExportNodeView& node, const Heads& heads, std::string* out) {
  *out += "    <node id=\"";
  AppendXmlAttribute(node.key, out);
  *out += "\">\n      <data key=\"labels\">";
  for (const std::string_view& label : node.labels) {
    if (&label != &node.labels.front()) *out += ':';
    AppendXmlText(label, out);
  }
  *out += "</data>\n";
  ExactRecord exact;
  exact.AddLabels(node.labels);
  WriteData(node.properties, heads, 'n', std::move(exact), out);
  *out += "    </node>\n";
}

void WriteEdge(const ExportEdgeView& edge, const Heads& heads, std::string* out) {
  *out += "    <edge id=\"e";
  const fmt::format_int number(edge.number);
  out->append(number.data(), number.size());
  *out += "\" source=\"";
  AppendXmlAttribute(edge.from, out);
  *out += "\" target=\"";
  AppendXmlAttribute(edge.to, out);
  *out += "\">\n      <data key=\"type\">";
  AppendXmlText(edge.type, out);
  *out += "</data>\n";
  WriteData(edge.properties, heads, 'p', {}, out);
  *out += "    </edge>\n";
}

Result<void> WriteGraphMl(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  BufferedSink file(sink, "graph.graphml");
  auto node_types = records.NodePropertyTypes();
  if (!node_types) return tl::unexpected(node_types.error());
  auto edge_types = records.EdgePropertyTypes();
  if (!edge_types) return tl::unexpected(edge_types.error());

  std::string* const out = file.buffer();
  *out +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
      "  <key id=\"labels\" for=\"node\" attr.name=\"labels\" attr.type=\"string\"/>\n"
      "  <key id=\"type\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n"
      "  <key id=\"nx\" for=\"node\" attr.name=\"concord\" attr.type=\"string\">"
      "<desc>{\"type\":\"exact\"}</desc></key>\n"
      "  <key id=\"px\" for=\"edge\" attr.name=\"concord\" attr.type=\"string\">"
      "<desc>{\"type\":\"exact\"}</desc></key>\n";
  const Heads node_heads = DeclareKeys(records, *node_types, "node", 'n', "labels", out);
  const Heads edge_heads = DeclareKeys(records, *edge_types, "edge", 'p', "type", out);
  *out += "  <graph id=\"concord\" edgedefault=\"directed\">\n";
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.NodeAt(i);
    if (!node) return tl::unexpected(node.error());
    WriteNode(**node, node_heads, out);
    if (auto done = file.Continue(); !done) return done;
  }
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.EdgeAt(i);
    if (!edge) return tl::unexpected(edge.error());
    WriteEdge(**edge, edge_heads, out);
    if (auto done = file.Continue(); !done) return done;
  }
  *out += "  </graph>\n</graphml>\n";
  return file.Flush();
}

}  // namespace

const Exporter kgraphmlExporter = {"graphml", "GraphML, for Gephi, yEd, NetworkX and igraph", WriteGraphMl};

}  // namespace concord
