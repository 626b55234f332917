#include "server/mcp_tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/parameter.h"
#include "base/shorten.h"
#include "base/text.h"
#include "query/output/answer_json.h"
#include "server/api.h"

namespace concord {
namespace {

using Kind = McpParameter::Kind;

constexpr McpParameter kTop = {"top", "rows at most", Kind::kNumber};
constexpr McpParameter kAsOf = {"as-of", "only what was known then: 2024, 2024-03 or 2024-03-21"};

constexpr auto kSearch =
    std::to_array<McpParameter>({{"text", "words; \"...\" asks for a phrase", Kind::kText, true}, kTop});
constexpr auto kMap = std::to_array<McpParameter>({{"a", "framework or document", Kind::kText, true},
                                                   {"b", "framework or document", Kind::kText, true},
                                                   {"subject", "only this item of a"},
                                                   {"top", "suggestions for each item (3)", Kind::kNumber},
                                                   {"min", "suggestions at least this confident, 0 to 1"}});
constexpr auto kGaps = std::to_array<McpParameter>(
    {{"a", "framework", Kind::kText, true}, {"by", "the other framework", Kind::kText, true}});
constexpr auto kPaths =
    std::to_array<McpParameter>({{"a", "item, such as nist-csf-2.0:GV.OC-01", Kind::kText, true},
                                 {"b", "item of another framework", Kind::kText, true},
                                 {"steps", "mappings in a chain at most", Kind::kNumber}});
constexpr auto kForums = std::to_array<McpParameter>(
    {{"topic", "words, or a concept such as mit-risk-domain:7", Kind::kText, true}, kTop, kAsOf});
constexpr auto kForum =
    std::to_array<McpParameter>({{"key", "name, acronym or key", Kind::kText, true}, kTop});
constexpr auto kCoverage =
    std::to_array<McpParameter>({{"a", "framework whose items are counted; needs by"},
                                 {"by", "frameworks that may cover it, with commas between them"},
                                 {"rows", "forum, actor, document, jurisdiction or year"},
                                 {"cols", "taxonomy or topics, with commas between them"},
                                 kTop});
constexpr auto kShow = std::to_array<McpParameter>(
    {{"key", "key of anything in the graph; or documents, frameworks, crosswalks, standards, runs or repairs",
      Kind::kText, true},
     {"contains", "of a listing: only rows in which these words stand"}});
constexpr auto kExport = std::to_array<McpParameter>(
    {{"key", "document, framework, mapping set or any node; without key and topic the whole graph"},
     {"topic", "the passages on it, and the bodies in them"},
     {"format", "graphml (default), csv, jsonld, turtle, workbook, sssom, oscal, ..."},
     {"hops", "also what is so many edges away", Kind::kNumber}});
constexpr auto kQuery =
    std::to_array<McpParameter>({{"q",
                                  "openCypher, which only reads: MATCH (d:Document)-[:ISSUED_BY]->(a:Actor) "
                                  "RETURN d.title, a.name LIMIT 5",
                                  Kind::kText, true}});

constexpr auto kTools = std::to_array<McpTool>({
    {"search", "Find passages by words. Start here when you do not know a key.", kSearch},
    {"map", "Which items of two frameworks correspond: stated mappings, what chains imply, suggestions.",
     kMap},
    {"gaps", "Items of two frameworks without a counterpart, and whether anybody looked.", kGaps},
    {"paths", "Chains of mappings between two items, and what each proves.", kPaths},
    {"forums", "Which bodies issued texts on a topic, and which are named, in which role.", kForums},
    {"forum", "What one body issued, which topics it covers, who names it.", kForum},
    {"coverage", "How far frameworks cover another (a, by), or who covers which topics (rows, cols).",
     kCoverage},
    {"show",
     "One document, section, measure, actor or concept with what hangs on it; or a list of what the store "
     "holds, with keys.",
     kShow},
    {"export", "Link to a file with a part of the graph, or with a mapping set; says how large it is.",
     kExport},
    {"query",
     "Anything else, in the query language of graphs. Labels: Document, Version, Section, Measure, Actor, "
     "Forum, Standard, Concept; key(n) is the key of a node.",
     kQuery},
});

std::string CellText(const Value& value) {
  if (value.type() == Value::Type::kNull) return {};
  if (value.type() == Value::Type::kString) return CollapseSpace(value.as_string());
  if (value.type() == Value::Type::kDouble) return fmt::format("{:.3g}", value.as_double());
  if (value.type() == Value::Type::kDate) return value.as_date().ToString();
  return ValueToJson(value);
}

// The part of a quote around what it is shown for.
std::string QuoteText(const Evidence& evidence) {
  constexpr size_t kMost = 320, kBefore = 120;
  const std::string quote = evidence.quote;
  size_t from = evidence.focus > kBefore && quote.size() > kMost ? evidence.focus - kBefore : 0;
  from = CharacterStart(quote, from);
  return (from > 0 ? "…" : "") + CollapseSpace(Shorten(std::string_view(quote).substr(from), kMost));
}

// What only the tables of datasets/ say has no words; its document is its place then.
std::string PlaceText(const Evidence& evidence, const std::string& quote) {
  const std::string title = evidence.title.empty() ? evidence.document : evidence.title;
  if (quote.empty())
    return evidence.document.empty() ? std::string()
                                     : fmt::format("   [{}; concord:{}]\n", title, evidence.document);
  return fmt::format("   \"{}\" [{}{}{}; concord:{}#{}-{}]\n", quote, title,
                     evidence.anchor.empty() ? "" : ", ", evidence.anchor,
                     evidence.section.empty() ? evidence.version : evidence.section, evidence.start,
                     evidence.end);
}

}  // namespace

std::span<const McpTool> McpTools() { return kTools; }

const McpTool* FindMcpTool(std::string_view name) {
  const auto found = std::ranges::find(kTools, name, &McpTool::name);
  return found == kTools.end() ? nullptr : &*found;
}

std::string AnswerAsText(const Answer& answer, size_t offset, size_t most) {
  std::string text;
  size_t shown = 0;
  for (size_t r = offset; r < answer.rows.size(); ++r) {
    const Row& row = answer.rows[r];
    const std::string quote = row.evidence.empty() ? std::string() : QuoteText(row.evidence.front());
    std::string line = fmt::format("{}.", r + 1);
    for (size_t c = 0; c < answer.columns.size() && c < row.cells.size(); ++c) {
      const std::string cell = CellText(row.cells[c]);
      if (cell.empty() || (answer.columns[c].sparse && cell == "0")) continue;
      // The passage of a row stands in its quote.
      if (cell.size() > 20 && quote.find(cell) != std::string::npos) continue;
      line += fmt::format(" {}={}", answer.columns[c].name, Shorten(cell, 400));
      line += ';';
    }
    line += '\n';
    if (!row.evidence.empty()) line += PlaceText(row.evidence.front(), quote);
    if (shown > 0 && text.size() + line.size() > most) break;
    text += line.size() <= most ? line : Shorten(line, most) + "\n";
    ++shown;
  }
  if (answer.rows.empty()) text += "No rows.\n";
  const size_t left = answer.rows.size() - std::min(answer.rows.size(), offset + shown);
  if (left > 0) text += fmt::format("{} more rows; call again with offset={}.\n", left, offset + shown);
  for (const Note& note : answer.notes) {
    if (text.size() > most + 1000) break;
    text += fmt::format("note: {}\n", Shorten(SpellParameters(note.text, Spelling::kHttp), 400));
  }
  return text;
}

}  // namespace concord
