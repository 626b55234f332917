// Writes a part of the graph as a file for other tools. Each export format has one file below
// query/exporters/ and one row in query/exporters/exporters.def.
#ifndef CONCORD_QUERY_EXPORTERS_EXPORTER_H_
#define CONCORD_QUERY_EXPORTERS_EXPORTER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/exporters/record_filter.h"
#include "query/note.h"

namespace concord {

// Some nodes, in the order of their keys, and all or some of the edges between them, ordered by (type, from
// key, to key, id).
struct Selection {
  std::vector<NodeId> nodes = {};
  std::vector<EdgeId> edges = {};
  bool texts = false;            // a version is written with its whole text, if its policy allows it
  std::vector<Note> notes = {};  // for the user: what was left out that might be missed
};

// What to select: the roots (keys), everything within `hops` edges of them (both directions), and everything
// below a document or framework if `whole` is set; also the edges among these nodes. Every front end fills
// this struct.
struct SelectionOptions {
  std::vector<std::string> roots = {};  // empty: the whole graph
  std::vector<NodeId> root_nodes = {};  // nodes of an answer
  int hops = 0;
  bool whole = true;
  std::vector<std::string> edge_types = {};                   // empty: all
  std::optional<std::unordered_set<EdgeId>> only_edges = {};  // no others, apart from those of `evidence`
  // Leaves out what does not pass, and then every node that has no edge any more and is no root.
  RecordFilter filter = {};
  // Also the sections, editions and works in which the selected nodes and edges are, so that each span points
  // into something in the file.
  bool evidence = false;
  bool texts = false;              // as in Selection
  uint64_t max_nodes = 5'000'000;  // kLimit above it
};
// kNotFound if a root does not exist or nothing passes the filter.
Result<Selection> Select(const Snapshot& snapshot, const SelectionOptions& options);

// What a selection amounts to, to be shown before it is written.
struct SelectionSize {
  uint64_t nodes = 0, edges = 0;
  std::map<std::string, uint64_t> labels, types;  // a node counts for each of its labels
};
Result<SelectionSize> SizeOf(const Snapshot& snapshot, const Selection& selection);

// Where an exporter writes: files, by name ("graph.graphml", "nodes.csv"), each in pieces, one after the
// other; and notes for the user ("2 of 6 rows are left out ...").
class OutputSink {
 public:
  using Write = std::function<Result<void>(std::string_view file, std::string_view bytes)>;
  using TakeNote = std::function<void(Note note)>;

  // Implicit, so that a function is a sink. Without `take`, notes are dropped.
  template <typename F>
  requires std::is_invocable_r_v<Result<void>, F, std::string_view, std::string_view> OutputSink(
      F write, TakeNote take = {})
      : write_(std::move(write)), take_(std::move(take)) {}

  Result<void> operator()(std::string_view file, std::string_view bytes) const { return write_(file, bytes); }
  void Say(Note note) const {
    if (take_) take_(std::move(note));
  }

 private:
  Write write_;
  TakeNote take_;
};

struct Exporter {
  std::string_view name;   // "graphml"
  std::string_view title;  // "GraphML, for Gephi, yEd, NetworkX, igraph"
  // The same selection gives the same bytes: they contain no ids of the store, no times and no paths.
  Result<void> (*write)(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink);
};

// Declares kNAMEExporter for each row of exporters.def.
#define EXPORTER(name) extern const Exporter k##name##Exporter;
#include "query/exporters/exporters.def"
#undef EXPORTER

std::span<const Exporter> Exporters();                // in the order of exporters.def
const Exporter* FindExporter(std::string_view name);  // nullptr if there is none

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_EXPORTER_H_
