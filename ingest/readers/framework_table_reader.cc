// A framework as a table: columns framework, id, parent_id, title, text in any order, as TSV or CSV.
//
// Rows may come in any order; sections come out as the tree that parent_id describes, children in the order
// of the rows. What would change the meaning of a row (two frameworks, a shifted column) is refused; what
// only costs a place in the tree is repaired.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "ingest/document_builder.h"
#include "ingest/readers/table_cells.h"

namespace concord {
namespace {

enum Column { kFramework, kId, kParent, kTitle, kText, kColumns };
constexpr std::string_view kNames[kColumns] = {"framework", "id", "parent_id", "title", "text"};

struct Item {
  std::vector<Cell> row;
  std::string id, parent;
  uint64_t line = 0;
  std::vector<size_t> children;
};

class FrameworkReader {
 public:
  FrameworkReader(const SourceText& source, DocumentBuilder* builder) : source_(source), builder_(*builder) {}

  Result<void> Run() {
    TableCells table(source_, source_.text(), 0, '#');
    if (Result<void> named = NameColumns(&table); !named) return named;
    if (Result<void> read = ReadRows(&table); !read) return read;
    if (const auto repair = table.repair()) builder_.document().repairs.push_back(*repair);
    if (items_.empty()) {
      return tl::unexpected(
          source_.ErrorAt(ErrorCode::kInvalid, "the table has no rows", source_.text().size()));
    }
    MakeTree();
    Write();
    Metadata& metadata = builder_.document().metadata;
    metadata.key = framework_.scheme;
    metadata.type = "framework";
    builder_.document().framework = std::move(framework_);
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
      framework_.scheme = name.substr(0, name.rfind('.'));
      Repaired(table->line(), fmt::format("no column 'framework'; the framework is named '{}' after its file",
                                          framework_.scheme));
    }
    return {};
  }

