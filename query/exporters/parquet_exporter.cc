// Parquet: nodes.parquet and edges.parquet, which DuckDB makes of lines of JSON (base/duckdb.h). A property
// is a column; lists, maps, dates and columns of mixed types are texts, and `concord` says what they were.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/duckdb.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "query/exporters/attribute_text.h"
#include "query/exporters/exact_record.h"
#include "query/exporters/export_records.h"
#include "query/output/json_text.h"

namespace concord {
namespace {

struct ParquetColumn {
  std::string head;  // `,"title":`
  std::string title;
  Value::Type type = Value::Type::kString;
};

std::string_view SqlType(Value::Type type) {
  switch (type) {
    case Value::Type::kBool:
      return "BOOLEAN";
    case Value::Type::kInt:
      return "BIGINT";
    case Value::Type::kDouble:
      return "DOUBLE";
    default:
      return "VARCHAR";
  }
}

// One of the two tables, first as lines.
class ParquetTable {
 public:
  ParquetTable(std::string name, const ScratchFolder& scratch)
      : name_(std::move(name)),
        lines_(scratch.path() / (name_ + ".jsonl")),
        table_(scratch.path() / (name_ + ".parquet")),
        out_(lines_, std::ios::binary) {}

  // `own`: columns with what a record is, and their types in SQL.
  void Declare(const std::vector<std::pair<std::string, std::string>>& own, const ExportRecords& records,
               const ExportRecords::Types& types, std::vector<std::string> taken) {
    for (const auto& [column, type] : own) Add(column, type);
    columns_.resize(records.column_count());
    const auto titles = AttributeTitles(types, std::move(taken));
    for (const auto& [name, type] : types) {
      ParquetColumn column;
      column.title = titles.at(name);
      column.head = ",";
      AppendJsonText(column.title, &column.head);
      column.head += ':';
      const bool typed = SqlType(type) != "VARCHAR";
      column.type = typed ? type : Value::Type::kString;
      Add(column.title, SqlType(type));
      columns_[records.ColumnOf(name)] = std::move(column);
    }
    Add(kExactName, "VARCHAR");
  }

  std::string* line() { return &line_; }

  // The properties of the record that line() begins with; ends the line.
  Result<void> End(const std::vector<ExportProperty>& properties) {
    ExactRecord exact;
    for (const auto& [place, name, value] : properties) {
      const ParquetColumn& column = columns_[place];
      line_ += column.head;
      if (name != column.title) exact.AddName(column.title, name);
      if (value.type() == column.type) {
        AppendJson(value, &line_);
        if (value.type() == Value::Type::kDouble) exact.AddJson(name, value.ToValue(), false);
        continue;
      }
      exact.AddText(name, value.ToValue(), column.type);
      AppendJsonText(AttributeText(value.ToValue()), &line_);
    }
    if (!exact.empty()) {
      line_ += fmt::format(",\"{}\":", kExactName);
      AppendJsonText(exact.Json(), &line_);
    }
    line_ += "}\n";
    constexpr size_t kBytes = size_t{1} << 20;
    return line_.size() < kBytes ? Result<void>() : WriteLines();
  }

  Result<void> Finish(DuckDb* database, const OutputSink& sink) {
    CONCORD_TRY(WriteLines());
    out_.close();
    // A text of a document may be long. Groups of rows are made in the order of the lines.
    CONCORD_TRY(database->Execute(fmt::format(
        "COPY (SELECT * FROM read_json({}, format = 'newline_delimited', maximum_object_size = 1073741824, "
        "columns = {{{}}})) TO {} (FORMAT parquet, COMPRESSION zstd)",
        DuckDb::Quoted(lines_.string()), declared_, DuckDb::Quoted(table_.string()))));
    std::ifstream in(table_, std::ios::binary);
    std::string piece(size_t{1} << 20, '\0');
    while (in) {
      in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
      CONCORD_TRY(
          sink(name_ + ".parquet", std::string_view(piece).substr(0, static_cast<size_t>(in.gcount()))));
    }
    return in.bad() ? Fail(ErrorCode::kIo, "cannot read " + table_.string()) : Result<void>();
  }

 private:
  void Add(std::string_view column, std::string_view type) {
    declared_ +=
        fmt::format("{}{}: {}", declared_.empty() ? "" : ", ", DuckDb::Quoted(column), DuckDb::Quoted(type));
  }
  Result<void> WriteLines() {
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    line_.clear();
    return out_ ? Result<void>() : Fail(ErrorCode::kIo, "cannot write " + lines_.string());
  }

  const std::string name_;
  const std::filesystem::path lines_, table_;
  std::ofstream out_;
  std::vector<ParquetColumn> columns_;  // by column of the records
  std::string declared_, line_;
};

Result<void> WriteParquetNodes(ExportRecords* records, const ScratchFolder& scratch, DuckDb* database,
                               const OutputSink& sink) {
  ParquetTable table("nodes", scratch);
  CONCORD_ASSIGN(const ExportRecords::Types types, records->NodePropertyTypes());
  table.Declare({{"key", "VARCHAR"}, {"labels", "VARCHAR[]"}}, *records, types,
                {"key", "labels", "from", "to", std::string(kExactName)});
  for (size_t i = 0; i < records->node_count(); ++i) {
    CONCORD_ASSIGN(const ExportNodeView* const node, records->NodeAt(i));
    std::string* const line = table.line();
    *line += "{\"key\":";
    AppendJsonText(node->key, line);
    *line += ",\"labels\":[";
    for (const std::string_view& label : node->labels) {
      if (&label != &node->labels.front()) *line += ',';
      AppendJsonText(label, line);
    }
    *line += ']';
    CONCORD_TRY(table.End(node->properties));
  }
  return table.Finish(database, sink);
}

Result<void> WriteParquetEdges(ExportRecords* records, const ScratchFolder& scratch, DuckDb* database,
                               const OutputSink& sink) {
  ParquetTable table("edges", scratch);
  CONCORD_ASSIGN(const ExportRecords::Types types, records->EdgePropertyTypes());
  table.Declare({{"type", "VARCHAR"}, {"from", "VARCHAR"}, {"to", "VARCHAR"}}, *records, types,
                {"type", "from", "to", std::string(kExactName)});
  for (size_t i = 0; i < records->edge_count(); ++i) {
    CONCORD_ASSIGN(const ExportEdgeView* const edge, records->EdgeAt(i));
    std::string* const line = table.line();
    *line += "{\"type\":";
    AppendJsonText(edge->type, line);
    *line += ",\"from\":";
    AppendJsonText(edge->from, line);
    *line += ",\"to\":";
    AppendJsonText(edge->to, line);
    CONCORD_TRY(table.End(edge->properties));
  }
  return table.Finish(database, sink);
}

Result<void> WriteParquet(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  CONCORD_ASSIGN(DuckDb database, DuckDb::Open());
  CONCORD_ASSIGN(const ScratchFolder scratch, ScratchFolder::Make("parquet"));
  ExportRecords records(snapshot, selection, ExportRecords::Detail::kTexts);
  CONCORD_TRY(WriteParquetNodes(&records, scratch, &database, sink));
  return WriteParquetEdges(&records, scratch, &database, sink);
}

}  // namespace

const Exporter kparquetExporter = {
    "parquet", "Parquet: nodes and edges for DuckDB, Spark, pandas (needs DuckDB)", WriteParquet};

}  // namespace concord
