// Two frameworks beside one another: which items have counterparts, what is stated, inferred and suggested.
#include "server/pages/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/unicode.h"
#include "query/crosswalks/item_gaps.h"
#include "server/listings.h"
#include "server/pages/answer_table.h"
#include "server/pages/item_pair.h"
#include "server/pages/pickers.h"

namespace concord {
namespace {

constexpr size_t kPerPage = 100;

using States = std::array<uint64_t, kItemStates>;

size_t StateOf(std::string_view name) {
  for (size_t s = 0; s < kItemStates; ++s) {
    if (ItemStateName(static_cast<ItemState>(s)) == name) return s;
  }
  return kItemStates - 1;
}

// One bar for each side, with its numbers beside it.
std::string StateBar(std::string_view framework, const States& states) {
  uint64_t all = 0;
  for (const uint64_t count : states) all += count;
  std::string bar, legend;
  double at = 0;
  for (size_t s = 0; s < kItemStates; ++s) {
    const double part = all == 0 ? 0 : 1000.0 * static_cast<double>(states[s]) / static_cast<double>(all);
    if (part > 0) {
      bar += fmt::format(
          "<rect class=\"state{}\" x=\"{:.1f}\" y=\"0\" width=\"{:.1f}\" height=\"10\"></rect>", s, at, part);
    }
    at += part;
    legend += fmt::format("<li><span class=\"swatch state{}\"></span>{} <strong>{}</strong></li>", s,
                          ItemStateName(static_cast<ItemState>(s)), Grouped(states[s]));
  }
  return fmt::format(
      "<div class=\"states\"><h2>{}, {}</h2><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\">{}</svg><ul>{}</ul></div>\n",
      Html(framework), Counted(all, "item", "items"), bar, legend);
}

std::string StateBars(const Answer& gaps, std::string_view a, std::string_view b) {
  States of_a{}, of_b{};
  for (const Row& row : gaps.rows)
    ++(CellText(gaps, row, "framework") == a ? of_a : of_b)[StateOf(CellText(gaps, row, "state"))];
  return "<section aria-label=\"States\"><div class=\"columns\">\n" + StateBar(a, of_a) + StateBar(b, of_b) +
         "</div></section>\n";
}

std::string Picker(const Visit& visit) {
  const auto field = [&](std::string_view name, std::string_view title) {
    return fmt::format(
        "<label class=\"wide\">{}<input name=\"{}\" list=\"frameworks\" required value=\"{}\"></label>\n",
        title, name, Html(visit.Parameter(name)));
  };
  return "<form class=\"ask\" action=\"/compare\">\n" + field("a", "Framework or document A") +
         field("b", "Framework or document B") +
         ChoiceField("top", "Suggestions for each item",
                     {{"", "3"}, {"0", "none"}, {"1", "1"}, {"5", "5"}, {"10", "10"}},
                     visit.Parameter("top")) +
         "<button>Compare</button></form>\n";
}

std::string PairOptions(const Answer& crosswalks) {
  std::string list =
      "<section><h2>Pairs with a crosswalk</h2>\n<table class=\"rows stacked\"><thead><tr><th "
      "scope=\"col\">A</th><th scope=\"col\">B</th><th scope=\"col\" class=\"number\">Rows</th><th "
      "scope=\"col\" "
      "class=\"number\">Denied</th><th scope=\"col\" class=\"number\">No counterpart</th><th scope=\"col\" "
      "class=\"number\">Stated by people</th></tr></thead><tbody>\n";
  for (const Row& row : crosswalks.rows) {
    const std::string a = CellText(crosswalks, row, "subject"), b = CellText(crosswalks, row, "object");
    const auto number = [&](std::string_view column) {
      return Grouped(static_cast<uint64_t>(CellNumber(crosswalks, row, column)));
    };
    list += fmt::format(
        "<tr><td><a href=\"{}\">{}</a></td><td>{}</td><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td><td "
        "class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
        Href("/compare", {{"a", a}, {"b", b}}), Html(a), Html(b), number("rows"), number("denied"),
        number("no_counterpart"), number("by_people"));
  }
  return list + "</tbody></table>\n" + Downloads(*FindQuestion("crosswalks"), {}) + "</section>\n";
}

struct Filter {
  std::string basis, relation, words;
  bool Takes(const Answer& map, const Row& row) const {
    if (!basis.empty() && CellText(map, row, "basis") != basis) return false;
    if (!relation.empty() && CellText(map, row, "relation") != relation) return false;
    if (words.empty()) return true;
    std::string text;
    for (const std::string_view column : {"subject", "subject_title", "object", "object_title", "why"})
      text += CellText(map, row, column) + ' ';
    return FoldForComparison(text).find(words) != std::string::npos;
  }
};

// What occurs in a column, with how often, to choose from.
std::string ValuesField(const Answer& map, std::string_view column, std::string_view label,
                        std::string_view given) {
  std::map<std::string, size_t> counts;
  for (const Row& row : map.rows) {
    if (std::string text = CellText(map, row, column); !text.empty()) ++counts[std::move(text)];
  }
  std::vector<std::string> titles;
  titles.reserve(counts.size());
  std::vector<Choice> choices = {{"", "any"}};
  for (const auto& [value, count] : counts) {
    titles.push_back(fmt::format("{} ({})", value, count));
    choices.push_back({value, titles.back()});
  }
  return ChoiceField(column, label, choices, given);
}

class ComparePageParts {
 public:
  ComparePageParts(const Visit& visit, const Answer& map)
      : visit_(visit),
        map_(map),
        filter_{std::string(visit.Parameter("basis")), std::string(visit.Parameter("relation")),
                FoldForComparison(visit.Parameter("q"))} {}

