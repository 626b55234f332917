#include "tests/graph/store_dump.h"

#include <fmt/format.h>

namespace concord::testing {
namespace {

std::string PropertiesText(const PropertyMap& properties) {
  std::string out;
  for (const Property& property : properties) {
    out += fmt::format(" {}={}:{}", property.name, ValueTypeName(property.value.type()),
                       property.value.ToString());
  }
  return out;
}

std::string Outcome(const Result<void>& result) {
  return result ? ""
                : fmt::format("  error {} {}\n", ErrorCodeName(result.error().code), result.error().message);
}

// The code alone: stores may word their errors as they like.
template <typename T>
std::string Code(const Result<T>& result) {
  return result ? "" : fmt::format("error {}", ErrorCodeName(result.error().code));
}

class Dumper {
 public:
  Dumper(const Snapshot& snapshot, const DumpWords& words) : snapshot_(snapshot), words_(words) {}

  std::string Run() {
    Add("counts {} {} limits {} {}\n", snapshot_.NodeCount(), snapshot_.EdgeCount(), snapshot_.NodeIdLimit(),
        snapshot_.EdgeIdLimit());
    Nodes();
    Edges();
    Names();
    Units();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    out_ += fmt::format(format, std::forward<Args>(args)...);
  }

  void AddIds(const Result<void>& result, std::string ids) { out_ += ids + "\n" + Outcome(result); }

  void Node(NodeId id) {
    const auto node = snapshot_.GetNode(id);
    if (!node) {
      Add("node {} {}\n", id, Code(node));
      return;
    }
    Add("node {} '{}' lifetime {} labels {}{}\n", id, node->key, static_cast<int>(node->lifetime),
        fmt::join(node->labels, ","), PropertiesText(node->properties));
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      Adjacent(id, direction, std::nullopt);
      for (const std::string& name : words_.names) {
        if (const auto type = snapshot_.FindSymbol(name)) Adjacent(id, direction, type);
      }
    }
    for (const std::string& name : words_.names) Blob(id, name);
  }

  void Adjacent(NodeId id, Direction direction, std::optional<Symbol> type) {
    std::string ends;
    const auto done = snapshot_.ForEachAdjacent(id, direction, type, [&](const concord::Adjacent& end) {
      ends += fmt::format(" {}:{}#{}", end.type, end.node, end.edge);
      return true;
    });
    if (!ends.empty() || !done) {
      Add("  {} {}", direction == Direction::kOut ? "out" : "in", type.value_or(0));
      AddIds(done, ends);
    }
  }

  void Blob(NodeId id, const std::string& name) {
    const auto size = snapshot_.BlobSize(id, name);
    const auto whole = snapshot_.GetBlob(id, name);
    if (!size || !*size || !whole) {
      const bool is_none = size && !*size && !whole && whole.error().code == ErrorCode::kNotFound;
      if (!is_none) Add("  blob {} size {} bytes {}\n", name, Code(size), Code(whole));
      return;
    }
    Add("  blob {} {} '{}'", name, **size, std::hash<std::string>()(*whole));
    for (const auto& [offset, length] : std::vector<std::pair<uint64_t, uint64_t>>{
             {0, 1}, {**size / 2, 3}, {65530, 12}, {65536, 65536}, {**size, 1}, {**size + 9, UINT64_MAX}}) {
      const auto piece = snapshot_.GetBlob(id, name, offset, length);
      // A second way to the same bytes.
      const bool agrees = piece && *piece == (offset < whole->size() ? whole->substr(offset, length) : "");
      Add(" {}", agrees ? "ok" : "WRONG PIECE");
    }
    out_ += "\n";
  }

