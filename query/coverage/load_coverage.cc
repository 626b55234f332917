#include "query/coverage/load_coverage.h"

namespace concord {

Result<Coverage> LoadCoverage(const Snapshot& snapshot, const ViewArguments& view) {
  return Coverage::Load(
      snapshot,
      WorkFilter{view.as_of, view.since, view.types, view.languages, view.documents, view.jurisdictions},
      view.arrays);
}

}  // namespace concord