  std::string FilterForm() const {
    std::string form = "<form class=\"ask\" action=\"/compare#rows\">\n";
    for (const std::string_view hidden : {"a", "b", "top"}) {
      if (!visit_.Parameter(hidden).empty()) {
        form += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", hidden,
                            Html(visit_.Parameter(hidden)));
      }
    }
    return form + ValuesField(map_, "basis", "Basis", filter_.basis) +
           ValuesField(map_, "relation", "Relation", filter_.relation) +
           "<label class=\"wide\">Words<input type=\"search\" name=\"q\" value=\"" +
           Html(visit_.Parameter("q")) + "\"></label>\n<button>Filter</button></form>\n";
  }

  std::string Rows() const {
    std::vector<const Row*> rows;
    for (const Row& row : map_.rows) {
      if (filter_.Takes(map_, row)) rows.push_back(&row);
    }
    if (rows.empty()) return "<p class=\"empty\">No row is so.</p>\n";
    size_t from = 0;
    const std::string_view start = visit_.Parameter("from");
    std::from_chars(start.data(), start.data() + start.size(), from);
    from = std::min(from, rows.size());
    const size_t end = std::min(rows.size(), from + kPerPage);
    std::string table = fmt::format(
        "<p class=\"lead\">{}, {} to {} shown. A suggestion claims nothing; it is for a reviewer.</p>\n"
        "<table class=\"rows stacked\"><thead><tr><th scope=\"col\">A</th><th scope=\"col\">Relation</th><th "
        "scope=\"col\">B</th><th scope=\"col\">Basis</th><th scope=\"col\" "
        "class=\"number\">Confidence</th><th "
        "scope=\"col\">Why</th><th scope=\"col\">Texts</th></tr></thead><tbody>\n",
        Counted(rows.size(), "row", "rows"), from + 1, end);
    for (size_t i = from; i < end; ++i) table += Line(*rows[i]);
    table += "</tbody></table>\n<nav class=\"pager\" aria-label=\"Pages of the table\">";
    if (from > 0) table += PageLink(from > kPerPage ? from - kPerPage : 0, "Before");
    if (end < rows.size()) table += PageLink(end, "Next");
    return table + "</nav>\n";
  }

 private:
  std::string Line(const Row& row) const {
    const auto text = [&](std::string_view column) { return CellText(map_, row, column); };
    const std::string subject = text("subject"), object = text("object"), relation = text("relation");
    const size_t c = ColumnOf(map_, "confidence");
    const std::string confidence = c < row.cells.size() && row.cells[c].type() == Value::Type::kDouble
                                       ? fmt::format("{:.2f}", row.cells[c].as_double())
                                       : "";
    const std::string basis = text("basis");
    const bool stated = basis == "mapping";
    std::string texts;
    if (!object.empty() && object != "sssom:NoTermFound") {
      texts = fmt::format("<a href=\"{}#pair\" aria-label=\"Compare the texts of {} and {}\">compare</a>",
                          Href("/compare", {{"a", visit_.Parameter("a")},
                                            {"b", visit_.Parameter("b")},
                                            {"subject", subject},
                                            {"object", object}}),
                          Html(subject), Html(object));
    }
    return fmt::format(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td><span class=\"basis {}\">{}</span></td><td "
        "class=\"number\">{}</td><td class=\"why\">{}</td><td>{}</td></tr>\n",
        ItemCell(subject, text("subject_title")), Html(relation), ItemCell(object, text("object_title")),
        stated                ? "stated"
        : basis == "inferred" ? "inferred"
                              : "suggested",
        Html(basis), confidence, Html(basis == "lexical" ? "words in common" : text("why")), texts);
  }

