#include <fmt/format.h>

#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/place.h"
#include "query/places/units.h"
#include "query/query.h"
#include "query/text/text_index.h"

namespace concord {
namespace {

constexpr QueryOption kOptions[] = {
    {"kind", "KIND", "measure, section or document (default: measures and sections)"},
    {"top", "K", "hits to show (default 10)"},
    {"document", "KEY", "in this document alone"},
};

constexpr size_t kMaxQuote = 600;  // bytes; a section's text may be a whole act

std::string_view NameOf(UnitKind kind) {
  constexpr std::string_view kNames[] = {"measure", "section", "document"};
  return kNames[static_cast<size_t>(kind)];
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

Result<Answer> RunSearch(const Snapshot& snapshot, const Arguments& arguments) {
  if (arguments.words.empty()) return Fail(ErrorCode::kUsage, "search needs words to look for");
  auto top = arguments.GetInt("top", 10, 1, 1'000'000);
  if (!top) return tl::unexpected(top.error());
  const std::string_view kind = arguments.Get("kind");
  if (!kind.empty() && kind != "measure" && kind != "section" && kind != "document") {
    return Fail(ErrorCode::kUsage,
                fmt::format("--kind is '{}'; it should be measure, section or document", kind));
  }
  UnitOptions wanted;
  wanted.measures = kind.empty() || kind == "measure";
  wanted.sections = kind.empty() || kind == "section";
  wanted.documents = kind == "document";
  Answer answer;
  if (arguments.Has("document")) {
    constexpr std::string_view kLabels[] = {label::Document};
    auto document = FindNamed(snapshot, arguments.Get("document"), kLabels);
    if (!document) return tl::unexpected(document.error());
    wanted.document = *document;
    auto node = snapshot.GetNode(*document);
    if (!node) return tl::unexpected(node.error());
    answer.arguments.Set("document", node->key);
  }
  std::string text;
  for (const std::string& word : arguments.words) text += (text.empty() ? "" : " ") + word;

  Phrases phrases(text);
  TextIndex index;
  std::vector<std::pair<NodeId, UnitKind>> units;
  auto done = ForEachUnit(snapshot, wanted, [&](const TextUnit& unit) {
    if (!phrases.StandIn(unit.text)) return true;
    // Of a measure and the section around it the measure is the better answer.
    index.Add(unit.text, unit.headings, unit.kind == UnitKind::kSection ? 0.9F : 1.0F);
    units.emplace_back(unit.node, unit.kind);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  index.Finish();

  answer.query = "search";
  answer.arguments.Set("text", text);
  answer.arguments.Set("top", *top);
  if (!kind.empty()) answer.arguments.Set("kind", kind);
  answer.columns = {{"score", "", true},   {"kind", "", false},       {"document", "", false, true},
                    {"anchor", "", false}, {"text", "", false, true}, {"key", "", false}};
  Places places(snapshot);
  for (const TextIndex::Hit& hit : index.Search(text, static_cast<size_t>(*top))) {
    const auto [id, unit_kind] = units[hit.text];
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
    row.evidence.push_back(std::move(*evidence));
    answer.nodes.push_back(id);
    answer.rows.push_back(std::move(row));
  }
  answer.notes.push_back(!phrases.empty()
                             ? fmt::format("{} texts have what stands in quotation marks", index.size())
                         : index.size() == 0 ? "there is no text to search: the store holds none"
                                             : fmt::format("{} texts searched", index.size()));
  return answer;
}

}  // namespace

const Query ksearchQuery = {
    "search",
    "Measures and sections that speak of something, best first",
    "TEXT...",
    "search human oversight\nsearch '\"human oversight\" training'\nsearch \"incident reporting\" --kind "
    "measure --document eu-ai-act",
    kOptions,
    RunSearch,
};

}  // namespace concord
