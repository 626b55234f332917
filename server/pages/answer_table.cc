#include "server/pages/answer_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/question.h"
#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "query/output/answer_json.h"
#include "server/api.h"

namespace concord {
namespace {

constexpr size_t kMostColumns = 7;   // details beyond that are in the downloads
constexpr size_t kMostPassages = 8;  // of one row

bool HoldsKeys(std::string_view column) {
  constexpr std::array<std::string_view, 14> kKeys = {"key",     "forum",    "document", "version", "section",
                                                      "subject", "object",   "standard", "actor",   "item",
                                                      "row",     "from_key", "to_key",   "what"};
  return IsOneOf(column, kKeys);
}

bool HasValue(const Answer& answer, size_t column) {
  return std::ranges::any_of(answer.rows, [&](const Row& row) {
    if (column >= row.cells.size()) return false;
    const Value& value = row.cells[column];
    return !value.is_null() && !(value.type() == Value::Type::kInt && value.as_int() == 0) &&
           !(value.type() == Value::Type::kString && value.as_string().empty());
  });
}

std::vector<size_t> ShownColumns(const Answer& answer, const AnswerTableOptions& options) {
  std::vector<size_t> shown;
  for (const std::string_view name : options.columns) {
    if (const size_t c = ColumnOf(answer, name); c < answer.columns.size()) shown.push_back(c);
  }
  if (!options.columns.empty()) return shown;
  for (size_t c = 0; c < answer.columns.size(); ++c) {
    if (HasValue(answer, c) && !(answer.columns[c].detail && shown.size() >= kMostColumns))
      shown.push_back(c);
  }
  return shown;
}

// The same passage may prove several numbers; it is shown once.
std::string Passages(const Row& row, size_t* count) {
  std::string quotes;
  std::vector<std::pair<std::string_view, uint64_t>> seen;
  *count = 0;
  for (const Evidence& evidence : row.evidence) {
    const std::pair<std::string_view, uint64_t> place(evidence.version, evidence.start);
    if (evidence.quote.empty() || std::ranges::find(seen, place) != seen.end()) continue;
    seen.push_back(place);
    if (++*count <= kMostPassages) quotes += QuoteHtml(evidence);
  }
  if (*count > kMostPassages)
    quotes += fmt::format("<p class=\"faint\">{} more are in the downloads.</p>\n", *count - kMostPassages);
  return quotes;
}

}  // namespace

std::string CellHtml(const Value& value, std::string_view column) {
  switch (value.type()) {
    case Value::Type::kNull:
      return {};
    case Value::Type::kString:
      if (HoldsKeys(column) && !value.as_string().empty() &&
          value.as_string().find(' ') == std::string::npos) {
        return fmt::format("<a class=\"key\" href=\"{}\">{}</a>", NodeAddress(value.as_string()),
                           Html(value.as_string()));
      }
      return Html(value.as_string());
    case Value::Type::kDouble:
      return fmt::format("{:.3f}", value.as_double());
    case Value::Type::kInt:
      return value.as_int() < 0 ? fmt::format("{}", value.as_int())
                                : Grouped(static_cast<uint64_t>(value.as_int()));
    case Value::Type::kDate:
      return value.as_date().ToString();
    case Value::Type::kList: {
      std::string text;
      for (const Value& element : value.as_list())
        text += (text.empty() ? "" : ", ") + CellHtml(element, column);
      return text;
    }
    default:
      return Html(ValueToJson(value));
  }
}

std::string CellText(const Answer& answer, const Row& row, std::string_view column) {
  const size_t c = ColumnOf(answer, column);
  if (c >= row.cells.size() || row.cells[c].is_null()) return {};
  return row.cells[c].ToString();
}

int64_t CellNumber(const Answer& answer, const Row& row, std::string_view column) {
  const size_t c = ColumnOf(answer, column);
  return c < row.cells.size() && row.cells[c].type() == Value::Type::kInt ? row.cells[c].as_int() : 0;
}

std::string QuoteHtml(const Evidence& evidence) {
  if (evidence.quote.empty()) return {};
  const std::string title = Html(evidence.title.empty() ? evidence.document : evidence.title);
  const std::string place =
      evidence.version.empty()
          ? title
          : fmt::format(
                "<a href=\"{}#at\">{}</a>",
                Href("/document", {{"key", evidence.version}, {"at", std::to_string(evidence.start)}}),
                title);
  return fmt::format("<blockquote><p>{}</p><cite>{}{}{}{}</cite></blockquote>\n", Html(evidence.quote), place,
                     evidence.anchor.empty() ? "" : ", " + Html(evidence.anchor),
                     evidence.page > 0 ? fmt::format(", page {}", evidence.page) : "",
                     evidence.column.empty() ? "" : fmt::format(" · proves “{}”", Html(evidence.column)));
}

std::string AnswerTable(const Answer& answer, const AnswerTableOptions& options) {
  const std::vector<size_t> shown = ShownColumns(answer, options);
  std::string table = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"rows\">\n"
      "<thead><tr>",
      Html(options.label));
  for (const size_t c : shown) {
    const Column& column = answer.columns[c];
    table += fmt::format("<th scope=\"col\"{}>{}</th>", column.right ? " class=\"number\"" : "",
                         Html(column.title.empty() ? column.name : column.title));
  }
  table += "</tr></thead>\n<tbody>\n";
  size_t rows = 0;
  for (const Row& row : answer.rows) {
    if (options.wanted && !options.wanted(row)) continue;
    if (++rows > options.most_rows) continue;
    table += "<tr>";
    for (const size_t c : shown) {
      const Column& column = answer.columns[c];
      table += fmt::format("<td{} data-label=\"{}\">{}</td>", column.right ? " class=\"number\"" : "",
                           Html(column.title.empty() ? column.name : column.title),
                           c < row.cells.size() ? CellHtml(row.cells[c], column.name) : "");
    }
    table += "</tr>\n";
    size_t count = 0;
    const std::string quotes = Passages(row, &count);
    if (count == 0) continue;
    table += fmt::format(
        "<tr class=\"evidence\"><td colspan=\"{}\"><details{}><summary>{}</summary>{}</details></td></tr>\n",
        shown.size(), rows <= options.open ? " open" : "", Counted(count, "passage", "passages"), quotes);
  }
  table += "</tbody></table></div>\n";
  if (rows == 0) return "<p class=\"empty\">No rows.</p>\n";
  if (rows > options.most_rows)
    table += fmt::format("<p class=\"faint\">{} more rows are in the downloads.</p>\n",
                         Grouped(rows - options.most_rows));
  return table;
}

