#include <map>

#include "graph/vocabulary.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {
namespace {}  // namespace

Result<Answer> AnswerStats(const Snapshot& snapshot) {
  Answer answer;
  answer.query = "stats";
  answer.columns = {{"what", "", false}, {"name", "", false}, {"count", "", true}};
  const auto add = [&](std::string_view what, std::string_view name, uint64_t count) {
    Row row;
    row.cells = {what, name, static_cast<int64_t>(count)};
    answer.rows.push_back(std::move(row));
  };
  auto units = snapshot.Units();
  if (!units) return tl::unexpected(units.error());
  add("store", "nodes", snapshot.NodeCount());
  add("store", "edges", snapshot.EdgeCount());
  add("store", "units", units->size());

  // Bytes of text, and how many versions came in each format and language.
  auto versions = WithLabel(snapshot, label::Version);
  if (!versions) return tl::unexpected(versions.error());
  std::map<std::string, uint64_t> formats, languages;
  uint64_t bytes = 0;
  for (const NodeId id : *versions) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    if (const auto format = node->properties.FindString(property::format); !format.empty())
      ++formats[std::string(format)];
    if (const auto language = node->properties.FindString(property::language); !language.empty())
      ++languages[std::string(language)];
    auto size = snapshot.BlobSize(id, "text");
    if (!size) return tl::unexpected(size.error());
    bytes += size->value_or(0);
  }
  add("store", "bytes of text", bytes);
  for (const std::string& label : snapshot.Labels()) add("label", label, snapshot.NodeCount(label));
  for (const std::string& type : snapshot.EdgeTypes()) add("edge", type, snapshot.EdgeCount(type));
  for (const auto& [format, count] : formats) add("format", format, count);
  for (const auto& [language, count] : languages) add("language", language, count);
  return answer;
}

namespace {

Result<Answer> RunStats(const Snapshot& snapshot, const Arguments& arguments) {
  if (!arguments.words.empty()) return Fail(ErrorCode::kUsage, "stats takes no words");
  return AnswerStats(snapshot);
}

}  // namespace

const Query kstatsQuery = {
    "stats", "What the store holds, counted", "", "stats", {}, RunStats,
};

}  // namespace concord
