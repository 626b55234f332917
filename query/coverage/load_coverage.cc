#include "query/coverage/load_coverage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>
#include <vector>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"

namespace concord {

Result<Coverage> LoadCoverage(const Snapshot& snapshot, const ViewArguments& view) {
  return Coverage::Load(snapshot,
                        WorkFilter{view.as_of, view.since, view.types, view.languages, view.documents,
                                   view.jurisdictions, view.drafts},
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

Result<void> SayDrafts(const Snapshot& snapshot, const Coverage& coverage, const Scope& scope,
                       Answer* answer) {
  if (scope.drafts.empty()) return {};
  constexpr size_t kNamed = 3;
  List drafts;
  std::vector<std::string> named;
  for (const VertexId document : scope.drafts) {
    CONCORD_ASSIGN(const Node draft, snapshot.GetNode(coverage.view().node(document)));
    CONCORD_ASSIGN(const Node final_text, snapshot.GetNode(coverage.view().node(coverage.FinalOf(document))));
    drafts.emplace_back(draft.key);
    if (named.size() < kNamed) named.push_back(fmt::format("{} beside {}", draft.key, final_text.key));
  }
  answer->arguments.Set("drafts_left_out", std::move(drafts));
  answer->notes.push_back(MakeNote("drafts-left-out", "{} ({}{}); to count them, set " PARAMETER("drafts"),
                                   Counting{scope.drafts.size(), "draft does not count beside its final text",
                                            "drafts do not count beside their final texts"},
                                   fmt::join(named, ", "), scope.drafts.size() > kNamed ? ", ..." : ""));
  return {};
}

}  // namespace concord