  // The cell of the row, or nullptr when it is empty or not there.
  static const Cell* Find(const std::vector<Cell>& row, int column) {
    if (column < 0 || static_cast<size_t>(column) >= row.size()) return nullptr;
    const Cell& cell = row[static_cast<size_t>(column)];
    const std::string_view inside = cell.quoted ? cell.raw.substr(1, cell.raw.size() - 2) : cell.raw;
    return Trim(inside).empty() ? nullptr : &cell;
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
        if (framework_.scheme.empty()) framework_.scheme = framework;
        if (framework != framework_.scheme) {
          return FailAt(
              *table,
              fmt::format("the file is of the framework '{}', this row of '{}'; one file holds one framework",
                          framework_.scheme, framework));
        }
      }
      std::string id(Get(*table, kId));
      if (id.empty()) {
        Repaired(table->line(), "a row without id is passed over");
        continue;
      }
      if (!by_id_.try_emplace(id, items_.size()).second) {
        Repaired(table->line(), fmt::format("the id '{}' stands in line {} already; this row is passed over",
                                            id, items_[by_id_[id]].line));
        continue;
      }
      if (table->size() < names_.size()) {
        Repaired(table->line(), fmt::format("expected {} columns, found {}; the others are taken as empty",
                                            names_.size(), table->size()));
      }
      std::string parent(Get(*table, kParent));
      const uint64_t line = table->line();
      items_.push_back({table->row(), std::move(id), std::move(parent), line, {}});
    }
  }

  void MakeTree() {
    std::map<std::string, std::pair<uint64_t, size_t>> unknown;  // parent -> first line, rows
    for (size_t i = 0; i < items_.size(); ++i) {
      const Item& item = items_[i];
      framework_.parents[Curie(item.id)] = item.parent.empty() ? std::string() : Curie(item.parent);
      const auto parent = by_id_.find(item.parent);
      if (item.parent.empty()) {
        top_.push_back(i);
      } else if (parent == by_id_.end()) {
        ++unknown.try_emplace(item.parent, item.line, 0).first->second.second;
        top_.push_back(i);
      } else {
        items_[parent->second].children.push_back(i);
      }
    }
    for (const auto& [parent, rows] : unknown) {
      Repaired(rows.first,
               fmt::format("the parent '{}' has no row; {} at the top level", parent,
                           rows.second == 1 ? "the row below it stands"
                                            : fmt::format("the {} rows below it stand", rows.second)));
    }
    BreakCircles();
    std::ranges::stable_sort(builder_.document().repairs, {}, &Repair::line);
  }

  // Items that no walk from the top reaches are their own ancestors, or below such.
  void BreakCircles() {
    std::vector<bool> reached(items_.size());
    const auto reach = [&](size_t from) {
      std::vector<size_t> open = {from};
      while (!open.empty()) {
        const size_t i = open.back();
        open.pop_back();
        if (reached[i]) continue;
        reached[i] = true;
        open.insert(open.end(), items_[i].children.begin(), items_[i].children.end());
      }
    };
    for (const size_t i : top_) reach(i);
    for (size_t i = 0; i < items_.size(); ++i) {
      if (reached[i]) continue;
      // Up from here to the first that comes again: that one is in the circle.
      std::vector<bool>& seen = reached;
      size_t at = i;
      while (!seen[at]) {
        seen[at] = true;
        at = by_id_[items_[at].parent];
      }
      for (size_t undo = i; seen[undo]; undo = by_id_[items_[undo].parent]) seen[undo] = false;
      Item& item = items_[at];
      std::erase(items_[by_id_[item.parent]].children, at);
      framework_.parents[Curie(item.id)].clear();
      Repaired(item.line, fmt::format("'{}' is below itself; it stands at the top level", item.id));
      top_.push_back(at);
      reach(at);
    }
  }

  std::string Curie(const std::string& id) const { return fmt::format("{}:{}", framework_.scheme, id); }

  void Write() {
    struct Step {
      size_t item;
      bool close;
    };
    std::vector<Step> open;
    for (size_t i = top_.size(); i-- > 0;) open.push_back({top_[i], false});
    while (!open.empty() && !builder_.failed()) {
      const Step step = open.back();
      open.pop_back();
      if (step.close) {
        builder_.CloseSection();
        continue;
      }
      WriteItem(items_[step.item]);
      open.push_back({step.item, true});
      const auto& children = items_[step.item].children;
      for (size_t i = children.size(); i-- > 0;) open.push_back({children[i], false});
    }
  }

  void WriteItem(const Item& item) {
    const uint32_t index = builder_.OpenSection(SectionKind::kItem, item.id, "x");
    if (builder_.failed()) return;
    builder_.section(index).path = PathOf(item.id);
    builder_.section(index).curie = Curie(item.id);
    const Cell* title = Find(item.row, columns_[kTitle]);
    const Cell* text = Find(item.row, columns_[kText]);
    builder_.OpenBlock(title != nullptr ? BlockKind::kHeading : BlockKind::kParagraph);
    AppendCell(source_, *Find(item.row, columns_[kId]), &builder_);
    builder_.AppendOwn(" ");
    builder_.StartBody();
    if (title != nullptr) {
      AppendCell(source_, *title, &builder_);
      const int32_t heading = builder_.CloseBlock();
      if (heading >= 0) builder_.section(index).heading = builder_.block(heading).span;
    }
    if (text != nullptr) AppendCell(source_, *text, &builder_);  // opens a paragraph behind a heading
    builder_.CloseBlock();
    for (const size_t other : others_) {
      const Cell* cell = Find(item.row, static_cast<int>(other));
      if (cell == nullptr) continue;
      builder_.OpenBlock(BlockKind::kTableCell);
      builder_.AppendOwn(names_[other] + ": ");
      builder_.StartBody();
      AppendCell(source_, *cell, &builder_);
      builder_.CloseBlock();
    }
  }

  // The id itself: it is unique in the framework, whatever stands above it.
  std::string PathOf(std::string_view id) {
    std::string path;
    for (const char c : AsciiLower(id)) {
      const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      if (kept || (!path.empty() && path.back() != '-')) path += kept ? c : '-';
    }
    if (path.empty()) path = "item";
    std::string unique = path;
    for (uint32_t& n = same_[path]; !paths_.insert(unique).second;)
      unique = fmt::format("{}-{}", path, ++n + 1);
    return unique;
  }

  const SourceText& source_;
  DocumentBuilder& builder_;
  Framework framework_;
  int columns_[kColumns] = {};
  std::vector<std::string> names_;
  std::vector<size_t> others_;  // columns that we do not know, which are kept
  std::vector<Item> items_;
  std::vector<size_t> top_;
  std::unordered_map<std::string, size_t> by_id_;
  std::unordered_set<std::string> paths_;
  std::unordered_map<std::string, uint32_t> same_;
};

}  // namespace

int LooksLikeFrameworkTable(const Source& source) {
  std::string_view head = source.bytes.substr(0, 64 << 10);
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
  if (Result<void> read = FrameworkReader(*text, &builder).Run(); !read) return tl::unexpected(read.error());
  return builder.Finish();
}

}  // namespace concord