  static std::string ItemCell(const std::string& id, const std::string& title) {
    if (id.empty()) return {};
    return fmt::format("<a class=\"key\" href=\"{}\">{}</a> {}", NodeAddress(id), Html(id), Html(title));
  }

  std::string PageLink(size_t at, std::string_view title) const {
    return fmt::format("<a href=\"{}#rows\">{}</a> ",
                       Href("/compare", {{"a", visit_.Parameter("a")},
                                         {"b", visit_.Parameter("b")},
                                         {"top", visit_.Parameter("top")},
                                         {"basis", filter_.basis},
                                         {"relation", filter_.relation},
                                         {"q", visit_.Parameter("q")},
                                         {"from", at == 0 ? "" : std::to_string(at)}}),
                       title);
  }

  const Visit& visit_;
  const Answer& map_;
  Filter filter_;
};

HttpResponse Problem(const std::string& main, const Error& error) {
  HttpResponse response = HtmlPage("Compare frameworks", "/compare", main + ProblemHtml(error));
  response.status = error.code == ErrorCode::kNotFound ? 404 : error.code == ErrorCode::kUsage ? 400 : 500;
  return response;
}

}  // namespace

HttpResponse ComparePage(const Visit& visit) {
  const std::string a(visit.Parameter("a")), b(visit.Parameter("b")), top(visit.Parameter("top"));
  const auto frameworks = visit.Ask("frameworks", {});
  if (!frameworks) return ErrorPage(frameworks.error(), "/compare");
  std::string main = "<h1>Compare two frameworks</h1>\n" + Picker(visit) + FrameworkList(**frameworks);
  if (a.empty() || b.empty()) {
    const auto crosswalks = visit.Ask("crosswalks", {});
    if (!crosswalks) return ErrorPage(crosswalks.error(), "/compare");
    return HtmlPage("Compare frameworks", "/compare", main + PairOptions(**crosswalks));
  }
  const auto map = visit.Ask("map", {{"a", a}, {"b", b}, {"top", top}});
  if (!map) return Problem(main, map.error());
  const auto gaps = visit.Ask("gaps", {{"a", a}, {"by", b}, {"all", "true"}});
  if (!gaps) return Problem(main, gaps.error());
  const std::string subject((*map)->arguments.FindString("subject")),
      object((*map)->arguments.FindString("object"));
  main += StateBars(**gaps, subject, object);

  if (const std::string_view item = visit.Parameter("subject"); !item.empty()) {
    const auto pair = ItemPairHtml(visit, a, b, item, visit.Parameter("object"));
    main += pair ? *pair : ProblemHtml(pair.error());
  }
  const auto bands = visit.Ask("map", {{"a", a}, {"b", b}, {"top", top}, {"format", "svg"}});
  if (bands) {
    const std::string picture = PictureHtml(*FindQuery("map"), **bands, "svg");
    if (!picture.empty())
      main += fmt::format("<section><h2>Which parts correspond</h2>\n{}</section>\n", picture);
  }
  const ComparePageParts parts(visit, **map);
  main += "<section id=\"rows\"><h2>Item by item</h2>\n" + parts.FilterForm() + parts.Rows();
  main += Downloads(*FindQuery("map"), {{"a", a}, {"b", b}, {"top", top}});
  main += fmt::format(
      "<p><a href=\"{}\">Items without a counterpart</a> · <a href=\"{}\">Swap A and B</a> · <a "
      "href=\"{}\">Review these suggestions</a></p>\n",
      Href("/gaps", {{"a", a}, {"by", b}}), Href("/compare", {{"a", b}, {"b", a}}),
      Href("/review", {{"a", a}, {"b", b}}));
  main += NotesHtml((*map)->notes) + "</section>\n";
  return HtmlPage(fmt::format("{} and {}", subject, object), "/compare", main);
}

}  // namespace concord