std::string Downloads(const Query& query, const PageParameters& parameters) {
  const std::string path = "/api/v1/" + std::string(query.name);
  const auto link = [&](std::string_view format, std::string_view title, std::string_view file) {
    PageParameters with = parameters;
    with.emplace_back("format", format);
    return fmt::format("<li><a href=\"{}\"{}>{}</a></li>", Href(path, with),
                       file.empty() ? "" : fmt::format(" download=\"{}\"", file), title);
  };
  std::string links;
  links += link("csv", "CSV", fmt::format("{}.csv", query.name));
  links += link("xlsx", "Excel", fmt::format("{}.xlsx", query.name));
  for (const AnswerFormat& format : query.formats) {
    const std::string title = format.name == "svg"         ? "Picture (SVG)"
                              : format.name == "svg-graph" ? "Picture of bands (SVG)"
                              : format.name == "md"        ? "Markdown"
                                                           : std::string(format.name);
    links += link(format.name, title, {});
  }
  if (query.name == "map") links += link("sssom", "SSSOM", "map.sssom.tsv");
  links += fmt::format("<li><a href=\"{}\">JSON</a></li>", Href(path, parameters));
  return fmt::format("<ul class=\"downloads\" aria-label=\"Downloads\">{}</ul>\n", links);
}

std::string NotesHtml(std::vector<Note> notes) {
  SpellParameters(Spelling::kOmit, &notes);  // a page has fields instead
  if (notes.empty()) return {};
  std::string html = "<ul class=\"notes\" aria-label=\"Notes\">\n";
  for (const Note& note : notes) html += fmt::format("<li>{}</li>\n", Html(note.text));
  return html + "</ul>\n";
}

std::string PictureHtml(const Query& query, const Answer& answer, std::string_view format) {
  if (answer.rows.empty()) return {};
  const Result<std::string> svg = WriteAnswer(format, query, answer);
  if (!svg) return {};
  return fmt::format(
      "<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Picture; the table has the same "
      "numbers\">\n{}</div>\n",
      *svg);
}

}  // namespace concord
