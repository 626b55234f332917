#include "base/try.h"
#include "query/check/store_check.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"top", "K", "Findings to show of each kind (default 100)"},
    {"deep", "", "Also verify the checksum of every block of the store's files"},
};

}  // namespace

Result<Answer> AnswerCheck(const Snapshot& snapshot, const CheckOptions& options) {
  CONCORD_ASSIGN(CheckReport report, CheckStore(snapshot, options.top, options.deep));
  Answer answer;
  answer.query = "check";
  answer.arguments.Set("top", static_cast<int64_t>(options.top));
  answer.columns = {{"kind", "", false}, {"where", "", false}, {"finding", "", false, false, false, true}};
  for (CheckFinding& finding : report.findings) {
    Row row;
    row.cells = {std::string(finding.kind), std::move(finding.where), std::move(finding.message)};
    answer.rows.push_back(std::move(row));
  }
  answer.notes = std::move(report.notes);
  return answer;
}

namespace {

Result<Answer> RunCheck(const Snapshot& snapshot, const Arguments& arguments) {
  if (!arguments.words.empty()) return Fail(ErrorCode::kUsage, "check takes no words");
  CheckOptions options;
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", 100, 1, 1'000'000'000));
  options.deep = arguments.Has("deep");
  return AnswerCheck(snapshot, options);
}

}  // namespace

const Query kcheckQuery = {
    "check",  "Check the store for faults: edges, spans, quotes, indexes, schema, contradicting mappings",
    "",       "check",
    kOptions, RunCheck,
};

}  // namespace concord
