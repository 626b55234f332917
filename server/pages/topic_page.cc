// A topic: how the question was read, who issued on it and who is named, when, in which words, and who is
// silent.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "graph/vocabulary.h"
#include "query/places/walk.h"
#include "query/topics/view_arguments.h"
#include "server/pages/answer_table.h"
#include "server/pages/page.h"

namespace concord {
namespace {

// Forums that issued some text that the store has: whose silence says something.
Result<std::string> SpeakingForums(const Snapshot& snapshot) {
  auto forums = WithLabel(snapshot, label::Forum);
  if (!forums) return tl::unexpected(forums.error());
  constexpr size_t kMost = 60;
  std::string keys;
  size_t count = 0;
  for (const NodeId forum : *forums) {
    auto works = Neighbours(snapshot, forum, Direction::kIn, edge::ISSUED_BY);
    if (!works) return tl::unexpected(works.error());
    bool speaks = false;
    for (size_t i = 0; i < works->size() && !speaks; ++i) {
      auto version = LatestVersion(snapshot, (*works)[i].node);
      speaks = version && *version != 0;
    }
    if (!speaks) continue;
    auto node = snapshot.GetNode(forum);
    if (!node) return tl::unexpected(node.error());
    if (node->key.find(',') != std::string::npos) continue;
    keys += (keys.empty() ? "" : ",") + node->key;
    if (++count == kMost) break;
  }
  return keys;
}

std::string Reading(const Answer& briefing) {
  std::vector<Note> notes;
  for (const Row& row : briefing.rows) {
    if (CellText(briefing, row, "group") == "question")
      notes.push_back({.code = {}, .values = {}, .text = CellText(briefing, row, "text")});
  }
  return notes.empty() ? ""
                       : "<section><h2>How the question was read</h2>\n" + NotesHtml(notes) + "</section>\n";
}

std::string Quotes(const Answer& briefing) {
  std::string quotes;
  for (const Row& row : briefing.rows) {
    if (CellText(briefing, row, "group") != "quote" || row.evidence.empty()) continue;
    const std::string state = CellText(briefing, row, "state");
    quotes +=
        fmt::format("<li><p class=\"who\">{} <span class=\"chip\">{}</span></p>{}</li>\n",
                    Html(CellText(briefing, row, "title")), Html(state), QuoteHtml(row.evidence.front()));
  }
  return quotes.empty()
             ? ""
             : "<section><h2>In their words</h2>\n<ul class=\"quotes\">\n" + quotes + "</ul></section>\n";
}

std::string Missing(const Answer& briefing) {
  std::string list;
  for (const Row& row : briefing.rows) {
    if (CellText(briefing, row, "group") != "missing") continue;
    std::string line = CellText(briefing, row, "text");
    if (line.empty()) line = CellText(briefing, row, "title");
    if (line.empty()) line = CellText(briefing, row, "what");
    list += fmt::format("<li>{}</li>\n", Html(line));
  }
  return list.empty() ? "" : "<section><h2>What the store lacks</h2>\n<ul>\n" + list + "</ul></section>\n";
}

// Forums by name, those that issued on the topic before those that are named.
std::string ForumRows(const Answer& forums) {
  if (forums.rows.empty())
    return "<p class=\"empty\">No text on this topic has a known issuer or names a forum.</p>\n";
  std::string table =
      "<table class=\"rows stacked\"><thead><tr><th scope=\"col\">Forum or issuer</th><th "
      "scope=\"col\">State</th><th "
      "scope=\"col\" class=\"number\">Issued</th><th scope=\"col\" class=\"number\">Named</th><th "
      "scope=\"col\" "
      "class=\"number\">In documents</th><th scope=\"col\">First</th><th scope=\"col\">Last</th><th "
      "scope=\"col\">Trend</th></tr></thead><tbody>\n";
  for (const Row& row : forums.rows) {
    const auto number = [&](std::string_view column) {
      return Grouped(static_cast<uint64_t>(CellNumber(forums, row, column)));
    };
    const std::string key = CellText(forums, row, "forum"), name = CellText(forums, row, "name");
    const std::string state = CellText(forums, row, "state");
    std::string quotes;
    for (size_t i = 0; i < std::min<size_t>(row.evidence.size(), 4); ++i)
      quotes += QuoteHtml(row.evidence[i]);
    if (!quotes.empty()) quotes = "<details><summary>Passages</summary>" + quotes + "</details>";
    table += fmt::format(
        "<tr><td><a href=\"{}\">{}</a>{}</td><td><span class=\"chip {}\">{}</span></td><td "
        "class=\"number\">{}</td><td "
        "class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"date\">{}</td><td "
        "class=\"date\">{}</td><td>{}</td></tr>\n",
        Href("/forum", {{"id", key}}), Html(name.empty() ? key : name), quotes,
        state == "issued" ? "stated" : "inferred", Html(state), number("issued"), number("named"),
        number("named_in"), Html(CellText(forums, row, "first")), Html(CellText(forums, row, "last")),
        Html(CellText(forums, row, "trend")));
  }
  return table + "</tbody></table>\n";
}

std::string Silent(const Answer& asked) {
  std::string silent, named;
  for (const Row& row : asked.rows) {
    const std::string state = CellText(asked, row, "state");
    std::string name = CellText(asked, row, "name");
    if (name.empty()) name = CellText(asked, row, "forum");
    if (state != "silent") continue;
    silent += fmt::format("<li><a href=\"{}\">{}</a></li>\n",
                          Href("/forum", {{"id", CellText(asked, row, "forum")}}), Html(name));
  }
  if (silent.empty()) return {};
  return "<section><h2>Who is silent</h2>\n<p class=\"lead\">The store has texts of these forums; none of "
         "them is on "
         "the topic.</p>\n<ul class=\"names\">\n" +
         silent + "</ul></section>\n";
}

std::string Form(const Visit& visit) {
  std::string more;
  for (const auto& [name, label, help] :
       {std::tuple("of", "Only these bodies", "keys or names, or members:BODY, with commas between them"),
        std::tuple("since", "Since", "a year or a date"), std::tuple("as-of", "As of", "what was known then"),
        std::tuple("type", "Kinds of documents", "law, treaty, declaration, ..."),
        std::tuple("language", "Languages", "en,fr"), std::tuple("also", "Also called", "words, with commas"),
        std::tuple("drop", "Not called", "words, with commas"),
        std::tuple("threshold", "Least share of the words", "0 to 1; 0.75")}) {
    more += TextField(name, label, visit.Parameter(name), fmt::format("placeholder=\"{}\"", Html(help)));
  }
  const bool open = std::ranges::any_of(
      visit.request.parameters, [](const auto& one) { return one.first != "topic" && !one.second.empty(); });
  return "<form class=\"ask\" action=\"/topic\">\n<label class=\"wide\">Topic: words, or a concept<input "
         "name=\"topic\" required value=\"" +
         Html(visit.Parameter("topic")) +
         "\" placeholder=\"incident reports\"></label>\n<button>Show</button>\n" +
         fmt::format(
             "<details class=\"more\"{}><summary>More options</summary><div>{}</div></details></form>\n",
             open ? " open" : "", more);
}

// Concepts that something is classified as, to begin with.
std::string Taxonomies(const Answer& topics) {
  std::string list;
  for (const Row& row : topics.rows) {
    if (CellNumber(topics, row, "classified") == 0) continue;
    list += fmt::format(
        "<li><a href=\"{}\">{}</a> <span class=\"faint\">{}</span></li>\n",
        Href("/topics", {{"topic", CellText(topics, row, "topic")}}), Html(CellText(topics, row, "label")),
        Counted(static_cast<uint64_t>(CellNumber(topics, row, "classified")), "text", "texts"));
  }
  return list.empty()
             ? ""
             : "<section><h2>Taxonomies with classified texts</h2>\n<ul>\n" + list + "</ul></section>\n";
}

}  // namespace

HttpResponse TopicPage(const Visit& visit) {
  const std::string topic(visit.Parameter("topic"));
  std::string main =
      fmt::format("<h1>{}</h1>\n{}", topic.empty() ? "Forums by topic" : Html(topic), Form(visit));
  if (topic.empty()) {
    if (const auto topics = visit.Ask("topics", {}); topics) main += Taxonomies(**topics);
    return HtmlPage("Topics", "/topic", main);
  }
  const Visit::Parameters& given = visit.request.parameters;
  Visit::Parameters shared;
  for (const auto& one : given) {
    if (one.first != "of") shared.push_back(one);
  }
  const auto forums = visit.Ask("forums", given);
  if (!forums) {
    HttpResponse response = HtmlPage("Topics", "/topic", main + ProblemHtml(forums.error()));
    response.status = forums.error().code == ErrorCode::kNotFound ? 404 : 400;
    return response;
  }
  const auto briefing = visit.Ask("briefing", shared);
  if (briefing) main += Reading(**briefing);
  main += "<section><h2>Forums and issuers</h2>\n" + ForumRows(**forums);
  PageParameters parameters;
  for (const auto& [name, value] : given) parameters.emplace_back(name, value);
  main += Downloads(*FindQuery("forums"), parameters);
  if (!briefing) main += NotesHtml((*forums)->notes);
  main += "</section>\n";
  if (const auto timeline = visit.Ask("timeline", shared); timeline && !(*timeline)->rows.empty()) {
    main += "<section><h2>Year by year</h2>\n" + PictureHtml(*FindQuery("timeline"), **timeline, "svg");
    main += "<details><summary>The numbers as a table</summary>" +
            AnswerTable(**timeline, {.label = "Years",
                                     .columns = {"year", "documents", "measures", "binding", "named"}}) +
            "</details>\n" + Downloads(*FindQuery("timeline"), {{"topic", topic}}) + "</section>\n";
  }
  if (briefing) main += Quotes(**briefing);
  if (visit.Parameter("of").empty()) {
    if (const auto speaking = SpeakingForums(visit.snapshot); speaking && !speaking->empty()) {
      Visit::Parameters asked = shared;
      asked.emplace_back("of", *speaking);
      asked.emplace_back("top", "60");
      if (const auto answer = visit.Ask("forums", asked); answer) main += Silent(**answer);
    }
  } else {
    main += Silent(**forums);
  }
  if (briefing) main += Missing(**briefing);
  main += "<section><h2>For a meeting</h2>\n<p>The same as a document:</p>\n" +
          Downloads(*FindQuery("briefing"), {{"topic", topic}}) + "</section>\n";
  return HtmlPage(topic, "/topic", main);
}

}  // namespace concord
