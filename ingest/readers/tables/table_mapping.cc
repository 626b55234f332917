#include "ingest/readers/tables/table_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

constexpr std::string_view kRoleNames[kTableRoles] = {"id",   "parent", "title",
                                                      "text", "group",  "group-title"};

// Names of columns, folded, the likeliest first: the whole name, or (after the empty one) a part of it.
struct Names {
  TableRole role;
  std::vector<std::string_view> whole, part;
};
const std::vector<Names>& KnownNames() {
  static const std::vector<Names> names = {
      {TableRole::kId,
       {"id", "identifier", "control identifier", "control id", "agora id", "ev id", "code", "ref",
        "reference", "subcategory id", "requirement id", "number", "no", "no.", "nr", "minor",
        "focal document element", "key"},
       {"identifier", "alpha-2", " id", " code"}},
      {TableRole::kParent, {"parent", "parent id", "parent_id", "parent code", "broader"}, {}},
      {TableRole::kTitle,
       {"title", "name", "control name", "control-name", "official name", "short name", "label", "sub-domain",
        "heading", "title_en", "official_name_en", "risk category", "category", "paper title"},
       {"title", "_name_en", "display name", "name", "label"}},
      {TableRole::kText,
       {"text", "description", "definition", "statement", "control_text", "control text", "requirement",
        "requirement text", "long summary", "assessment-objective", "content", "summary", "short summary",
        "focal document element description", "action", "measure"},
       {"description", "definition", "text"}},
      {TableRole::kGroup, {"major", "category_id", "domain id"}, {}},
      {TableRole::kGroupTitle, {"domain"}, {}},
  };
  return names;
}

std::string Fold(std::string_view name) { return FoldForComparison(CollapseSpace(name)); }

// How well a column fits a role: its name first, then what stands in it. 0: not at all.
int Fit(const ColumnProfile& column, const Names& names) {
  const std::string name = Fold(column.name);
  const std::string spaced = [&] {
    std::string text = name;
    std::ranges::replace(text, '_', ' ');
    return text;
  }();
  int score = 0;
  for (size_t i = 0; i < names.whole.size() && score == 0; ++i) {
    if (name == names.whole[i] || spaced == names.whole[i]) score = 1000 - static_cast<int>(i) * 10;
  }
  for (size_t i = 0; i < names.part.size() && score == 0; ++i) {
    if (name.find(names.part[i]) != std::string::npos) score = 300 - static_cast<int>(i) * 10;
  }
  if (score == 0 || column.rows == 0 || column.filled == 0) return 0;
  const auto percent = [&](size_t count) { return static_cast<int>(count * 100 / column.filled); };
  const auto filled = static_cast<int>(column.filled * 100 / column.rows);
  switch (names.role) {
    case TableRole::kId:
      // An id is short; a column "reference" of long texts is none.
      if (column.bytes / column.filled > 64) return 0;
      return score + filled + percent(column.different);
    case TableRole::kTitle:
      // Numbers and codes name nothing.
      if (column.bytes / column.filled > 300 || percent(column.codes) > 90) return 0;
      return score + filled + percent(column.different);
    case TableRole::kText:
      return score + filled;
    default:
      return score;
  }
}

// The column by name or number, or an error that names those there are.
Result<size_t> FindColumn(const std::vector<ColumnProfile>& columns, std::string_view name) {
  if (name.starts_with('#')) {
    size_t number = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (number >= 1 && number <= columns.size()) return number - 1;
    return Fail(ErrorCode::kUsage, fmt::format(PARAMETER("map") " names column {}; the table has {}", name,
                                               Counted(columns.size(), "column")));
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (Fold(columns[i].name) == Fold(name)) return i;
    names.push_back(columns[i].name);
  }
  const std::string_view near = DidYouMean(name, names);
  const std::string hint =
      near.empty()
          ? fmt::format("the table has '{}'",
                        fmt::join(std::span(names).first(std::min<size_t>(names.size(), 20)), "', '"))
          : fmt::format("did you mean '{}'?", near);
  return Fail(
      ErrorCode::kUsage,
      fmt::format(PARAMETER("map") " names column '{}', which the table does not have; {}", name, hint));
}

