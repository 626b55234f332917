// The counts of a scope for each forum and issuer: the table of `forums`, `forum` and `overlap`.
#ifndef CONCORD_QUERY_COVERAGE_FORUM_TABLE_H_
#define CONCORD_QUERY_COVERAGE_FORUM_TABLE_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/value.h"
#include "query/coverage/coverage.h"

namespace concord {

// One actor. Documents are works. Measures are those of the documents that are credited to it.
struct ForumLine {
  VertexId actor = kNoVertex;
  uint32_t issued = 0;                                      // itself
  uint32_t by_organs = 0;                                   // only by its parts
  std::array<uint32_t, kStrengths.size()> measures = {};    // by strength
  std::array<uint32_t, kForumRelations.size()> named = {};  // by relation
  // The dates of all documents that count for it, as sortable numbers; see Earliest and Latest.
  uint32_t first = UINT32_MAX, last = 0;

  uint32_t documents() const { return issued + by_organs; }
  uint32_t all_measures() const;
  uint32_t all_named() const;
  Value Earliest() const;  // null: none is dated
  Value Latest() const;
};

// Reused from one question to the next, so that a question allocates nothing. For one thread. Must not
// outlive its Coverage.
class ForumTable {
 public:
  explicit ForumTable(const Coverage& coverage);

  // O(documents and their credits + measures + namings of the scope). Lines are in no particular order.
  std::span<const ForumLine> Count(const Scope& scope);

  // The line of an actor in the last count, or nullptr.
  const ForumLine* Find(VertexId actor) const;

 private:
  ForumLine& LineOf(VertexId actor);
  void AddDate(VertexId document, ForumLine* line) const;

  const Coverage& coverage_;
  std::vector<ForumLine> lines_;
  std::vector<uint32_t> slots_;  // beside vertices: the actor's line + 1; 0: none
  std::vector<std::array<uint32_t, kStrengths.size()>> works_;  // beside scope.documents
};

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_FORUM_TABLE_H_
