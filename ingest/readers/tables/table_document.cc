#include "ingest/readers/tables/table_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/one_line.h"
#include "base/text.h"
#include "ingest/outline/numbering.h"
#include "ingest/readers/tables/crosswalk_table.h"
#include "ingest/readers/tables/table_cells.h"
#include "ingest/readers/tables/table_items.h"
#include "ingest/readers/tables/table_mapping.h"

namespace concord {
namespace {

// So many rows are looked at before the columns are mapped, and so many may stand above the header.
constexpr size_t kProfiledRows = 2000, kRowsAboveHeader = 20;

std::string_view InsideOf(const Cell& cell) {
  return cell.quoted ? cell.raw.substr(1, cell.raw.size() - 2) : cell.raw;
}

// A part of a cell, as a cell.
Cell PartOf(const Cell& cell, std::string_view part) { return {part, false, cell.escaped}; }

bool IsFlag(std::string_view text) {
  for (const std::string_view flag : {"true", "false", "yes", "no", "x", "0", "1"}) {
    if (EqualsIgnoreCase(text, flag)) return true;
  }
  return false;
}
bool IsSet(std::string_view text) {
  return EqualsIgnoreCase(text, "true") || EqualsIgnoreCase(text, "yes") || EqualsIgnoreCase(text, "x") ||
         text == "1";
}

// "7.3 > Lack of robustness" is the code 7.3; what does not begin with a number is all code.
std::pair<std::string_view, std::string_view> CodeAndLabel(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || (end > 0 && text[end] == '.')))
    ++end;
  std::string_view code = text.substr(0, end);
  while (code.ends_with('.')) code.remove_suffix(1);
  const std::string_view rest = text.substr(end);
  if (code.empty() || (!rest.empty() && rest[0] != ' ' && rest[0] != '>')) return {text, ""};
  const size_t label = rest.find_first_not_of(" >-:");
  return {code, label == std::string_view::npos ? std::string_view() : rest.substr(label)};
}

class TableReader {
 public:
  TableReader(const SourceText& source, std::string_view table, const TableOptions& options,
              DocumentBuilder* builder)
      : source_(source),
        options_(options),
        builder_(*builder),
        table_(source, table, 0, '\0'),
        text_(table),
        items_(builder) {}

  Result<void> Run() {
    if (const auto repair = table_.repair()) Repaired(repair->line, repair->message);
    if (Result<void> found = FindHeader(); !found) return found;
    if (places_.empty()) return {};
    if (Result<void> looked = Profile(); !looked) return looked;
    Result<TableMapping> mapping = MapColumns(columns_, options_.map);
    if (!mapping) return tl::unexpected(mapping.error());
    mapping_ = std::move(*mapping);
    scheme_ = mapping_.scheme.empty() ? options_.scheme : mapping_.scheme;
    WriteAbove();
    if (!mapping_.given && IsColumns()) return ReadColumns();
    const size_t steps = mapping_.given ? 0 : CountSteps();
    if (steps >= 2) return ReadSteps(steps);
    Repaired(header_line_,
             fmt::format("columns read as {}; to change that, give a column map (ROLE=COLUMN,...){}",
                         PrintMapping(mapping_, columns_), CodeHint()));
    // One document is one framework: of several worksheets, the first that has items.
    if (mapping_[TableRole::kId] >= 0 && !builder_.document().framework) return ReadItems();
    return ReadRows();
  }

 private:
  void Repaired(uint64_t line, std::string_view message) {
    builder_.document().repairs.push_back({line, options_.prefix + std::string(message)});
  }

  // A column of codes whose taxonomy nobody names.
  std::string CodeHint() const {
    for (size_t i = 0; i < columns_.size(); ++i) {
      const ColumnProfile& column = columns_[i];
      const bool named = AsciiLower(column.name).find("code") != std::string::npos;
      const bool used = std::ranges::find(mapping_.columns, static_cast<int>(i)) != mapping_.columns.end();
      if (!named || used || !mapping_.codes.empty() || column.rows < 10 || column.different * 2 > column.rows)
        continue;
      if (column.codes * 10 < column.filled * 9) continue;
      return fmt::format("; if '{0}' holds codes of a taxonomy, map it with code:SCHEME={0}", column.name);
    }
    return "";
  }

  size_t FilledOf(const std::vector<Cell>& row) const {
    size_t filled = 0;
    for (size_t i = 0; i < row.size(); ++i) filled += FindCell(row, static_cast<int>(i)) != nullptr ? 1 : 0;
    return filled;
  }

