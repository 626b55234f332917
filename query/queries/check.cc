#include "query/check/store_check.h"
#include "query/query.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "findings to show of each kind (default 100)"},
    {"deep", "", "also read every block of the store's files and compare its checksum"},
};

Result<Answer> RunCheck(const Snapshot& snapshot, const Arguments& arguments) {
  if (!arguments.words.empty()) return Fail(ErrorCode::kUsage, "check takes no words");
  auto top = arguments.GetInt("top", 100, 1, 1'000'000'000);
  if (!top) return tl::unexpected(top.error());
  auto findings = CheckStore(snapshot, static_cast<size_t>(*top), arguments.Has("deep"));
  if (!findings) return tl::unexpected(findings.error());
  Answer answer;
  answer.query = "check";
  answer.arguments.Set("top", *top);
  answer.columns = {{"kind", "", false}, {"where", "", false}, {"finding", "", false, false, false, true}};
  for (CheckFinding& finding : findings->findings) {
    Row row;
    row.cells = {std::string(finding.kind), std::move(finding.where), std::move(finding.message)};
    answer.rows.push_back(std::move(row));
  }
  answer.notes = std::move(findings->notes);
  return answer;
}

}  // namespace

const Query kcheckQuery = {
    "check",
    "Prove the store: edges, spans and quotes, indexes, counts, schema, mappings that contradict one another",
    "",
    "check",
    kOptions,
    RunCheck,
};

}  // namespace concord
