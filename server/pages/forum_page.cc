// One forum: what it issued, on which topics, who names it and how, its standards, members, organs and
// neighbours.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/walk.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"

namespace concord {
namespace {

struct Group {
  std::string_view name, title, how;
  bool counted = true;  // else each stands there once
};
constexpr auto kGroups = std::to_array<Group>({
    {"issued", "Issued", "", false},
    {"topic", "Topics of what it issued", "Strength"},
    {"named by", "Named by", "How"},
    {"standard", "Standards that its texts refer to", ""},
    {"member", "Members", "", false},
    {"organ", "Organs", "", false},
    {"neighbour", "Forums with works on its topics", ""},
});

// Forums that documents name or that issued something, by how many edges they have.
Result<std::string> ForumList(const Snapshot& snapshot, std::string_view wanted) {
  struct Entry {
    uint64_t issued = 0, named = 0;
    std::string key, name;
  };
  auto forums = WithLabel(snapshot, label::Forum);
  if (!forums) return tl::unexpected(forums.error());
  std::vector<Entry> entries;
  const std::string words = FoldForComparison(wanted);
  for (const NodeId id : *forums) {
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    Entry entry{0, 0, node->key, std::string(node->properties.FindString("name"))};
    const std::string acronym(node->properties.FindString("acronym"));
    if (!words.empty() &&
        FoldForComparison(entry.key + " " + entry.name + " " + acronym).find(words) == std::string::npos)
      continue;
    if (auto edges = Neighbours(snapshot, id, Direction::kIn, edge::ISSUED_BY); edges)
      entry.issued = edges->size();
    if (auto edges = Neighbours(snapshot, id, Direction::kIn, edge::INVOLVES_FORUM); edges)
      entry.named = edges->size();
    if (!acronym.empty()) entry.name += " (" + acronym + ")";
    entries.push_back(std::move(entry));
  }
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    if (a.issued + a.named != b.issued + b.named) return a.issued + a.named > b.issued + b.named;
    return a.key < b.key;
  });
  constexpr size_t kMost = 150;
  std::string table = fmt::format(
      "<p class=\"lead\">{}{}</p>\n<table class=\"rows stacked\"><thead><tr><th scope=\"col\">Forum</th><th "
      "scope=\"col\" class=\"number\">Works known</th><th scope=\"col\" class=\"number\">Times "
      "named</th></tr></thead><tbody>\n",
      Counted(entries.size(), "forum", "forums"),
      entries.size() > kMost ? fmt::format(", the first {} shown", kMost) : "");
  for (size_t i = 0; i < std::min(kMost, entries.size()); ++i) {
    const Entry& entry = entries[i];
    table += fmt::format(
        "<tr><td><a href=\"{}\">{}</a></td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
        Href("/forum", {{"id", entry.key}}), Html(entry.name.empty() ? entry.key : entry.name),
        Grouped(entry.issued), Grouped(entry.named));
  }
  return table + "</tbody></table>\n";
}

std::string Address(std::string_view group, std::string_view key) {
  if (group == "member" || group == "organ" || group == "neighbour") return Href("/forum", {{"id", key}});
  if (group == "standard") return Href("/standard", {{"id", key}});
  if (group == "topic") return Href("/topic", {{"topic", key}});
  return DocumentAddress(key);
}

