#include "ingest/import/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "base/date.h"
#include "base/text.h"

namespace concord {
namespace {

struct TypeWord {
  std::string_view word;
  ColumnType type;
  int64_t least, most;
};
template <typename T>
constexpr TypeWord Whole(std::string_view word) {
  return {word, ColumnType::kInt, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
}
constexpr TypeWord Plain(std::string_view word, ColumnType type) {
  return {word, type, INT64_MIN, INT64_MAX};
}

// The types of neo4j-admin. Times, durations and points have no type here and stay text.
constexpr TypeWord kTypes[] = {
    Plain("string", ColumnType::kString),
    Plain("char", ColumnType::kString),
    Whole<int64_t>("long"),
    Whole<int32_t>("int"),
    Whole<int16_t>("short"),
    Whole<int8_t>("byte"),
    Plain("double", ColumnType::kDouble),
    Plain("float", ColumnType::kDouble),
    Plain("boolean", ColumnType::kBool),
    Plain("date", ColumnType::kDate),
    Plain("datetime", ColumnType::kString),
    Plain("localdatetime", ColumnType::kString),
    Plain("time", ColumnType::kString),
    Plain("localtime", ColumnType::kString),
    Plain("duration", ColumnType::kString),
    Plain("point", ColumnType::kString),
};
constexpr std::string_view kTypeNames =
    "string, char, long, int, short, byte, double, float, boolean, date, datetime, localdatetime, time, "
    "localtime, duration, point, or one of these with []";

struct RoleWord {
  std::string_view word;
  ColumnRole role;
  std::optional<TableKind> kind;  // where it may stand; nothing: anywhere
};
constexpr RoleWord kRoles[] = {
    {"ID", ColumnRole::kId, TableKind::kNodes},          {"LABEL", ColumnRole::kLabels, TableKind::kNodes},
    {"START_ID", ColumnRole::kStart, TableKind::kEdges}, {"END_ID", ColumnRole::kEnd, TableKind::kEdges},
    {"TYPE", ColumnRole::kType, TableKind::kEdges},      {"IGNORE", ColumnRole::kIgnored, std::nullopt},
};

constexpr std::pair<std::string_view, std::string_view> kEndNames[] = {
    {"src", "dst"}, {"from", "to"}, {"start", "end"}, {"source", "target"}};

std::string Shown(std::string_view text) {
  constexpr size_t kMost = 40;
  if (text.size() <= kMost) return std::string(text);
  size_t cut = kMost;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
  return std::string(text.substr(0, cut)) + "...";
}

// The word behind the colon, with its group, list mark and settings apart.
struct Annotation {
  std::string_view word, group;
  bool list = false;
};
Annotation ParseAnnotation(std::string_view text) {
  Annotation annotation;
  if (text.ends_with('}')) text = text.substr(0, std::min(text.find('{'), text.size()));
  if (text.ends_with("[]")) {
    annotation.list = true;
    text.remove_suffix(2);
  }
  if (const size_t open = text.find('('); open != std::string_view::npos && text.ends_with(')')) {
    annotation.group = text.substr(open + 1, text.size() - open - 2);
    text = text.substr(0, open);
  }
  annotation.word = Trim(text);
  return annotation;
}

// The colon that starts the annotation: the last one outside the braces of settings.
size_t FindAnnotation(std::string_view header) {
  const size_t braces = header.ends_with('}') ? header.find('{') : std::string_view::npos;
  return header.substr(0, braces).rfind(':');
}

// Nothing when the annotation is none that is known.
std::optional<TableColumn> Annotate(const Annotation& annotation) {
  TableColumn column;
  for (const RoleWord& role : kRoles) {
    if (!EqualsIgnoreCase(annotation.word, role.word)) continue;
    column.role = role.role;
    column.group = annotation.group;
    return column;
  }
  for (const TypeWord& type : kTypes) {
    if (!EqualsIgnoreCase(annotation.word, type.word) || !annotation.group.empty()) continue;
    column.type = type.type;
    column.least = type.least;
    column.most = type.most;
    column.list = annotation.list;
    return column;
  }
  return std::nullopt;
}

size_t CountRole(const std::vector<TableColumn>& columns, ColumnRole role) {
  return static_cast<size_t>(
      std::count_if(columns.begin(), columns.end(), [&](const TableColumn& c) { return c.role == role; }));
}

std::optional<int64_t> ParseInt(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> ParseDouble(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

tl::unexpected<Error> Expected(const TableColumn& column, std::string_view expected, std::string_view found) {
  return Fail(ErrorCode::kInvalid,
              fmt::format("column '{}': expected {}, found '{}'", column.name, expected, Shown(found)));
}

Result<Value> ParseScalar(const TableColumn& column, std::string_view text) {
  if (column.type == ColumnType::kString) return Value(text);
  const std::string_view trimmed = Trim(text);
  switch (column.type) {
    case ColumnType::kString:
      break;
    case ColumnType::kInt: {
      const std::optional<int64_t> number = ParseInt(trimmed);
      if (!number || *number < column.least || *number > column.most) {
        return Expected(column, fmt::format("a whole number from {} to {}", column.least, column.most), text);
      }
      return Value(*number);
    }
    case ColumnType::kDouble: {
      const std::optional<double> number = ParseDouble(trimmed);
      if (!number) return Expected(column, "a number that a double can hold", text);
      return Value(*number);
    }
    case ColumnType::kBool:
      if (EqualsIgnoreCase(trimmed, "true")) return Value(true);
      if (EqualsIgnoreCase(trimmed, "false")) return Value(false);
      return Expected(column, "true or false", text);
    case ColumnType::kDate: {
      const std::optional<Date> date = Date::Parse(trimmed);
      if (!date) return Expected(column, "a date (2024, 2024-03 or 2024-03-21)", text);
      return Value(*date);
    }
  }
  return Value();
}

// Digits, with a sign before and one point between them, and an exponent at most: what is meant as a
// number. (from_chars also takes "inf" and "nan", which are words.)
bool LooksLikeDecimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, std::min(point, text.find_first_of("eE")));
  if (whole.empty() || (whole.size() > 1 && whole[0] == '0')) return false;
  return text.find_first_not_of("0123456789.eE+-") == std::string_view::npos && text.back() != '.' &&
         (point == std::string_view::npos ||
          (point + 1 < text.size() && text[point + 1] >= '0' && text[point + 1] <= '9'));
}

}  // namespace

Result<std::vector<TableColumn>> ParseHeader(TableKind kind, std::span<const Cell> header,
                                             const ColumnOptions& options, std::string_view source,
                                             std::string_view text) {
  const auto fail = [&](const Cell& cell, std::string message) {
    return tl::unexpected(ErrorAt(ErrorCode::kInvalid, std::move(message), source, text,
                                  static_cast<size_t>(cell.raw.data() - text.data())));
  };
  std::vector<TableColumn> columns;
  std::string buffer;
  bool annotated = false;
  for (const Cell& cell : header) {
    const std::string_view name = Trim(cell.Value(&buffer));
    const size_t colon = options.plain_headers ? std::string_view::npos : FindAnnotation(name);
    if (colon == std::string_view::npos) {
      if (name.empty()) return fail(cell, "a column has no name");
      columns.push_back({.name = std::string(name), .group = {}});
      continue;
    }
    std::optional<TableColumn> column = Annotate(ParseAnnotation(name.substr(colon + 1)));
    if (!column) {
      return fail(
          cell, fmt::format("'{}' is no type of a column; expected {}, or ID, LABEL, START_ID, END_ID, TYPE, "
                            "IGNORE (with plain headers a colon means nothing)",
                            Shown(name.substr(colon + 1)), kTypeNames));
    }
    for (const RoleWord& role : kRoles) {
      if (role.role == column->role && role.kind && *role.kind != kind) {
        return fail(cell, fmt::format("':{}' cannot stand in a file of {}", role.word,
                                      kind == TableKind::kNodes ? "nodes" : "edges"));
      }
    }
    annotated = true;
    column->name = Trim(name.substr(0, colon));
    if (column->role == ColumnRole::kProperty && column->name.empty())
      return fail(cell, "a column has no name");
    columns.push_back(std::move(*column));
  }

  if (!annotated) {
    for (TableColumn& column : columns) column.guess = true;
    if (kind == TableKind::kNodes) {
      const std::string_view id = options.id_column.empty() ? "id" : std::string_view(options.id_column);
      const auto at =
          std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == id; });
      if (at == columns.end()) {
        return fail(header[0], fmt::format("expected a column ':ID' or '{}' that identifies the nodes", id));
      }
      at->role = ColumnRole::kId;
    } else {
      const bool known = columns.size() >= 2 &&
                         std::any_of(std::begin(kEndNames), std::end(kEndNames), [&](const auto& names) {
                           return EqualsIgnoreCase(columns[0].name, names.first) &&
                                  EqualsIgnoreCase(columns[1].name, names.second);
                         });
      if (!known) {
        return fail(
            header[0],
            "expected columns ':START_ID' and ':END_ID', or the first two called src and dst, from and "
            "to, start and end, or source and target");
      }
      columns[0] = {.name = {}, .role = ColumnRole::kStart, .group = {}};
      columns[1] = {.name = {}, .role = ColumnRole::kEnd, .group = {}};
    }
  }

