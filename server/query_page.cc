#include "server/query_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/question.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/output/answer_json.h"
#include "query/places/walk.h"
#include "server/api.h"
#include "server/html.h"

namespace concord {
namespace {

constexpr size_t kMostRows = 500;   // of a page; downloads have all
constexpr size_t kMostColumns = 7;  // of a page; details beyond that are in the downloads

// Options that a form shows at once; the others are behind "More options".
bool IsCommon(std::string_view option) {
  constexpr std::array<std::string_view, 6> kCommon = {"by", "top", "rows", "cols", "as-of", "kind"};
  return IsOneOf(option, kCommon);
}
bool IsHidden(std::string_view option) {
  constexpr std::array<std::string_view, 5> kElsewhere = {"model-dir", "embedder", "embedder-model",
                                                          "no-model", "format"};
  return IsOneOf(option, kElsewhere);
}

// "as-of" is "As of".
std::string LabelOf(std::string_view name) {
  std::string label(name);
  std::ranges::replace(label, '-', ' ');
  if (label.size() == 1) return label == "a" ? "Framework or document A" : "Framework or document B";
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
    label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label;
}

std::string Field(const QueryOption& option, std::string_view value) {
  if (option.value.empty()) {
    return fmt::format(
        "<label title=\"{1}\">{3}<input type=\"checkbox\" name=\"{0}\" value=\"true\"{2}></label>\n",
        option.name, Html(option.help), value == "true" ? " checked" : "", LabelOf(option.name));
  }
  return fmt::format("<label title=\"{1}\">{3}<input name=\"{0}\" value=\"{2}\"></label>\n", option.name,
                     Html(option.help), Html(value), LabelOf(option.name));
}

std::string Form(const Query& query, const HttpRequest& request) {
  std::string form = fmt::format("<form class=\"ask\" action=\"/{}\">\n", query.name);
  for (const WordParameter& word : WordParameters(query.words)) {
    form +=
        fmt::format("<label class=\"wide\">{3}<input name=\"{0}\" value=\"{1}\"{2}></label>\n", word.name,
                    Html(request.Parameter(word.name)), word.required ? " required" : "", LabelOf(word.name));
  }
  std::string more;
  bool open = false;
  for (const QueryOption& option : query.options) {
    if (IsHidden(option.name)) continue;
    const std::string_view value = request.Parameter(option.name);
    if (IsCommon(option.name)) {
      form += Field(option, value);
    } else {
      more += Field(option, value);
      open = open || !value.empty();
    }
  }
  form += "<button>Ask</button>\n";
  if (!more.empty()) {
    form += fmt::format("<details class=\"more\"{}><summary>More options</summary><div>{}</div></details>\n",
                        open ? " open" : "", more);
  }
  return form + "</form>\n";
}

// A cell that is the key of something is a link to it.
bool HoldsKeys(std::string_view column) {
  constexpr std::array<std::string_view, 12> kKeys = {"key",     "forum",   "document", "version",
                                                      "section", "subject", "object",   "standard",
                                                      "actor",   "item",    "row",      "what"};
  return IsOneOf(column, kKeys);
}

std::string Cell(const Value& value, std::string_view column) {
  switch (value.type()) {
    case Value::Type::kNull:
      return {};
    case Value::Type::kString:
      if (HoldsKeys(column) && !value.as_string().empty() &&
          value.as_string().find(' ') == std::string::npos) {
        return fmt::format("<a href=\"{}\">{}</a>", NodeAddress(value.as_string()), Html(value.as_string()));
      }
      return Html(value.as_string());
    case Value::Type::kDouble:
      return fmt::format("{:.3f}", value.as_double());
    case Value::Type::kInt:
      return fmt::format("{}", value.as_int());
    case Value::Type::kDate:
      return value.as_date().ToString();
    case Value::Type::kList: {
      std::string text;
      for (const Value& element : value.as_list()) text += (text.empty() ? "" : ", ") + Cell(element, column);
      return text;
    }
    default:
      return Html(ValueToJson(value));
  }
}

// Nothing for evidence without words: what only the tables of datasets/ say.
std::string Quote(const Evidence& evidence) {
  if (evidence.quote.empty()) return {};
  const std::string place =
      evidence.version.empty()
          ? Html(evidence.title.empty() ? evidence.document : evidence.title)
          : fmt::format("<a href=\"{}&amp;at={}#at\">{}</a>", DocumentAddress(evidence.version),
                        evidence.start, Html(evidence.title.empty() ? evidence.document : evidence.title));
  return fmt::format("<blockquote>{}<cite>{}{}{}{}</cite></blockquote>\n", Html(evidence.quote), place,
                     evidence.anchor.empty() ? "" : ", " + Html(evidence.anchor),
                     evidence.page > 0 ? fmt::format(", page {}", evidence.page) : "",
                     evidence.column.empty() ? "" : fmt::format(" (proves {})", Html(evidence.column)));
}

bool HasValue(const Answer& answer, size_t column) {
  return std::ranges::any_of(answer.rows, [&](const Row& row) {
    if (column >= row.cells.size()) return false;
    const Value& value = row.cells[column];
    return value.type() != Value::Type::kNull &&
           !(value.type() == Value::Type::kInt && value.as_int() == 0) &&
           !(value.type() == Value::Type::kString && value.as_string().empty());
  });
}

std::string Table(const Answer& answer) {
  if (answer.rows.empty()) return "<p>No rows.</p>\n";
  std::vector<size_t> shown;
  for (size_t c = 0; c < answer.columns.size(); ++c) {
    if (HasValue(answer, c) && !(answer.columns[c].detail && shown.size() >= kMostColumns))
      shown.push_back(c);
  }
  std::string table =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Answer\"><table>\n<thead><tr>";
  for (const size_t c : shown) {
    const Column& column = answer.columns[c];
    table += fmt::format("<th scope=\"col\"{}>{}</th>", column.right ? " class=\"number\"" : "",
                         Html(column.title.empty() ? column.name : column.title));
  }
  table += "</tr></thead>\n<tbody>\n";
  for (size_t r = 0; r < std::min(answer.rows.size(), kMostRows); ++r) {
    const Row& row = answer.rows[r];
    table += "<tr>";
    for (const size_t c : shown) {
      table += fmt::format("<td{}>{}</td>", answer.columns[c].right ? " class=\"number\"" : "",
                           c < row.cells.size() ? Cell(row.cells[c], answer.columns[c].name) : "");
    }
    table += "</tr>\n";
    std::string quotes;
    size_t passages = 0;
    for (const Evidence& evidence : row.evidence) {
      quotes += Quote(evidence);
      passages += evidence.quote.empty() ? 0 : 1;
    }
    if (passages == 0) continue;
    table += fmt::format(
        "<tr class=\"evidence\"><td colspan=\"{}\"><details{}><summary>{} "
        "passage{}</summary>{}</details></td></tr>\n",
        shown.size(), r < 3 ? " open" : "", passages, passages == 1 ? "" : "s", quotes);
  }
  table += "</tbody></table></div>\n";
  if (answer.rows.size() > kMostRows)
    table += fmt::format("<p>{} more rows are in the downloads.</p>\n", answer.rows.size() - kMostRows);
  return table;
}

std::string Downloads(const Query& query, const HttpRequest& request) {
  std::string parameters;
  for (const auto& [name, value] : request.parameters) {
    if (!value.empty()) parameters += "&amp;" + PercentEncode(name) + "=" + PercentEncode(value);
  }
  const bool has_format =
      std::ranges::any_of(query.options, [](const QueryOption& one) { return one.name == "format"; });
  std::string links = fmt::format("<a href=\"/api/v1/{}?{}\">JSON</a>", query.name,
                                  parameters.empty() ? "" : parameters.substr(5));
  if (has_format) {
    for (const std::string_view format : {"csv", "xlsx"})
      links += fmt::format(", <a href=\"/api/v1/{}?format={}{}\" download=\"{}.{}\">{}</a>", query.name,
                           format, parameters, query.name, format, format == "csv" ? "CSV" : "workbook");
    for (const AnswerFormat& format : query.formats)
      links += fmt::format(", <a href=\"/api/v1/{}?format={}{}\">{}</a>", query.name, format.name, parameters,
                           format.name == "svg" ? "picture" : format.name);
    if (query.name == "map")
      links += fmt::format(", <a href=\"/api/v1/map?format=sssom{}\" download=\"map.sssom.tsv\">SSSOM</a>",
                           parameters);
  }
  return fmt::format("<p class=\"downloads\">Take it away: {}</p>\n", links);
}

}  // namespace

HttpResponse QueryPage(const Query& query, const HttpRequest& request, LiveStore* store) {
  const std::string path = "/" + std::string(query.name);
  std::string main = fmt::format("<h1>{}</h1>\n{}", Html(query.title), Form(query, request));
  bool asked = true;
  for (const WordParameter& word : WordParameters(query.words))
    asked = asked && (!word.required || !request.Parameter(word.name).empty());
  const bool optional_only = !query.words.empty() && WordParameters(query.words).front().required == false;
  if (!asked || (optional_only && request.parameters.empty())) {
    main += fmt::format("<p class=\"lead\">Examples:</p>\n<ul>\n");
    for (const std::string_view example : Split(query.examples, '\n'))
      main += fmt::format("<li><code>concord {}</code></li>\n", Html(example));
    return HtmlPage(query.title, path, main + "</ul>\n");
  }
  auto parameters = request.parameters;
  std::erase_if(parameters, [](const auto& one) { return one.second.empty(); });
  const auto arguments = ArgumentsOf(query, parameters);
  if (!arguments) return ErrorPage(arguments.error(), path);
  const auto state = store->Now();
  if (!state) return ErrorPage(state.error(), path);
  const Result<Answer> answer = query.run(*(*state)->snapshot, *arguments);
  if (!answer) return ErrorPage(answer.error(), path);
  main += Downloads(query, request);
  main += Table(*answer);
  if (!answer->notes.empty()) {
    main += "<h2>Notes</h2>\n<ul class=\"notes\">\n";
    for (const std::string& note : answer->notes)
      main += fmt::format("<li>{}</li>\n", Html(WithoutHyphens(note)));
    main += "</ul>\n";
  }
  return HtmlPage(query.title, path, main);
}

std::string DocumentList(const Snapshot& snapshot) {
  constexpr size_t kMost = 100;
  const auto versions = WithLabel(snapshot, label::Version);
  if (!versions || versions->empty()) return {};
  std::vector<std::pair<std::string, std::string>> entries;  // title, key
  for (const NodeId id : *versions) {
    const auto node = snapshot.GetNode(id);
    if (!node || node->properties.FindString(property::format) == "review") continue;
    std::string title(node->properties.FindString(property::title));
    entries.emplace_back(title.empty() ? node->key : std::move(title), node->key);
  }
  std::ranges::sort(entries);
  std::string list = fmt::format("<h2>Documents</h2>\n<ul>\n");
  for (size_t i = 0; i < std::min(entries.size(), kMost); ++i)
    list += fmt::format("<li><a href=\"{}\">{}</a></li>\n", DocumentAddress(entries[i].second),
                        Html(entries[i].first));
  list += "</ul>\n";
  if (entries.size() > kMost)
    list += fmt::format("<p>{} more; find them by <a href=\"/search\">searching</a>.</p>\n",
                        entries.size() - kMost);
  return list;
}

}  // namespace concord
