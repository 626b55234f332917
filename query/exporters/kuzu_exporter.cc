// Files for Kuzu and Ladybug, whose nodes have one table each: a CSV file for each combination of labels, one
// for each type of edge between two tables, and load.cypher, which declares the tables and copies the files.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/try.h"
#include "graph/record_scan.h"
#include "query/exporters/attribute_text.h"
#include "query/exporters/exact_record.h"
#include "query/exporters/export_records.h"

namespace concord {
namespace {

// A name as Cypher quotes it.
std::string Quoted(std::string_view name) {
  std::string out = "`";
  for (const char c : name) out += c == '`' ? std::string("``") : std::string(1, c);
  return out + "`";
}

std::string_view ColumnType(Value::Type type) {
  switch (type) {
    case Value::Type::kBool:
      return "BOOLEAN";
    case Value::Type::kInt:
      return "INT64";
    case Value::Type::kDouble:
      return "DOUBLE";
    default:
      return "STRING";
  }
}

// Always in quotes: an empty field without them is no value.
void AppendField(std::string_view text, std::string* out) {
  *out += '"';
  for (const char c : text) {
    if (c == '"') *out += '"';
    *out += c;
  }
  *out += '"';
}

// Names of tables and files. Letter case makes no difference to Kuzu, nor to some file systems.
class UniqueNames {
 public:
  std::string Take(std::string name) {
    while (!used_.insert(AsciiLower(name)).second) name += '_';
    return name;
  }

 private:
  std::set<std::string> used_;
};

std::string FileName(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    out += plain ? c : '_';
  }
  return out;
}

// Consecutive records of a selection that belong into one file.
struct Group {
  size_t first = 0, limit = 0;
  std::string table, from, to;  // `table` is the type of edges
  std::string file;
  std::vector<size_t> places;  // of the columns of the records in the file
  size_t columns = 0;
};

// A selection in which the records of each file stand together, in the order of the selection otherwise.
struct Grouped {
  Selection selection;
  std::vector<Group> nodes, edges;
};

class Grouper {
 public:
  Grouper(const Snapshot& snapshot, const Selection& selection) : snapshot_(snapshot), selection_(selection) {
    while (!snapshot.SymbolName(limit_).empty() || snapshot.FindSymbol("") == limit_) ++limit_;
  }

  Result<Grouped> Run() {
    Grouped out;
    out.selection = selection_;
    CONCORD_TRY(GroupNodes(&out));
    CONCORD_TRY(GroupEdges(&out));
    return out;
  }

 private:
  Result<void> GroupNodes(Grouped* out) {
    std::vector<NodeId> rising = selection_.nodes;
    std::ranges::sort(rising);
    std::map<std::string, uint32_t> numbers;  // of tables
    NodeView node;
    const auto take = [&](NodeId id, std::string_view bytes) -> Result<void> {
      CONCORD_TRY(ViewNode(bytes, limit_, &node));
      std::vector<std::string_view> labels;
      for (const Symbol label : node.labels) labels.push_back(snapshot_.SymbolName(label));
      std::ranges::sort(labels);
      const std::string name = labels.empty() ? "Node" : fmt::format("{}", fmt::join(labels, "_"));
      const auto number = numbers.try_emplace(name, static_cast<uint32_t>(numbers.size())).first->second;
      tables_.emplace_back(id, number);
      return {};
    };
    CONCORD_TRY(ReadNodeBytes(snapshot_, rising, take));
    std::vector<uint32_t> ranks(numbers.size());
    uint32_t rank = 0;
    for (const auto& [name, number] : numbers) {
      ranks[number] = rank++;
      names_.push_back(taken_.Take(name));
    }
    for (auto& [id, table] : tables_) table = ranks[table];
    std::ranges::stable_sort(out->selection.nodes, {}, [&](NodeId id) { return TableOf(id); });
    for (size_t i = 0; i < out->selection.nodes.size(); ++i) {
      const std::string& table = names_[TableOf(out->selection.nodes[i])];
      if (out->nodes.empty() || out->nodes.back().table != table) {
        out->nodes.push_back({i, i, table, {}, {}, files_.Take(FileName(table)) + ".csv", {}, 0});
      }
      out->nodes.back().limit = i + 1;
    }
    return {};
  }

