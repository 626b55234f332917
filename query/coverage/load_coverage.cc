#include "query/coverage/load_coverage.h"

#include <fmt/format.h>

#include "base/parameter.h"
#include "base/plural.h"

namespace concord {

Result<Coverage> LoadCoverage(const Snapshot& snapshot, const ViewArguments& view) {
  return Coverage::Load(
      snapshot,
      WorkFilter{view.as_of, view.since, view.types, view.languages, view.documents, view.jurisdictions},
      view.arrays);
}

void SayDatasets(const Scope& scope, Answer* answer) {
  if (scope.datasets.empty()) return;
  answer->arguments.Set("datasets_left_out", static_cast<int64_t>(scope.datasets.size()));
  answer->notes.push_back(
      MakeNote("datasets-left-out",
               "{} left out, being no policy texts; to count them, set " PARAMETER("type") " to any",
               Counting{scope.datasets.size(), "dataset, catalogue or register with the words is",
                        "datasets, catalogues and registers with the words are"}));
}

}  // namespace concord
