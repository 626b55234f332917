// SSSOM/TSV (and SSSOM/CSV): a crosswalk as a table with metadata above it.
//
// Reading is tolerant where a row still says one thing, and says in a repair what it took it for; a row whose
// meaning would have to be guessed is passed over, with a repair. Nothing is written back.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/delimited.h"
#include "base/one_line.h"
#include "base/text.h"
#include "ingest/document/document_builder.h"
#include "ingest/readers/exchange/sssom_header.h"
#include "ingest/readers/tables/table_cells.h"
#include "mapping/counterpart_cell.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

// "dir/a-1.0.sssom.tsv" is "a-1.0".
std::string FileStem(std::string_view path) {
  path = path.substr(path.find_last_of("/\\") + 1);
  for (const std::string_view end : {".tsv", ".csv", ".txt", ".sssom"}) {
    if (path.ends_with(end) && path.size() > end.size()) path.remove_suffix(end.size());
  }
  return std::string(path);
}

// A predicate or justification written as URI or without its prefix.
std::string Contract(std::string_view term, std::string_view bare_prefix) {
  for (const std::string_view prefix : {"skos", "owl", "rdfs", "semapv", "sssom", "oboInOwl"}) {
    const std::string_view uri = SssomBuiltInPrefix(prefix);
    if (term.starts_with(uri)) return fmt::format("{}:{}", prefix, term.substr(uri.size()));
  }
  if (term.find(':') != std::string_view::npos) return std::string(term);
  const std::string prefixed = fmt::format("{}:{}", bare_prefix, term);
  return IsKnownPredicate(prefixed) || IsSssomJustification(prefixed) ? prefixed : std::string(term);
}

class SssomReader {
 public:
  SssomReader(const SourceText& source, DocumentBuilder* builder) : source_(source), builder_(*builder) {}

