#include "query/briefing/briefing_markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "query/topics/topic_marks.h"

namespace concord {
namespace {

// In one line, with the signs of Markdown as they stand.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : CollapseSpace(text)) {
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// Marks that touch no blank at their ends; runs of marks are one.
std::string Marked(const Answer& answer, const Evidence& evidence) {
  std::string out;
  const std::string_view quote = evidence.quote;
  size_t at = 0;
  for (const TopicMark& mark : MarksOf(answer, evidence)) {
    const size_t from = mark.start, to = mark.end;
    const std::string before = Escaped(quote.substr(at, from - at));
    const bool blank_before = from > at && (quote[from - 1] == ' ' || quote[from - 1] == '\n');
    const bool blank_first = from > at && at > 0 && (quote[at] == ' ' || quote[at] == '\n');
    out += (blank_first && !before.empty() ? " " : "") + before + (blank_before ? " " : "");
    out += "**" + Escaped(quote.substr(from, to - from)) + "**";
    at = to;
  }
  const std::string rest = Escaped(quote.substr(at));
  const bool blank = at > 0 && at < quote.size() && (quote[at] == ' ' || quote[at] == '\n');
  return out + (blank && !rest.empty() ? " " : "") + rest;
}

std::string Citation(const Evidence& evidence) {
  std::string text =
      evidence.title.empty() ? evidence.document : fmt::format("{} ({})", evidence.title, evidence.document);
  if (!evidence.anchor.empty()) text += ", " + evidence.anchor;
  if (evidence.page != 0) text += fmt::format(", p. {}", evidence.page);
  return Escaped(text);
}

std::string CellOf(const Answer& answer, const Row& row, std::string_view column) {
  const size_t at = ColumnOf(answer, column);
  return at < row.cells.size() ? Escaped(row.cells[at].ToString()) : "";
}

}  // namespace

std::string BriefingToMarkdown(const Answer& answer) {
  std::string out;
  const Value* topic = answer.arguments.Find("topic");
  out += fmt::format("# Briefing: {}\n\n", topic == nullptr ? "" : Escaped(topic->ToString()));
  const auto rows = [&](std::string_view group, auto visit) {
    bool any = false;
    for (const Row& row : answer.rows) {
      if (row.cells.empty() || row.cells[0].ToString() != group) continue;
      any = true;
      visit(row);
    }
    return any;
  };

  out += "## The question\n\n";
  rows("question", [&](const Row& row) { out += fmt::format("- {}\n", CellOf(answer, row, "text")); });

  out += "\n## What the texts say\n\n";
  size_t number = 0;
  const bool quoted = rows("quote", [&](const Row& row) {
    const Evidence& evidence = row.evidence.front();
    const std::string body = CellOf(answer, row, "title"), how = CellOf(answer, row, "state");
    // A text is its issuer's, not that of a body that it names.
    const std::string source = how == "issued" || how == "by_organs"
                                   ? fmt::format("{}: {}", body, Citation(evidence))
                                   : fmt::format("{}; names {} ({})", Citation(evidence), body, how);
    out += fmt::format("{}. > {}\n\n   {}\n\n", ++number, Marked(answer, evidence), source);
  });
  if (!quoted) out += "No passage was found.\n\n";

  out += "## Who\n\n";
  bool head = true;
  rows("forum", [&](const Row& row) {
    if (std::exchange(head, false))
      out += "| body | state | issued | named in | first | last |\n|---|---|---:|---:|---|---|\n";
    out += fmt::format("| {} ({}) | {} | {} | {} | {} | {} |\n", CellOf(answer, row, "title"),
                       CellOf(answer, row, "what"), CellOf(answer, row, "state"),
                       CellOf(answer, row, "issued"), CellOf(answer, row, "named_in"),
                       CellOf(answer, row, "first"), CellOf(answer, row, "last"));
  });
  if (head) out += "Nobody.\n";

  out += "\n## When\n\n";
  head = true;
  rows("year", [&](const Row& row) {
    if (std::exchange(head, false)) out += "| year | documents |\n|---|---:|\n";
    out += fmt::format("| {} | {} |\n", CellOf(answer, row, "what"), CellOf(answer, row, "issued"));
  });
  if (head) out += "No document is dated.\n";

  out += "\n## What is missing\n\n";
  if (!rows("missing", [&](const Row& row) { out += fmt::format("- {}\n", CellOf(answer, row, "text")); }))
    out += "- Nothing is missing that the store knows of.\n";
  out +=
      "\nCounted by rules from the documents of one store; `concord forums` shows the passages behind "
      "each number.\n";
  return out;
}

}  // namespace concord
