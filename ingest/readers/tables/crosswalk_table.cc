#include "ingest/readers/tables/crosswalk_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "base/text.h"
#include "ingest/readers/tables/mapping_rows.h"
#include "ingest/readers/tables/table_cells.h"
#include "ingest/readers/tables/table_mapping.h"
#include "mapping/oscal_framework_name.h"

namespace concord {
namespace {

constexpr size_t kProfiledRows = 2000, kMaxPairs = 2'000'000;

// What stands in the other columns of an OLIR table, by the slots.
struct Column {
  std::string_view name, slot;
};
constexpr Column kOlirColumns[] = {
    {"rationale", "rationale"},
    {"comments", "comment"},
    {"strength of relationship", "strength"},
    {"fulfilled by", "fulfilled_by"},
    {"fulfilled by (y/n)", "fulfilled_by"},
    {"group identifier", "group"},
    {"security control baseline", "security_control_baseline"},
};

// The value of a role in "subject=nist-csf-2.0,object=nist-800-53r5".
std::string_view RoleOf(std::string_view map, std::string_view role) {
  for (const std::string_view part : Split(map, ',')) {
    const size_t equals = part.find('=');
    if (equals != std::string_view::npos && Trim(part.substr(0, equals)) == role)
      return Trim(part.substr(equals + 1));
  }
  return {};
}

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
      if (kind_ == Kind::kOlir) ReadOlirRow();
      if (kind_ == Kind::kTrestle) ReadTrestleRow();
      if (kind_ == Kind::kCodes) ReadCodes();
    }
    CloseSet();
    return true;
  }

 private:
  enum class Kind : uint8_t { kOlir, kTrestle, kCodes };

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
      if (ColumnOf("focal document element") >= 0 && ColumnOf("reference document element") >= 0) {
        kind_ = Kind::kOlir;
        return true;
      }
      if (ColumnOf("$$map_source_id_ref_list") >= 0 && ColumnOf("$$map_target_id_ref_list") >= 0) {
        kind_ = Kind::kTrestle;
        return true;
      }
      NoteNames();
      if (row == 0 && options_.map.find("id=") == std::string_view::npos && IsCodes()) {
        kind_ = Kind::kCodes;
        return true;
      }
    }
    return false;
  }

  // "Focal Document Name | nist-csf-2.0": of this table or of another sheet of the file.
  void NoteNames() {
    if (columns_.size() < 2) return;
    const std::string value = CollapseSpace(table_.Value(1));
    PropertyMap& other = builder_.document().metadata.other;
    if (columns_[0] == "focal document name") other.Set("focal_document", value);
    if (columns_[0] == "reference document name") other.Set("reference_document", value);
  }

  // Nothing but codes, and no column in which each comes once: that would be a catalogue.
  bool IsCodes() const {
    if (columns_.size() < 2 || columns_.size() > 8) return false;
    if (std::ranges::any_of(columns_, [](const std::string& name) { return name.empty(); })) return false;
    TableCells rows(source_, text_, 0, '\0');
    std::vector<std::set<std::string>> different(columns_.size());
    std::vector<size_t> mixed(columns_.size());
    size_t count = 0;
    Result<bool> more = rows.Next();  // the header
    for (more = rows.Next(); more && *more && count < kProfiledRows; more = rows.Next(), ++count) {
      if (rows.size() != columns_.size()) return false;
      for (size_t i = 0; i < columns_.size(); ++i) {
        const std::string_view cell = Trim(rows.Value(i));
        if (!LooksLikeCode(cell)) return false;
        different[i].emplace(cell);
        mixed[i] += IsMixed(cell) ? 1 : 0;
      }
    }
    // Figures and abbreviations are codes too, and join nothing: those of the first two columns have both.
    if (!more || count < 10 || mixed[0] * 10 < count * 9 || mixed[1] * 10 < count * 9) return false;
    return std::ranges::all_of(different,
                               [&](const auto& values) { return values.size() * 10 <= count * 9; });
  }

  std::string NameOf(std::string_view role, std::string_view stated, std::string fallback) const {
    if (const std::string_view given = RoleOf(options_.map, role); !given.empty()) return std::string(given);
    const std::string_view named = builder_.document().metadata.other.FindString(stated);
    return named.empty() ? std::move(fallback) : std::string(named);
  }

  void OpenSet() {
    if (builder_.document().mapping_set) set_ = std::move(*builder_.document().mapping_set);
    if (set_.id.empty()) set_.id = options_.scheme;
    set_.subject_source = NameOf("subject", "focal_document", options_.scheme + "-focal");
    set_.object_source = NameOf("object", "reference_document", options_.scheme + "-reference");
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
  }

  void Repaired(std::string message) {
    builder_.document().repairs.push_back({table_.line(), std::move(message)});
  }

  void Add(MappingRow row) {
    if (set_.rows.size() >= kMaxPairs)
      return builder_.Fail(source_.ErrorAt(ErrorCode::kLimit, fmt::format("more than {} mappings", kMaxPairs),
                                           table_.offset()));
    row.span = table_.AddBlock(&builder_, columns_.size());
    set_.rows.push_back(std::move(row));
  }

  // One relationship, or that none is stated.
  void Relate(const std::string& word, bool inverted, MappingRow* row) {
    row->justification = "semapv:UnspecifiedMatching";
    if (word.empty()) {
      row->predicate_id = "skos:relatedMatch";
    } else if (!TranslateRelation(word, row, inverted)) {
      Repaired(fmt::format("the relationship '{}' is none that we know; kept as it is", word));
    }
  }

  void ReadOlirRow() {
    const std::string focal = ValueAt(ColumnOf("focal document element"));
    const std::string reference = ValueAt(ColumnOf("reference document element"));
    if (focal.empty() || reference.empty()) return;  // not mapped
    MappingRow row;
    row.subject_id = fmt::format("{}:{}", set_.subject_source, focal);
    row.object_id = fmt::format("{}:{}", set_.object_source, reference);
    row.subject_label = ValueAt(ColumnOf("focal document element description"));
    row.object_label = ValueAt(ColumnOf("reference document element description"));
    Relate(ValueAt(ColumnOf("relationship")), true, &row);
    for (const Column& column : kOlirColumns) {
      std::string value = ValueAt(ColumnOf(column.name));
      if (column.slot == "rationale") value = AsciiLower(value);
      if (!value.empty()) row.other.Set(column.slot, value);
    }
    Add(std::move(row));
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
      const std::string from = ValueAt(0), to = ValueAt(static_cast<int>(i));
      if (from.empty() || to.empty()) continue;
      MappingRow row;
      row.subject_id = fmt::format("{}:{}", names_[0], from);
      row.object_id = fmt::format("{}:{}", names_[i], to);
      Relate("", false, &row);
      Add(std::move(row));
    }
  }

  const SourceText& source_;
  const TableOptions& options_;
  DocumentBuilder& builder_;
  TableCells table_;
  std::string_view text_;
  Kind kind_ = Kind::kOlir;
  std::vector<std::string> columns_;  // folded
  std::vector<std::string> names_;    // of the frameworks of columns of codes
  MappingSet set_;
  bool first_ = true;
};

}  // namespace

std::string FoldColumnName(std::string_view name) {
  std::string folded = AsciiLower(CollapseSpace(name));
  if (const size_t note = folded.find(" (optional)"); note != std::string::npos) folded.resize(note);
  return folded;
}

Result<bool> ReadCrosswalkTable(const SourceText& source, std::string_view table, const TableOptions& options,
                                DocumentBuilder* builder) {
  // Its first rows tell; most tables are none, and long ones are read once.
  constexpr size_t kHead = 256 << 10;
  const std::string_view head = table.size() <= kHead ? table : table.substr(0, table.rfind('\n', kHead) + 1);
  if (!head.empty() && !CrosswalkReader(source, head, options, builder).IsOne()) return false;
  return CrosswalkReader(source, table, options, builder).Run();
}

}  // namespace concord