std::string GroupHtml(const Answer& answer, const Group& group) {
  std::string rows;
  size_t count = 0;
  for (const Row& row : answer.rows) {
    if (CellText(answer, row, "group") != group.name) continue;
    ++count;
    const std::string key = CellText(answer, row, "what"), title = CellText(answer, row, "title");
    std::string quotes;
    for (const Evidence& evidence : row.evidence) quotes += QuoteHtml(evidence);
    if (!quotes.empty()) quotes = "<details><summary>Passages</summary>" + quotes + "</details>";
    const bool only_known = group.name == "issued" && quotes.empty();
    const std::string link =
        fmt::format("<a href=\"{}\">{}</a>{}", only_known ? NodeAddress(key) : Address(group.name, key),
                    Html(title.empty() ? key : title), quotes);
    if (!group.counted) {
      rows += "<li>" + link + "</li>\n";
      continue;
    }
    rows +=
        fmt::format("<tr><td>{}</td>{}<td class=\"number\">{}</td></tr>\n", link,
                    group.how.empty() ? "" : fmt::format("<td>{}</td>", Html(CellText(answer, row, "how"))),
                    Grouped(static_cast<uint64_t>(CellNumber(answer, row, "count"))));
  }
  if (count == 0) return {};
  if (!group.counted) {
    return fmt::format("<section><h2>{}</h2>\n<ul{}>\n{}</ul></section>\n", group.title,
                       count > 12 ? " class=\"names\"" : "", rows);
  }
  return fmt::format(
      "<section><h2>{}</h2>\n<table class=\"rows\"><thead><tr><th scope=\"col\">What</th>{}<th scope=\"col\" "
      "class=\"number\">Count</th></tr></thead><tbody>\n{}</tbody></table></section>\n",
      group.title, group.how.empty() ? "" : fmt::format("<th scope=\"col\">{}</th>", group.how), rows);
}

}  // namespace

HttpResponse ForumPage(const Visit& visit) {
  const std::string_view id = visit.Parameter("id");
  if (id.empty()) {
    auto list = ForumList(visit.snapshot, visit.Parameter("q"));
    if (!list) return ErrorPage(list.error(), "/forum");
    return HtmlPage(
        "Forums", "/forum",
        "<h1>Forums</h1>\n<form class=\"ask\" action=\"/forum\"><label class=\"wide\">Name or acronym<input "
        "type=\"search\" name=\"q\" value=\"" +
            Html(visit.Parameter("q")) + "\"></label><button>Find</button></form>\n" + *list);
  }
  const std::string top(visit.Parameter("top").empty() ? "25" : visit.Parameter("top"));
  const auto answer = visit.Ask(
      "forum", {{"id", std::string(id)}, {"top", top}, {"as-of", std::string(visit.Parameter("as-of"))}});
  if (!answer) return ErrorPage(answer.error(), "/forum");
  const std::string key((*answer)->arguments.FindString("forum"));
  std::string name = key, facts;
  if (const auto found = visit.snapshot.FindNode(key); found && *found) {
    if (const auto node = visit.snapshot.GetNode(**found); node) {
      if (const auto full = node->properties.FindString("name"); !full.empty()) name = full;
      for (const std::string_view property : {"acronym", "kind", "founded"}) {
        if (const Value* value = node->properties.Find(property); value != nullptr)
          facts += fmt::format("{}{} {}", facts.empty() ? "" : " · ", property, Html(value->ToString()));
      }
    }
  }
  std::string main = fmt::format("<h1>{}</h1>\n<p class=\"lead\"><span class=\"key\">{}</span>{}{}</p>\n",
                                 Html(name), Html(key), facts.empty() ? "" : " · ", facts);
  main += fmt::format(
      "<p><a href=\"{}\">All that hangs on it</a> · <a href=\"{}\">Graph</a> · <a href=\"{}\">Topics that "
      "peers cover "
      "and it does not</a></p>\n<div class=\"columns\">\n",
      NodeAddress(key), Href("/graph", {{"of", key}}), Href("/gaps", {{"forum", key}}));
  bool any = false;
  for (const Group& group : kGroups) {
    const std::string table = GroupHtml(**answer, group);
    any = any || !table.empty();
    main += table;
  }
  main += "</div>\n";
  if (!any) main += "<p class=\"empty\">No document in the store speaks of it.</p>\n";
  main += Downloads(*FindQuery("forum"), {{"id", key}, {"top", top}}) + NotesHtml((*answer)->notes);
  return HtmlPage(name, "/forum", main);
}

}  // namespace concord