  Result<void> GroupEdges(Grouped* out) {
    struct Kind {
      Symbol type;
      uint32_t from, to;
      bool operator==(const Kind&) const = default;
    };
    std::vector<EdgeId> rising = selection_.edges;
    std::ranges::sort(rising);
    std::vector<std::pair<EdgeId, Kind>> kinds;
    kinds.reserve(rising.size());
    EdgeView edge;
    const auto take = [&](EdgeId id, std::string_view bytes) -> Result<void> {
      CONCORD_TRY(ViewEdge(bytes, limit_, &edge));
      kinds.push_back({id, {edge.type, TableOf(edge.from), TableOf(edge.to)}});
      return {};
    };
    CONCORD_TRY(ReadEdgeBytes(snapshot_, rising, take));
    const auto kind_of = [&](EdgeId id) {
      return std::ranges::lower_bound(kinds, id, {}, &std::pair<EdgeId, Kind>::first)->second;
    };
    std::ranges::stable_sort(out->selection.edges, {}, [&](EdgeId id) {
      const Kind kind = kind_of(id);
      return std::tuple(snapshot_.SymbolName(kind.type), kind.from, kind.to);
    });
    std::map<Symbol, std::string> types;  // as tables: nodes and edges share one set of names
    std::optional<Kind> last;
    for (size_t i = 0; i < out->selection.edges.size(); ++i) {
      const Kind kind = kind_of(out->selection.edges[i]);
      if (!last || !(kind == *last)) {
        auto& type = types[kind.type];
        if (type.empty()) type = taken_.Take(std::string(snapshot_.SymbolName(kind.type)));
        const std::string& from = names_[kind.from];
        const std::string& to = names_[kind.to];
        const std::string file = files_.Take(FileName(fmt::format("{}.{}.{}", type, from, to)));
        out->edges.push_back({i, i, type, from, to, file + ".csv", {}, 0});
        last = kind;
      }
      out->edges.back().limit = i + 1;
    }
    return {};
  }

  uint32_t TableOf(NodeId id) const {
    return std::ranges::lower_bound(tables_, id, {}, &std::pair<NodeId, uint32_t>::first)->second;
  }

