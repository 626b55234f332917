// SSSOM/TSV: every slot of header and rows against the standard's table of slots.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"
#include "ingest/lint/lint_pass.h"
#include "ingest/readers/exchange/sssom_header.h"
#include "ingest/readers/tables/table_cells.h"
#include "mapping/counterpart_cell.h"
#include "mapping/sssom_slots.h"
#include "mapping/sssom_text.h"

namespace concord {
namespace {

bool IsUri(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::string_view scheme = text.substr(0, colon);
  return letter(scheme[0]) && text.find(' ') == std::string_view::npos &&
         std::ranges::all_of(scheme, [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
         });
}

// A name as YAML has it before its colon.
bool IsName(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
  });
}

class SssomLint {
 public:
  explicit SssomLint(LintPass* pass) : pass_(*pass), text_(pass->source().text()) {}

  Result<void> Run() {
    const SssomParts parts = CutSssomHeader(text_);
    Header(parts.header);
    TableCells table(pass_.source(), parts.table, parts.lines_before, '\0');
    const Result<bool> first = table.Next();
    if (!first) return tl::unexpected(first.error());
    if (!*first)
      return tl::unexpected(
          pass_.source().ErrorAt(ErrorCode::kInvalid, "no row of column names", text_.size()));
    if (!Columns(table)) return {};
    for (;;) {
      const Result<bool> more = table.Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      Row(table);
    }
    Cardinalities();
    if (records_ > 0 && records_ < rows_)
      pass_.Find("sssom-duplicate", table_at_,
                 fmt::format("{} of {} rows have no record_id", rows_ - records_, rows_));
    return {};
  }

 private:
  size_t OffsetOf(std::string_view part) const { return static_cast<size_t>(part.data() - text_.data()); }

  // ---- the header

  void Header(const std::vector<HeaderLine>& lines) {
    std::vector<Repair> repairs;
    metadata_ = ParseSssomHeader(lines, &repairs);
    for (const Repair& repair : repairs) {
      for (const HeaderLine& line : lines) {
        if (line.line == repair.line) pass_.Find("sssom-metadata", OffsetOf(line.text), repair.message);
      }
    }
    if (const Value* prefixes = metadata_.Find("curie_map");
        prefixes != nullptr && prefixes->type() == Value::Type::kMap) {
      for (const auto& [prefix, expansion] : prefixes->as_map()) prefixes_[prefix] = expansion.ToString();
    }
    if (const Value* defined = metadata_.Find("extension_definitions");
        defined != nullptr && defined->type() == Value::Type::kList) {
      for (const Value& one : defined->as_list()) {
        if (one.type() == Value::Type::kMap) extensions_.emplace(one.as_map().FindString("slot_name"));
      }
    }
    for (const std::string_view slot : {"mapping_set_id", "license"}) {
      if (metadata_.Find(slot) == nullptr)
        pass_.Find("sssom-metadata", 0,
                   fmt::format("the header states no {}, which the standard requires", slot));
    }
    size_t outer = std::string_view::npos;
    for (const HeaderLine& line : lines) {
      const size_t indent = line.text.find_first_not_of(' ');
      const size_t colon = line.text.find(':');
      if (indent == std::string_view::npos || colon == std::string_view::npos || line.text[indent] == '-')
        continue;
      if (outer == std::string_view::npos) outer = indent;
      const std::string_view key = line.text.substr(indent, colon - indent);
      if (!IsName(key)) continue;
      const bool known_prefix = indent > outer && prefixes_.contains(std::string(key));
      if (known_prefix && IsSssomBuiltInPrefix(key) &&
          prefixes_[std::string(key)] != SssomBuiltInPrefix(key)) {
        pass_.Find(
            "sssom-prefix", OffsetOf(key),
            fmt::format("the prefix '{}' is built in and stands for {}", key, SssomBuiltInPrefix(key)));
      }
      if (indent == outer && metadata_.Find(key) != nullptr) SetSlot(key, OffsetOf(key));
    }
  }

  void SetSlot(std::string_view name, size_t offset) {
    const SssomSlot* slot = FindSssomSetSlot(name);
    if (slot == nullptr) return UnknownSlot(name, offset, SssomSetSlots());
    const Value& value = *metadata_.Find(name);
    if (slot->kind == SssomKind::kOther) return;
    // What stands behind the name on its line can be put right; else only said.
    const size_t end = std::min(text_.find('\n', offset), text_.size());
    const List values = value.type() == Value::Type::kList ? value.as_list() : List{value};
    for (const Value& one : values) {
      const std::string text = one.ToString();
      const size_t at = text.empty() ? std::string_view::npos : text_.substr(0, end).find(text, offset);
      Check(*slot, text, at == std::string_view::npos ? offset : at);
    }
  }