  void Nodes() {
    std::string ids;
    auto done = snapshot_.ForEachNode([&](NodeId id) {
      ids += fmt::format(" {}", id);
      return true;
    });
    out_ += "nodes";
    AddIds(done, ids);
    for (NodeId id = 0; id <= snapshot_.NodeIdLimit() + 2; ++id) Node(id);
    for (const std::string& key : words_.keys) {
      const auto id = snapshot_.FindNode(key);
      Add("key {} {}{}\n", key, id && *id ? **id : 0, Code(id));
      // All that the key is the start of, and, by its first byte, its neighbours.
      for (const std::string_view prefix : {std::string_view(key), std::string_view(key).substr(0, 1)}) {
        ids.clear();
        done = snapshot_.ForEachNodeWithPrefix(prefix, [&](NodeId with) {
          ids += fmt::format(" {}", with);
          return true;
        });
        Add("prefix {}", prefix);
        AddIds(done, ids);
      }
    }
    for (const std::string& label : words_.names) {
      ids.clear();
      done = snapshot_.ForEachNodeWithLabel(label, [&](NodeId id) {
        ids += fmt::format(" {}", id);
        return true;
      });
      Add("label {} {}", label, snapshot_.NodeCount(label));
      AddIds(done, ids);
      for (const std::string& property : words_.names) {
        for (const Value& value : words_.values) Where(label, property, value);
      }
    }
  }

  void Where(const std::string& label, const std::string& property, const Value& value) {
    std::string ids;
    const auto done = snapshot_.ForEachNodeWhere(label, property, value, [&](NodeId id) {
      ids += fmt::format(" {}", id);
      return true;
    });
    if (ids.empty() && done) return;
    Add("where {}.{} = {}:{}", label, property, ValueTypeName(value.type()), value.ToString().substr(0, 50));
    AddIds(done, ids);
  }

  void Edges() {
    auto done = snapshot_.ForEachEdge([&](const Edge& edge) {
      Add("edge {} {} -> {} {}{}\n", edge.id, edge.from, edge.to, edge.type, PropertiesText(edge.properties));
      return true;
    });
    out_ += Outcome(done);
    for (EdgeId id = 0; id <= snapshot_.EdgeIdLimit() + 2; ++id) {
      const auto edge = snapshot_.GetEdge(id);
      Add("get {} {}\n", id,
          edge ? fmt::format("{} {} {}{}", edge->from, edge->to, edge->type, PropertiesText(edge->properties))
               : Code(edge));
    }
    const NodeId limit = snapshot_.NodeIdLimit();
    for (const auto& [first, behind] : std::vector<std::pair<NodeId, NodeId>>{
             {0, UINT64_MAX}, {limit / 3, limit / 2}, {limit, limit + 5}}) {
      std::string ends;
      done = snapshot_.ScanAdjacency(
          [&](NodeId from, const concord::Adjacent& end) {
            ends += fmt::format(" {}-{}->{}#{}", from, end.type, end.node, end.edge);
            return true;
          },
          first, behind);
      out_ += "scan";
      AddIds(done, ends);
    }
  }

  void Names() {
    for (Symbol symbol = 0; symbol < 200; ++symbol) Add(" {}", snapshot_.SymbolName(symbol));
    out_ += "\n";
    for (const std::string& name : words_.names) {
      Add("name {} {} edges {}\n", name, snapshot_.FindSymbol(name).value_or(0), snapshot_.EdgeCount(name));
    }
    Add("labels {} types {}\n", fmt::join(snapshot_.Labels(), ","), fmt::join(snapshot_.EdgeTypes(), ","));
  }

  void Units() {
    const auto units = snapshot_.Units();
    Add("units {}", Code(units));
    if (units) {
      for (const Unit& unit : *units) Add(" {}={}", unit.name, unit.fingerprint);
    }
    for (const std::string& name : words_.units) {
      const auto unit = snapshot_.FindUnit(name);
      Add(" {}:{}", name, unit && *unit ? (*unit)->fingerprint : "none");
    }
    out_ += "\n";
  }

  const Snapshot& snapshot_;
  const DumpWords& words_;
  std::string out_;
};

}  // namespace

std::string Dump(const Snapshot& snapshot, const DumpWords& words) { return Dumper(snapshot, words).Run(); }

}  // namespace concord::testing
