#include "ingest/import/table_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>

#include "base/file.h"
#include "base/parameter.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/unicode.h"
#include "graph/bulk_load.h"
#include "graph/key_table.h"

namespace concord {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
// Between two reports of progress
constexpr uint64_t kRowsPerReport = 1 << 16;

using File = TableImportOptions::File;

class TableImporter {
 public:
  TableImporter(GraphStore* store, const TableImportOptions& options) : store_(*store), options_(options) {}

  Result<TableImportReport> Run() {
    if (Result<void> ok = CheckOptions(); !ok) return tl::unexpected(ok.error());
    const Result<std::optional<Unit>> before =
        options_.unit.empty() ? std::nullopt : store_.TakeSnapshot()->FindUnit(options_.unit);
    if (!before) return tl::unexpected(before.error());
    if (*before) return CompareWith(**before);

    Result<std::unique_ptr<BulkLoader>> loader = store_.NewBulkLoader({.unit = options_.unit,
                                                                       .fingerprint = {},
                                                                       .memory_bytes = options_.memory_bytes,
                                                                       .threads = options_.threads});
    if (!loader) return tl::unexpected(loader.error());
    loader_ = *std::move(loader);
    for (const File& file : options_.nodes) {
      if (Result<void> done = LoadFile(TableKind::kNodes, file); !done) return tl::unexpected(done.error());
    }
    for (const File& file : options_.edges) {
      if (Result<void> done = LoadFile(TableKind::kEdges, file); !done) return tl::unexpected(done.error());
    }
    if (Result<void> ok = CheckNamesOccurred(); !ok) return tl::unexpected(ok.error());
    loader_->SetFingerprint(Fingerprint());
    const Result<BulkCounts> counts = loader_->Publish();
    if (!counts) return tl::unexpected(counts.error());
    report_.nodes = counts->nodes;
    report_.joined = counts->joined;
    report_.edges = counts->edges;
    return std::move(report_);
  }

 private:
  // One file while it is read.
  struct Table {
    std::string source;  // its path, for messages
    std::string bytes;
    std::string_view text;  // without a byte-order mark
    std::vector<TableColumn> columns;
    TableImportReport::File* report = nullptr;
  };

  Result<void> CheckOptions();
  Result<void> CheckNamesOccurred() const;
  Result<TableImportReport> CompareWith(const Unit& before);
  Result<std::string> Read(const File& file) const;
  std::string Fingerprint() const;

  Result<void> LoadFile(TableKind kind, const File& file);
  Result<void> GuessTypes(DelimitedReader reader, Table* table) const;
  Result<void> LoadNodes(const File& file, DelimitedReader reader, Table* table);
  Result<void> LoadEdges(const File& file, DelimitedReader reader, Table* table);
  tl::unexpected<Error> ErrorAtCell(const Table& table, const Cell& cell, Error error) const;
  tl::unexpected<Error> ErrorAtCell(const Table& table, const Cell& cell, std::string message) const {
    return ErrorAtCell(table, cell, Error{ErrorCode::kInvalid, std::move(message), {}, 0, 0, 0});
  }
  Result<void> CheckWidth(const Table& table, std::span<const Cell> row) const;
  // The id as it is unique over all files.
  static std::string_view FullId(const TableColumn& column, std::string_view id, std::string* buffer);
  Result<std::optional<BulkNode>> FindNode(std::string_view id);
  const std::string& Renamed(const std::string& name);
  void ReportProgress(const Table& table, const Cell& cell, uint64_t row) const;