  void UnknownSlot(std::string_view name, size_t offset, std::span<const SssomSlot> slots) {
    if (extensions_.contains(std::string(name))) return;
    const std::string lower = AsciiLower(name);
    std::vector<std::string> names;
    for (const SssomSlot& slot : slots) names.emplace_back(slot.name);
    if (std::ranges::find(names, lower) != names.end() && text_.substr(offset, name.size()) == name) {
      pass_.FindFixable("sssom-slot", {offset, name.size(), lower},
                        fmt::format("'{}' is written {}", name, lower));
      return;
    }
    const std::string_view near = DidYouMean(lower, names);
    pass_.Find("sssom-slot", offset,
               fmt::format("'{}' is no slot of the standard and not defined as an extension{}", name,
                           near.empty() ? "" : fmt::format("; did you mean {}?", near)));
  }

  // ---- values

  // One value of a slot, which stands at `offset`.
  void Check(const SssomSlot& slot, const std::string& value, size_t offset) {
    if (value.empty()) return;
    bool fits = true;
    switch (slot.kind) {
      case SssomKind::kChoice:
        pass_.Choose("sssom-choice", slot.name, offset, value, slot.choices);
        break;
      case SssomKind::kNumber:
        if (const Value typed = SssomValue(slot.name, value, &fits); !fits || !FitsSssomSlot(slot, typed))
          pass_.Find(
              "sssom-number", offset,
              fmt::format("{} is '{}'; should be a number from {} to 1", slot.name, value, slot.least));
        break;
      case SssomKind::kDate:
        if (const Value typed = SssomValue(slot.name, value, &fits); !fits || !FitsSssomSlot(slot, typed))
          pass_.Find("sssom-date", offset,
                     fmt::format("{} is '{}'; should be a date, YYYY-MM-DD", slot.name, value));
        break;
      case SssomKind::kUri:
        if (!IsUri(value))
          pass_.Find("sssom-uri", offset,
                     fmt::format("{} is '{}'; should be a URI with its scheme", slot.name, value));
        break;
      case SssomKind::kEntity:
        Entity(slot, value, offset);
        break;
      default:
        break;
    }
  }

  void Entity(const SssomSlot& slot, const std::string& value, size_t offset) {
    const bool there = text_.substr(offset, value.size()) == value;
    if (slot.name == "mapping_justification") {
      std::vector<std::string> all;
      for (const std::string_view one : SssomJustifications()) all.push_back(fmt::format("semapv:{}", one));
      const std::vector<std::string_view> allowed(all.begin(), all.end());
      // Without its prefix, or with the whole URI, in any case.
      const std::string_view uri = SssomBuiltInPrefix("semapv");
      const std::string_view bare =
          value.starts_with(uri) ? std::string_view(value).substr(uri.size()) : value;
      std::string contracted;
      for (const std::string_view one : SssomJustifications()) {
        if (EqualsIgnoreCase(one, bare)) contracted = fmt::format("semapv:{}", one);
      }
      if (there && !contracted.empty()) {
        pass_.FindFixable("sssom-justification", {offset, value.size(), contracted},
                          fmt::format("the justification '{}' should be {}", value, contracted));
      } else {
        pass_.Choose("sssom-justification", slot.name, offset, value, allowed);
      }
      return;
    }
    // A URI that a prefix of the file or of the standard stands for.
    if (value.find("://") != std::string::npos) {
      std::string_view best_prefix, best;
      for (const auto& [prefix, expansion] : prefixes_) {
        if (!expansion.empty() && value.starts_with(expansion) && expansion.size() > best.size())
          best_prefix = prefix, best = expansion;
      }
      for (const std::string_view prefix : {"skos", "owl", "rdfs", "rdf", "semapv", "sssom", "oboInOwl"}) {
        const std::string_view expansion = SssomBuiltInPrefix(prefix);
        if (value.starts_with(expansion) && expansion.size() > best.size())
          best_prefix = prefix, best = expansion;
      }
      std::string message = fmt::format("{} is the URI '{}'; should be a CURIE", slot.name, value);
      if (best.empty() || !there) return pass_.Find("sssom-curie", offset, std::move(message));
      pass_.FindFixable("sssom-curie",
                        {offset, value.size(), fmt::format("{}:{}", best_prefix, value.substr(best.size()))},
                        std::move(message));
      return;
    }
    if ((slot.name == "subject_id" || slot.name == "object_id") &&
        PlaceholderInCurie(value) != Placeholder::kNone) {
      return pass_.Find("sssom-placeholder", offset,
                        fmt::format("{} is '{}', which names no item; should be {}, or the row left out",
                                    slot.name, value, kNoTermFound));
    }
    if (slot.name == "subject_id" || slot.name == "object_id") {
      if (const std::vector<std::string> ids = CuriesIn(value); ids.size() > 1) {
        pass_.Find("sssom-list", offset,
                   fmt::format("{} has {} items: '{}'; each should have a row", slot.name, ids.size(),
                               fmt::join(ids, "', '")));
      }
    }
    const std::string_view prefix = CuriePrefix(value);
    if (prefix.empty()) {
      const std::string skos = fmt::format("skos:{}", value);
      std::string message = fmt::format("{} is '{}'; should be a CURIE, prefix:id", slot.name, value);
      if (slot.name == "predicate_id" && IsKnownPredicate(skos) && there) {
        pass_.FindFixable("sssom-curie", {offset, value.size(), skos}, std::move(message));
      } else if (value.find(':') == std::string::npos) {
        pass_.Find("sssom-curie", offset, std::move(message));
      }
    } else if (!prefixes_.contains(std::string(prefix)) && !IsSssomBuiltInPrefix(prefix)) {
      if (undeclared_.emplace(prefix).second)
        pass_.Find("sssom-prefix", offset,
                   fmt::format("the prefix '{}' is not declared in the curie_map", prefix));
    }
    if (slot.name == "predicate_id" && !prefix.empty() && !IsKnownPredicate(value) &&
        unknown_predicates_.insert(value).second) {
      pass_.Find("sssom-predicate", offset,
                 fmt::format("the predicate {} says nothing of the two sets", value));
    }
  }