  Result<void> Run() {
    const SssomParts parts = CutSssomHeader(source_.text());
    TableCells table(source_, parts.table, parts.lines_before, '\0');
    Result<bool> columns = table.Next();
    if (!columns) return tl::unexpected(columns.error());
    if (!*columns)
      return tl::unexpected(
          source_.ErrorAt(ErrorCode::kInvalid, "no row of column names", source_.text().size()));
    ReadHeader(parts.header);
    if (Result<void> named = NameColumns(table); !named) return named;
    for (;;) {
      Result<bool> more = table.Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more || builder_.failed()) break;
      ReadRow(table);
    }
    Propagate();
    if (const auto repair = table.repair()) builder_.document().repairs.push_back(*repair);
    ReportNotes();
    builder_.document().mapping_set = std::move(set_);
    return {};
  }

 private:
  // ---- the set

  Result<void> NameColumns(const TableCells& table) {
    for (size_t i = 0; i < table.size(); ++i) {
      const std::string_view name = Trim(table.Value(i));
      std::string lower = AsciiLower(name);
      // The case of a slot does not matter; an extension is called as it is written.
      columns_.push_back(FindSssomRowSlot(lower) != nullptr ? std::move(lower) : std::string(name));
    }
    const auto has = [this](std::string_view name) {
      return std::ranges::find(columns_, name) != columns_.end();
    };
    // A label stands for an identifier where the type says that it is a literal.
    const auto has_end = [&](std::string_view end) {
      const std::string type = fmt::format("{}_type", end);
      return has(fmt::format("{}_id", end)) ||
             (has(fmt::format("{}_label", end)) &&
              (has(type) || set_.metadata.FindString(type) == "rdfs literal"));
    };
    if (has_end("subject") && has("predicate_id") && has_end("object")) return {};
    return tl::unexpected(source_.ErrorAt(
        ErrorCode::kInvalid,
        fmt::format(
            "not a mapping table: expected the columns subject_id, predicate_id and object_id, found '{}'",
            fmt::join(columns_, "', '")),
        table.offset()));
  }

  void Repaired(uint64_t line, std::string message) {
    builder_.document().repairs.push_back({line, std::move(message)});
  }

  // Something that many rows may have in common is reported once, with their number.
  void Note(uint64_t line, std::string message) {
    auto& [first, count] = notes_.try_emplace(std::move(message), line, 0).first->second;
    ++count;
  }

  void ReportNotes() {
    for (const auto& [message, where] : notes_) {
      Repaired(where.first, where.second == 1 ? message : fmt::format("{} ({} rows)", message, where.second));
    }
    std::ranges::stable_sort(builder_.document().repairs, {}, &Repair::line);
  }

  void ReadHeader(const std::vector<HeaderLine>& lines) {
    PropertyMap header = ParseSssomHeader(lines, &builder_.document().repairs);
    Metadata& metadata = builder_.document().metadata;
    for (const Property& property : header) {
      if (property.name == "curie_map" && property.value.type() == Value::Type::kMap) {
        for (const Property& prefix : property.value.as_map())
          set_.prefixes[prefix.name] = prefix.value.ToString();
        continue;
      }
      // One name instead of a list of one is common.
      bool fits = true;
      Value value = property.value;
      if (value.type() == Value::Type::kString) {
        value = IsSssomList(property.name) ? Value(List{value})
                                           : SssomValue(property.name, value.as_string(), &fits);
      }
      if (!fits)
        Repaired(0, fmt::format("{} of the set is '{}', which is no value of its kind; kept as text",
                                property.name, value.ToString()));
      set_.metadata.Set(property.name, std::move(value));
    }
    const auto text = [this](std::string_view name) { return std::string(set_.metadata.FindString(name)); };
    set_.id = text("mapping_set_id");
    if (set_.id.empty()) {
      set_.id = FileStem(source_.path());
      Repaired(1, fmt::format("no mapping_set_id; the set is named '{}' after its file", set_.id));
    }
    set_.subject_source = text("subject_source");
    set_.object_source = text("object_source");
    metadata.title = text("mapping_set_title");
    metadata.abstract = text("mapping_set_description");
    metadata.licence = text("license");
    metadata.edition = text("mapping_set_version");
    metadata.type = "mapping set";
    metadata.identifiers["mapping_set_id"] = set_.id;
    if (const Value* source = set_.metadata.Find("mapping_set_source")) {
      if (source->type() == Value::Type::kList && source->as_list().size() == 1)
        metadata.source = source->as_list()[0].ToString();
    }
    if (const Value* creators = set_.metadata.Find("creator_label")) {
      if (creators->type() == Value::Type::kList && creators->as_list().size() == 1)
        metadata.issuer = creators->as_list()[0].ToString();
    }
    for (const std::string_view slot : {"publication_date", "mapping_date"}) {
      const Value* date = set_.metadata.Find(slot);
      if (!metadata.date && date != nullptr && date->type() == Value::Type::kDate)
        metadata.date = date->as_date();
    }
    has_prefixes_ = !set_.prefixes.empty();
  }

  // What the set says for all rows counts where no row has a say of its own.
  void Propagate() {
    for (const Property& property : set_.metadata) {
      if (!IsSssomPropagated(property.name) || stated_.contains(property.name)) continue;
      for (MappingRow& row : set_.rows) row.other.Set(property.name, property.value);
    }
  }

  // ---- rows

  // Prose as it is written, blanks at its ends too; around anything else they mean nothing.
  static std::string_view CellOf(std::string_view column, std::string_view written) {
    const std::string_view trimmed = Trim(written);
    const SssomSlot* slot = FindSssomRowSlot(column);
    const bool prose = slot == nullptr || slot->kind == SssomKind::kText;
    return prose && !trimmed.empty() ? written : trimmed;
  }

  void ReadRow(const TableCells& table) {
    const uint64_t line = table.line();
    if (table.size() > columns_.size()) {
      Repaired(line, fmt::format("expected {} columns, found {}; the last ones are passed over",
                                 columns_.size(), table.size()));
    }
    MappingRow row;
    std::string confidence;
    for (size_t i = 0; i < std::min(columns_.size(), table.size()); ++i) {
      const std::string& column = columns_[i];
      const std::string_view cell = CellOf(column, table.Value(i));
      if (cell.empty() || column.empty()) continue;
      if (column == "subject_id")
        row.subject_id = OneLine(cell);
      else if (column == "subject_label")
        row.subject_label = cell;
      else if (column == "predicate_id")
        row.predicate_id = cell;
      else if (column == "predicate_modifier")
        row.predicate_modifier = cell;
      else if (column == "object_id")
        row.object_id = OneLine(cell);
      else if (column == "object_label")
        row.object_label = cell;
      else if (column == "mapping_justification")
        row.justification = cell;
      else if (column == "confidence")
        confidence = cell;
      else {
        bool fits = true;
        Value value = SssomValue(column, cell, &fits);
        if (!fits)
          Repaired(line,
                   fmt::format("{} is '{}', which is no value of its kind; kept as text", column, cell));
        if (IsSssomPropagated(column)) stated_[column] = true;
        row.other.Set(column, std::move(value));
      }
    }
    if (!RepairPredicate(line, &row) || !HasEnds(line, &row) || !Settle(line, &row)) return;
    RepairRest(line, confidence, &row);
    row.span = table.AddBlock(&builder_, columns_.size());
    const std::vector<std::string> subjects = IdsIn(line, row.subject_id),
                                   objects = IdsIn(line, row.object_id);
    for (const std::string& subject : subjects) {
      for (const std::string& object : objects) {
        set_.rows.push_back(row);
        set_.rows.back().subject_id = subject;
        set_.rows.back().object_id = object;
      }
    }
  }

  bool Settle(uint64_t line, MappingRow* row) {
    std::string placeholder;
    for (const std::string* id : {&row->subject_id, &row->object_id}) {
      if (!id->empty() && PlaceholderInCurie(*id) != Placeholder::kNone) placeholder = *id;
    }
    const bool kept = SettlePlaceholders(row);
    if (!placeholder.empty()) {
      Note(line, fmt::format("'{}' names no item; {}", placeholder,
                             kept ? "read as no counterpart found" : "the row is passed over"));
    }
    return kept;
  }

  // "a:1, b:2" and "a:1, 2": an identifier that is several. Words for no item among them are left out.
  std::vector<std::string> IdsIn(uint64_t line, const std::string& id) {
    std::vector<std::string> ids;
    for (size_t at = 0; at <= id.size();) {
      const size_t end = std::min(id.find_first_of(",;|\n\r", at), id.size());
      const std::string_view one = Trim(std::string_view(id).substr(at, end - at));
      at = end + 1;
      if (one.empty()) continue;
      const size_t colon = one.find(':');
      const bool is_curie = colon != std::string_view::npos && colon > 0 && colon + 1 < one.size() &&
                            one.find_first_of(" /") == std::string_view::npos;
      if (is_curie) {
        ids.emplace_back(one);
      } else if (PlaceholderInCurie(one) == Placeholder::kNone) {
        ids.clear();
        break;
      }
    }
    if (ids.empty()) ids = CuriesIn(id);
    if (ids.size() > 1) Note(line, fmt::format("'{}' is several identifiers; a row for each", id));
    return ids.empty() ? std::vector<std::string>{id} : ids;
  }

  bool RepairPredicate(uint64_t line, MappingRow* row) {
    for (const std::string* id : {&row->subject_id, &row->predicate_id, &row->object_id}) {
      if (!IsSssomJustification(*id)) continue;
      Repaired(line, fmt::format(
                         "{} stands where an entity is expected: a column is shifted; the row is passed over",
                         *id));
      return false;
    }
    if (row->predicate_id.empty()) {
      Repaired(line, "a row without predicate_id is passed over");
      return false;
    }
    const std::string written = row->predicate_id;
    const std::string bare = written.starts_with("skos:") ? written.substr(5) : written;
    if (EqualsIgnoreCase(bare, "noMatch")) {
      // An old habit: with an object, "these two have nothing in common"; without, "there is none".
      row->predicate_id = "skos:relatedMatch";
      if (row->other.Find("source_relation") == nullptr)
        row->other.Set("source_relation", std::string_view(written));
      if (row->object_id.empty()) {
        row->object_id = kNoTermFound;
        Note(line, fmt::format("the predicate '{}' without object is read as skos:relatedMatch {}", written,
                               kNoTermFound));
      } else {
        row->predicate_modifier = "Not";
        Note(line, fmt::format("the predicate '{}' is read as Not skos:relatedMatch", written));
      }
    } else if (row->predicate_id = Contract(written, "skos"); row->predicate_id != written) {
      Note(line, fmt::format("the predicate '{}' is read as {}", written, row->predicate_id));
    } else if (!IsKnownPredicate(written)) {
      const std::vector<std::string> known(SssomKnownPredicates().begin(), SssomKnownPredicates().end());
      const std::string_view meant = DidYouMean(written, known);
      Note(line, fmt::format("the predicate {} does not say how two sets relate; kept as written{}", written,
                             meant.empty() ? "" : fmt::format(" (did you mean {}?)", meant)));
    }
    if (row->predicate_modifier.empty() || row->predicate_modifier == "Not") return true;
    if (EqualsIgnoreCase(row->predicate_modifier, "Not")) {
      Note(line, fmt::format("the predicate_modifier '{}' is read as Not", row->predicate_modifier));
      row->predicate_modifier = "Not";
      return true;
    }
    Repaired(line,
             fmt::format("the predicate_modifier is '{}' where only Not is allowed; the row is passed over",
                         row->predicate_modifier));
    return false;
  }

  // A literal mapping has a label instead of an identifier, and says so in the type.
  bool HasEnds(uint64_t line, MappingRow* row) {
    const auto end = [&](std::string_view which, const std::string& id, const std::string& label) {
      if (!id.empty()) return true;
      const std::string slot = fmt::format("{}_type", which);
      std::string_view type = row->other.FindString(slot);
      if (type.empty()) type = set_.metadata.FindString(slot);
      if (!label.empty() && type == "rdfs literal") return true;
      Repaired(line, fmt::format("a row without {}_id is passed over", which));
      return false;
    };
    return end("subject", row->subject_id, row->subject_label) &&
           end("object", row->object_id, row->object_label);
  }

  void RepairRest(uint64_t line, const std::string& confidence, MappingRow* row) {
    if (row->justification.empty()) {
      Note(line, "no mapping_justification; semapv:UnspecifiedMatching is taken");
      row->justification = "semapv:UnspecifiedMatching";
    } else if (const std::string contracted = Contract(row->justification, "semapv");
               contracted != row->justification) {
      Note(line, fmt::format("the mapping_justification '{}' is read as {}", row->justification, contracted));
      row->justification = contracted;
    } else if (row->justification.find(':') == std::string::npos) {
      Repaired(line, fmt::format("the mapping_justification is '{}', which is no CURIE (a shifted column?); "
                                 "semapv:UnspecifiedMatching is taken",
                                 row->justification));
      row->justification = "semapv:UnspecifiedMatching";
    } else if (!IsSssomJustification(row->justification)) {
      Note(line, fmt::format("the mapping_justification {} is not one of the standard's 13; kept as written",
                             row->justification));
    }
    if (!confidence.empty()) {
      bool fits = true;
      const Value value = SssomValue("confidence", confidence, &fits);
      if (fits && value.as_double() >= 0 && value.as_double() <= 1) {
        row->confidence = value.as_double();
      } else {
        Repaired(line, fmt::format("the confidence is '{}' where a number from 0 to 1 is expected; kept as "
                                   "source_confidence",
                                   confidence));
        row->other.Set("source_confidence", std::string_view(confidence));
      }
    }
    for (const std::string* id :
         {&row->subject_id, &row->predicate_id, &row->object_id, &row->justification}) {
      CheckPrefix(line, *id);
    }
  }

  void CheckPrefix(uint64_t line, const std::string& id) {
    if (id.empty() || id.find("://") != std::string::npos) return;
    const size_t colon = id.find(':');
    if (colon == std::string::npos) {
      if (!IsKnownPredicate(id)) Note(line, fmt::format("'{}' is no CURIE; kept as it is", id));
      return;
    }
    // Without a curie_map the metadata stands in another file.
    const std::string prefix = id.substr(0, colon);
    if (!has_prefixes_ || IsSssomBuiltInPrefix(prefix) || set_.prefixes.contains(prefix)) return;
    Note(line, fmt::format("the prefix '{}' is not declared in the curie_map; taken as it stands", prefix));
  }

  const SourceText& source_;
  DocumentBuilder& builder_;
  MappingSet set_;
  std::vector<std::string> columns_;
  std::map<std::string, bool> stated_;  // propagated slots that some row states itself
  std::map<std::string, std::pair<uint64_t, uint64_t>> notes_;  // message -> first line, rows
  bool has_prefixes_ = false;
};

}  // namespace