  const Snapshot& snapshot_;
  const Selection& selection_;
  Symbol limit_ = 1;
  std::vector<std::pair<NodeId, uint32_t>> tables_;  // of the selected nodes, which rise
  std::vector<std::string> names_;                   // of the tables of nodes
  UniqueNames taken_, files_;
};

// `, name TYPE` for each column, whose places in the file it sets.
std::string Declare(const ExportRecords& records, const ExportRecords::Types& types,
                    std::vector<std::string> taken, std::span<Group> groups) {
  std::vector<size_t> places(records.column_count(), 0);
  size_t place = 0;
  std::string out;
  const auto titles = AttributeTitles(types, std::move(taken));
  for (const auto& [name, type] : types) {
    places[records.ColumnOf(name)] = place++;
    out += fmt::format(", {} {}", Quoted(titles.at(name)), ColumnType(type));
  }
  for (Group& group : groups) {
    group.places = places;
    group.columns = place;
  }
  return out;
}

void AppendCells(const std::vector<ExportProperty>& properties, const Group& group, std::string* out) {
  size_t next = 0;
  for (const ExportProperty& property : properties) {
    const size_t place = group.places[property.column];
    out->append(place + 1 - next, ',');
    next = place + 1;
    if (property.value.type() == Value::Type::kString) {
      AppendField(property.value.as_string(), out);
    } else {
      std::string text;
      AppendAttributeText(property.value, &text);
      AppendField(text, out);
    }
  }
  out->append(group.columns - next, ',');
}

Result<void> WriteNodes(ExportRecords* records, const Group& group, const OutputSink& sink) {
  BufferedSink file(sink, group.file);
  std::string* const out = file.buffer();
  for (size_t i = group.first; i < group.limit; ++i) {
    CONCORD_ASSIGN(const ExportNodeView* const node, records->NodeAt(i));
    AppendField(node->key, out);
    *out += ',';
    AppendField(fmt::format("{}", fmt::join(node->labels, ":")), out);
    AppendCells(node->properties, group, out);
    *out += '\n';
    CONCORD_TRY(file.Continue());
  }
  return file.Flush();
}

Result<void> WriteEdges(ExportRecords* records, const Group& group, const OutputSink& sink) {
  BufferedSink file(sink, group.file);
  std::string* const out = file.buffer();
  for (size_t i = group.first; i < group.limit; ++i) {
    CONCORD_ASSIGN(const ExportEdgeView* const edge, records->EdgeAt(i));
    AppendField(edge->from, out);
    *out += ',';
    AppendField(edge->to, out);
    AppendCells(edge->properties, group, out);
    *out += '\n';
    CONCORD_TRY(file.Continue());
  }
  return file.Flush();
}

constexpr std::string_view kHead =
    "// In a new database, from this folder: kuzu graph.db < load.cypher (Ladybug: lbug graph.db).\n"
    "// A node is in the table of all its labels; `labels` joins them with \":\".\n";
// Line breaks within fields need a reader that goes through the file in one piece.
constexpr std::string_view kHow = "HEADER=false, PARALLEL=false, ESCAPE='\"'";

Result<void> WriteKuzu(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  CONCORD_ASSIGN(Grouped grouped, Grouper(snapshot, selection).Run());
  ExportRecords records(snapshot, grouped.selection, ExportRecords::Detail::kTexts);
  std::string script(kHead), copies;
  for (Group& group : grouped.nodes) {
    CONCORD_ASSIGN(const auto types, records.NodePropertyTypes(group.first, group.limit));
    script += fmt::format("CREATE NODE TABLE {} (key STRING, labels STRING{}, PRIMARY KEY (key));\n",
                          Quoted(group.table), Declare(records, types, {"key", "labels"}, {&group, 1}));
    copies += fmt::format("COPY {} FROM '{}' ({});\n", Quoted(group.table), group.file, kHow);
    CONCORD_TRY(WriteNodes(&records, group, sink));
  }
  // The pairs of tables between which there are edges of one type.
  for (size_t i = 0; i < grouped.edges.size();) {
    size_t end = i;
    std::string pairs;
    for (; end < grouped.edges.size() && grouped.edges[end].table == grouped.edges[i].table; ++end) {
      pairs += fmt::format("{}FROM {} TO {}", pairs.empty() ? "" : ", ", Quoted(grouped.edges[end].from),
                           Quoted(grouped.edges[end].to));
    }
    const std::span<Group> groups = std::span(grouped.edges).subspan(i, end - i);
    CONCORD_ASSIGN(const auto types, records.EdgePropertyTypes(groups.front().first, groups.back().limit));
    script += fmt::format("CREATE REL TABLE {} ({}{});\n", Quoted(groups.front().table), pairs,
                          Declare(records, types, {"from", "to"}, groups));
    for (const Group& group : groups) {
      copies += fmt::format("COPY {} FROM '{}' (from='{}', to='{}', {});\n", Quoted(group.table), group.file,
                            group.from, group.to, kHow);
      CONCORD_TRY(WriteEdges(&records, group, sink));
    }
    i = end;
  }
  return sink("load.cypher", script + copies);
}

}  // namespace

const Exporter kkuzuExporter = {"kuzu", "Kuzu and Ladybug: CSV for each table, with a script that loads them",
                                WriteKuzu};

}  // namespace concord
