// What Coverage is made from, whatever works a question lets count: the view, and of works, measures and
// edges the properties that decide what is counted. Saved beside the store (query/index/snapshot_arrays.h).
#ifndef CONCORD_QUERY_COVERAGE_COVERAGE_ARRAYS_H_
#define CONCORD_QUERY_COVERAGE_COVERAGE_ARRAYS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "graph/flat_file.h"
#include "graph/snapshot.h"
#include "graph/view.h"
#include "query/index/snapshot_arrays.h"

namespace concord {

// The dates of an edge between bodies.
struct TermRow {
  uint64_t place = 0;  // of the edge in the view
  Date from, to;       // valid_from, valid_to; year 0: none
  uint16_t reserved = 0;
  uint16_t reserved_too = 0;
};
static_assert(sizeof(Date) == 4 && sizeof(TermRow) == 24);

// What a work or an edition says of itself.
struct StatedRow {
  VertexId vertex = 0;
  Date issued, year, date;  // year 0: none
};
static_assert(sizeof(StatedRow) == 16);
enum class StatedText : uint8_t { kKey, kType, kTitle, kLanguage, kFormat, kCount };

extern const ArrayMaker kCoverageArrays;

// Read by any number of threads.
class CoverageArrays {
 public:
  static constexpr uint32_t kNoStart = UINT32_MAX;

  static Result<CoverageArrays> Load(const Snapshot& snapshot, ArraySource source);

  GraphView View() const;  // a copy
  // Beside vertices: of measures, index in kStrengths, and the first byte of the span, else kNoStart.
  std::span<const uint8_t> strengths() const { return strengths_; }
  std::span<const uint32_t> starts() const { return starts_; }
  // Beside edges: of INVOLVES_FORUM, index in kForumRelations; of these and of REFERENCES the first byte of
  // the span, else kNoStart.
  std::span<const uint8_t> relations() const { return relations_; }
  std::span<const uint32_t> edge_starts() const { return edge_starts_; }
  // Of a Document, a Version, or what a Document has as one.
  const StatedRow& StatedOf(VertexId vertex) const;
  std::string_view TextOf(const StatedRow& row, StatedText text) const;  // empty if it says none
  // Whether an edge between bodies holds at `when`; without a date: whether nothing says that it ended.
  bool Holds(uint64_t place, std::optional<Date> when) const;

 private:
  std::shared_ptr<const FlatFile> file_;
  std::span<const uint8_t> strengths_, relations_;
  std::span<const uint32_t> starts_, edge_starts_;
  std::span<const TermRow> terms_;     // by place; edges without dates have none
  std::span<const StatedRow> stated_;  // by vertex
  std::string_view stated_bytes_;      // the texts of the rows, one behind the other
  std::span<const uint64_t> stated_ends_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_COVERAGE_ARRAYS_H_