// What the user says; the rest stays as it is.
Result<void> Take(const std::vector<ColumnProfile>& columns, std::string_view map, TableMapping* mapping) {
  for (const std::string_view part : Split(map, ',')) {
    if (Trim(part).empty()) continue;
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      return Fail(ErrorCode::kUsage,
                  fmt::format(PARAMETER("map") " should be ROLE=COLUMN,...; found '{}'", part));
    }
    const std::string_view role = Trim(part.substr(0, equals)), name = Trim(part.substr(equals + 1));
    mapping->given = true;
    if (role == "scheme") {
      if (Slug(name).empty())
        return Fail(ErrorCode::kUsage, PARAMETER("map") " names no scheme after scheme=");
      mapping->scheme = name;
      continue;
    }
    const auto known = std::ranges::find(kRoleNames, role);
    const bool code = role.starts_with("code:") && role.size() > 5;
    if (known == std::end(kRoleNames) && !code && role != "ignore") {
      return Fail(
          ErrorCode::kUsage,
          fmt::format(
              PARAMETER("map") " has the role '{}'; it should be one of {}, code:SCHEME, scheme, ignore",
              role, fmt::join(kRoleNames, ", ")));
    }
    if (name.empty() && known != std::end(kRoleNames)) {  // "title=": no column
      mapping->columns[static_cast<size_t>(known - kRoleNames)] = -2;
      continue;
    }
    const Result<size_t> column = FindColumn(columns, name);
    if (!column) return tl::unexpected(column.error());
    if (role == "ignore") {
      mapping->ignored[*column] = true;
    } else if (code) {
      mapping->codes.push_back({*column, std::string(role.substr(5)), false});
    } else {
      mapping->columns[static_cast<size_t>(known - kRoleNames)] = static_cast<int>(*column);
    }
  }
  return {};
}

// Columns such as "Harms: Discrimination", filled with True and False: the tags of the AGORA data set.
void GuessFlags(const std::vector<ColumnProfile>& columns, TableMapping* mapping) {
  constexpr std::string_view kGroups[] = {
      "Applications: ", "Harms: ", "Incentives: ", "Risk factors: ", "Strategies: "};
  for (size_t i = 0; i < columns.size(); ++i) {
    const ColumnProfile& column = columns[i];
    if (column.filled == 0 || column.flags < column.filled) continue;
    for (const std::string_view group : kGroups) {
      if (column.name.starts_with(group)) mapping->codes.push_back({i, "agora-tag", true});
    }
  }
}

// The columns of the MIT risk database: each cell begins with the code in its taxonomy ("7.3 > Lack of ...").
void GuessMitCodes(const std::vector<ColumnProfile>& columns, TableMapping* mapping) {
  const auto find = [&](std::string_view name) {
    for (size_t i = 0; i < columns.size(); ++i) {
      std::string folded = Fold(columns[i].name);
      std::erase(folded, '-');
      if (folded == name) return static_cast<int>(i);
    }
    return -1;
  };
  if (find("entity") < 0 || find("intent") < 0 || find("timing") < 0) return;
  for (const std::string_view name : {"domain", "subdomain"}) {
    if (const int column = find(name); column >= 0) {
      mapping->codes.push_back({static_cast<size_t>(column), "mit-risk-domain", false});
    }
  }
  for (const std::string_view name : {"entity", "intent", "timing"}) {
    mapping->codes.push_back(
        {static_cast<size_t>(find(name)), "mit-risk-causal", false, std::string(name) + "."});
  }
}

}  // namespace

std::string_view TableRoleName(TableRole role) { return kRoleNames[static_cast<size_t>(role)]; }

bool LooksLikeCode(std::string_view text) {
  if (text.empty() || text.size() > 40) return false;
  bool digit = false, lower = false, letter = false;
  for (const char c : text) {
    if (c == ' ' || static_cast<unsigned char>(c) < 0x20 || c == ',' || c == ';') return false;
    digit = digit || (c >= '0' && c <= '9');
    lower = lower || (c >= 'a' && c <= 'z');
    letter = letter || (c >= 'A' && c <= 'Z');
  }
  return digit || (letter && !lower);
}

