#include "server/pages/item_pair.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "query/crosswalks/framework.h"
#include "query/text/words.h"
#include "server/pages/answer_table.h"

namespace concord {
namespace {

std::string Mark(std::string_view text, const std::vector<Term>& terms, const std::set<TermId>& common) {
  std::string html;
  size_t done = 0;
  for (const Term& term : terms) {
    if (!common.contains(term.id) || term.start < done) continue;
    html += Html(text.substr(done, term.start - done));
    html += "<mark>" + Html(text.substr(term.start, term.end - term.start)) + "</mark>";
    done = term.end;
  }
  return html + Html(text.substr(done));
}

std::string ItemHtml(const Item& item, const std::string& marked) {
  return fmt::format(
      "<article><h3><a class=\"key\" href=\"{}\">{}</a></h3>{}<p class=\"prose\">{}</p></article>\n",
      NodeAddress(item.id), Html(item.id),
      item.path.empty() ? "" : fmt::format("<p class=\"faint\">{}</p>", Html(item.path)), marked);
}

// Title and text, as one reads them.
std::string WordsOf(const Item& item) {
  if (item.text.empty()) return item.title;
  if (item.title.empty() || item.text.starts_with(item.title)) return item.text;
  return item.title + "\n" + item.text;
}

constexpr std::string_view kMeaning =
    "<dl class=\"meaning\"><dt>definite</dt><dd>only one relation is possible</dd><dt>overlap "
    "guaranteed</dt><dd>the "
    "two share something, and it is open how much</dd><dt>excludes something</dt><dd>some relation is ruled "
    "out, and "
    "nothing more</dd><dt>says nothing</dt><dd>everything stays possible: two overlaps in a row prove "
    "nothing about "
    "their ends</dd></dl>\n";

}  // namespace

MarkedTexts MarkCommonWords(std::string_view first, std::string_view second) {
  WordTable words;
  std::vector<Term> of_first, of_second;
  words.Read(first, &of_first);
  words.Read(second, &of_second);
  std::set<TermId> in_first, common;
  for (const Term& term : of_first) in_first.insert(term.id);
  for (const Term& term : of_second) {
    if (in_first.contains(term.id)) common.insert(term.id);
  }
  return {Mark(first, of_first, common), Mark(second, of_second, common)};
}

Result<std::string> ItemPairHtml(const Visit& visit, std::string_view a, std::string_view b,
                                 std::string_view subject, std::string_view object) {
  Places places(visit.snapshot);
  auto of_a = LoadFramework(visit.snapshot, a, true, &places);
  if (!of_a) return tl::unexpected(of_a.error());
  auto of_b = LoadFramework(visit.snapshot, b, true, &places);
  if (!of_b) return tl::unexpected(of_b.error());
  const Item* first = of_a->Find(subject);
  const Item* second = of_b->Find(object);
  if (first == nullptr || second == nullptr) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("{} has no item '{}'", first == nullptr ? of_a->key : of_b->key,
                            first == nullptr ? subject : object));
  }
  const MarkedTexts marked = MarkCommonWords(WordsOf(*first), WordsOf(*second));
  std::string html =
      "<section id=\"pair\" class=\"pair\"><h2>Both texts, with the words in common</h2>\n"
      "<div class=\"columns\">\n";
  html += ItemHtml(*first, marked.first) + ItemHtml(*second, marked.second) + "</div>\n";
  const auto paths = visit.Ask("paths", {{"a", first->id}, {"b", second->id}});
  if (!paths) {
    html += ProblemHtml(paths.error());
  } else if ((*paths)->rows.empty()) {
    html += "<p class=\"empty\">No chain of up to three mappings joins the two.</p>\n";
  } else {
    html += "<h3>What chains of mappings prove</h3>\n" + NotesHtml((*paths)->notes);
    html += AnswerTable(**paths, {.label = "Chains", .most_rows = 20, .open = 1});
    html += fmt::format("<details><summary>What the classes mean</summary>{}</details>\n", kMeaning);
  }
  return html + "</section>\n";
}

}  // namespace concord
