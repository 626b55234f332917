#include "query/suggestions.h"

#include <algorithm>
#include <map>
#include <set>

#include "query/lexical_match.h"
#include "query/walk.h"

namespace concord {
namespace {

std::vector<MatchText> TextsOf(const Framework& framework) {
  std::vector<MatchText> texts;
  for (const Item& item : framework.items) texts.push_back({item.title, item.text, item.path});
  return texts;
}

// Concepts that an item is classified as, itself or through the sections that it stands in.
Result<std::set<NodeId>> ConceptsOf(const Snapshot& snapshot, const Item& item) {
  std::set<NodeId> concepts;
  for (const NodeId start : item.nodes) {
    NodeId at = start;
    for (int depth = 0; at != 0 && depth < 1000; ++depth) {
      auto classified = Neighbours(snapshot, at, Direction::kOut, "CLASSIFIED_AS");
      if (!classified) return tl::unexpected(classified.error());
      for (const Adjacent& adjacent : *classified) concepts.insert(adjacent.node);
      NodeId above = 0;
      for (const std::string_view type : {"STATES", "HAS_PART"}) {
        auto parents = Neighbours(snapshot, at, Direction::kIn, type);
        if (!parents) return tl::unexpected(parents.error());
        if (!parents->empty()) above = parents->front().node;
      }
      at = above;
    }
  }
  return concepts;
}

}  // namespace

Result<std::vector<Suggestion>> SuggestMappings(const Snapshot& snapshot, const Framework& a,
                                                const Framework& b, const SuggestionOptions& options) {
  // Which objects carry a concept: few carry one that tells much.
  std::map<NodeId, std::vector<uint32_t>> carriers;
  for (uint32_t o = 0; o < b.items.size(); ++o) {
    auto concepts = ConceptsOf(snapshot, b.items[o]);
    if (!concepts) return tl::unexpected(concepts.error());
    for (const NodeId node : *concepts) carriers[node].push_back(o);
  }

  const std::vector<MatchText> subjects = TextsOf(a), objects = TextsOf(b);
  const LexicalMatcher matcher(subjects, objects);
  std::vector<uint32_t> wanted = options.subjects;
  if (wanted.empty()) {
    for (uint32_t s = 0; s < a.items.size(); ++s) wanted.push_back(s);
  }

  std::vector<Suggestion> suggestions;
  for (const uint32_t s : wanted) {
    const std::vector<LexicalMatch> matches = matcher.Match(s, objects.size());
    std::map<uint32_t, Suggestion> found;
    for (const LexicalMatch& match : matches) {
      found[match.object] = {s, match.object, match.confidence, {}, {}};
    }
    if (!carriers.empty()) {
      auto concepts = ConceptsOf(snapshot, a.items[s]);
      if (!concepts) return tl::unexpected(concepts.error());
      for (const NodeId node : *concepts) {
        const auto carried = carriers.find(node);
        if (carried == carriers.end()) continue;
        // Independent evidence, as a noisy-or: half sure when one object alone carries the concept.
        const double share =
            static_cast<double>(carried->second.size()) / static_cast<double>(b.items.size());
        const double telling = 0.5 * (1 - share) + 0.05;
        for (const uint32_t o : carried->second) {
          Suggestion& suggestion = found.try_emplace(o, Suggestion{s, o, 0, {}, {}}).first->second;
          suggestion.confidence = 1 - (1 - suggestion.confidence) * (1 - telling);
          suggestion.shared_concepts.push_back(node);
        }
      }
    }
    std::vector<Suggestion> best;
    for (auto& [object, suggestion] : found) {
      const bool itself = a.items[s].id == b.items[object].id;
      if (!itself && suggestion.confidence >= options.least) best.push_back(std::move(suggestion));
    }
    std::stable_sort(best.begin(), best.end(),
                     [](const Suggestion& x, const Suggestion& y) { return x.confidence > y.confidence; });
    if (best.size() > options.top) best.resize(options.top);
    for (Suggestion& suggestion : best) {
      suggestion.words = matcher.SharedWords(s, suggestion.object, 6);
      suggestions.push_back(std::move(suggestion));
    }
  }
  return suggestions;
}

}  // namespace concord