  // The header is the first row that is about as wide as the rows near it and has only short cells.
  Result<void> FindHeader() {
    std::vector<size_t> filled;
    std::vector<bool> short_cells;
    std::vector<uint64_t> lines;
    for (size_t i = 0; i < kRowsAboveHeader; ++i) {
      Result<bool> more = table_.Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      places_.push_back(table_.place());
      filled.push_back(FilledOf(table_.row()));
      lines.push_back(table_.line());
      short_cells.push_back(
          std::ranges::all_of(table_.row(), [](const Cell& cell) { return cell.raw.size() <= 200; }));
    }
    if (places_.empty()) return {};
    const size_t widest = std::ranges::max(filled);
    size_t header = 0;
    while (header + 1 < places_.size() &&
           (filled[header] * 2 < widest || (filled[header] < 2 && widest >= 2) || !short_cells[header]))
      ++header;
    if (header + 1 == places_.size() && header > 0) header = 0;
    header_ = header;
    header_line_ = lines[header];
    const std::vector<Cell> row = table_.RowAt(places_[header]);
    std::string buffer;
    for (const Cell& cell : row) {
      ColumnProfile column;
      column.name = CollapseSpace(cell.Value(&buffer));
      columns_.push_back(std::move(column));
      names_.push_back(columns_.back().name);
    }
    for (size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].empty()) names_[i] = fmt::format("column {}", i + 1);
    }
    return {};
  }

  // A second reading from the top: the rows below the header, `each` until it returns false.
  template <typename Each>
  Result<void> ForEachRow(Each each) {
    TableCells rows(source_, text_, 0, '\0');
    for (size_t i = 0;; ++i) {
      Result<bool> more = rows.Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more || builder_.failed()) return {};
      if (i > header_ && !each(rows)) return {};
    }
  }

  Result<void> Profile() {
    std::vector<std::unordered_set<std::string>> seen(columns_.size());
    std::vector<std::unordered_map<std::string, size_t>> said(columns_.size());
    size_t looked = 0;
    return ForEachRow([&](const TableCells& row) {
      for (size_t i = 0; i < columns_.size(); ++i) {
        ColumnProfile& column = columns_[i];
        ++column.rows;
        const std::string_view value = Trim(row.Value(i));
        if (value.empty() || value == "\u00A0") continue;
        ++column.filled;
        column.bytes += value.size();
        column.codes += LooksLikeCode(value) ? 1 : 0;
        column.flags += IsFlag(value) ? 1 : 0;
        if (const CodedPhrase phrase = ReadCodedPhrase(value); !phrase.id.empty()) {
          ++column.phrases;
          // A title alone repeats what was said before.
          const size_t hash = std::hash<std::string_view>()(phrase.text);
          const bool same =
              phrase.text.empty() || said[i].try_emplace(std::string(phrase.id), hash).first->second == hash;
          column.clashes += same ? 0 : 1;
        }
        if (seen[i].insert(std::string(value.substr(0, 100))).second) ++column.different;
      }
      return ++looked < kProfiledRows;
    });
  }

  void WriteAbove() {
    for (size_t i = 0; i < header_; ++i) {
      const std::vector<Cell> row = table_.RowAt(places_[i]);
      for (size_t c = 0; c < row.size(); ++c) {
        const Cell* cell = FindCell(row, static_cast<int>(c));
        if (cell == nullptr) continue;
        builder_.OpenBlock(BlockKind::kParagraph);
        AppendCell(source_, *cell, &builder_);
        builder_.CloseBlock();
      }
    }
  }

  RowShape Shape() const {
    RowShape shape;
    shape.id = mapping_[TableRole::kId];
    shape.title = mapping_[TableRole::kTitle];
    shape.text = mapping_[TableRole::kText];
    shape.names = &names_;
    for (size_t i = 0; i < names_.size(); ++i) {
      const bool used = std::ranges::find(mapping_.columns, static_cast<int>(i)) != mapping_.columns.end();
      const bool code =
          std::ranges::any_of(mapping_.codes, [i](const CodeColumn& one) { return one.column == i; });
      if (!used && !code && !mapping_.ignored[i]) shape.others.push_back(i);
    }
    return shape;
  }

  // The codes that a row gives to its section, and the cells that say so.
  void WriteCodes(const std::vector<Cell>& row, uint32_t section) {
    std::string buffer;
    for (const CodeColumn& code : mapping_.codes) {
      const Cell* cell = FindCell(row, static_cast<int>(code.column));
      if (cell == nullptr) continue;
      const std::string value(Trim(cell->Value(&buffer)));
      if (code.flag && !IsSet(value)) continue;
      builder_.OpenBlock(BlockKind::kTableCell);
      builder_.AppendOwn(names_[code.column] + ": ");
      builder_.StartBody();
      AppendCell(source_, *cell, &builder_);
      const int32_t block = builder_.CloseBlock();
      if (block < 0) continue;
      Classification given;
      given.section = section;
      given.span = builder_.block(block).span;
      given.scheme = code.scheme;
      const auto [number, label] =
          code.flag ? std::pair<std::string_view, std::string_view>(columns_[code.column].name, "")
                    : CodeAndLabel(value);
      // Without a number it names no code of its branch.
      if (!code.above.empty() &&
          (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos))
        continue;
      given.code = code.above + std::string(number);
      given.label = label;
      if (!given.code.empty()) builder_.document().classifications.push_back(std::move(given));
    }
  }

  // ---- rows with ids

  void CheckRow(const TableCells& row) {
    if (row.size() <= names_.size()) return;
    for (size_t i = names_.size(); i < row.size(); ++i) {
      if (FindCell(row.row(), static_cast<int>(i)) == nullptr) continue;
      if (wide_++ == 0) wide_line_ = row.line();
      return;
    }
  }

  void ReportRows() {
    if (wide_ > 0) {
      Repaired(wide_line_,
               fmt::format("{} rows have more cells than the header has names: a column may be shifted or "
                           "a cell may lack its quotes",
                           wide_));
    }
    if (odd_ > 0) {
      Repaired(odd_line_,
               fmt::format("{} rows have other things than codes in the column '{}': a column may be shifted",
                           odd_, names_[static_cast<size_t>(mapping_[TableRole::kId])]));
    }
    if (nameless_ > 0) Repaired(nameless_line_, fmt::format("{} rows without id are passed over", nameless_));
    if (repeated_ > 0) {
      Repaired(repeated_line_,
               fmt::format("{} rows repeat an id; what they add stands with the first", repeated_));
    }
  }

  Result<void> ReadItems() {
    const auto value = [&](const TableCells& row, TableRole role) {
      const int column = mapping_[role];
      return column < 0 ? std::string() : OneLine(row.Value(static_cast<size_t>(column)));
    };
    const ColumnProfile& ids = columns_[static_cast<size_t>(mapping_[TableRole::kId])];
    const bool codes = ids.rows >= 10 && ids.codes * 100 >= ids.filled * 95;
    Result<void> read = ForEachRow([&](const TableCells& row) {
      CheckRow(row);
      TableItem item;
      item.id = value(row, TableRole::kId);
      item.parent = value(row, TableRole::kParent);
      item.line = row.line();
      item.row = row.place();
      if (item.id.empty()) {
        if (FilledOf(row.row()) > 0 && nameless_++ == 0) nameless_line_ = row.line();
        return true;
      }
      if (codes && !LooksLikeCode(item.id) && odd_++ == 0) odd_line_ = row.line();
      const std::string group = value(row, TableRole::kGroup);
      if (!group.empty() && group != item.id) {
        item.parent = group;
        TableItem above;
        above.id = group;
        above.line = row.line();
        above.row = row.place();
        above.group = true;
        items_.Add(std::move(above));
      }
      const size_t place = item.row;
      if (TableItem* before = items_.Add(std::move(item))) {
        if (repeated_++ == 0) repeated_line_ = row.line();
        before->more.push_back(place);
      }
      return true;
    });
    if (!read) return read;
    ReportRows();
    if (mapping_[TableRole::kParent] < 0 && mapping_[TableRole::kGroup] < 0) {
      if (const size_t found = items_.ParentsFromIds(); found > 0) {
        Repaired(header_line_,
                 fmt::format("no column of parents; {} items stand below the one whose id theirs begins with",
                             found));
      }
    }
    if (items_.empty()) return {};
    const RowShape shape = Shape();
    RowShape group;
    group.id = mapping_[TableRole::kGroup];
    group.title = mapping_[TableRole::kGroupTitle];
    group.names = &names_;
    items_.Finish(scheme_, [&](const TableItem& item, uint32_t section) {
      const std::vector<Cell> row = table_.RowAt(item.row);
      WriteRow(source_, row, item.group ? group : shape, section, &builder_);
      if (item.group) return;
      WriteCodes(row, section);
      for (const size_t place : item.more) WriteMore(row, table_.RowAt(place));
    });
    TakeScheme();
    return {};
  }

  // The cells of a further row of an item that the first one has not.
  void WriteMore(const std::vector<Cell>& first, const std::vector<Cell>& row) {
    for (size_t i = 0; i < std::min(row.size(), names_.size()); ++i) {
      const Cell* cell = FindCell(row, static_cast<int>(i));
      if (cell == nullptr || static_cast<int>(i) == mapping_[TableRole::kId] || mapping_.ignored[i]) continue;
      if (i < first.size() && first[i].raw == cell->raw) continue;
      AppendNamedCell(source_, names_[i], *cell, &builder_);
    }
  }

  void TakeScheme() {
    Metadata& metadata = builder_.document().metadata;
    if (metadata.key.empty()) metadata.key = scheme_;
    metadata.type = "framework";
  }

  // ---- each level has its column

  // How many columns from the first on hold "Title (ID): text".
  size_t CountSteps() const {
    size_t steps = 0;
    while (steps < columns_.size() && columns_[steps].filled >= 2 &&
           columns_[steps].phrases * 10 >= columns_[steps].filled * 8 &&
           columns_[steps].clashes * 10 <= columns_[steps].phrases)
      ++steps;
    return steps;
  }

  Result<void> ReadSteps(size_t steps) {
    Repaired(header_line_,
             fmt::format("each of the columns '{}' is a level of items, whose cells are read as id, title "
                         "and text",
                         fmt::join(std::span(names_).first(steps), "', '")));
    std::vector<std::string> open(steps);
    Result<void> read = ForEachRow([&](const TableCells& row) {
      CheckRow(row);
      size_t deepest = steps;
      for (size_t i = 0; i < steps; ++i) {
        if (!ReadCodedPhrase(row.Value(i)).id.empty()) deepest = i;
      }
      if (deepest == steps) {
        if (FilledOf(row.row()) > 0 && nameless_++ == 0) nameless_line_ = row.line();
        return true;
      }
      for (size_t i = 0; i <= deepest; ++i) {
        const std::string id(ReadCodedPhrase(row.Value(i)).id);
        if (id.empty()) continue;
        TableItem item;
        item.id = id;
        for (size_t above = i; above-- > 0 && item.parent.empty();) item.parent = open[above];
        item.line = row.line();
        item.row = row.place();
        item.column = static_cast<int>(i);
        item.group = i < deepest;
        open[i] = id;
        std::fill(open.begin() + static_cast<ptrdiff_t>(i) + 1, open.end(), "");
        TableItem* before = items_.Add(std::move(item));
        if (before != nullptr && i == deepest) before->more.push_back(row.place());
      }
      return true;
    });
    if (!read) return read;
    ReportRows();
    std::vector<size_t> others;
    for (size_t i = steps; i < names_.size(); ++i) others.push_back(i);
    items_.Finish(scheme_, [&](const TableItem& item, uint32_t section) {
      const std::vector<Cell> row = table_.RowAt(item.row);
      WriteStep(row[static_cast<size_t>(item.column)], section);
      const auto rest = [&](const std::vector<Cell>& cells) {
        for (const size_t other : others) {
          if (const Cell* cell = FindCell(cells, static_cast<int>(other)))
            AppendNamedCell(source_, names_[other], *cell, &builder_);
        }
      };
      if (!item.group) rest(row);
      for (const size_t place : item.more) rest(table_.RowAt(place));
    });
    TakeScheme();
    return {};
  }

  void WriteStep(const Cell& cell, uint32_t section) {
    const CodedPhrase phrase = ReadCodedPhrase(InsideOf(cell));
    builder_.OpenBlock(phrase.title.empty() ? BlockKind::kParagraph : BlockKind::kHeading);
    AppendCell(source_, PartOf(cell, phrase.id), &builder_);
    builder_.AppendOwn(" ");
    builder_.StartBody();
    if (!phrase.title.empty()) {
      AppendCell(source_, PartOf(cell, phrase.title), &builder_);
      const int32_t heading = builder_.CloseBlock();
      if (heading >= 0) builder_.section(section).heading = builder_.block(heading).span;
    }
    if (!phrase.text.empty()) AppendCell(source_, PartOf(cell, phrase.text), &builder_);
    builder_.CloseBlock();
  }

  // ---- the header is ids

  bool IsColumns() const {
    size_t ids = 0;
    uint64_t bytes = 0, filled = 0;
    for (const ColumnProfile& column : columns_) {
      if (column.name.empty()) continue;
      const auto marker = ScanMarker(column.name);
      const bool unit = marker && marker->length >= column.name.size() && marker->unit == NumberedUnit::kCode;
      if (!unit &&
          !(LooksLikeCode(column.name) && column.name.find_first_of("0123456789") != std::string::npos))
        return false;
      ++ids;
      bytes += column.bytes;
      filled += column.filled;
    }
    return ids >= 3 && filled > 0 && bytes / filled > 60 && columns_[0].rows < kProfiledRows;
  }

  Result<void> ReadColumns() {
    Repaired(header_line_, "the header is ids; what stands below each is its text");
    std::vector<size_t> rows;
    Result<void> read = ForEachRow([&](const TableCells& row) {
      CheckRow(row);
      rows.push_back(row.place());
      return true;
    });
    if (!read) return read;
    for (size_t i = 0; i < columns_.size(); ++i) {
      TableItem item;
      item.id = columns_[i].name;
      item.line = header_line_;
      item.row = places_[header_];
      item.column = static_cast<int>(i);
      if (item.id.empty()) continue;
      if (items_.Add(std::move(item)) != nullptr && repeated_++ == 0) repeated_line_ = header_line_;
    }
    ReportRows();
    items_.Finish(scheme_, [&](const TableItem& item, uint32_t) {
      const std::vector<Cell> header = table_.RowAt(item.row);
      builder_.OpenBlock(BlockKind::kHeading);
      AppendCell(source_, header[static_cast<size_t>(item.column)], &builder_);
      builder_.CloseBlock();
      for (const size_t place : rows) {
        const std::vector<Cell> row = table_.RowAt(place);
        const Cell* cell = FindCell(row, item.column);
        if (cell == nullptr) continue;
        builder_.OpenBlock(BlockKind::kParagraph);
        AppendCell(source_, *cell, &builder_);
        builder_.CloseBlock();
      }
    });
    TakeScheme();
    return {};
  }

  // ---- rows without ids

  Result<void> ReadRows() {
    const RowShape shape = Shape();
    const bool sections = shape.title >= 0 || shape.text >= 0;
    if (!sections) {
      const auto header = table_.RowAt(places_[header_]);
      WritePlain(header);
    }
    Result<void> read = ForEachRow([&](const TableCells& row) {
      CheckRow(row);
      if (FilledOf(row.row()) == 0) return true;
      if (!sections) {
        WritePlain(row.row());
        return true;
      }
      std::string part =
          shape.title >= 0 ? Slug(row.Value(static_cast<size_t>(shape.title)), 40) : std::string();
      if (part.empty()) part = "row";
      const std::string number =
          shape.id >= 0 ? CollapseSpace(row.Value(static_cast<size_t>(shape.id))) : std::string();
      const uint32_t section = builder_.OpenSection(SectionKind::kItem, number, part);
      if (builder_.failed()) return false;
      WriteRow(source_, row.row(), shape, section, &builder_);
      WriteCodes(row.row(), section);
      builder_.CloseSection();
      return true;
    });
    if (!read) return read;
    ReportRows();
    if (builder_.document().metadata.type.empty()) builder_.document().metadata.type = "dataset";
    return {};
  }

  void WritePlain(const std::vector<Cell>& row) {
    builder_.OpenBlock(BlockKind::kTableCell);
    bool first = true;
    for (size_t i = 0; i < row.size(); ++i) {
      const Cell* cell = FindCell(row, static_cast<int>(i));
      if (cell == nullptr) continue;
      if (!first) builder_.AppendOwn(" | ");
      first = false;
      AppendCell(source_, *cell, &builder_);
    }
    builder_.CloseBlock();
  }

  const SourceText& source_;
  const TableOptions& options_;
  DocumentBuilder& builder_;
  TableCells table_;
  std::string_view text_;
  TableItems items_;
  std::vector<size_t> places_;  // of the first rows
  size_t header_ = 0;           // which of them
  uint64_t header_line_ = 0;
  std::vector<ColumnProfile> columns_;
  std::vector<std::string> names_;
  TableMapping mapping_;
  std::string scheme_;
  size_t wide_ = 0, odd_ = 0, nameless_ = 0, repeated_ = 0;
  uint64_t wide_line_ = 0, odd_line_ = 0, nameless_line_ = 0, repeated_line_ = 0;
};

}  // namespace

Result<void> ReadTable(const SourceText& source, std::string_view table, const TableOptions& options,
                       DocumentBuilder* builder) {
  // A user who says what is an item has a catalogue.
  if (options.map.empty() || options.map.find("subject=") != std::string_view::npos ||
      options.map.find("object=") != std::string_view::npos) {
    const Result<bool> crosswalk = ReadCrosswalkTable(source, table, options, builder);
    if (!crosswalk) return tl::unexpected(crosswalk.error());
    if (*crosswalk) return {};
  }
  return TableReader(source, table, options, builder).Run();
}

std::string SchemeOfPath(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  std::string slug = Slug(name.substr(0, name.rfind('.')));
  return slug.empty() ? "table" : slug;
}

}  // namespace concord
