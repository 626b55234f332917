// How the texts of a store hang together, as arrays: works, their editions, sections and measures, and where
// each stands. What query/places/units.h walks through one by one, read in two passes.
#ifndef CONCORD_QUERY_INDEX_TEXT_STRUCTURE_H_
#define CONCORD_QUERY_INDEX_TEXT_STRUCTURE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/view.h"
#include "query/places/place.h"

namespace concord {

// Read by any number of threads.
class TextStructure {
 public:
  static Result<TextStructure> Load(const Snapshot& snapshot);

  // Works in the order of their keys.
  std::span<const VertexId> documents() const { return documents_; }
  NodeId node(VertexId v) const { return view_.node(v); }
  // Each in the order of (node, edge).
  std::span<const VertexId> Versions(VertexId document) const { return Out(document, versions_); }
  std::span<const VertexId> Sections(VertexId version) const { return Out(version, sections_); }
  std::span<const VertexId> Parts(VertexId section) const { return Out(section, parts_); }
  std::span<const VertexId> Measures(VertexId section) const { return Out(section, measures_); }

  std::optional<TextSpan> Span(VertexId v) const {
    return spans_[v].start == kNone ? std::nullopt : std::optional(spans_[v]);
  }
  // Of a section its heading, of a work its title.
  const std::string& Heading(VertexId v) const { return headings_[v]; }

 private:
  static constexpr uint64_t kNone = UINT64_MAX;
  std::span<const VertexId> Out(VertexId v, std::optional<uint16_t> type) const {
    return type ? view_.Out(v, *type).vertices : std::span<const VertexId>();
  }

  GraphView view_;
  std::optional<uint16_t> versions_, sections_, parts_, measures_;
  std::vector<VertexId> documents_;
  std::vector<TextSpan> spans_;        // beside vertices
  std::vector<std::string> headings_;  // likewise
};

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_TEXT_STRUCTURE_H_
