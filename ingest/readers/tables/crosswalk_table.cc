#include "ingest/readers/tables/crosswalk_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "ingest/readers/tables/mapping_rows.h"
#include "ingest/readers/tables/table_cells.h"
#include "ingest/readers/tables/table_mapping.h"
#include "mapping/counterpart_cell.h"
#include "mapping/oscal_framework_name.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

constexpr size_t kProfiledRows = 2000, kMaxPairs = 2'000'000;

// What stands in the other columns of an OLIR table, by the slots.
struct Column {
  std::string_view name, slot;
};
constexpr Column kOlirColumns[] = {
    {"rationale", "rationale"},
    {"strm rationale", "rationale"},
    {"comments", "comment"},
    {"notes", "comment"},
    {"strength of relationship", "strength"},
    {"strength", "strength"},
    {"strm strength", "strength"},
    {"relationship strength", "strength"},
    {"strength of relationship (strm)", "strength"},
    {"fulfilled by", "fulfilled_by"},
    {"fulfilled by (y/n)", "fulfilled_by"},
    {"group identifier", "group"},
    {"security control baseline", "security_control_baseline"},
};

// "PR.DS-3": letters and digits.
bool IsMixed(std::string_view code) {
  bool letter = false, digit = false;
  for (const char c : code) {
    letter = letter || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    digit = digit || (c >= '0' && c <= '9');
  }
  return letter && digit;
}

class CrosswalkReader {
 public:
  CrosswalkReader(const SourceText& source, std::string_view table, const TableOptions& options,
                  DocumentBuilder* builder)
      : source_(source),
        options_(options),
        builder_(*builder),
        table_(source, table, 0, '\0'),
        text_(table) {}

  bool IsOne() {
    const Result<bool> found = FindHeader();
    return found && *found;
  }

