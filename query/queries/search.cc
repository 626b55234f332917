#include <fmt/format.h>

#include "base/parameter.h"
#include "base/plural.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/index/unit_index.h"
#include "query/places/lookup.h"
#include "query/places/place.h"
#include "query/queries/questions.h"
#include "query/query.h"
#include "query/text/words.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"kind", "KIND", "Only measure, section or document (default: measures and sections)"},
    {"top", "K", "Hits to show (default 10)"},
    {"document", "KEY", "Search only this document"},
    {"explain", "", "Explain each score"},
    {"no-index", "", "Read all texts instead of the saved index; slower, with the same answer"},
};

constexpr size_t kMaxQuote = 600;  // bytes; a section's text may be a whole act

std::string_view NameOf(UnitKind kind) {
  constexpr std::string_view kNames[] = {"measure", "section", "document"};
  return kNames[static_cast<size_t>(kind)];
}

// Of a measure and the section around it the measure is the better answer.
constexpr float kSectionWeight = 0.9F;

// "oversight 4.21 = rarity 3.05, 2 in the text, 1 above; 31 words, 44.1 in the mean".
std::string Explain(const UnitIndex& index, const UnitIndex::Found& found, const UnitIndex::Hit& hit) {
  std::string text;
  for (const UnitIndex::Share& share : index.Explain(hit)) {
    text += fmt::format("{} {:.2f} = rarity {:.2f}, {} in the text, {} above; ", share.stem, share.score,
                        share.rarity, share.in_text, share.above);
  }
  const UnitRow& row = index.arrays().units()[hit.unit];
  text += fmt::format("{:g} words, {:.1f} in the mean", 0.5 * row.length, found.mean_length);
  if (static_cast<UnitKind>(row.kind) == UnitKind::kSection)
    text += fmt::format("; times {:g} for a section", kSectionWeight);
  return text;
}

// The evidence for a hit; a document has no span.
Result<Evidence> EvidenceFor(const Node& node, Places* places) {
  auto evidence = places->EvidenceOf(node, kMaxQuote);
  if (!evidence) return tl::unexpected(evidence.error());
  if (*evidence) return std::move(**evidence);
  auto place = places->Of(node.id);
  if (!place) return tl::unexpected(place.error());
  Evidence bare;
  bare.document = (*place)->document_key;
  return bare;
}

// The words are folded as the index folds them; a question without any word has none that counts.
bool HasOnlyStopWords(std::string_view text) {
  bool has_words = false;
  for (const std::string_view word : Split(text, ' ')) {
    if (word.empty()) continue;
    if (!IsStopWord(AsciiLower(word))) return false;
    has_words = true;
  }
  return has_words;
}

}  // namespace

Result<Answer> AnswerSearch(const Snapshot& snapshot, const SearchOptions& options) {
  const std::string_view kind = options.kind;
  if (!kind.empty() && kind != "measure" && kind != "section" && kind != "document") {
    return FailChoice("kind", kind, {"measure", "section", "document"});
  }
  UnitFilter wanted;
  wanted.section_weight = kSectionWeight;
  wanted.measures = kind.empty() || kind == "measure";
  wanted.sections = kind.empty() || kind == "section";
  wanted.documents = kind == "document";
  Answer answer;
  if (!options.document.empty()) {
    constexpr std::string_view kLabels[] = {label::Document};
    auto document = FindNamed(snapshot, options.document, kLabels);
    if (!document) return tl::unexpected(document.error());
    wanted.document = *document;
    auto node = snapshot.GetNode(*document);
    if (!node) return tl::unexpected(node.error());
    answer.arguments.Set("document", node->key);
  }
  const std::string& text = options.text;
  auto arrays = TextArrays::Load(snapshot, options.arrays);
  if (!arrays) return tl::unexpected(arrays.error());
  UnitIndex index(*std::move(arrays));
  auto found = index.Search(snapshot, text, wanted, static_cast<size_t>(options.top));
  if (!found) return tl::unexpected(found.error());
  const bool explained = options.explain;

  answer.query = "search";
  answer.arguments.Set("text", text);
  answer.arguments.Set("top", options.top);
  if (!kind.empty()) answer.arguments.Set("kind", kind);
  answer.columns = {{"score", "", true},   {"kind", "", false},       {"document", "", false, true},
                    {"anchor", "", false}, {"text", "", false, true}, {"key", "", false}};
  if (explained) answer.columns.push_back({"explained", "", false, false, false, true});
  Places places(snapshot);
  for (const UnitIndex::Hit& hit : found->best) {
    const NodeId id = index.arrays().units()[hit.unit].node;
    const auto unit_kind = static_cast<UnitKind>(index.arrays().units()[hit.unit].kind);
    auto node = snapshot.GetNode(id);
    if (!node) return tl::unexpected(node.error());
    auto evidence = EvidenceFor(*node, &places);
    if (!evidence) return tl::unexpected(evidence.error());
    Row row;
    const std::string shown = unit_kind == UnitKind::kDocument
                                  ? std::string(node->properties.FindString(property::title))
                                  : evidence->quote;
    row.cells = {static_cast<double>(hit.score),
                 NameOf(unit_kind),
                 evidence->document,
                 evidence->anchor,
                 shown,
                 node->key};
    if (explained) row.cells.emplace_back(Explain(index, *found, hit));
    row.evidence.push_back(std::move(*evidence));
    answer.nodes.push_back(id);
    answer.rows.push_back(std::move(row));
  }
  if (answer.rows.empty() && HasOnlyStopWords(text)) {
    answer.notes.push_back(MakeNote(
        "words-too-common",
        "the words of '{}' are too common to be searched for; search for rarer words as well", text));
    return answer;
  }
  answer.notes.push_back(
      !Phrases(text).empty()
          ? MakeNote("texts-with-phrase", "{}",
                     Counting{found->searched, "text contains the words in quotation marks",
                              "texts contain the words in quotation marks"})
      : found->searched == 0
          ? MakeNote("nothing-to-search", "there is no text in the store to search")
          : MakeNote("texts-searched", "{}",
                     Counting{found->searched, "text was searched", "texts were searched"}));
  return answer;
}

namespace {

Result<Answer> RunSearch(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty()) return Fail(ErrorCode::kUsage, "search needs words to look for");
  SearchOptions options;
  options.text = arguments.Text();
  options.kind = arguments.Get("kind");
  options.document = arguments.Get("document");
  CONCORD_ASSIGN(options.top, arguments.GetInt("top", options.top, 1, 1'000'000));
  options.explain = arguments.Has("explain");
  if (arguments.Has("no-index")) options.arrays = ArraySource::kMade;
  return AnswerSearch(snapshot, options);
}

}  // namespace

const Query ksearchQuery = {
    "search",
    "Find measures and sections by their words, best first",
    "TEXT...",
    "search human oversight\nsearch '\"human oversight\" training'\nsearch \"incident reporting\" --kind "
    "measure --document eu-ai-act",
    kOptions,
    RunSearch,
};

}  // namespace concord
