// Which items of a framework may be suggested to a subject: those that are asked for, and one of each that
// say the same. Which of them are leaves.
#ifndef CONCORD_QUERY_SUGGESTIONS_CANDIDATES_H_
#define CONCORD_QUERY_SUGGESTIONS_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "query/crosswalks/framework.h"

namespace concord {

class Candidates {
 public:
  // `among` stands beside the items; empty: all of them. With `collapse` items are alike that have the same
  // title and text, or the same title and headings where they have no text.
  Candidates(const Framework& framework, const std::vector<bool>& among, bool collapse);

  bool IsLeaf(uint32_t item) const { return is_leaf_[item]; }
  bool AreAllLeaves() const;
  // Beside the items: those that are not to be suggested, by the scores of one subject. Of those that are
  // alike the best one stays, the first of equals.
  std::vector<bool> LeftOut(const std::vector<double>& scores) const;
  // Those that are like this one, without it, in order: the first kMostAlike. Of a document in which
  // thousands of parts say "Reserved", nobody reads them all beside each suggestion.
  static constexpr size_t kMostAlike = 100;
  std::vector<uint32_t> SameAs(uint32_t item) const;

 private:
  std::vector<bool> hidden_, is_leaf_;
  std::vector<std::vector<uint32_t>> alike_;  // places rise
  std::vector<uint32_t> alike_of_;            // beside the items: the number in alike_, or its size
};

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_CANDIDATES_H_