int LooksLikeSssom(const Source& source) {
  const std::string_view head = source.bytes.substr(0, 64 << 10);
  const SssomParts parts = CutSssomHeader(head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head);
  const std::string columns = AsciiLower(parts.table.substr(0, parts.table.find_first_of("\r\n")));
  const auto has = [&columns](std::string_view name) { return columns.find(name) != std::string::npos; };
  const bool subject = has("subject_id") || has("subject_label"), predicate = has("predicate_id"),
             object = has("object_");
  if (subject && predicate && object) return 9;
  // A set that lacks a column is still one, which its reader says.
  const int known =
      (subject ? 1 : 0) + (predicate ? 1 : 0) + (object ? 1 : 0) + (has("mapping_justification") ? 1 : 0);
  const bool says_so = source.path.find(".sssom.") != std::string::npos ||
                       std::ranges::any_of(parts.header, [](const HeaderLine& line) {
                         return line.text.starts_with("mapping_set_id") || line.text.starts_with("curie_map");
                       });
  return says_so && known >= 2 ? 9 : 0;
}

Result<Document> ReadSssom(const Source& source) {
  Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  DocumentBuilder builder(*text);
  if (Result<void> read = SssomReader(*text, &builder).Run(); !read) return tl::unexpected(read.error());
  return builder.Finish();
}

}  // namespace concord