  Result<bool> Run() {
    Result<bool> found = FindHeader();
    if (!found || !*found) return found;
    OpenSet();
    for (;;) {
      const Result<bool> more = table_.Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more || builder_.failed()) break;
      block_.reset();
      if (kind_ == Kind::kPairs) ReadPairs();
      if (kind_ == Kind::kTrestle) ReadTrestleRow();
      if (kind_ == Kind::kCodes) ReadCodes();
    }
    CloseSet();
    return true;
  }

 private:
  enum class Kind : uint8_t { kPairs, kTrestle, kCodes };

  int ColumnOf(std::string_view name) const {
    const auto at = std::ranges::find(columns_, name);
    return at == columns_.end() ? -1 : static_cast<int>(at - columns_.begin());
  }
  std::string ValueAt(int column) const {
    return column < 0 ? std::string() : CollapseSpace(table_.Value(static_cast<size_t>(column)));
  }

  Result<bool> FindHeader() {
    for (size_t row = 0; row < kRowsAboveCrosswalk; ++row) {
      const Result<bool> more = table_.Next();
      if (!more) return false;  // whoever reads the table says what is wrong with it
      if (!*more) return false;
      columns_.clear();
      for (size_t i = 0; i < table_.size(); ++i) columns_.push_back(FoldColumnName(table_.Value(i)));
      const std::optional<CrosswalkColumns> ends = FindCrosswalkColumns(columns_);
      if (ends && (ends->is_olir || (ends->relation >= 0 ? StatesRelations(*ends) : JoinsCodes(*ends)))) {
        kind_ = Kind::kPairs;
        ends_ = *ends;
        return true;
      }
      if (ColumnOf("$$map_source_id_ref_list") >= 0 && ColumnOf("$$map_target_id_ref_list") >= 0) {
        kind_ = Kind::kTrestle;
        return true;
      }
      NoteNames();
      if (row == 0 && (Names("subject") || options_.map.find("id=") == std::string_view::npos) && IsCodes()) {
        kind_ = Kind::kCodes;
        return true;
      }
    }
    return false;
  }

  // "Focal Document Name | nist-csf-2.0", "Reference Document : Harbour Controls 2": of this table or of
  // another sheet of the file.
  void NoteNames() {
    if (columns_.empty()) return;
    const std::string first = CollapseSpace(table_.Value(0));
    const size_t colon = first.find(':');
    const std::string name = AsciiLower(Trim(std::string_view(first).substr(0, colon)));
    std::string value =
        colon == std::string::npos ? "" : std::string(Trim(std::string_view(first).substr(colon + 1)));
    for (size_t i = 1; i < columns_.size() && value.empty(); ++i) value = CollapseSpace(table_.Value(i));
    if (value.empty()) return;
    // A title is no prefix.
    if (value.find(' ') != std::string::npos) value = Slug(value);
    PropertyMap& other = builder_.document().metadata.other;
    if (name == "focal document name" || name == "focal document") other.Set("focal_document", value);
    if (name == "reference document name" || name == "reference document")
      other.Set("reference_document", value);
  }

  // Of a table with a source, a target and a relation: whether most relations are words that we know. It may
  // be about something else than sets of requirements.
  bool StatesRelations(const CrosswalkColumns& ends) const {
    TableCells rows(source_, text_, 0, '\0');
    size_t known = 0, stated = 0;
    Result<bool> more = rows.Next();  // what stands above, and the header, are no relations
    for (more = rows.Next(); more && *more && stated < kProfiledRows; more = rows.Next()) {
      if (static_cast<size_t>(ends.relation) >= rows.size()) continue;
      const std::string word = CollapseSpace(rows.Value(static_cast<size_t>(ends.relation)));
      if (word.empty()) continue;
      ++stated;
      MappingRow row;
      known += TranslateRelation(word, &row) || PlaceholderIn(word) != Placeholder::kNone ? 1 : 0;
    }
    return known * 2 > stated;
  }

  // Of a table with ids of a source and a target, and no relation: whether nearly all have letters and
  // digits, or are words for none.
  bool JoinsCodes(const CrosswalkColumns& ends) const {
    TableCells rows(source_, text_, 0, '\0');
    size_t codes = 0, count = 0;
    Result<bool> more = rows.Next();
    for (more = rows.Next(); more && *more && count < 2 * kProfiledRows; more = rows.Next()) {
      for (const int column : {ends.subject, ends.object}) {
        if (static_cast<size_t>(column) >= rows.size()) continue;
        const std::string_view cell = Trim(rows.Value(static_cast<size_t>(column)));
        ++count;
        codes += PlaceholderIn(cell) != Placeholder::kNone || (IsMixed(cell) && IsEnd(cell)) ? 1 : 0;
      }
    }
    return count > 0 && codes * 10 >= count * 9;
  }

  // The user names the framework of an end, so the table is a crosswalk.
  bool Names(std::string_view role) const { return !RoleInMap(options_.map, role).empty(); }

  // Codes, lists of them, and words for none.
  static bool IsEnd(std::string_view cell) {
    return LooksLikeCode(cell) || PlaceholderIn(cell) != Placeholder::kNone ||
           ReadCounterpartCell(cell).ids.size() > 1;
  }

  // Nothing but codes, and no column in which each comes once: that would be a catalogue.
  bool IsCodes() const {
    if (columns_.size() < 2 || columns_.size() > 8) return false;
    if (std::ranges::any_of(columns_, [](const std::string& name) { return name.empty(); })) return false;
    TableCells rows(source_, text_, 0, '\0');
    std::vector<std::set<std::string>> different(columns_.size());
    std::vector<size_t> mixed(columns_.size()), without(columns_.size());
    size_t count = 0;
    Result<bool> more = rows.Next();  // the header
    for (more = rows.Next(); more && *more && count < kProfiledRows; more = rows.Next(), ++count) {
      if (rows.size() != columns_.size()) return false;
      for (size_t i = 0; i < columns_.size(); ++i) {
        const std::string_view cell = Trim(rows.Value(i));
        if (!IsEnd(cell)) return false;
        if (PlaceholderIn(cell) != Placeholder::kNone) {
          ++without[i];
          continue;
        }
        different[i].emplace(cell);
        mixed[i] += IsMixed(cell) ? 1 : 0;
      }
    }
    if (!more) return false;
    if (Names("subject") && Names("object")) return true;
    // Figures and abbreviations are codes too, and join nothing: those of the first two columns have both.
    if (count < 10 || without[0] * 10 > count) return false;
    for (const size_t i : {0, 1}) {
      if (mixed[i] * 10 < (count - without[i]) * 9 || without[i] * 2 > count) return false;
    }
    return std::ranges::all_of(different,
                               [&](const auto& values) { return values.size() * 10 <= count * 9; });
  }

  std::string NameOf(std::string_view role, std::string_view stated, std::string fallback) const {
    if (const std::string_view given = RoleInMap(options_.map, role); !given.empty())
      return std::string(given);
    const std::string_view named = builder_.document().metadata.other.FindString(stated);
    return named.empty() ? std::move(fallback) : std::string(named);
  }

  void OpenSet() {
    if (builder_.document().mapping_set) set_ = std::move(*builder_.document().mapping_set);
    if (set_.id.empty()) set_.id = options_.scheme;
    const bool olir = kind_ != Kind::kPairs || ends_.is_olir;
    set_.subject_source =
        NameOf("subject", "focal_document", options_.scheme + (olir ? "-focal" : "-source"));
    set_.object_source =
        NameOf("object", "reference_document", options_.scheme + (olir ? "-reference" : "-target"));
    if (kind_ == Kind::kCodes) {
      TableCells rows(source_, text_, 0, '\0');
      if (const Result<bool> header = rows.Next(); header && *header) {
        for (size_t i = 0; i < rows.size(); ++i) names_.push_back(Slug(rows.Value(i)));
      }
      set_.subject_source = NameOf("subject", "focal_document", names_[0]);
      names_[0] = set_.subject_source;
      if (names_.size() == 2) names_[1] = NameOf("object", "reference_document", names_[1]);
      set_.object_source = names_.size() == 2 ? names_[1] : std::string();
    }
    if (kind_ == Kind::kTrestle) set_.subject_source.clear(), set_.object_source.clear();
  }

  void CloseSet() {
    Document& document = builder_.document();
    document.metadata.type = "mapping set";
    document.metadata.identifiers["mapping_set_id"] = set_.id;
    document.metadata.other.Remove("focal_document");
    document.metadata.other.Remove("reference_document");
    document.mapping_set = std::move(set_);
    for (const auto& [message, where] : notes_) {
      document.repairs.push_back(
          {where.first, where.second == 1 ? message : fmt::format("{} ({} rows)", message, where.second)});
    }
    std::ranges::stable_sort(document.repairs, {}, &Repair::line);
  }

  // Something that many rows may have in common is reported once, with their number.
  void Note(std::string message) {
    ++notes_.try_emplace(std::move(message), table_.line(), 0).first->second.second;
  }

  void Repaired(std::string message) {
    builder_.document().repairs.push_back({table_.line(), std::move(message)});
  }

  void Add(MappingRow row) {
    if (set_.rows.size() >= kMaxPairs)
      return builder_.Fail(source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} mappings", kMaxPairs),
                                           table_.offset()));
    if (!block_) block_ = table_.AddBlock(&builder_, columns_.size());
    row.span = *block_;
    set_.rows.push_back(std::move(row));
  }

  // One relationship, or that none is stated.
  void Relate(const std::string& word, bool inverted, MappingRow* row) {
    row->justification = "semapv:UnspecifiedMatching";
    if (word.empty()) {
      row->predicate_id = "skos:relatedMatch";
    } else if (!TranslateRelation(word, row, inverted)) {
      if (PlaceholderIn(word) == Placeholder::kNone)
        return Repaired(fmt::format("'{}' is not a known relationship; kept as written", word));
      row->predicate_id = "skos:relatedMatch";
      row->other.Remove("source_relation");
    }
  }

  // The ids of an end, as CURIEs, or sssom:NoTermFound, or nothing where the cell says nothing.
  std::vector<std::string> EndsIn(int column, std::string_view framework, bool looked) {
    const std::string_view written = table_.Value(static_cast<size_t>(column));
    const CounterpartCell cell = ReadCounterpartCell(written);
    std::vector<std::string> ends;
    for (const std::string& id : cell.ids) ends.push_back(fmt::format("{}:{}", framework, id));
    if (ends.size() > 1) {
      Note(fmt::format("several ids in the cell '{}'; a row for each", CollapseSpace(written)));
    } else if (ends.size() == 1 && cell.ids[0] != CollapseSpace(written)) {
      Note(fmt::format("'{}' is read as {}", CollapseSpace(written), cell.ids[0]));
    }
    if (!ends.empty()) return ends;
    const std::string shown = CollapseSpace(written);
    if (cell.placeholder == Placeholder::kNothing || looked) {
      Note(fmt::format("'{}' stands where an item of {} is expected; read as no counterpart found", shown,
                       framework));
      return {std::string(kNoTermFound)};
    }
    if (!shown.empty())
      Note(fmt::format("'{}' stands where an item of {} is expected; the row is passed over", shown,
                       framework));
    return {};
  }

  void ReadPairs() {
    const std::string relation = ValueAt(ends_.relation);
    MappingRow row;
    row.subject_label = ValueAt(ends_.subject_label);
    row.object_label = ValueAt(ends_.object_label);
    Relate(relation, ends_.is_turned, &row);
    for (const Column& column : kOlirColumns) {
      std::string value = ValueAt(ColumnOf(column.name));
      if (column.slot == "rationale") value = AsciiLower(value);
      if (!value.empty()) row.other.Set(column.slot, value);
    }
    // "not related to" nothing: somebody looked.
    const bool denied = row.predicate_modifier == "Not";
    if (Trim(table_.Value(static_cast<size_t>(ends_.subject))).empty()) {
      const auto filled =
          std::ranges::count_if(table_.row(), [](const Cell& cell) { return !Trim(cell.raw).empty(); });
      if (filled > 0) Note(fmt::format("a row without an item of {} is passed over", set_.subject_source));
      return;
    }
    for (const std::string& subject : EndsIn(ends_.subject, set_.subject_source, false)) {
      for (const std::string& object : EndsIn(ends_.object, set_.object_source, denied)) {
        MappingRow one = row;
        one.subject_id = subject;
        one.object_id = object;
        if (subject == kNoTermFound && object == kNoTermFound) continue;
        if (subject == kNoTermFound || object == kNoTermFound) {
          one.predicate_id = "skos:relatedMatch";
          one.predicate_modifier.clear();
          (subject == kNoTermFound ? one.subject_label : one.object_label).clear();
        }
        Add(std::move(one));
        if (builder_.failed()) return;
      }
    }
  }

  void ReadTrestleRow() {
    const std::string relation = ValueAt(ColumnOf("$$map_relationship"));
    const std::string sources = ValueAt(ColumnOf("$$map_source_id_ref_list"));
    const std::string targets = ValueAt(ColumnOf("$$map_target_id_ref_list"));
    if (sources.empty() || targets.empty() || relation.empty()) {
      Repaired("a row without sources, targets or relationship is passed over");
      return;
    }
    // The row below the header describes the columns.
    if (std::exchange(first_, false) && relation.find(' ') != std::string::npos) return;
    const std::string source = ResourceOf("$$source_resource"), target = ResourceOf("$$target_resource");
    const std::string group = fmt::format("row-{}", table_.line());
    for (const std::string_view from : Split(sources, ' ')) {
      for (const std::string_view to : Split(targets, ' ')) {
        if (from.empty() || to.empty()) continue;
        MappingRow row;
        row.subject_id = fmt::format("{}:{}", source, from);
        row.object_id = fmt::format("{}:{}", target, to);
        Relate(relation, false, &row);
        row.other.Set("group", group);
        Keep("$$source_resource", "source_resource", &row);
        Keep("$$target_resource", "target_resource", &row);
        Keep("$map_coverage", "coverage", &row);
        if (std::string score = ValueAt(ColumnOf("$map_confidence_score")); !score.empty())
          Confidence(score, &row);
        Add(std::move(row));
        if (builder_.failed()) return;
      }
    }
  }

  // The file of a catalogue is a name as in OSCAL's own collections.
  std::string ResourceOf(std::string_view column) const {
    const std::string resource = ValueAt(ColumnOf(column));
    // A name that is one of ours already, "catalogs/nist-csf-2.0/catalog.json", stays as it is.
    constexpr std::string_view kBefore = "catalogs/", kBehind = "/catalog.json";
    if (resource.size() > kBefore.size() + kBehind.size() && resource.starts_with(kBefore) &&
        resource.ends_with(kBehind)) {
      const std::string own =
          resource.substr(kBefore.size(), resource.size() - kBefore.size() - kBehind.size());
      if (own.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos) return own;
    }
    const std::string name = OscalFrameworkName(resource);
    return !name.empty() ? name : !Slug(resource).empty() ? Slug(resource) : "oscal";
  }

  void Keep(std::string_view column, std::string_view slot, MappingRow* row) const {
    if (const std::string value = ValueAt(ColumnOf(column)); !value.empty()) row->other.Set(slot, value);
  }

  // "20%" or "0.2".
  void Confidence(const std::string& score, MappingRow* row) {
    double value = 0;
    const auto read = std::from_chars(score.data(), score.data() + score.size(), value);
    const std::string_view rest(read.ptr, score.data() + score.size());
    if (rest == "%") value /= 100;
    if (read.ec == std::errc() && (rest.empty() || rest == "%") && value >= 0 && value <= 1) {
      row->confidence = value;
    } else {
      row->other.Set("source_confidence", score);
      Repaired(fmt::format("the confidence '{}' is no percentage; kept as source_confidence", score));
    }
  }

  void ReadCodes() {
    for (size_t i = 1; i < columns_.size(); ++i) {
      for (const std::string& from : EndsIn(0, names_[0], false)) {
        for (const std::string& to : EndsIn(static_cast<int>(i), names_[i], false)) {
          MappingRow row;
          row.subject_id = from;
          row.object_id = to;
          Relate("", false, &row);
          if (!SettlePlaceholders(&row)) continue;
          Add(std::move(row));
        }
      }
    }
  }

  const SourceText& source_;
  const TableOptions& options_;
  DocumentBuilder& builder_;
  TableCells table_;
  std::string_view text_;
  Kind kind_ = Kind::kPairs;
  CrosswalkColumns ends_;
  std::vector<std::string> columns_;  // folded
  std::vector<std::string> names_;    // of the frameworks of columns of codes
  MappingSet set_;
  std::optional<Span> block_;                                   // of the row of the table
  std::map<std::string, std::pair<uint64_t, uint64_t>> notes_;  // message -> first line, rows
  bool first_ = true;
};

}  // namespace

Result<bool> ReadCrosswalkTable(const SourceText& source, std::string_view table, const TableOptions& options,
                                DocumentBuilder* builder) {
  // Its first rows tell; most tables are none, and long ones are read once.
  constexpr size_t kHead = 256 << 10;
  const std::string_view head = table.size() <= kHead ? table : table.substr(0, table.rfind('\n', kHead) + 1);
  if (!head.empty() && !CrosswalkReader(source, head, options, builder).IsOne()) return false;
  return CrosswalkReader(source, table, options, builder).Run();
}

}  // namespace concord
