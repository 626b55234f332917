// A view (graph/view.h) as arrays of a flat file, and back.
#ifndef CONCORD_GRAPH_VIEW_ARRAYS_H_
#define CONCORD_GRAPH_VIEW_ARRAYS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "graph/flat_file.h"
#include "graph/view.h"

namespace concord {

// Adds kCount arrays to a file that is made. The view and this object must live until Finish.
class ViewArrays {
 public:
  static constexpr size_t kCount = 14;  // of arrays

  explicit ViewArrays(const GraphView& view);
  void AddTo(FlatFileBuilder* file) const;

  // The view whose first array has the number `first`: a copy, which needs the file no longer.
  static GraphView Read(const FlatFile& file, size_t first);

 private:
  const GraphView& view_;
  std::string names_;             // of types, then of labels, each with a zero behind
  std::vector<uint64_t> counts_;  // of types, of labels
};

}  // namespace concord

#endif  // CONCORD_GRAPH_VIEW_ARRAYS_H_
