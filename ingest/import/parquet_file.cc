// Parquet, which DuckDB makes lines of JSON of (base/duckdb.h): our own tables, tables of nodes with `key` or
// `id`, and tables of edges with `from` and `to`, `source` and `target`, or `src` and `dst`.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/duckdb.h"
#include "base/line_reader.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/json_events.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

// A member that is JSON in a text or an object, taken out of the row; nothing if it is neither.
Result<std::optional<PropertyMap>> TakeObject(std::string_view name, PropertyMap* row) {
  const Value* found = row->Find(name);
  if (found == nullptr) return std::nullopt;
  Value value = *found;
  if (value.type() == Value::Type::kString) {
    if (!value.as_string().starts_with('{')) return std::nullopt;
    CONCORD_ASSIGN(value, ParseJsonValue(value.as_string()));
  }
  if (value.type() != Value::Type::kMap) return std::nullopt;
  row->Remove(name);
  return value.as_map();
}

// The properties of a row without what it is: the columns, and those in the column `properties`.
Result<PropertyMap> PropertiesOf(PropertyMap row, std::vector<std::string>* labels) {
  CONCORD_ASSIGN(const std::optional<PropertyMap> exact, TakeObject("concord", &row));
  if (exact) {
    CONCORD_TRY(ApplyExactRecord(Value(*exact), labels, &row));
    return row;
  }
  CONCORD_ASSIGN(const std::optional<PropertyMap> more, TakeObject("properties", &row));
  if (more) {
    for (const auto& [name, value] : *more) row.Set(name, value);
  }
  return row;
}

Result<void> TakeRow(PropertyMap row, uint64_t number, GraphRecords* records) {
  const bool is_ours = row.Find("key") != nullptr && row.Find("labels") != nullptr;
  for (const auto& [from, to] :
       {std::pair("from", "to"), std::pair("source", "target"), std::pair("src", "dst")}) {
    if (row.Find(from) == nullptr || row.Find(to) == nullptr) continue;
    if (is_ours && from != std::string_view("from")) continue;
    GraphEdge edge;
    edge.from = TakeKey(from, &row);
    edge.to = TakeKey(to, &row);
    if (edge.from.empty() || edge.to.empty())
      return Fail(ErrorCode::kInvalid, fmt::format("expected keys of nodes as '{}' and '{}'", from, to));
    edge.type = TakeText("type", &row);
    if (edge.type.empty()) edge.type = TakeText("relationship", &row);
    std::vector<std::string> no_labels;
    CONCORD_ASSIGN(edge.properties, PropertiesOf(std::move(row), &no_labels));
    return records->Take(std::move(edge), number);
  }
  GraphNode node;
  node.key = TakeKey(row.Find("key") == nullptr ? "id" : "key", &row);
  if (node.key.empty())
    return Fail(
        ErrorCode::kInvalid,
        "expected a node with key or id, or an edge with from and to (or source and target, src and dst)");
  node.labels = TakeLabels(&row);
  CONCORD_ASSIGN(node.properties, PropertiesOf(std::move(row), &node.labels));
  return records->Take(std::move(node), number);
}

}  // namespace

Result<void> ReadParquet(std::istream&, const std::string& source, GraphRecords* records) {
  CONCORD_ASSIGN(DuckDb database, DuckDb::Open());
  CONCORD_ASSIGN(const ScratchFolder scratch, ScratchFolder::Make("parquet"));
  // Marks in a path would be taken for those of a pattern.
  const fs::path table = scratch.path() / "table.parquet", lines = scratch.path() / "table.jsonl";
  std::error_code problem;
  fs::create_symlink(fs::absolute(source), table, problem);
  if (problem) return Fail(ErrorCode::kIo, fmt::format("cannot link {}: {}", source, problem.message()));
  if (Result<void> done =
          database.Execute(fmt::format("COPY (SELECT * FROM read_parquet({})) TO {} (FORMAT json)",
                                       DuckDb::Quoted(table.string()), DuckDb::Quoted(lines.string())));
      !done) {
    return tl::unexpected(
        Error{ErrorCode::kInvalid, "expected Parquet: " + done.error().message, source, 0, 0, 0});
  }
  std::ifstream in(lines, std::ios::binary);
  constexpr uint64_t kMaxLineBytes = uint64_t{1} << 30;
  LineReader reader(in, kMaxLineBytes);
  while (reader.Next()) {
    const auto take = [&]() -> Result<void> {
      if (reader.too_long())
        return Fail(ErrorCode::kLimit, fmt::format("a row is longer than {} bytes", kMaxLineBytes));
      CONCORD_ASSIGN(Value row, ParseJsonValue(reader.line()));
      return TakeRow(row.as_map(), reader.number(), records);
    };
    Result<void> done = take();
    if (done) continue;
    Error error = std::move(done).error();
    if (error.source.empty() && (error.code == ErrorCode::kInvalid || error.code == ErrorCode::kLimit)) {
      error.source = source;
      error.line = reader.number();  // of the row
    }
    return tl::unexpected(std::move(error));
  }
  return in.bad() ? Fail(ErrorCode::kIo, "cannot read " + lines.string()) : Result<void>();
}

}  // namespace concord
