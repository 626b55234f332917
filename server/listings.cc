#include "server/listings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr QueryOption kFormat[] = {{"format", "FORMAT", "csv or xlsx"}};

std::string NameOf(const Node& node) {
  for (const std::string_view property : {"title", "name", "label", "designator"}) {
    if (const auto name = node.properties.FindString(property); !name.empty()) return std::string(name);
  }
  return {};
}

Value TextOrNull(std::string_view text) { return text.empty() ? Value() : Value(text); }

std::string DateOf(const Node& node, std::string_view property) {
  const Value* value = node.properties.Find(property);
  return value == nullptr ? std::string() : value->ToString();
}

// The names at the other end of the node's edges of one type.
Result<std::string> Names(const Snapshot& snapshot, NodeId node, std::string_view type) {
  CONCORD_ASSIGN(const auto others, Neighbours(snapshot, node, Direction::kOut, type));
  std::set<std::string> names;
  for (const Adjacent& other : others) {
    CONCORD_ASSIGN(const Node found, snapshot.GetNode(other.node));
    const std::string name = NameOf(found);
    names.insert(name.empty() ? found.key : name);
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// Works that the store has a text of, by title.
Result<Answer> RunDocuments(const Snapshot& snapshot, const Arguments&) {
  Answer answer;
  answer.query = "documents";
  answer.columns = {{"title", ""},    {"issuer", ""},  {"date", ""},   {"type", ""},
                    {"language", ""}, {"version", ""}, {"format", ""}, {"document", ""}};
  CONCORD_ASSIGN(const auto documents, WithLabel(snapshot, label::Document));
  for (const NodeId id : documents) {
    CONCORD_ASSIGN(const NodeId version, LatestVersion(snapshot, id));
    if (version == 0) continue;
    CONCORD_ASSIGN(const Node work, snapshot.GetNode(id));
    CONCORD_ASSIGN(const Node edition, snapshot.GetNode(version));
    CONCORD_ASSIGN(const std::string issuers, Names(snapshot, id, edge::ISSUED_BY));
    std::string date = DateOf(work, "issued");
    if (date.empty()) date = DateOf(edition, "date");
    const std::string title = NameOf(work);
    Row row;
    row.cells = {title.empty() ? work.key : title,
                 TextOrNull(issuers),
                 TextOrNull(date),
                 TextOrNull(work.properties.FindString("type")),
                 TextOrNull(edition.properties.FindString("language")),
                 edition.key,
                 TextOrNull(edition.properties.FindString("format")),
                 work.key};
    answer.rows.push_back(std::move(row));
  }
  std::ranges::sort(answer.rows, [](const Row& a, const Row& b) {
    return std::pair(a.cells[0].as_string(), a.cells[5].as_string()) <
           std::pair(b.cells[0].as_string(), b.cells[5].as_string());
  });
  return answer;
}

std::string SchemeOf(std::string_view key) { return std::string(key.substr(0, key.rfind(':'))); }

Result<uint64_t> CountEdges(const Snapshot& snapshot, NodeId node, Direction direction,
                            std::string_view type) {
  uint64_t count = 0;
  const auto symbol = snapshot.FindSymbol(type);
  if (!symbol) return count;
  CONCORD_TRY(snapshot.ForEachAdjacent(node, direction, *symbol, [&](const Adjacent&) {
    ++count;
    return true;
  }));
  return count;
}

// Taxonomies and frameworks, by key.
Result<Answer> RunFrameworks(const Snapshot& snapshot, const Arguments&) {
  Answer answer;
  answer.query = "frameworks";
  answer.columns = {{"framework", ""}, {"title", ""}, {"items", "", true}};
  CONCORD_ASSIGN(const auto schemes, WithLabel(snapshot, label::ConceptScheme));
  for (const NodeId id : schemes) {
    CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
    CONCORD_ASSIGN(const uint64_t items, CountEdges(snapshot, id, Direction::kIn, edge::IN_SCHEME));
    if (items == 0) continue;
    Row row;
    row.cells = {node.key, TextOrNull(NameOf(node)), static_cast<int64_t>(items)};
    answer.rows.push_back(std::move(row));
  }
  std::ranges::sort(answer.rows, {}, [](const Row& row) { return row.cells[0].as_string(); });
  return answer;
}

struct Pair {
  int64_t rows = 0, denied = 0, none = 0, by_people = 0, reviewed = 0;
  std::set<std::string> sets;
};

// Which frameworks are joined by rows of crosswalks, and who made the rows.
Result<Answer> RunCrosswalks(const Snapshot& snapshot, const Arguments&) {
  Answer answer;
  answer.query = "crosswalks";
  answer.columns = {{"subject", ""},
                    {"object", ""},
                    {"rows", "", true},
                    {"denied", "", true},
                    {"no_counterpart", "no counterpart", true},
                    {"by_people", "stated by people", true},
                    {"reviewed", "by reviewers here", true},
                    {"sets", ""}};
  std::map<std::pair<std::string, std::string>, Pair> pairs;
  std::map<NodeId, std::string> schemes;
  const auto scheme_of = [&](NodeId id) -> Result<std::string> {
    if (const auto known = schemes.find(id); known != schemes.end()) return known->second;
    CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
    // What is no item of a framework (a measure, a section) stands for its document.
    std::string scheme =
        node.HasLabel(label::Concept) ? SchemeOf(node.key) : node.key.substr(0, node.key.find('@'));
    return schemes.emplace(id, std::move(scheme)).first->second;
  };
  const auto type = snapshot.FindSymbol(edge::MAPS_TO);
  std::vector<EdgeId> edges;
  if (type) {
    CONCORD_TRY(snapshot.ScanAdjacency([&](NodeId, const Adjacent& adjacent) {
      if (adjacent.type == *type) edges.push_back(adjacent.edge);
      return true;
    }));
  }
  for (const EdgeId id : edges) {
    CONCORD_ASSIGN(const Edge edge, snapshot.GetEdge(id));
    CONCORD_ASSIGN(const std::string subject, scheme_of(edge.from));
    CONCORD_ASSIGN(std::string object, scheme_of(edge.to));
    const bool none = object == "sssom";
    if (none) {
      const std::string_view source = edge.properties.FindString("object_source");
      if (!source.empty()) object = source;
    }
    Pair& pair = pairs[{subject, object}];
    ++pair.rows;
    pair.none += none ? 1 : 0;
    pair.denied += edge.properties.FindString("modifier") == "Not" ? 1 : 0;
    const std::string_view how = edge.properties.FindString("justification");
    pair.by_people += how == "semapv:ManualMappingCuration" || how == "semapv:MappingReview" ? 1 : 0;
    const std::string_view set = edge.properties.FindString("set");
    pair.reviewed += set.starts_with("review/") ? 1 : 0;
    pair.sets.emplace(set);
  }
  for (const auto& [names, pair] : pairs) {
    Row row;
    List sets(pair.sets.begin(), pair.sets.end());
    row.cells = {names.first, names.second,   pair.rows,     pair.denied,
                 pair.none,   pair.by_people, pair.reviewed, std::move(sets)};
    answer.rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(answer.rows, std::ranges::greater{},
                           [](const Row& row) { return row.cells[2].as_int(); });
  return answer;
}

// Standards that texts refer to, those with most references first; the editions of one count with it.
Result<Answer> RunStandards(const Snapshot& snapshot, const Arguments&) {
  Answer answer;
  answer.query = "standards";
  answer.columns = {{"standard", ""},         {"designator", ""},     {"title", ""}, {"publisher", ""},
                    {"references", "", true}, {"editions", "", true}, {"status", ""}};
  CONCORD_ASSIGN(const auto standards, WithLabel(snapshot, label::Standard));
  for (const NodeId id : standards) {
    CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
    // An edition stands with its work.
    CONCORD_ASSIGN(const auto works, Neighbours(snapshot, id, Direction::kOut, edge::EDITION_OF));
    if (!works.empty()) continue;
    CONCORD_ASSIGN(uint64_t references, CountEdges(snapshot, id, Direction::kIn, edge::REFERENCES));
    CONCORD_ASSIGN(const auto editions, Neighbours(snapshot, id, Direction::kIn, edge::EDITION_OF));
    for (const Adjacent& edition : editions) {
      CONCORD_ASSIGN(const uint64_t more,
                     CountEdges(snapshot, edition.node, Direction::kIn, edge::REFERENCES));
      references += more;
    }
    CONCORD_ASSIGN(const std::string publisher, Names(snapshot, id, edge::PUBLISHED_BY));
    Row row;
    row.cells = {node.key,
                 TextOrNull(node.properties.FindString("designator")),
                 TextOrNull(node.properties.FindString("title")),
                 TextOrNull(publisher),
                 static_cast<int64_t>(references),
                 static_cast<int64_t>(editions.size()),
                 TextOrNull(node.properties.FindString("status"))};
    answer.rows.push_back(std::move(row));
  }
  std::ranges::sort(answer.rows, [](const Row& a, const Row& b) {
    if (a.cells[4].as_int() != b.cells[4].as_int()) return a.cells[4].as_int() > b.cells[4].as_int();
    return a.cells[0].as_string() < b.cells[0].as_string();
  });
  return answer;
}

// What made the editions that the store has.
Result<Answer> RunRuns(const Snapshot& snapshot, const Arguments&) {
  Answer answer;
  answer.query = "runs";
  answer.columns = {{"run", ""}, {"tool", ""}, {"configuration", ""}, {"editions", "", true}};
  CONCORD_ASSIGN(const auto runs, WithLabel(snapshot, label::Run));
  for (const NodeId id : runs) {
    CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
    CONCORD_ASSIGN(const uint64_t editions, CountEdges(snapshot, id, Direction::kIn, edge::GENERATED_BY));
    Row row;
    row.cells = {
        node.key,
        fmt::format("{} {}", node.properties.FindString("tool"), node.properties.FindString("tool_version")),
        TextOrNull(node.properties.FindString("configuration")), static_cast<int64_t>(editions)};
    answer.rows.push_back(std::move(row));
  }
  return answer;
}

// Editions of which a reader put something right or says that something is missing, most remarks first.
Result<Answer> RunRepairs(const Snapshot& snapshot, const Arguments&) {
  Answer answer;
  answer.query = "repairs";
  answer.columns = {{"version", ""}, {"format", ""}, {"remarks", "", true}, {"first", ""}};
  CONCORD_ASSIGN(const auto versions, WithLabel(snapshot, label::Version));
  for (const NodeId id : versions) {
    CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
    const Value* repairs = node.properties.Find("repairs");
    if (repairs == nullptr || repairs->type() != Value::Type::kList || repairs->as_list().empty()) continue;
    Row row;
    row.cells = {node.key, TextOrNull(node.properties.FindString("format")),
                 static_cast<int64_t>(repairs->as_list().size()), repairs->as_list().front().ToString()};
    answer.rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(answer.rows, std::ranges::greater{},
                           [](const Row& row) { return row.cells[2].as_int(); });
  return answer;
}

constexpr auto kListings = std::to_array<Query>({
    {"documents", "Documents with a text in the store", "", "", kFormat, RunDocuments},
    {"frameworks", "Taxonomies and frameworks, and how many items they have", "", "", kFormat, RunFrameworks},
    {"crosswalks", "Frameworks that crosswalks connect", "", "", kFormat, RunCrosswalks},
    {"standards", "Standards that the texts refer to", "", "", kFormat, RunStandards},
    {"runs", "Programs and configurations that made the editions", "", "", kFormat, RunRuns},
    {"repairs", "What readers corrected or skipped", "", "", kFormat, RunRepairs},
});

}  // namespace

std::span<const Query> Listings() { return kListings; }

const Query* FindQuestion(std::string_view name) {
  const auto listing = std::ranges::find(kListings, name, &Query::name);
  return listing != kListings.end() ? &*listing : FindQuery(name);
}

}  // namespace concord