  const auto need_one = [&](ColumnRole role, std::string_view word) -> Result<void> {
    if (CountRole(columns, role) == 1) return {};
    return fail(header[0],
                fmt::format("expected one column ':{}', found {}", word, CountRole(columns, role)));
  };
  if (kind == TableKind::kNodes) {
    if (Result<void> ok = need_one(ColumnRole::kId, "ID"); !ok) return tl::unexpected(ok.error());
  } else {
    if (Result<void> ok = need_one(ColumnRole::kStart, "START_ID"); !ok) return tl::unexpected(ok.error());
    if (Result<void> ok = need_one(ColumnRole::kEnd, "END_ID"); !ok) return tl::unexpected(ok.error());
    if (CountRole(columns, ColumnRole::kType) > 1) {
      return fail(header[0], "expected one column ':TYPE' at most");
    }
  }
  std::set<std::string_view> names;
  for (size_t i = 0; i < columns.size(); ++i) {
    const TableColumn& column = columns[i];
    if (column.role != ColumnRole::kProperty && column.role != ColumnRole::kId) continue;
    if (!column.name.empty() && !names.insert(column.name).second) {
      return fail(header[i], fmt::format("the column '{}' stands here for the second time", column.name));
    }
  }
  return columns;
}

Result<Value> ParseCell(const TableColumn& column, const ColumnOptions& options, const Cell& cell,
                        std::string* buffer) {
  const std::string_view text = cell.Value(buffer);
  if (text.empty() && (column.type != ColumnType::kString || column.list || !cell.quoted)) return Value();
  if (!column.list) return ParseScalar(column, text);
  List list;
  for (const std::string_view part : Split(text, options.list_separator)) {
    Result<Value> value = ParseScalar(column, part);
    if (!value) return value;
    list.push_back(std::move(*value));
  }
  return Value(std::move(list));
}

