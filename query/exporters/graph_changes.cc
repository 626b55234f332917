#include "query/exporters/graph_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "base/try.h"
#include "query/exporters/export_records.h"
#include "query/exporters/record_json.h"

namespace concord {
namespace {

using Detail = ExportRecords::Detail;

// One after the other, nodes or edges of one state.
class NodeReader {
 public:
  NodeReader(const GraphState& state) : records_(state.snapshot, state.selection, Detail::kTexts) {}

  size_t place() const { return place_; }
  bool at_end() const { return place_ == records_.node_count(); }
  const std::string& key() const { return key_; }
  const std::string& says() const { return says_; }

  Result<void> Read() {
    if (at_end()) return {};
    CONCORD_ASSIGN(const ExportNodeView* const node, records_.NodeAt(place_));
    key_ = node->key;
    says_.clear();
    AppendNodeMembers(*node, &says_);
    return {};
  }
  Result<void> Next() {
    ++place_;
    return Read();
  }

 private:
  ExportRecords records_;
  size_t place_ = 0;
  std::string key_, says_;
};

// All edges of one type between the same two nodes at once.
class EdgeReader {
 public:
  using Ends = std::tuple<std::string, std::string, std::string>;  // type, from, to

  EdgeReader(const GraphState& state) : records_(state.snapshot, state.selection, Detail::kTexts) {}

  bool at_end() const { return says_.empty(); }
  const Ends& ends() const { return ends_; }
  // What each edge says, and its place; sorted.
  const std::vector<std::pair<std::string, size_t>>& says() const { return says_; }

  Result<void> Next() {
    says_.clear();
    for (; place_ < records_.edge_count(); ++place_) {
      CONCORD_ASSIGN(const ExportEdgeView* const edge, records_.EdgeAt(place_));
      const bool same = std::get<0>(ends_) == edge->type && std::get<1>(ends_) == edge->from &&
                        std::get<2>(ends_) == edge->to;
      if (!says_.empty() && !same) break;
      if (!same) ends_ = {std::string(edge->type), std::string(edge->from), std::string(edge->to)};
      says_.emplace_back(std::string(), place_);
      AppendEdgeMembers(*edge, &says_.back().first);
    }
    std::ranges::sort(says_);
    return {};
  }

 private:
  ExportRecords records_;
  size_t place_ = 0;
  Ends ends_;
  std::vector<std::pair<std::string, size_t>> says_;
};

Result<void> CompareNodes(const GraphState& before, const GraphState& after, GraphChanges* changes) {
  NodeReader old(before), now(after);
  CONCORD_TRY(old.Read());
  CONCORD_TRY(now.Read());
  while (!old.at_end() || !now.at_end()) {
    if (now.at_end() || (!old.at_end() && old.key() < now.key())) {
      changes->removed_nodes.push_back(old.place());
      CONCORD_TRY(old.Next());
    } else if (old.at_end() || now.key() < old.key()) {
      changes->nodes.push_back({now.place(), true});
      CONCORD_TRY(now.Next());
    } else {
      if (old.says() != now.says()) changes->nodes.push_back({now.place(), false});
      CONCORD_TRY(old.Next());
      CONCORD_TRY(now.Next());
    }
  }
  return {};
}

// Of the edges between the same nodes: each that is on one side more often than on the other.
void CompareParallel(const EdgeReader& old, const EdgeReader& now, GraphChanges* changes) {
  auto was = old.says().begin(), is = now.says().begin();
  while (was != old.says().end() || is != now.says().end()) {
    if (is == now.says().end() || (was != old.says().end() && was->first < is->first)) {
      changes->removed_edges.push_back((was++)->second);
    } else if (was == old.says().end() || is->first < was->first) {
      changes->added_edges.push_back((is++)->second);
    } else {
      ++was;
      ++is;
    }
  }
}

void TakeAll(const EdgeReader& reader, std::vector<size_t>* places) {
  for (const auto& [says, place] : reader.says()) places->push_back(place);
}

Result<void> CompareEdges(const GraphState& before, const GraphState& after, GraphChanges* changes) {
  EdgeReader old(before), now(after);
  CONCORD_TRY(old.Next());
  CONCORD_TRY(now.Next());
  while (!old.at_end() || !now.at_end()) {
    if (now.at_end() || (!old.at_end() && old.ends() < now.ends())) {
      TakeAll(old, &changes->removed_edges);
      CONCORD_TRY(old.Next());
    } else if (old.at_end() || now.ends() < old.ends()) {
      TakeAll(now, &changes->added_edges);
      CONCORD_TRY(now.Next());
    } else {
      CompareParallel(old, now, changes);
      CONCORD_TRY(old.Next());
      CONCORD_TRY(now.Next());
    }
  }
  // Parallel edges were sorted by what they say.
  std::ranges::sort(changes->removed_edges);
  std::ranges::sort(changes->added_edges);
  return {};
}

class RowWriter {
 public:
  explicit RowWriter(const OutputSink& sink) : file_(sink, std::string(kChangesName)) {}

  Result<void> Node(std::string_view change, ExportRecords* records, size_t place) {
    CONCORD_ASSIGN(const ExportNodeView* const node, records->NodeAt(place));
    Begin(change);
    AppendNodeMembers(*node, file_.buffer());
    return End();
  }
  Result<void> Edge(std::string_view change, ExportRecords* records, size_t place) {
    CONCORD_ASSIGN(const ExportEdgeView* const edge, records->EdgeAt(place));
    Begin(change);
    AppendEdgeMembers(*edge, file_.buffer());
    return End();
  }
  Result<void> Flush() { return file_.Flush(); }

 private:
  void Begin(std::string_view change) { *file_.buffer() += fmt::format("{{\"change\":\"{}\",", change); }
  Result<void> End() {
    *file_.buffer() += "}\n";
    return file_.Continue();
  }

  BufferedSink file_;
};

}  // namespace

size_t GraphChanges::new_nodes() const {
  return static_cast<size_t>(std::ranges::count_if(nodes, &Put::is_new));
}

Result<GraphChanges> CompareStates(const GraphState& before, const GraphState& after) {
  GraphChanges changes;
  CONCORD_TRY(CompareNodes(before, after, &changes));
  CONCORD_TRY(CompareEdges(before, after, &changes));
  return changes;
}

Result<void> WriteChanges(const GraphState& before, const GraphState& after, const GraphChanges& changes,
                          const OutputSink& sink) {
  ExportRecords old(before.snapshot, before.selection, Detail::kTexts);
  ExportRecords now(after.snapshot, after.selection, Detail::kTexts);
  RowWriter rows(sink);
  for (const size_t place : changes.removed_nodes) CONCORD_TRY(rows.Node("removed", &old, place));
  for (const size_t place : changes.removed_edges) CONCORD_TRY(rows.Edge("removed", &old, place));
  for (const GraphChanges::Put& put : changes.nodes)
    CONCORD_TRY(rows.Node(put.is_new ? "added" : "changed", &now, put.place));
  for (const size_t place : changes.added_edges) CONCORD_TRY(rows.Edge("added", &now, place));
  return rows.Flush();
}

}  // namespace concord
