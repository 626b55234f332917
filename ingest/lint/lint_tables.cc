// Tables of NIST OLIR and STRM, and mapping sets of CISO Assistant.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"
#include "ingest/lint/lint_pass.h"
#include "ingest/readers/tables/crosswalk_columns.h"
#include "ingest/readers/tables/table_cells.h"
#include "ingest/source/data_tree.h"
#include "mapping/counterpart_cell.h"
#include "mapping/relation_words.h"

namespace concord {
namespace {

constexpr std::string_view kRationales[] = {"Syntactic", "Semantic", "Functional"};
constexpr std::string_view kCisoRationales[] = {"syntactic", "semantic", "functional"};
// Of IR 8477, which STRM sheets follow; OLIR says "not related to".
constexpr std::string_view kSetTheoryWords[] = {"equal", "subset of", "superset of", "intersects with",
                                                "no relationship"};
constexpr std::string_view kYesNo[] = {"Y", "N", "Yes", "No"};

bool IsStrength(std::string_view text) {
  int value = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && value >= 0 && value <= 10;
}

class OlirLint {
 public:
  explicit OlirLint(LintPass* pass) : pass_(*pass), table_(pass->source(), pass->source().text(), 0, '\0') {}

  Result<void> Run() {
    const Result<bool> found = FindHeader();
    if (!found) return tl::unexpected(found.error());
    if (!*found)
      return tl::unexpected(pass_.source().ErrorAt(
          ErrorCode::kInvalid, "no row with 'Focal Document Element' and 'Reference Document Element'", 0));
    for (;;) {
      const Result<bool> more = table_.Next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
      Row();
    }
  }

  Result<bool> FindHeader() {
    for (size_t row = 0; row < kRowsAboveCrosswalk; ++row) {
      const Result<bool> more = table_.Next();
      if (!more || !*more) return more;
      names_.clear();
      for (size_t i = 0; i < table_.size(); ++i) names_.push_back(FoldColumnName(table_.Value(i)));
      const std::optional<CrosswalkColumns> ends = FindCrosswalkColumns(names_);
      if (!ends) continue;
      ends_ = *ends;
      return true;
    }
    return false;
  }

 private:
  struct Found {
    std::string text;
    size_t offset;
  };
  Found At(std::string_view column) const {
    const auto at = std::ranges::find(names_, column);
    return At(at == names_.end() ? -1 : static_cast<int>(at - names_.begin()));
  }
  Found At(int column) const {
    if (column < 0 || static_cast<size_t>(column) >= table_.size()) return {{}, table_.offset()};
    const Cell& cell = table_.row()[static_cast<size_t>(column)];
    std::string buffer;
    const std::string text(Trim(cell.Value(&buffer)));
    const size_t inside = cell.raw.find(text);
    const auto start = static_cast<size_t>(cell.raw.data() - pass_.source().text().data());
    return {text, start + (inside == std::string_view::npos ? 0 : inside)};
  }

  void Row() {
    const Found focal = At(ends_.subject), reference = At(ends_.object);
    const Found relation = At(ends_.relation), rationale = At("rationale"),
                strength = At("strength of relationship");
    Item(focal);
    Item(reference);
    if (!relation.text.empty()) {
      // Without the template's columns the words may be of any vocabulary.
      Mapping known;
      if (ends_.is_olir || !TranslateRelation(relation.text, &known))
        pass_.Choose("olir-choice", "the relationship", relation.offset, relation.text,
                     ends_.is_olir && !ends_.is_turned ? std::span<const std::string_view>(kSetTheoryWords)
                                                       : RelationWords(RelationVocabulary::kStrm));
      if (focal.text.empty() || reference.text.empty())
        pass_.Find("olir-required", table_.offset(), "a relationship without both elements");
    }
    if (!rationale.text.empty())
      pass_.Choose("olir-choice", "the rationale", rationale.offset, rationale.text, kRationales);
    for (const char* column : {"fulfilled by", "fulfilled by (y/n)"}) {
      if (const Found fulfilled = At(column); !fulfilled.text.empty())
        pass_.Choose("olir-choice", "fulfilled-by", fulfilled.offset, fulfilled.text, kYesNo);
    }
    if (!strength.text.empty() && !IsStrength(strength.text))
      pass_.Find("olir-strength", strength.offset,
                 fmt::format("the strength is '{}'; should be a whole number from 0 to 10", strength.text));
    if (focal.text.empty() || reference.text.empty() || relation.text.empty()) return;
    const std::string key = fmt::format("{}\n{}\n{}", focal.text, reference.text, AsciiLower(rationale.text));
    const auto [before, fresh] = relations_.try_emplace(key, AsciiLower(relation.text), table_.line());
    if (fresh || before->second.first == AsciiLower(relation.text)) return;
    pass_.Find("olir-direction", relation.offset,
               fmt::format("'{}' and '{}' are '{}' here and '{}' in line {}", focal.text, reference.text,
                           relation.text, before->second.first, before->second.second));
  }

  // One item, and no word for none.
  void Item(const Found& cell) {
    if (cell.text.empty()) return;
    const CounterpartCell read = ReadCounterpartCell(cell.text);
    if (read.placeholder != Placeholder::kNone) {
      pass_.Find("olir-placeholder", cell.offset,
                 fmt::format("'{}' stands where an item is expected; should be left empty", cell.text));
    } else if (read.ids.size() > 1) {
      pass_.Find("olir-list", cell.offset,
                 fmt::format("{} items in one cell: '{}'; each should have a row", read.ids.size(),
                             fmt::join(read.ids, "', '")));
    }
  }