void TypeGuess::Add(const Cell& cell) {
  if (possible_ == 0) return;
  if (cell.raw.empty()) return;
  // A quoted number was text to whoever wrote it only if nothing else was quoted; so quotes say nothing,
  // but an empty quoted cell is an empty text.
  std::string buffer;
  const std::string_view text = cell.Value(&buffer);
  if (text.empty()) {
    possible_ = 0;
    return;
  }
  any_ = true;
  if ((possible_ & kInts) != 0) {
    const std::optional<int64_t> number = ParseInt(text);
    char printed[24];
    const bool same =
        number &&
        std::string_view(printed,
                         static_cast<size_t>(std::to_chars(printed, printed + sizeof(printed), *number).ptr -
                                             printed)) == text;
    if (!same) possible_ &= ~kInts;
  }
  if ((possible_ & kDoubles) != 0) {
    const bool whole = text.find_first_of(".eE") == std::string_view::npos;
    const std::optional<double> number = LooksLikeDecimal(text) ? ParseDouble(text) : std::nullopt;
    // A whole number among decimals must not lose digits.
    if (!number || !std::isfinite(*number) || (whole && std::abs(*number) > 9007199254740992.0)) {
      possible_ &= ~kDoubles;
    }
  }
  if ((possible_ & kBools) != 0 && !EqualsIgnoreCase(text, "true") && !EqualsIgnoreCase(text, "false")) {
    possible_ &= ~kBools;
  }
  if ((possible_ & kDates) != 0 && (text.size() < 7 || !Date::Parse(text))) possible_ &= ~kDates;
}

ColumnType TypeGuess::type() const {
  if (!any_) return ColumnType::kString;
  if ((possible_ & kInts) != 0) return ColumnType::kInt;
  if ((possible_ & kDoubles) != 0) return ColumnType::kDouble;
  if ((possible_ & kBools) != 0) return ColumnType::kBool;
  if ((possible_ & kDates) != 0) return ColumnType::kDate;
  return ColumnType::kString;
}

std::string_view ColumnTypeName(ColumnType type) {
  constexpr std::string_view kNames[] = {"string", "int", "double", "bool", "date"};
  return kNames[static_cast<size_t>(type)];
}

}  // namespace concord
