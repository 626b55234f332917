#include <map>
#include <set>

#include "graph/vocabulary.h"
#include "query/places/walk.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {

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
  std::set<NodeId> texts;  // documents with a text
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
    if (size->value_or(0) == 0) continue;
    auto works = Neighbours(snapshot, id, Direction::kIn, edge::HAS_VERSION);
    if (!works) return tl::unexpected(works.error());
    for (const Adjacent& of : *works) {
      auto work = snapshot.GetNode(of.node);
      if (!work) return tl::unexpected(work.error());
      if (work->HasLabel(label::Document)) texts.insert(work->id);  // mapping sets have versions too
    }
  }
  add("store", "bytes of text", bytes);
  add("store", "documents with text", texts.size());
  add("store", "documents known by name", snapshot.NodeCount(label::Document) - texts.size());
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
    "stats",
    "Count what the store holds",
    "",
    "stats",
    {},
    RunStats,
    R"(The rows come in groups: store (the whole; units are files and tables that were ingested; documents known by name are
those that texts or data files mention, without a text in the store), label (nodes of each kind), edge (edges of each
type), format and language (versions of documents). docs/schema.md explains labels and types. `topics`,
`forums TOPIC` and `show KEY` look inside.)",
};

}  // namespace concord