CodedPhrase ReadCodedPhrase(std::string_view text) {
  constexpr size_t kLongestTitle = 120;
  CodedPhrase phrase;
  text = Trim(text);
  const size_t colon = text.substr(0, 2 * kLongestTitle).find(':');
  const std::string_view head = Trim(text.substr(0, colon));
  const size_t open = head.rfind('(');
  if (head.ends_with(')') && open != std::string_view::npos && open > 0 && open < kLongestTitle) {
    const std::string_view code = head.substr(open + 1, head.size() - open - 2);
    if (!LooksLikeCode(code)) return {};
    phrase.id = code;
    phrase.title = Trim(head.substr(0, open));
  } else if (colon != std::string_view::npos && LooksLikeCode(head)) {
    phrase.id = head;
  } else {
    return {};
  }
  if (colon != std::string_view::npos) phrase.text = Trim(text.substr(colon + 1));
  return phrase;
}

Result<TableMapping> MapColumns(const std::vector<ColumnProfile>& columns, std::string_view map) {
  TableMapping mapping;
  mapping.ignored.resize(columns.size());
  if (Result<void> taken = Take(columns, map, &mapping); !taken) return tl::unexpected(taken.error());
  std::vector<bool> used = mapping.ignored;
  for (const int column : mapping.columns) {
    if (column >= 0) used[static_cast<size_t>(column)] = true;
  }
  for (const Names& names : KnownNames()) {
    int& column = mapping.columns[static_cast<size_t>(names.role)];
    if (column != -1) continue;
    int best = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (used[i]) continue;
      const int fit = Fit(columns[i], names);
      if (fit > best) {
        best = fit;
        column = static_cast<int>(i);
      }
    }
    if (column >= 0) used[static_cast<size_t>(column)] = true;
  }
  // A group needs both columns, and parts that are not the group itself.
  int& group = mapping.columns[static_cast<size_t>(TableRole::kGroup)];
  int& group_title = mapping.columns[static_cast<size_t>(TableRole::kGroupTitle)];
  if (group < 0 || mapping[TableRole::kId] < 0 || mapping[TableRole::kParent] >= 0) group = group_title = -1;
  if (group_title < 0 && !mapping.given) group = -1;
  // Without a text the longest column that is left, when it is prose.
  int& text = mapping.columns[static_cast<size_t>(TableRole::kText)];
  if (text == -1) {
    uint64_t most = 60;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (used[i] || columns[i].filled * 2 < columns[i].rows || columns[i].filled == 0) continue;
      const uint64_t mean = columns[i].bytes / columns[i].filled;
      if (mean > most) most = mean, text = static_cast<int>(i);
    }
    if (text >= 0) used[static_cast<size_t>(text)] = true;
  }
  // Without an id by name, a column of codes in which no value comes twice.
  int& id = mapping.columns[static_cast<size_t>(TableRole::kId)];
  if (id == -1) {
    for (size_t i = 0; i < columns.size() && id == -1; ++i) {
      const ColumnProfile& column = columns[i];
      if (used[i] || column.rows < 2 || column.filled < column.rows || column.different < column.rows)
        continue;
      if (column.codes == column.filled) id = static_cast<int>(i);
    }
  }
  // A table that gives neither names nor texts is no catalogue: its rows are kept as they are.
  if (mapping[TableRole::kTitle] < 0 && text < 0) id = -1;
  if (mapping.codes.empty()) {
    GuessFlags(columns, &mapping);
    GuessMitCodes(columns, &mapping);
  }
  return mapping;
}

std::string PrintMapping(const TableMapping& mapping, const std::vector<ColumnProfile>& columns) {
  std::vector<std::string> parts;
  for (size_t role = 0; role < kTableRoles; ++role) {
    if (mapping.columns[role] < 0) continue;
    parts.push_back(
        fmt::format("{}={}", kRoleNames[role], columns[static_cast<size_t>(mapping.columns[role])].name));
  }
  size_t flags = 0;
  for (const CodeColumn& code : mapping.codes) {
    flags += code.flag ? 1 : 0;
    if (!code.flag) parts.push_back(fmt::format("code:{}={}", code.scheme, columns[code.column].name));
  }
  if (flags > 0)
    parts.push_back(
        fmt::format("{} columns of yes and no are tags of {}", flags, mapping.codes.front().scheme));
  return parts.empty() ? "no column is an id, a title or a text" : fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace concord