  LintPass& pass_;
  TableCells table_;
  std::vector<std::string> names_;  // of the columns, folded
  CrosswalkColumns ends_;
  std::map<std::string, std::pair<std::string, uint64_t>> relations_;
};

class CisoLint {
 public:
  explicit CisoLint(LintPass* pass) : pass_(*pass) {}

  Result<void> Run() {
    const auto tree = DataTree::ParseYaml(pass_.source());
    if (!tree) return tl::unexpected(tree.error());
    const DataNode objects = (*tree)->root().Find("objects");
    bool any = false;
    for (const std::string_view key : {"requirement_mapping_set", "requirement_mapping_sets"}) {
      const DataNode found = objects.Find(key);
      if (found.is_map()) Set(found), any = true;
      if (found.is_list()) {
        for (const DataNode set : found) Set(set), any = true;
      }
    }
    if (any) return {};
    return tl::unexpected(
        pass_.source().ErrorAt(ErrorCode::kUnsupported, "the library has no mapping sets", 0));
  }

 private:
  size_t PlaceOf(DataNode value) const {
    const std::string text = value.Text();
    const std::string_view rest = pass_.source().text().substr(value.at());
    const size_t found = text.empty() ? std::string_view::npos : rest.substr(0, text.size() + 4).find(text);
    return value.at() + (found == std::string_view::npos ? 0 : found);
  }

  // The name in "urn:packager:domain:kind:NAME:CODE".
  static std::string_view NameIn(std::string_view urn) {
    const std::vector<std::string_view> parts = Split(urn, ':');
    return parts.size() > 4 && EqualsIgnoreCase(parts[0], "urn") ? parts[4] : std::string_view();
  }

  void Set(DataNode set) {
    std::map<std::string_view, std::string> frameworks;
    for (const std::string_view side : {"source", "target"}) {
      const DataNode urn = set.Find(fmt::format("{}_framework_urn", side));
      const std::string text = urn.Text();
      if (!urn) {
        pass_.Find("ciso-required", set.at(), fmt::format("the set has no {}_framework_urn", side));
      } else if (NameIn(text).empty()) {
        pass_.Find("ciso-urn", PlaceOf(urn), fmt::format("'{}' is no urn of a framework", text));
      }
      frameworks[side] = NameIn(text);
    }
    for (const DataNode mapping : set.Find("requirement_mappings")) Mapping(mapping, frameworks);
  }

  void Mapping(DataNode mapping, const std::map<std::string_view, std::string>& frameworks) {
    for (const std::string_view side : {"source", "target"}) {
      const DataNode urn = mapping.Find(fmt::format("{}_requirement_urn", side));
      if (!urn.is_scalar()) {
        pass_.Find("ciso-required", mapping.at(), fmt::format("no {}_requirement_urn", side));
        continue;
      }
      const std::string text = urn.Text();
      const std::string& framework = frameworks.at(side);
      if (NameIn(text).empty() || (!framework.empty() && NameIn(text) != framework))
        pass_.Find("ciso-urn", PlaceOf(urn), fmt::format("'{}' is no requirement of '{}'", text, framework));
      if (PlaceholderIn(std::string_view(text).substr(text.rfind(':') + 1)) != Placeholder::kNone)
        pass_.Find("ciso-placeholder", PlaceOf(urn), fmt::format("'{}' names no item", text));
    }
    const DataNode relation = mapping.Find("relationship");
    if (!relation.is_scalar()) {
      pass_.Find("ciso-required", mapping.at(), "no relationship");
    } else {
      pass_.Choose("ciso-choice", "relationship", PlaceOf(relation), relation.Text(),
                   RelationWords(RelationVocabulary::kCiso));
    }
    if (const DataNode rationale = mapping.Find("rationale"); rationale.is_scalar())
      pass_.Choose("ciso-choice", "rationale", PlaceOf(rationale), rationale.Text(), kCisoRationales);
    const DataNode strength = mapping.Find("strength_of_relationship");
    if (strength.is_scalar() && !IsStrength(strength.Text()))
      pass_.Find("ciso-strength", PlaceOf(strength),
                 fmt::format("strength_of_relationship is '{}'; should be a whole number from 0 to 10",
                             strength.Text()));
  }

  LintPass& pass_;
};

}  // namespace

bool LooksLikeOlir(const SourceText& source) {
  // Its first lines, so that nothing long is read for files of other kinds.
  const std::string_view text = source.text();
  const std::string_view head =
      text.size() <= (64U << 10) ? text : text.substr(0, text.rfind('\n', 64U << 10) + 1);
  if (head.empty() || head[0] == '{' || head[0] == '<') return false;
  TableCells table(source, head, 0, '\0');
  for (size_t row = 0; row < kRowsAboveCrosswalk; ++row) {
    const Result<bool> more = table.Next();
    if (!more || !*more) return false;
    std::vector<std::string> names;
    for (size_t i = 0; i < table.size(); ++i) names.push_back(FoldColumnName(table.Value(i)));
    if (const auto ends = FindCrosswalkColumns(names); ends && (ends->is_olir || ends->relation >= 0))
      return true;
  }
  return false;
}

Result<void> LintOlir(LintPass* pass) { return OlirLint(pass).Run(); }
Result<void> LintCiso(LintPass* pass) { return CisoLint(pass).Run(); }

}  // namespace concord
