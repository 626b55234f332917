// A framework as a table: columns framework, id, parent_id, title, text in any order, as TSV or CSV.
// What would change the meaning of a row (two frameworks, a shifted column) is refused; what only costs a
// place in the tree is repaired.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/one_line.h"
#include "base/text.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/tables/table_cells.h"
#include "ingest/readers/tables/table_items.h"

namespace concord {
namespace {

enum Column { kFramework, kId, kParent, kTitle, kText, kColumns };
constexpr std::string_view kNames[kColumns] = {"framework", "id", "parent_id", "title", "text"};

class FrameworkReader {
 public:
  FrameworkReader(const SourceText& source, DocumentBuilder* builder)
      : source_(source), builder_(*builder), table_(source, source.text(), 0, '#'), items_(builder) {}

  Result<void> Run() {
    if (Result<void> named = NameColumns(&table_); !named) return named;
    if (Result<void> read = ReadRows(&table_); !read) return read;
    if (const auto repair = table_.repair()) builder_.document().repairs.push_back(*repair);
    if (items_.empty()) {
      return tl::unexpected(
          source_.ErrorAt(ErrorCode::kInvalid, "the table has no rows", source_.text().size()));
    }
    const RowShape shape{columns_[kId], columns_[kTitle], columns_[kText], others_, &names_};
    items_.Finish(scheme_, [&](const TableItem& item, uint32_t section) {
      WriteRow(source_, table_.RowAt(item.row), shape, section, &builder_);
    });
    Metadata& metadata = builder_.document().metadata;
    metadata.key = scheme_;
    metadata.type = "framework";
    return {};
  }

 private:
  void Repaired(uint64_t line, std::string message) {
    builder_.document().repairs.push_back({line, std::move(message)});
  }

  tl::unexpected<Error> FailAt(const TableCells& row, std::string message) const {
    return tl::unexpected(source_.ErrorAt(ErrorCode::kInvalid, std::move(message), row.offset()));
  }

  Result<void> NameColumns(TableCells* table) {
    Result<bool> first = table->Next();
    if (!first) return tl::unexpected(first.error());
    if (!*first) return tl::unexpected(source_.ErrorAt(ErrorCode::kInvalid, "no row of column names", 0));
    for (int& column : columns_) column = -1;
    for (size_t i = 0; i < table->size(); ++i) {
      names_.push_back(AsciiLower(Trim(table->Value(i))));
      bool known = false;
      for (size_t c = 0; c < kColumns; ++c) {
        if (names_[i] != kNames[c]) continue;
        if (columns_[c] >= 0) return FailAt(*table, fmt::format("two columns are named '{}'", kNames[c]));
        columns_[c] = static_cast<int>(i);
        known = true;
      }
      if (!known && !names_[i].empty()) others_.push_back(i);
    }
    if (columns_[kId] < 0 || (columns_[kTitle] < 0 && columns_[kText] < 0)) {
      return FailAt(*table, fmt::format("expected the columns id and title or text, found '{}'",
                                        fmt::join(names_, "', '")));
    }
    if (columns_[kFramework] < 0) {
      const std::string_view path = source_.path();
      const std::string_view name = path.substr(path.find_last_of('/') + 1);
      scheme_ = name.substr(0, name.rfind('.'));
      Repaired(table->line(),
               fmt::format("no column 'framework'; the framework is named '{}' after its file", scheme_));
    }
    return {};
  }

  std::string_view Get(const TableCells& row, Column column) const {
    return columns_[column] < 0 ? std::string_view() : Trim(row.Value(static_cast<size_t>(columns_[column])));
  }

  Result<void> ReadRows(TableCells* table) {
    for (;;) {
      Result<bool> more = table->Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
      if (table->size() > names_.size()) {
        return FailAt(
            *table,
            fmt::format("expected {} columns, found {}: a column is shifted or a cell lacks its quotes",
                        names_.size(), table->size()));
      }
      if (table->size() < names_.size() &&
          table->size() <= static_cast<size_t>(std::max(columns_[kId], columns_[kFramework]))) {
        return FailAt(*table, fmt::format("expected {} columns, found {}", names_.size(), table->size()));
      }
      const std::string framework(Get(*table, kFramework));
      if (columns_[kFramework] >= 0) {
        if (framework.empty()) return FailAt(*table, "the cell 'framework' is empty: a column is shifted");
        if (scheme_.empty()) scheme_ = framework;
        if (framework != scheme_) {
          return FailAt(
              *table,
              fmt::format("the file is of the framework '{}', this row of '{}'; one file holds one framework",
                          scheme_, framework));
        }
      }
      const std::string id = OneLine(Get(*table, kId));
      if (id.empty()) {
        Repaired(table->line(), "a row without id is passed over");
        continue;
      }
      if (table->size() < names_.size() && !items_.Has(id)) {
        Repaired(table->line(), fmt::format("expected {} columns, found {}; the others are taken as empty",
                                            names_.size(), table->size()));
      }
      TableItem item;
      item.id = id;
      item.parent = OneLine(Get(*table, kParent));
      item.line = table->line();
      item.row = table->place();
      if (const TableItem* before = items_.Add(std::move(item))) {
        Repaired(table->line(), fmt::format("the id '{}' stands in line {} already; this row is passed over",
                                            id, before->line));
      }
    }
  }

  const SourceText& source_;
  DocumentBuilder& builder_;
  TableCells table_;
  std::string scheme_;
  int columns_[kColumns] = {};
  std::vector<std::string> names_;
  std::vector<size_t> others_;  // columns that we do not know, which are kept
  TableItems items_;
};

}  // namespace

int LooksLikeFrameworkTable(const Source& source) {
  std::string_view head = source.bytes.substr(0, 64 << 10);
  if (!source.map.empty()) return 0;  // whoever maps columns wants more than the names of the header
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && (head[0] == '#' || head[0] == '\r' || head[0] == '\n')) {
    head.remove_prefix(std::min(head.find_first_of("\r\n") + 1, head.size()));
    if (head.find_first_of("\r\n") == std::string_view::npos) return 0;
  }
  const std::string line = AsciiLower(head.substr(0, head.find_first_of("\r\n")));
  int known = 0;
  for (std::string_view cell : Split(line, line.find('\t') != std::string::npos ? '\t' : ',')) {
    cell = Trim(cell);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    if (cell == "framework") known |= 1;
    if (cell == "id") known |= 2;
    if (cell == "title" || cell == "text") known |= 4;
  }
  return known == 7 ? 9 : 0;
}

Result<Document> ReadFrameworkTable(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  DocumentBuilder builder(*text);
  if (!source.map.empty()) {
    builder.document().repairs.push_back(
        {0,
         "the column map is not used, because the header names the columns of a framework_table; the format "
         "table uses it"});
  }
  if (Result<void> read = FrameworkReader(*text, &builder).Run(); !read) return tl::unexpected(read.error());
  return builder.Finish();
}

}  // namespace concord
