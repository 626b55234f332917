#include "server/pages/node_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/shorten.h"
#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/place.h"
#include "query/places/walk.h"
#include "server/pages/answer_table.h"

namespace concord {
namespace {

// Places of words, which the text itself shows, and what only programs want.
bool IsInner(std::string_view property) {
  constexpr std::array<std::string_view, 11> kInner = {
      "start",         "end",         "object_start",     "object_end",  "action_start", "action_end",
      "trigger_start", "trigger_end", "oscal_collection", "mapping_set", "ordinal"};
  return IsOneOf(property, kInner);
}

constexpr size_t kMostBytes = 600;  // of a property

// Lists with commas between their elements.
std::string ValueHtml(const Value& value) {
  if (value.type() == Value::Type::kList) return CellHtml(value, "value");
  return Html(Shorten(value.ToString(), kMostBytes));
}

// The words of a framework's item stand in the sections that define it.
std::string Definitions(const Visit& visit, std::string_view key) {
  const auto id = visit.snapshot.FindNode(key);
  if (!id || !*id) return {};
  const auto sections = Neighbours(visit.snapshot, **id, Direction::kIn, edge::DEFINES);
  if (!sections || sections->empty()) return {};
  Places places(visit.snapshot);
  std::string html;
  for (size_t i = 0; i < std::min<size_t>(sections->size(), 3); ++i) {
    const auto node = visit.snapshot.GetNode((*sections)[i].node);
    if (!node) continue;
    const auto evidence = places.EvidenceOf(*node, 2000);
    if (evidence && *evidence) html += QuoteHtml(**evidence);
  }
  return html;
}

}  // namespace

std::string EdgeWords(std::string_view type) {
  std::string words = AsciiLower(type);
  std::ranges::replace(words, '_', ' ');
  return words;
}

Result<std::string> NodeFactsHtml(const Visit& visit, std::string_view key, bool alone) {
  const auto answer = visit.Ask("show", {{"key", std::string(key)}});
  if (!answer) return tl::unexpected(answer.error());
  std::string text, facts, edges, last;
  std::string own(key), title;
  for (const Row& row : (*answer)->rows) {
    const auto cell = [&](std::string_view column) { return CellText(**answer, row, column); };
    const std::string group = cell("group"), name = cell("name"), value = cell("value");
    if (group == "node" && name == "key") {
      own = value;
      title = cell("title");
    } else if (group == "place" && name == "text") {
      for (const Evidence& evidence : row.evidence) text += QuoteHtml(evidence);
    } else if (group == "property") {
      if (!IsInner(name)) {
        facts += fmt::format("<dt>{}</dt><dd>{}</dd>\n", Html(EdgeWords(name)),
                             ValueHtml(row.cells[ColumnOf(**answer, "value")]));
      }
    } else if (group == "in" || group == "out") {
      const std::string kind = (group == "in" ? "← " : "") + EdgeWords(name);
      const std::string other = cell("title");
      if (kind != last)
        edges += fmt::format("{0}<h{1}>{2}</h{1}>\n<ul class=\"edges\">\n", last.empty() ? "" : "</ul>\n",
                             alone ? 2 : 3, Html(kind));
      last = kind;
      std::string quotes;
      for (const Evidence& evidence : row.evidence) quotes += QuoteHtml(evidence);
      edges += fmt::format(
          "<li><a href=\"{}\">{}</a>{}{}</li>\n", NodeAddress(value), Html(other.empty() ? value : other),
          other.empty() ? "" : fmt::format(" <span class=\"key\">{}</span>", Html(value)),
          quotes.empty() ? "" : fmt::format("<details><summary>Passage</summary>{}</details>", quotes));
    }
  }
  if (!last.empty()) edges += "</ul>\n";
  if (text.empty()) text = Definitions(visit, own);
  const std::string heading = alone ? "" : fmt::format("<h2>{}</h2>\n", Html(title.empty() ? own : title));
  return fmt::format("{}<p class=\"lead\"><span class=\"key\">{}</span></p>\n{}{}{}{}", heading, Html(own),
                     text, facts.empty() ? "" : "<dl class=\"facts\">\n" + facts + "</dl>\n", edges,
                     NotesHtml((*answer)->notes));
}

}  // namespace concord
