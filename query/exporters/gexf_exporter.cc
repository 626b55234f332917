// GEXF 1.3 (gexf.net/1.3): one <attribute> for each property, lists and maps as JSON.
#include <fmt/format.h>

#include <map>

#include "query/exporters/attribute_text.h"
#include "query/exporters/exact_record.h"
#include "query/exporters/export_records.h"
#include "query/output/xml_text.h"

namespace concord {
namespace {

struct Column {
  std::string id;  // "date:issued": the type and the name as stored, where GEXF has other words
  Value::Type type;
};
using GexfColumns = std::map<std::string, Column>;

// Declares the attributes of nodes or edges. The first one has the id "0", and "concord" says what the types
// of GEXF do not.
GexfColumns Declare(const ExportRecords::Types& types, std::string_view of, std::string_view first,
                    std::string* out) {
  *out += fmt::format(
      "    <attributes class=\"{}\">\n      <attribute id=\"0\" title=\"{}\" type=\"string\"/>\n"
      "      <attribute id=\"concord\" title=\"concord\" type=\"string\"/>\n",
      of, first);
  // Gephi and NetworkX keep what a node or edge has without attvalues as columns of these names.
  const auto titles =
      AttributeTitles(types, {std::string(first), "id", "label", "weight", std::string(kExactName)});
  GexfColumns columns;
  for (const auto& [name, type] : types) {
    Column column{fmt::format("{}:{}", ValueTypeName(type), name), type};
    *out += fmt::format("      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", XmlAttribute(column.id),
                        XmlAttribute(titles.at(name)), AttributeType(type));
    columns.emplace(name, std::move(column));
  }
  *out += "    </attributes>\n";
  return columns;
}

std::string Values(std::string_view first, const PropertyMap& properties, const GexfColumns& columns,
                   ExactRecord exact) {
  std::string out =
      fmt::format("        <attvalues>\n          <attvalue for=\"0\" value=\"{}\"/>\n", XmlAttribute(first));
  for (const auto& [name, value] : properties) {
    const Column& column = columns.at(name);
    exact.AddText(name, value, column.type);
    out += fmt::format("          <attvalue for=\"{}\" value=\"{}\"/>\n", XmlAttribute(column.id),
                       XmlAttribute(AttributeText(value)));
  }
  if (!exact.empty())
    out += fmt::format("          <attvalue for=\"concord\" value=\"{}\"/>\n", XmlAttribute(exact.Json()));
  return out + "        </attvalues>\n";
}

Result<void> WriteGexf(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  BufferedSink file(sink, "graph.gexf");
  const auto node_types = records.NodePropertyTypes();
  if (!node_types) return tl::unexpected(node_types.error());
  const auto edge_types = records.EdgePropertyTypes();
  if (!edge_types) return tl::unexpected(edge_types.error());
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "  <meta><creator>concord</creator></meta>\n"
      "  <graph defaultedgetype=\"directed\" mode=\"static\">\n";
  const auto of_nodes = Declare(*node_types, "node", "labels", &out);
  const auto of_edges = Declare(*edge_types, "edge", "type", &out);
  out += "    <nodes>\n";
  for (size_t i = 0; i < records.node_count(); ++i) {
    const auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    out += fmt::format("      <node id=\"{}\" label=\"{}\">\n", XmlAttribute(node->key),
                       XmlAttribute(NodeTitle(*node, 80)));
    ExactRecord exact;
    exact.AddLabels(node->labels);
    out += Values(fmt::format("{}", fmt::join(node->labels, ":")), node->properties, of_nodes,
                  std::move(exact)) +
           "      </node>\n";
    if (auto done = file.Write(out); !done) return done;
    out.clear();
  }
  out += "    </nodes>\n    <edges>\n";
  for (size_t i = 0; i < records.edge_count(); ++i) {
    const auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    out += fmt::format("      <edge id=\"{}\" source=\"{}\" target=\"{}\" label=\"{}\">\n", edge->id,
                       XmlAttribute(edge->from), XmlAttribute(edge->to), XmlAttribute(edge->type));
    out += Values(edge->type, edge->properties, of_edges, {}) + "      </edge>\n";
    if (auto done = file.Write(out); !done) return done;
    out.clear();
  }
  if (auto done = file.Write(out + "    </edges>\n  </graph>\n</gexf>\n"); !done) return done;
  return file.Flush();
}

}  // namespace

const Exporter kgexfExporter = {"gexf", "GEXF 1.3, for Gephi", WriteGexf};

}  // namespace concord
