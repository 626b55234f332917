#include "query/suggestions/code_suggestions.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "graph/vocabulary.h"
#include "query/places/walk.h"
#include "query/suggestions/code_model.h"
#include "query/suggestions/suggestions.h"

namespace concord {
namespace {

constexpr size_t kNeighboursSeen = 40;  // among which those of a code are looked for
constexpr size_t kNeighboursKept = 3;

// The codes of an item, by their places in the scheme, without those that another one is narrower than. What
// rules or models said teaches nothing.
Result<std::set<uint32_t>> CodesOf(const Snapshot& snapshot, const Framework& scheme, const Item& item) {
  auto classified = ClassificationsOf(snapshot, item);
  if (!classified) return tl::unexpected(classified.error());
  std::set<uint32_t> codes;
  for (const Adjacent& adjacent : *classified) {
    const auto at = scheme.item_of.find(adjacent.node);
    if (at == scheme.item_of.end()) continue;
    auto edge = snapshot.GetEdge(adjacent.edge);
    if (!edge) return tl::unexpected(edge.error());
    const std::string_view method = edge->properties.FindString(property::method);
    if (method != "rule" && method != "model") codes.insert(at->second);
  }
  std::set<uint32_t> narrowest = codes;
  for (const uint32_t code : codes) {
    int32_t above = scheme.items[code].parent;
    for (int depth = 0; above >= 0 && depth < 20; ++depth) {
      narrowest.erase(static_cast<uint32_t>(above));
      above = scheme.items[static_cast<size_t>(above)].parent;
    }
  }
  return narrowest;
}

// What there is to learn from.
struct Learned {
  std::vector<Item> items;
  std::vector<std::set<uint32_t>> codes;
};

Result<Learned> LearnFrom(const Snapshot& snapshot, const Framework& scheme, const std::string& left_out,
                          Places* places) {
  // The editions in which something is classified.
  std::set<std::string> versions;
  for (const Item& code : scheme.items) {
    auto classified = Neighbours(snapshot, code.concept_node, Direction::kIn, edge::CLASSIFIED_AS);
    if (!classified) return tl::unexpected(classified.error());
    for (const Adjacent& adjacent : *classified) {
      auto place = places->Of(adjacent.node);
      if (!place) return tl::unexpected(place.error());
      if (!(*place)->version_key.empty() && (*place)->document_key != left_out)
        versions.insert((*place)->version_key);
    }
  }
  Learned learned;
  for (const std::string& version : versions) {
    auto framework = LoadFramework(snapshot, version, false, places);
    // Where nothing but the work as a whole is classified there may be no items.
    if (!framework && framework.error().code == ErrorCode::kNotFound) continue;
    if (!framework) return tl::unexpected(framework.error());
    for (Item& item : framework->items) {
      auto codes = CodesOf(snapshot, scheme, item);
      if (!codes) return tl::unexpected(codes.error());
      if (codes->empty()) continue;
      learned.items.push_back(std::move(item));
      learned.codes.push_back(std::move(*codes));
    }
  }
  if (const size_t count = learned.items.size(); count > kMostLearned) {
    Learned fewer;
    for (size_t i = 0; i < kMostLearned; ++i) {
      fewer.items.push_back(std::move(learned.items[i * count / kMostLearned]));
      fewer.codes.push_back(std::move(learned.codes[i * count / kMostLearned]));
    }
    return fewer;
  }
  return learned;
}

uint32_t Topmost(const Framework& scheme, uint32_t code) {
  for (int depth = 0; scheme.items[code].parent >= 0 && depth < 20; ++depth)
    code = static_cast<uint32_t>(scheme.items[code].parent);
  return code;
}

// Codes that can be suggested, as places in the scheme.
std::vector<uint32_t> Candidates(const Framework& scheme, const Learned& learned) {
  std::set<uint32_t> some, broader;
  for (const std::set<uint32_t>& codes : learned.codes) some.insert(codes.begin(), codes.end());
  for (const Item& item : scheme.items) {
    if (item.parent >= 0) broader.insert(static_cast<uint32_t>(item.parent));
  }
  for (uint32_t code = 0; code < scheme.items.size(); ++code) {
    if (!broader.contains(code)) some.insert(code);
  }
  return {some.begin(), some.end()};
}

}  // namespace

Result<CodeSuggestions> SuggestCodes(const Snapshot& snapshot, const Framework& items,
                                     std::string_view scheme_key, const CodeSuggestionOptions& options,
                                     Places* places) {
  CodeSuggestions found;
  auto scheme = LoadFramework(snapshot, scheme_key, true, places);
  if (!scheme) return tl::unexpected(scheme.error());
  found.scheme = std::move(*scheme);
  std::string own;
  if (options.again && !items.items.empty()) {
    auto place = places->Of(items.items[0].text_node);
    if (!place) return tl::unexpected(place.error());
    own = (*place)->document_key;
  }
  auto learned = LearnFrom(snapshot, found.scheme, own, places);
  if (!learned) return tl::unexpected(learned.error());
  found.learned = learned->items.size();
  const std::vector<uint32_t> candidates = Candidates(found.scheme, *learned);
  if (candidates.size() > kMostCodes) {
    return Fail(ErrorCode::kLimit, fmt::format("'{}' has {} codes to choose from; at most {} are judged",
                                               scheme_key, candidates.size(), kMostCodes));
  }

  std::map<uint32_t, uint32_t> place_of, groups;  // in the scheme -> of the model
  std::vector<CodeText> codes;
  std::vector<std::string> texts;
  for (const uint32_t code : candidates) {
    const Item& item = found.scheme.items[code];
    place_of.emplace(code, static_cast<uint32_t>(codes.size()));
    const auto group =
        groups.emplace(Topmost(found.scheme, code), static_cast<uint32_t>(groups.size())).first->second;
    codes.push_back({item.title, item.text, group});
    texts.push_back(EmbeddedText(item));
  }
  std::vector<LabelledText> labelled;
  for (size_t i = 0; i < learned->items.size(); ++i) {
    const Item& item = learned->items[i];
    labelled.push_back({item.title, item.text, {}});
    for (const uint32_t code : learned->codes[i]) labelled.back().codes.push_back(place_of.at(code));
    texts.push_back(EmbeddedText(item));
  }
  std::vector<uint32_t> asked;
  for (uint32_t i = 0; i < items.items.size(); ++i) {
    auto has = CodesOf(snapshot, found.scheme, items.items[i]);
    if (!has) return tl::unexpected(has.error());
    if (!has->empty() && !options.again) {
      ++found.passed_over;
      continue;
    }
    asked.push_back(i);
    texts.push_back(EmbeddedText(items.items[i]));
  }
  std::vector<int16_t> vectors;
  const size_t dimensions = options.vectors == nullptr ? 0 : options.vectors->dimensions();
  if (options.vectors != nullptr) {
    auto all = options.vectors->Of(snapshot, texts);
    if (!all) return tl::unexpected(all.error());
    vectors = std::move(*all);
  }
  const size_t known = (codes.size() + labelled.size()) * dimensions;
  CodeModel model(codes, labelled, std::span<const int16_t>(vectors).first(known), dimensions);
  for (size_t i = 0; i < asked.size(); ++i) {
    const Item& item = items.items[asked[i]];
    const CodeModel::Opinion opinion = model.Judge(
        item.title, item.text, std::span<const int16_t>(vectors).subspan(known + i * dimensions, dimensions));
    size_t kept = 0;
    for (const CodeModel::Scored& scored : opinion.codes) {
      if (kept == options.top || scored.confidence < options.least) break;
      ++kept;
      CodeSuggestion suggestion{asked[i], candidates[scored.code], scored.confidence, {}};
      for (size_t n = 0; n < std::min(kNeighboursSeen, opinion.neighbours.size()); ++n) {
        const auto& [text, similarity] = opinion.neighbours[n];
        if (suggestion.neighbours.size() == kNeighboursKept) break;
        if (!learned->codes[text].contains(suggestion.code)) continue;
        suggestion.neighbours.push_back(
            {learned->items[text].id, learned->items[text].text_node, std::clamp(similarity, 0.0, 1.0)});
      }
      found.suggestions.push_back(std::move(suggestion));
    }
  }
  return found;
}

}  // namespace concord
