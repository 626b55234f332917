#include "ingest/readers/tables/table_cells.h"

#include <fmt/format.h>

#include "base/text.h"

namespace concord {

DelimitedOptions TableCells::OptionsFor(const SourceText& source, std::string_view table,
                                        uint64_t lines_before, char comment, std::optional<Repair>* repair) {
  DelimitedOptions options;
  options.comment = comment;
  std::string_view rest = table;
  std::string_view first;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    first = rest.substr(0, end);
    if (!first.empty() && (comment == '\0' || first[0] != comment)) break;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  // Separators outside of quotes; a quoted cell may have any of them.
  size_t tabs = 0, semicolons = 0, commas = 0;
  bool quoted = false;
  for (const char c : first) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    tabs += c == '\t' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
    commas += c == ',' ? 1 : 0;
  }
  options.separator = tabs > 0 ? '\t' : semicolons > commas ? ';' : ',';

  DelimitedReader trial(table, source.path(), options);
  std::vector<Cell> row;
  for (;;) {
    const Result<bool> more = trial.Next(&row);
    if (!more) {
      if (options.separator != '\t') break;  // without quotes a comma ends a cell: the error stands
      options.quotes = false;
      *repair = Repair{lines_before + more.error().line,
                       fmt::format("{}; quotes are read as part of the text", more.error().message)};
      break;
    }
    if (!*more) break;
  }
  return options;
}

TableCells::TableCells(const SourceText& source, std::string_view table, uint64_t lines_before, char comment)
    : source_(source),
      table_(table),
      start_(static_cast<size_t>(table.data() - source.text().data())),
      lines_before_(lines_before),
      options_(OptionsFor(source, table, lines_before, comment, &repair_)),
      reader_(table, source.path(), options_) {}

std::vector<Cell> TableCells::RowAt(size_t place) const {
  std::vector<Cell> row;
  DelimitedReader reader(table_.substr(place), source_.path(), options_);
  static_cast<void>(reader.Next(&row));  // it has been read before
  return row;
}

Result<bool> TableCells::Next() {
  Result<bool> more = reader_.Next(&row_);
  if (more) return more;
  // Its place is one of the table, which is a part of the text; what is told is a place in the file.
  const Error& error = more.error();
  return tl::unexpected(source_.ErrorAt(error.code, error.message, start_ + error.offset));
}

std::string_view TableCells::Value(size_t column) const {
  return column < row_.size() ? row_[column].Value(&buffer_) : std::string_view();
}

size_t TableCells::offset() const {
  return row_.empty() ? 0 : static_cast<size_t>(row_[0].raw.data() - source_.text().data());
}

void AppendCell(const SourceText& source, const Cell& cell, DocumentBuilder* builder) {
  std::string_view inside = cell.quoted ? cell.raw.substr(1, cell.raw.size() - 2) : cell.raw;
  auto at = static_cast<size_t>(inside.data() - source.text().data());
  while (cell.escaped) {
    // Of a doubled quote the first byte stands for both.
    const size_t pair = inside.find("\"\"");
    if (pair == std::string_view::npos) break;
    builder->Append(inside.substr(0, pair), at);
    builder->AppendFor("\"", at + pair, 2);
    inside.remove_prefix(pair + 2);
    at += pair + 2;
  }
  builder->Append(inside, at);
}

void AppendNamedCell(const SourceText& source, std::string_view name, const Cell& cell,
                     DocumentBuilder* builder) {
  builder->OpenBlock(BlockKind::kTableCell);
  builder->AppendOwn(std::string(name) + ": ");
  builder->StartBody();
  AppendCell(source, cell, builder);
  builder->CloseBlock();
}

const Cell* FindCell(const std::vector<Cell>& row, int column) {
  if (column < 0 || static_cast<size_t>(column) >= row.size()) return nullptr;
  const Cell& cell = row[static_cast<size_t>(column)];
  const std::string_view inside = cell.quoted ? cell.raw.substr(1, cell.raw.size() - 2) : cell.raw;
  return Trim(inside).empty() ? nullptr : &cell;
}

void WriteRow(const SourceText& source, const std::vector<Cell>& row, const RowShape& shape, uint32_t section,
              DocumentBuilder* builder) {
  const Cell* id = FindCell(row, shape.id);
  const Cell* title = FindCell(row, shape.title);
  const Cell* text = FindCell(row, shape.text);
  builder->OpenBlock(title != nullptr ? BlockKind::kHeading : BlockKind::kParagraph);
  if (id != nullptr) {
    AppendCell(source, *id, builder);
    builder->AppendOwn(" ");
    builder->StartBody();
  }
  if (title != nullptr) {
    AppendCell(source, *title, builder);
    const int32_t heading = builder->CloseBlock();
    if (heading >= 0) builder->section(section).heading = builder->block(heading).span;
  }
  if (text != nullptr) AppendCell(source, *text, builder);  // opens a paragraph behind a heading
  builder->CloseBlock();
  for (const size_t other : shape.others) {
    const Cell* cell = FindCell(row, static_cast<int>(other));
    if (cell != nullptr) AppendNamedCell(source, (*shape.names)[other], *cell, builder);
  }
}

Span TableCells::AddBlock(DocumentBuilder* builder, size_t columns) const {
  builder->OpenBlock(BlockKind::kTableCell);
  bool first = true;
  for (size_t i = 0; i < std::min(columns, row_.size()); ++i) {
    if (Trim(Value(i)).empty()) continue;
    if (!first) builder->AppendOwn(" | ");
    first = false;
    AppendCell(source_, row_[i], builder);
  }
  const int32_t block = builder->CloseBlock();
  return block < 0 ? Span() : builder->block(block).span;
}

}  // namespace concord
