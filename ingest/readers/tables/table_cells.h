// Writes rows of a table in a text into a Document.
#ifndef CONCORD_INGEST_READERS_TABLES_TABLE_CELLS_H_
#define CONCORD_INGEST_READERS_TABLES_TABLE_CELLS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/delimited.h"
#include "ingest/document/document_builder.h"

namespace concord {

// Appends a cell of source.text() to the open block, a doubled quote as one.
void AppendCell(const SourceText& source, const Cell& cell, DocumentBuilder* builder);

// Appends a block of its own: "owner: Harbour office".
void AppendNamedCell(const SourceText& source, std::string_view name, const Cell& cell,
                     DocumentBuilder* builder);

// The parts of a table's row: its columns, -1 if there is none.
struct RowShape {
  int id = -1, title = -1, text = -1;
  std::vector<size_t> others;             // kept as cells with their names
  const std::vector<std::string>* names;  // of all columns
};

// The cell of the row, or nullptr if it is empty or missing.
const Cell* FindCell(const std::vector<Cell>& row, int column);

// Fills the section of an item: id and title as its heading, the text as a paragraph, the other cells.
void WriteRow(const SourceText& source, const std::vector<Cell>& row, const RowShape& shape, uint32_t section,
              DocumentBuilder* builder);

// Reads `table`, a part of source.text(), row by row. The separator is a tab if the first row has one, else a
// semicolon if there are more of them than commas, else a comma. A table whose quotes do not close is read
// without quoting (TSV of many tools has none): see repair(). Borrows the source.
class TableCells {
 public:
  // `lines_before` precede the table. A line that starts with `comment` is skipped; '\0': none.
  TableCells(const SourceText& source, std::string_view table, uint64_t lines_before, char comment);

  Result<bool> Next();  // false at the end

  size_t size() const { return row_.size(); }
  std::string_view Value(size_t column) const;  // valid until the next call of Value or Next
  uint64_t line() const { return lines_before_ + reader_.line(); }
  size_t offset() const;  // of the row in source.text()
  // Where the row begins in the table, and the row that begins there; `place` must be one of this table.
  size_t place() const { return offset() - start_; }
  std::vector<Cell> RowAt(size_t place) const;
  const std::vector<Cell>& row() const { return row_; }
  std::optional<Repair> repair() const { return repair_; }

  // A block of the first `columns` cells that are not empty, " | " between them.
  Span AddBlock(DocumentBuilder* builder, size_t columns) const;

 private:
  static DelimitedOptions OptionsFor(const SourceText& source, std::string_view table, uint64_t lines_before,
                                     char comment, std::optional<Repair>* repair);

  const SourceText& source_;
  std::string_view table_;
  size_t start_;  // of the table in source.text()
  uint64_t lines_before_;
  std::optional<Repair> repair_;  // before reader_, which it helps to set up
  DelimitedOptions options_;
  DelimitedReader reader_;
  std::vector<Cell> row_;
  mutable std::string buffer_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_CELLS_H_
