#include <fmt/format.h>

#include <cmath>
#include <set>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/try.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/suggestions/code_suggestions.h"
#include "query/topics/view_arguments.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"scheme", "SCHEME", "Taxonomy to take codes from (`topics` lists them)"},
    {"top", "K", "Codes to suggest for each item (default 3)"},
    {"min", "CONFIDENCE", "Only codes with at least this confidence, 0 to 1 (default 0)"},
    {"item", "ID", "Only this item"},
    {"again", "", "Also suggest codes for items that already have some, learning only from other documents"},
    {"format", "FORMAT", "Write csv, evidence-csv or xlsx"},
    {"model-dir", "DIR", "Folder of an embedding model (default: the installed one)"},
    kEmbedderOption,
    kEmbedderModelOption,
    {"no-model", "", "Use no embedding model: compare words only"},
};

double Rounded(double number) { return std::round(number * 1e4) / 1e4; }

Result<void> AddEvidence(const Snapshot& snapshot, NodeId text, std::string_view column, Places* places,
                         Row* row) {
  if (text == 0) return {};
  auto node = snapshot.GetNode(text);
  if (!node) return tl::unexpected(node.error());
  auto evidence = places->EvidenceOf(*node);
  if (!evidence) return tl::unexpected(evidence.error());
  if (!*evidence) return {};
  (*evidence)->column = column;
  row->evidence.push_back(std::move(**evidence));
  return {};
}

}  // namespace

Result<Answer> AnswerCodes(const Snapshot& snapshot, const CodesOptions& options) {
  Places places(snapshot);
  auto items = LoadFramework(snapshot, options.subject, false, &places);
  if (!items) return tl::unexpected(items.error());
  if (!options.item.empty()) {
    const Item* only = items->Find(options.item);
    if (only == nullptr) {
      return Fail(ErrorCode::kNotFound, fmt::format("'{}' has no item '{}'", items->key, options.item));
    }
    const Item item = *only;
    items->items = {item};
  }
  auto found = SuggestCodes(snapshot, *items, options.scheme,
                            {.top = static_cast<size_t>(options.top),
                             .least = options.least,
                             .again = options.again,
                             .vectors = options.vectors},
                            &places);
  if (!found) return tl::unexpected(found.error());

  Answer answer;
  answer.query = "codes";
  answer.arguments.Set("subject", items->key);
  answer.arguments.Set("scheme", found->scheme.key);
  answer.arguments.Set("top", options.top);
  answer.arguments.Set("min", options.least);
  answer.arguments.Set("again", options.again);
  answer.arguments.Set("model", options.vectors == nullptr ? "" : options.vectors->identity());
  answer.columns = {{"item", "", false},  {"item_title", "title", false}, {"code", "", false},
                    {"label", "", false}, {"confidence", "", true},       {"basis", "", false},
                    {"like", "", false}};
  std::set<NodeId> nodes;
  for (const CodeSuggestion& suggestion : found->suggestions) {
    const Item& item = items->items[suggestion.item];
    const Item& code = found->scheme.items[suggestion.code];
    Row row;
    std::string like;
    for (const CodeSuggestion::Neighbour& neighbour : suggestion.neighbours)
      like += fmt::format("{}{} ({:.2f})", like.empty() ? "" : ", ", neighbour.id, neighbour.similarity);
    row.cells = {item.id,
                 item.title,
                 code.id,
                 code.title,
                 Rounded(suggestion.confidence),
                 "suggestion",
                 like.empty() ? Value() : Value(like)};
    if (auto done = AddEvidence(snapshot, item.text_node, "item", &places, &row); !done)
      return tl::unexpected(done.error());
    for (const CodeSuggestion::Neighbour& neighbour : suggestion.neighbours) {
      if (auto done = AddEvidence(snapshot, neighbour.text_node, "like", &places, &row); !done)
        return tl::unexpected(done.error());
    }
    nodes.insert(item.nodes.begin(), item.nodes.end());
    nodes.insert(code.concept_node);
    answer.rows.push_back(std::move(row));
  }
  nodes.erase(0);
  answer.nodes.assign(nodes.begin(), nodes.end());
  answer.notes.push_back(
      MakeNote("basis-of-suggestions",
               "suggestions for a reviewer, learned from {} classified texts{}; nothing is stored",
               found->learned, options.vectors == nullptr ? " by words alone" : ""));
  if (found->learned == 0) {
    answer.notes.push_back(MakeNote(
        "nothing-classified",
        "nothing in the store is classified under {}: the labels of its codes are all that was compared",
        found->scheme.key));
  }
  if (found->passed_over > 0)
    answer.notes.push_back(MakeNote("items-passed-over",
                                    "{} codes already (" PARAMETER("again") " judges them, too)",
                                    Counting{found->passed_over, "item has", "items have"}));
  return answer;
}

namespace {

Result<Answer> RunCodes(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.size() != 1 || !arguments.Has("scheme")) {
    return Fail(ErrorCode::kUsage,
                "codes needs the key of a document or framework, and a taxonomy (" PARAMETER("scheme") ")");
  }
  CodesOptions options;
  options.subject = arguments.words[0];
  options.scheme = arguments.Get("scheme");
  options.item = arguments.Get("item");
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", options.top, 1, 1'000));
  CONCORD_ASSIGN(options.least, arguments.GetShare("min", options.least));
  options.again = arguments.Has("again");
  options.vectors = arguments.vectors;
  return AnswerCodes(snapshot, options);
}

}  // namespace

const Query kcodesQuery = {
    "codes",
    "Suggest codes of a taxonomy for items, learning from what is classified already",
    "KEY",
    "codes coastal-code --scheme mit-mitigation-2025\n"
    "codes lantern-risks --scheme mit-risk-domain --top 1 --min 0.5",
    kOptions,
    RunCodes,
};

}  // namespace concord