  // ---- the table

  bool Columns(const TableCells& table) {
    table_at_ = table.offset();
    bool ok = true;
    std::set<std::string> seen;
    for (const Cell& cell : table.row()) {
      std::string buffer;
      const std::string name(Trim(cell.Value(&buffer)));
      const std::string lower = AsciiLower(name);
      columns_.push_back(FindSssomRowSlot(lower) != nullptr ? lower : name);
      if (name.empty()) {
        pass_.Find("sssom-columns", OffsetOf(cell.raw), "a column without a name");
      } else if (!seen.insert(columns_.back()).second) {
        pass_.Find("sssom-columns", OffsetOf(cell.raw), fmt::format("a second column '{}'", name));
      } else if (FindSssomRowSlot(name) == nullptr) {
        const size_t inside = cell.raw.find(name);
        UnknownSlot(name, OffsetOf(cell.raw) + (inside == std::string_view::npos ? 0 : inside),
                    SssomRowSlots());
      }
    }
    const auto has = [&](std::string_view name) {
      return std::ranges::find(columns_, name) != columns_.end();
    };
    for (const std::string_view name : {"predicate_id", "mapping_justification"}) {
      if (!has(name)) pass_.Find("sssom-columns", table_at_, fmt::format("no column {}", name)), ok = false;
    }
    for (const std::string_view end : {"subject", "object"}) {
      if (!has(fmt::format("{}_id", end)) && !has(fmt::format("{}_label", end)))
        pass_.Find("sssom-columns", table_at_, fmt::format("no column {}_id", end)), ok = false;
    }
    return ok || (has("predicate_id") && (has("subject_id") || has("object_id")));
  }

  void Row(const TableCells& table) {
    ++rows_;
    const size_t start = table.offset();
    if (table.size() != columns_.size())
      pass_.Find("sssom-cells", start, fmt::format("{} cells for {} columns", table.size(), columns_.size()));
    std::map<std::string, std::string, std::less<>> row;
    std::string whole;
    for (size_t i = 0; i < std::min(table.size(), columns_.size()); ++i) {
      const Cell& cell = table.row()[i];
      std::string buffer;
      const std::string_view value = cell.Value(&buffer);
      whole += fmt::format("{}={}\n", columns_[i], value);
      if (Trim(value).empty()) continue;
      row[columns_[i]] = Trim(value);
      const SssomSlot* slot = FindSssomRowSlot(columns_[i]);
      if (slot != nullptr) CheckCell(*slot, cell, value);
    }
    Required(row, start);
    Duplicate(table, whole, row, start);
    const bool reviewer = row.contains("reviewer_id") || row.contains("reviewer_label");
    for (const std::string_view slot : {"review_date", "reviewer_agreement"}) {
      if (row.contains(slot) && !reviewer)
        pass_.Find("sssom-reviewer", start, fmt::format("{} without reviewer_id or reviewer_label", slot));
    }
    if (row.contains("mapping_cardinality") && metadata_.Find("cardinality_scope") == nullptr &&
        !row.contains("cardinality_scope")) {
      cardinalities_.push_back({row["subject_id"], row["object_id"], row["mapping_cardinality"], start});
    }
    if (row.contains("subject_id") && row.contains("object_id") && row["subject_id"] != kNoTermFound &&
        row["object_id"] != kNoTermFound) {
      objects_[row["subject_id"]].insert(row["object_id"]);
      subjects_[row["object_id"]].insert(row["subject_id"]);
    }
  }