  GraphStore& store_;
  const TableImportOptions& options_;
  std::unique_ptr<BulkLoader> loader_;
  TableImportReport report_;
  KeyTable nodes_by_id_;  // empty when ids are keys: then the loader knows them
  std::map<std::string, std::string, std::less<>> renames_;
  std::set<std::string, std::less<>> seen_names_;  // labels and types as the files call them
  std::vector<std::string> hashes_;                // of the files, in their order
  uint64_t bytes_total_ = 0, bytes_done_ = 0;
};

Result<void> TableImporter::CheckOptions() {
  if (options_.nodes.empty() && options_.edges.empty())
    return Fail(ErrorCode::kUsage,
                "import needs a file of nodes or of edges (" PARAMETER("nodes") ", " PARAMETER("edges") ")");
  for (const auto& [from, to] : options_.renames) {
    if (from.empty() || to.empty())
      return Fail(ErrorCode::kUsage, "a label or type to be renamed, or its new name, is empty");
    if (!renames_.emplace(from, to).second) {
      return Fail(ErrorCode::kUsage, fmt::format("'{}' is renamed twice", from));
    }
  }
  for (const File& file : options_.edges) {
    if (file.names.size() > 1) {
      return Fail(ErrorCode::kUsage, fmt::format("'{}': an edge has one type", file.path.string()));
    }
  }
  for (const auto* files : {&options_.nodes, &options_.edges}) {
    for (const File& file : *files) {
      std::error_code error;
      const uint64_t size = std::filesystem::file_size(file.path, error);
      if (!error) bytes_total_ += size;
    }
  }
  return {};
}

// A name that is misspelt on the command line would otherwise change nothing, quietly.
Result<void> TableImporter::CheckNamesOccurred() const {
  const std::vector<std::string> seen(seen_names_.begin(), seen_names_.end());
  const auto check = [&](std::string_view name, std::string_view doing) -> Result<void> {
    if (seen_names_.contains(name)) return {};
    const std::string_view near = DidYouMean(name, seen);
    return Fail(ErrorCode::kUsage,
                fmt::format("no label or type '{}' to {}{}", name, doing,
                            near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
  };
  for (const auto& [from, to] : renames_) {
    if (Result<void> ok = check(from, "rename"); !ok) return ok;
  }
  for (const std::string& type : options_.reversed) {
    if (Result<void> ok = check(type, "reverse"); !ok) return ok;
  }
  return {};
}

// The unit exists: it is made of the same files, or this is a mistake.
Result<TableImportReport> TableImporter::CompareWith(const Unit& before) {
  for (const auto* files : {&options_.nodes, &options_.edges}) {
    for (const File& file : *files) {
      Result<std::string> bytes = Read(file);
      if (!bytes) return tl::unexpected(bytes.error());
      hashes_.push_back(Sha256Hex(*bytes));
    }
  }
  if (Fingerprint() != before.fingerprint) {
    return Fail(ErrorCode::kUsage,
                fmt::format("the store has a unit '{}' that was made of other files or settings; remove it "
                            "first, or give this import a name of its own",
                            options_.unit));
  }
  report_.unchanged = true;
  return std::move(report_);
}

Result<std::string> TableImporter::Read(const File& file) const {
  Result<std::string> bytes = ReadFile(file.path, options_.max_file_bytes);
  if (!bytes && bytes.error().source.empty()) bytes.error().source = file.path.string();
  return bytes;
}

// Everything that the outcome depends on; not the names of the files.
std::string TableImporter::Fingerprint() const {
  std::string all;
  const auto add = [&](std::string_view part) { all += fmt::format("{}:{},", part.size(), part); };
  size_t at = 0;
  for (const auto* files : {&options_.nodes, &options_.edges}) {
    add("files");
    for (const File& file : *files) {
      for (const std::string& name : file.names) add(name);
      add(hashes_[at++]);
    }
  }
  add(options_.columns.id_column);
  add(options_.key_column);
  add(std::string{options_.separator, options_.columns.list_separator,
                  options_.columns.plain_headers ? '1' : '0'});
  for (const auto& [from, to] : renames_) add(from), add(to);
  for (const std::string& type : std::set(options_.reversed.begin(), options_.reversed.end())) add(type);
  return Sha256Hex(all);
}

const std::string& TableImporter::Renamed(const std::string& name) {
  seen_names_.insert(name);
  const auto at = renames_.find(name);
  return at == renames_.end() ? name : at->second;
}

tl::unexpected<Error> TableImporter::ErrorAtCell(const Table& table, const Cell& cell, Error error) const {
  if (error.code != ErrorCode::kInvalid && error.code != ErrorCode::kLimit)
    return tl::unexpected(std::move(error));
  return tl::unexpected(ErrorAt(error.code, std::move(error.message), table.source, table.text,
                                static_cast<size_t>(cell.raw.data() - table.text.data())));
}

Result<void> TableImporter::CheckWidth(const Table& table, std::span<const Cell> row) const {
  if (row.size() == table.columns.size()) return {};
  return ErrorAtCell(
      table, row[std::min(row.size() - 1, table.columns.size())],
      fmt::format("expected {} cells, as in the header, and found {}", table.columns.size(), row.size()));
}

void TableImporter::ReportProgress(const Table& table, const Cell& cell, uint64_t row) const {
  if (!options_.progress || row % kRowsPerReport != 0) return;
  options_.progress(bytes_done_ + static_cast<uint64_t>(cell.raw.data() - table.text.data()), bytes_total_);
}

Result<void> TableImporter::LoadFile(TableKind kind, const File& file) {
  Table table;
  table.source = file.path.string();
  Result<std::string> bytes = Read(file);
  if (!bytes) return tl::unexpected(bytes.error());
  table.bytes = *std::move(bytes);
  hashes_.push_back(Sha256Hex(table.bytes));
  table.text = table.bytes;
  if (table.text.starts_with(kByteOrderMark)) table.text.remove_prefix(kByteOrderMark.size());
  if (const size_t at = table.text.find('\0'); at != std::string_view::npos) {
    return tl::unexpected(
        ErrorAt(ErrorCode::kInvalid, "expected text, found a NUL byte", table.source, table.text, at));
  }
  if (const size_t at = FindInvalidUtf8(table.text); at != std::string_view::npos) {
    return tl::unexpected(ErrorAt(ErrorCode::kInvalid, "expected UTF-8, found a byte that is none",
                                  table.source, table.text, at));
  }

  DelimitedReader reader(table.text, table.source, {.separator = options_.separator});
  std::vector<Cell> header;
  const Result<bool> any = reader.Next(&header);
  if (!any) return tl::unexpected(any.error());
  if (!*any) {
    return tl::unexpected(ErrorAt(ErrorCode::kInvalid,
                                  "expected a line with the names of the columns, found nothing",
                                  table.source, table.text, 0));
  }
  Result<std::vector<TableColumn>> columns =
      ParseHeader(kind, header, options_.columns, table.source, table.text);
  if (!columns) return tl::unexpected(columns.error());
  table.columns = *std::move(columns);
  const bool has_names =
      std::any_of(table.columns.begin(), table.columns.end(), [](const TableColumn& column) {
        return column.role == ColumnRole::kLabels || column.role == ColumnRole::kType;
      });
  if (kind == TableKind::kEdges && file.names.empty() && !has_names) {
    return ErrorAtCell(table, header[0], "expected a column ':TYPE', or TYPE=FILE where the file is named");
  }
  if (Result<void> done = GuessTypes(reader, &table); !done) return done;

  report_.files.push_back({.path = table.source, .kind = kind, .rows = 0, .columns = table.columns});
  table.report = &report_.files.back();
  Result<void> done =
      kind == TableKind::kNodes ? LoadNodes(file, reader, &table) : LoadEdges(file, reader, &table);
  bytes_done_ += table.bytes.size();
  if (done && options_.progress) options_.progress(bytes_done_, bytes_total_);
  return done;
}

// Reads all rows once for the columns whose type nobody says, but no further than all of them are text.
Result<void> TableImporter::GuessTypes(DelimitedReader reader, Table* table) const {
  std::vector<TypeGuess> guesses(table->columns.size());
  std::vector<size_t> open;
  for (size_t i = 0; i < table->columns.size(); ++i) {
    const TableColumn& column = table->columns[i];
    if (column.guess && (column.role == ColumnRole::kProperty || column.role == ColumnRole::kId))
      open.push_back(i);
  }
  std::vector<Cell> row;
  while (!open.empty()) {
    const Result<bool> more = reader.Next(&row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (Result<void> ok = CheckWidth(*table, row); !ok) return ok;
    bool settled = false;
    for (const size_t i : open) {
      guesses[i].Add(row[i]);
      settled |= guesses[i].settled();
    }
    if (settled) std::erase_if(open, [&](size_t i) { return guesses[i].settled(); });
  }
  for (size_t i = 0; i < table->columns.size(); ++i) {
    if (table->columns[i].guess) table->columns[i].type = guesses[i].type();
  }
  return {};
}

std::string_view TableImporter::FullId(const TableColumn& column, std::string_view id, std::string* buffer) {
  if (column.group.empty()) return id;
  buffer->assign(column.group);
  *buffer += ':';
  *buffer += id;
  return *buffer;
}

Result<std::optional<BulkNode>> TableImporter::FindNode(std::string_view id) {
  if (options_.key_column.empty()) return loader_->FindNode(id);
  return nodes_by_id_.Find(id);
}

Result<void> TableImporter::LoadNodes(const File& file, DelimitedReader reader, Table* table) {
  const auto id_at = static_cast<size_t>(
      std::find_if(table->columns.begin(), table->columns.end(),
                   [](const TableColumn& column) { return column.role == ColumnRole::kId; }) -
      table->columns.begin());
  size_t key_at = id_at;
  if (!options_.key_column.empty()) {
    const auto at =
        std::find_if(table->columns.begin(), table->columns.end(),
                     [&](const TableColumn& column) { return column.name == options_.key_column; });
    if (at == table->columns.end()) {
      return tl::unexpected(ErrorAt(ErrorCode::kInvalid,
                                    fmt::format("expected a column '{}' with the key", options_.key_column),
                                    table->source, table->text, 0));
    }
    key_at = static_cast<size_t>(at - table->columns.begin());
  }
  std::vector<std::string> file_labels;
  for (const std::string& name : file.names) {
    const std::string& label = Renamed(name);
    if (std::find(file_labels.begin(), file_labels.end(), label) == file_labels.end())
      file_labels.push_back(label);
  }

  PutNode node;
  node.lifetime = options_.unit.empty() ? Lifetime::kPermanent : Lifetime::kOwned;
  node.labels = file_labels;
  std::vector<Cell> row;
  std::string buffer, id_buffer, key_buffer;
  uint64_t& rows = table->report->rows;
  for (;; ++rows) {
    const Result<bool> more = reader.Next(&row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (Result<void> ok = CheckWidth(*table, row); !ok) return ok;
    ReportProgress(*table, row[0], rows);

    for (size_t i = 0; i < row.size(); ++i) {
      const TableColumn& column = table->columns[i];
      if (column.role == ColumnRole::kLabels) {
        node.labels = file_labels;
        for (const std::string_view part : Split(row[i].Value(&buffer), options_.columns.list_separator)) {
          if (part.empty()) continue;
          std::string label = Renamed(std::string(part));
          if (std::find(node.labels.begin(), node.labels.end(), label) == node.labels.end())
            node.labels.push_back(label);
        }
      } else if (column.role != ColumnRole::kIgnored && !column.name.empty()) {
        Result<Value> value = ParseCell(column, options_.columns, row[i], &buffer);
        if (!value) return ErrorAtCell(*table, row[i], value.error());
        node.properties.Set(column.name, *std::move(value));
      }
    }
    const std::string_view id = row[id_at].Value(&id_buffer);
    if (id.empty()) return ErrorAtCell(*table, row[id_at], "expected an id, found an empty cell");
    const std::string_view full_id = FullId(table->columns[id_at], id, &buffer);
    node.key = key_at == id_at ? full_id : row[key_at].Value(&key_buffer);
    if (node.key.empty()) return ErrorAtCell(*table, row[key_at], "expected a key, found an empty cell");

    const Result<BulkNode> added = loader_->AddNode(node);
    if (!added) return ErrorAtCell(*table, row[key_at], added.error());
    if (key_at != id_at && !nodes_by_id_.Insert(full_id, *added)) {
      return ErrorAtCell(*table, row[id_at], fmt::format("the id '{}' occurs twice", full_id));
    }
    for (const std::string& label : node.labels) ++report_.labels[label];
  }
  return {};
}

Result<void> TableImporter::LoadEdges(const File& file, DelimitedReader reader, Table* table) {
  const auto find = [&](ColumnRole role) {
    const auto at = std::find_if(table->columns.begin(), table->columns.end(),
                                 [&](const TableColumn& column) { return column.role == role; });
    return static_cast<size_t>(at - table->columns.begin());
  };
  const size_t start_at = find(ColumnRole::kStart), end_at = find(ColumnRole::kEnd),
               type_at = find(ColumnRole::kType);
  const bool has_types = type_at < table->columns.size();
  const auto is_reversed = [&](std::string_view type) {
    return std::find(options_.reversed.begin(), options_.reversed.end(), type) != options_.reversed.end();
  };

  // Of the row before: the same start and the same type come many times in a row.
  std::string type_name = file.names.empty() ? "" : file.names[0];
  bool reversed = is_reversed(type_name);
  const std::string* type = type_name.empty() ? nullptr : &Renamed(type_name);
  uint64_t* count = nullptr;
  struct End {
    std::string id;
    BulkNode node = 0;
    bool known = false;
  } start, end;
  const auto resolve = [&](const Cell& cell, const TableColumn& column, End* known) -> Result<void> {
    std::string buffer, full_buffer;
    const std::string_view id = cell.Value(&buffer);
    if (id.empty()) return ErrorAtCell(*table, cell, "expected the id of a node, found an empty cell");
    const std::string_view full_id = FullId(column, id, &full_buffer);
    if (known->known && known->id == full_id) return {};
    const Result<std::optional<BulkNode>> node = FindNode(full_id);
    if (!node) return tl::unexpected(node.error());
    if (!*node)
      return ErrorAtCell(*table, cell,
                         fmt::format("expected the id of a node, found '{}', which no file has", full_id));
    known->id = full_id;
    known->node = **node;
    known->known = true;
    return {};
  };

  PropertyMap properties;
  std::vector<Cell> row;
  std::string buffer;
  uint64_t& rows = table->report->rows;
  for (;; ++rows) {
    const Result<bool> more = reader.Next(&row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (Result<void> ok = CheckWidth(*table, row); !ok) return ok;
    ReportProgress(*table, row[0], rows);

    if (Result<void> ok = resolve(row[start_at], table->columns[start_at], &start); !ok) return ok;
    if (Result<void> ok = resolve(row[end_at], table->columns[end_at], &end); !ok) return ok;
    if (has_types) {
      const std::string_view name = row[type_at].Value(&buffer);
      if (!name.empty() && name != type_name) {
        type_name = name;
        reversed = is_reversed(type_name);
        type = &Renamed(type_name);
        count = nullptr;
      } else if (name.empty() && file.names.empty()) {
        return ErrorAtCell(*table, row[type_at], "expected a type, found an empty cell");
      } else if (name.empty() && type_name != file.names[0]) {
        type_name = file.names[0];
        reversed = is_reversed(type_name);
        type = &Renamed(type_name);
        count = nullptr;
      }
    }
    for (size_t i = 0; i < row.size(); ++i) {
      const TableColumn& column = table->columns[i];
      if (column.role != ColumnRole::kProperty) continue;
      Result<Value> value = ParseCell(column, options_.columns, row[i], &buffer);
      if (!value) return ErrorAtCell(*table, row[i], value.error());
      properties.Set(column.name, *std::move(value));
    }
    const BulkNode from = reversed ? end.node : start.node, to = reversed ? start.node : end.node;
    if (Result<void> ok = loader_->AddEdge(*type, from, to, properties); !ok)
      return ErrorAtCell(*table, row[0], ok.error());
    if (count == nullptr) count = &report_.types[*type];
    ++*count;
  }
  return {};
}

}  // namespace

Result<TableImportReport> ImportTables(GraphStore* store, const TableImportOptions& options) {
  return TableImporter(store, options).Run();
}

}  // namespace concord