  void CheckCell(const SssomSlot& slot, const Cell& cell, std::string_view value) {
    const std::string_view trimmed = Trim(value);
    // Escaped quotes move what stands behind them; such cells are judged, and not fixed.
    const size_t inside = cell.escaped ? std::string_view::npos : cell.raw.find(trimmed);
    const size_t at = OffsetOf(cell.raw) + (inside == std::string_view::npos ? 0 : inside);
    if (slot.kind != SssomKind::kText && trimmed.size() != value.size() && !cell.quoted) {
      pass_.FindFixable("sssom-curie", {OffsetOf(cell.raw), cell.raw.size(), std::string(trimmed)},
                        fmt::format("blanks around the {}", slot.name));
      return;
    }
    if (!slot.list) return Check(slot, std::string(trimmed), at);
    size_t from = at;
    for (const std::string& one : SplitSssomList(trimmed)) {
      const size_t found = text_.substr(0, at + trimmed.size()).find(one, from);
      Check(slot, one, found == std::string_view::npos ? at : found);
      if (found != std::string_view::npos) from = found + one.size();
    }
  }

  void Required(const std::map<std::string, std::string, std::less<>>& row, size_t start) {
    for (const std::string_view end : {"subject", "object"}) {
      const std::string type = fmt::format("{}_type", end);
      const auto own = row.find(type);
      const bool literal =
          own != row.end() ? own->second == "rdfs literal" : metadata_.FindString(type) == "rdfs literal";
      const std::string needed = fmt::format("{}_{}", end, literal ? "label" : "id");
      if (!row.contains(needed)) pass_.Find("sssom-required", start, fmt::format("no {}", needed));
    }
    for (const std::string_view slot : {"predicate_id", "mapping_justification"}) {
      if (!row.contains(slot)) pass_.Find("sssom-required", start, fmt::format("no {}", slot));
    }
  }

  void Duplicate(const TableCells& table, const std::string& whole,
                 const std::map<std::string, std::string, std::less<>>& row, size_t start) {
    const size_t end =
        table.row().empty() ? start : OffsetOf(table.row().back().raw) + table.row().back().raw.size();
    if (const auto [at, fresh] = whole_rows_.try_emplace(whole, table.line()); !fresh) {
      size_t next = end;
      if (text_.substr(next).starts_with('\r')) ++next;
      if (text_.substr(next).starts_with('\n')) ++next;
      pass_.FindFixable("sssom-duplicate", {start, next - start, ""},
                        fmt::format("the row is the same as that in line {}", at->second));
      return;
    }
    const auto record = row.find("record_id");
    if (record == row.end()) return;
    ++records_;
    if (!record_ids_.insert(record->second).second)
      pass_.Find("sssom-duplicate", start, fmt::format("a second record '{}'", record->second));
  }

  // How many objects a subject has, and how many subjects an object has; those without counterpart do not
  // count.
  void Cardinalities() {
    for (const Stated& stated : cardinalities_) {
      std::string expected;
      if (stated.subject == kNoTermFound || stated.object == kNoTermFound) {
        expected = fmt::format("{}:{}", stated.subject == kNoTermFound ? 0 : 1,
                               stated.object == kNoTermFound ? 0 : 1);
      } else {
        expected = fmt::format("{}:{}", subjects_[stated.object].size() > 1 ? "n" : "1",
                               objects_[stated.subject].size() > 1 ? "n" : "1");
      }
      if (stated.cardinality != expected)
        pass_.Find(
            "sssom-cardinality", stated.offset,
            fmt::format("mapping_cardinality is '{}'; the rows show {}", stated.cardinality, expected));
    }
  }

  struct Stated {
    std::string subject, object, cardinality;
    size_t offset;
  };

  LintPass& pass_;
  std::string_view text_;
  PropertyMap metadata_;
  std::map<std::string, std::string> prefixes_;
  std::set<std::string> extensions_, undeclared_, unknown_predicates_, record_ids_;
  std::vector<std::string> columns_;
  size_t table_at_ = 0, rows_ = 0, records_ = 0;
  std::map<std::string, uint64_t> whole_rows_;  // -> line
  std::map<std::string, std::set<std::string>> objects_, subjects_;
  std::vector<Stated> cardinalities_;
};

}  // namespace

Result<void> LintSssom(LintPass* pass) { return SssomLint(pass).Run(); }

std::string CanonicalSssom(const Source& source) {
  const Result<Document> document = ReadDocument(source, "sssom");
  if (!document || !document->mapping_set || !document->repairs.empty()) return {};
  std::vector<const Mapping*> rows;
  for (const MappingRow& row : document->mapping_set->rows) rows.push_back(&row);
  return SssomText(*document->mapping_set, rows);
}

}  // namespace concord
