#include "query/suggestions/suggestions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/parallel.h"
#include "base/unicode.h"
#include "graph/vocabulary.h"
#include "query/embedding/model_folder.h"
#include "query/places/place.h"
#include "query/suggestions/candidates.h"
#include "query/suggestions/chain_evidence.h"
#include "query/suggestions/framework_shape.h"
#include "query/suggestions/item_levels.h"
#include "query/suggestions/mapped_often.h"
#include "query/text/lexical_match.h"
#include "query/text/title_code.h"

namespace concord {
namespace {

// Which nodes an item is classified as, for the objects by node too.
using Concepts = std::set<NodeId>;

Result<Concepts> ConceptsOf(const Snapshot& snapshot, const Item& item) {
  auto classified = ClassificationsOf(snapshot, item);
  if (!classified) return tl::unexpected(classified.error());
  Concepts concepts;
  for (const Adjacent& adjacent : *classified) concepts.insert(adjacent.node);
  return concepts;
}

// Raises a confidence as independent evidence that is `sure` by itself does: a noisy-or.
void AddEvidence(double sure, Suggestion* suggestion) {
  suggestion->confidence = 1 - (1 - suggestion->confidence) * (1 - sure);
}

// What is shared by two frameworks' classifications.
class SharedConcepts {
 public:
  static Result<SharedConcepts> Find(const Snapshot& snapshot, const Framework& a, const Framework& b) {
    SharedConcepts shared;
    // A store where nothing is classified is told quickly.
    if (snapshot.EdgeCount(edge::CLASSIFIED_AS) == 0) return shared;
    shared.of_subject_.resize(a.items.size());
    shared.objects_ = static_cast<double>(b.items.size());
    for (uint32_t o = 0; o < b.items.size(); ++o) {
      auto concepts = ConceptsOf(snapshot, b.items[o]);
      if (!concepts) return tl::unexpected(concepts.error());
      for (const NodeId node : *concepts) shared.carriers_[node].push_back(o);
    }
    if (shared.carriers_.empty()) return shared;
    for (uint32_t s = 0; s < a.items.size(); ++s) {
      auto concepts = ConceptsOf(snapshot, a.items[s]);
      if (!concepts) return tl::unexpected(concepts.error());
      shared.of_subject_[s] = std::move(*concepts);
    }
    return shared;
  }

  // Raises the confidence of each object that shares a concept with the subject, by `at(object)`, which makes
  // a suggestion where there is none. Half sure when one object alone carries the concept.
  template <typename At>
  void Raise(uint32_t subject, At at) const {
    if (carriers_.empty()) return;
    for (const NodeId node : of_subject_[subject]) {
      const auto carried = carriers_.find(node);
      if (carried == carriers_.end()) continue;
      const double share = static_cast<double>(carried->second.size()) / objects_;
      const double telling = 0.5 * (1 - share) + 0.05;
      for (const uint32_t o : carried->second) {
        Suggestion& suggestion = at(o);
        AddEvidence(telling, &suggestion);
        suggestion.shared_concepts.push_back(node);
      }
    }
  }

 private:
  // Which objects carry a concept: few carry one that tells much.
  std::map<NodeId, std::vector<uint32_t>> carriers_;
  std::vector<Concepts> of_subject_;
  double objects_ = 0;
};

// The best of one subject: by confidence, equals by the object's place.
class Best {
 public:
  Best(const Framework& a, const Framework& b, const SuggestionOptions& options,
       const LexicalMatcher& matcher, const SharedConcepts& shared, const Candidates& candidates)
      : a_(a), b_(b), options_(options), matcher_(matcher), shared_(shared), candidates_(candidates) {}

  // `found` has at least the objects that are among the best without shared concepts and chains, which lead
  // to `reached`; `missing` makes the suggestion for another object. None of `left_out` comes.
  template <typename Missing>
  std::vector<Suggestion> Of(uint32_t subject, std::map<uint32_t, Suggestion> found,
                             const std::vector<ReachedObject>& reached, const std::vector<bool>& left_out,
                             Missing missing) const {
    const auto at = [&](uint32_t object) -> Suggestion& {
      const auto one = found.find(object);
      return one != found.end() ? one->second : found.emplace(object, missing(object)).first->second;
    };
    shared_.Raise(subject, at);
    for (const ReachedObject& one : reached) {
      Suggestion& suggestion = at(one.object);
      AddEvidence(kChainWeight * one.share, &suggestion);
      suggestion.chain_share = one.share;
      suggestion.through = one.through;
    }
    std::vector<Suggestion> best;
    for (auto& [object, suggestion] : found) {
      const bool itself = a_.items[subject].id == b_.items[object].id;
      if (!itself && !left_out[object] && suggestion.confidence >= options_.least)
        best.push_back(std::move(suggestion));
    }
    std::stable_sort(best.begin(), best.end(),
                     [](const Suggestion& x, const Suggestion& y) { return x.confidence > y.confidence; });
    if (best.size() > options_.top) {
      size_t kept = options_.top;
      const auto leaf =
          std::ranges::find_if(best, [&](const Suggestion& one) { return candidates_.IsLeaf(one.object); });
      if (options_.best_leaf && kept > 0 && leaf != best.end() &&
          static_cast<size_t>(leaf - best.begin()) >= kept) {
        std::swap(best[kept], *leaf);
        ++kept;
      }
      best.resize(kept);
    }
    best.shrink_to_fit();  // all objects had room in it
    if (!options_.explain) return best;
    for (Suggestion& suggestion : best) {
      suggestion.words = matcher_.SharedWords(subject, suggestion.object, 6);
      suggestion.same = candidates_.SameAs(suggestion.object);
    }
    return best;
  }

 private:
  const Framework& a_;
  const Framework& b_;
  const SuggestionOptions& options_;
  const LexicalMatcher& matcher_;
  const SharedConcepts& shared_;
  const Candidates& candidates_;
};

// The vectors of both sides, subjects first.
Result<std::vector<int16_t>> VectorsOf(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                       TextVectors* vectors) {
  std::vector<std::string> texts;
  for (const Framework* side : {&a, &b}) {
    for (const Item& item : side->items) texts.push_back(EmbeddedText(item));
  }
  return vectors->Of(snapshot, texts);
}

// How far a model of English can read an item: the share of its letters that are Latin. Where it cannot,
// scores are but noise beside numbers and names, and a quarter of the confidence is left.
double Readable(const Item& item) {
  size_t letters = 0, latin = 0;
  for (const std::string* part : {&item.title, &item.text}) {
    for (size_t at = 0; at < part->size();) {
      const char32_t c = NextCodePoint(*part, &at);
      if (c < 0x80 ? !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') : !IsLetterOrDigit(c)) continue;
      ++letters;
      latin += c < 0x250 || (c >= 0x1E00 && c < 0x1F00) ? 1 : 0;
    }
  }
  const double share = letters == 0 ? 1 : static_cast<double>(latin) / static_cast<double>(letters);
  return 0.25 + 0.75 * share;
}

// What is left of a confidence beside an item in another language of Latin script: on the one such framework
// of the development crosswalks, experts list a tenth less than is said (docs/suggestions.md).
constexpr double kLeftBetweenLanguages = 0.9;

Result<std::vector<double>> ReadableItems(const Snapshot& snapshot, const Framework& framework) {
  Places places(snapshot);
  auto language = LanguageOf(snapshot, framework, &places);
  if (!language) return tl::unexpected(language.error());
  const double most = IsForeign(*language) ? kLeftBetweenLanguages : 1;
  std::vector<double> shares;
  for (const Item& item : framework.items) shares.push_back(most * Readable(item));
  return shares;
}

// The objects with the highest scores; equals by their place. One more than asked for, as one of them may
// be the subject itself.
std::vector<uint32_t> Highest(const std::vector<double>& scores, const std::vector<bool>& left_out,
                              size_t top) {
  const size_t kept = std::min(top == SIZE_MAX ? top : top + 1, scores.size());
  std::vector<uint32_t> heap;
  const auto better = [&](uint32_t x, uint32_t y) {
    return scores[x] != scores[y] ? scores[x] > scores[y] : x < y;
  };
  for (uint32_t o = 0; o < scores.size() && kept > 0; ++o) {
    if (left_out[o]) continue;
    if (heap.size() == kept) {
      if (!better(o, heap.front())) continue;
      std::pop_heap(heap.begin(), heap.end(), better);
      heap.pop_back();
    }
    heap.push_back(o);
    std::push_heap(heap.begin(), heap.end(), better);
  }
  return heap;
}

}  // namespace

std::string EmbeddedText(const Item& item) {
  if (item.text.starts_with(item.title)) return item.text;
  return item.text.empty() ? item.title : item.title + ". " + item.text;
}

namespace {

// SuggestMappings for a `b` of one item.
Result<std::vector<Suggestion>> SuggestForOne(const Snapshot& snapshot, const Framework& a,
                                              const Framework& b, const SuggestionOptions& options) {
  SuggestionOptions turned = options;
  if (!options.among.empty() && !options.among.front()) return std::vector<Suggestion>();
  turned.subjects.clear();
  turned.among.clear();
  turned.best_leaf = turned.collapse = false;
  turned.top = a.items.size();
  auto found = SuggestMappings(snapshot, b, a, turned);
  if (!found) return found;
  const std::set<uint32_t> wanted(options.subjects.begin(), options.subjects.end());
  std::vector<Suggestion> suggestions;
  for (Suggestion& suggestion : *found) {
    std::swap(suggestion.subject, suggestion.object);
    if (wanted.empty() || wanted.contains(suggestion.subject)) suggestions.push_back(std::move(suggestion));
  }
  std::ranges::stable_sort(suggestions, {}, &Suggestion::subject);
  return suggestions;
}

}  // namespace

FrameworkSide::FrameworkSide(const Framework& framework) {
  constexpr std::string_view kPathJoint = " > ";  // as LoadFramework joins them
  // By the item above, by the headings, or (an item that has neither) by itself.
  using Home = std::tuple<int32_t, std::string_view, std::string_view>;
  std::map<Home, uint32_t> numbers;
  for (const Item& item : framework.items) {
    std::string& path = paths.emplace_back();
    for (std::string_view rest = item.path; !rest.empty();) {
      const size_t end = std::min(rest.find(kPathJoint), rest.size());
      if (const std::string_view title = WithoutCode(rest.substr(0, end), ""); !title.empty())
        path.append(path.empty() ? "" : kPathJoint).append(title);
      rest.remove_prefix(std::min(end + kPathJoint.size(), rest.size()));
    }
  }
  for (size_t i = 0; i < framework.items.size(); ++i) {
    const Item& item = framework.items[i];
    texts.push_back({WithoutCode(item.title, item.id), item.text, paths[i]});
    parents.push_back(item.parent);
    Home home = {item.parent, "", ""};
    if (item.parent < 0) {
      if (item.path.empty())
        std::get<2>(home) = item.id;
      else
        std::get<1>(home) = item.path;
    }
    siblings.push_back(numbers.try_emplace(home, static_cast<uint32_t>(numbers.size())).first->second);
  }
  levels = LevelsOf(texts, parents);
}

Result<std::vector<Suggestion>> SuggestMappings(const Snapshot& snapshot, const Framework& a,
                                                const Framework& b, const SuggestionOptions& options) {
  // A score says how much better an object is than the others. Where there is but one the question is asked
  // the other way round: which of the subjects answers it.
  if (b.items.size() == 1 && a.items.size() > 1 && options.vectors != nullptr && options.top > 0)
    return SuggestForOne(snapshot, a, b, options);
  auto shared = SharedConcepts::Find(snapshot, a, b);
  if (!shared) return tl::unexpected(shared.error());
  const FrameworkSide subjects(a), objects(b);
  Result<LexicalOptions> words = LexicalOptions::Default();
  if (options.vectors != nullptr) {
    Places places(snapshot);
    words = WordsBesideVectors(snapshot, a, b, &places);
  }
  if (!words) return tl::unexpected(words.error());
  const LexicalMatcher matcher(subjects.texts, objects.texts, *words);
  std::vector<uint32_t> wanted = options.subjects;
  if (wanted.empty()) {
    for (uint32_t s = 0; s < a.items.size(); ++s) wanted.push_back(s);
  }
  Result<std::vector<std::vector<ReachedObject>>> reached(wanted.size());
  if (options.chains) reached = ReachedObjects(snapshot, a, b, wanted);
  if (!reached) return tl::unexpected(reached.error());
  const Candidates candidates(b, options.among, options.collapse);
  const Best best(a, b, options, matcher, *shared, candidates);
  std::vector<std::vector<Suggestion>> of_subject(a.items.size());

  if (options.vectors == nullptr) {
    // Few objects are all looked at, as any of them may be left out, be the only leaf, or rise by a concept
    // that it shares or a chain.
    constexpr size_t kLookedAt = 64;
    const size_t few = options.top < b.items.size() ? std::max(kLookedAt, 4 * (options.top + 1)) : SIZE_MAX;
    const bool look_at_all = b.items.size() <= LexicalMatcher::kMostObjects || !options.among.empty();
    const size_t looked_at = look_at_all ? b.items.size() : std::min(few, b.items.size());
    const auto suggest = [&](size_t i) -> Result<void> {
      const uint32_t s = wanted[i];
      std::vector<double> totals(b.items.size(), 0.0);
      const std::vector<LexicalMatch> matches = matcher.Match(s, looked_at);
      for (const LexicalMatch& match : matches) totals[match.object] = static_cast<double>(match.confidence);
      const auto make = [&](uint32_t object) {
        Suggestion suggestion;
        suggestion.subject = s;
        suggestion.object = object;
        suggestion.confidence = totals[object];
        return suggestion;
      };
      const std::vector<bool> left_out = candidates.LeftOut(totals);
      // One more than asked for, as one of them may be the subject itself.
      std::map<uint32_t, Suggestion> found;
      size_t places = options.top + (options.top < SIZE_MAX ? 1 : 0), leaves = options.best_leaf ? 2 : 0;
      for (const LexicalMatch& match : matches) {
        if (places == 0 && leaves == 0) break;
        const bool is_leaf = candidates.IsLeaf(match.object);
        if (left_out[match.object] || (places == 0 && !(is_leaf && leaves > 0))) continue;
        found.emplace(match.object, make(match.object));
        if (places > 0) --places;
        if (is_leaf && leaves > 0) --leaves;
      }
      of_subject[s] = best.Of(s, std::move(found), (*reached)[i], left_out, make);
      return {};
    };
    const auto threads = options.threads == 0 ? HardwareThreads() : static_cast<unsigned>(options.threads);
    if (auto done = RunTasks(threads, wanted.size(), suggest); !done) return tl::unexpected(done.error());
  } else {
    auto vectors = VectorsOf(snapshot, a, b, options.vectors);
    if (!vectors) return tl::unexpected(vectors.error());
    const size_t dimensions = options.vectors->dimensions();
    const std::span<const int16_t> all = *vectors;
    std::vector<uint32_t> place_of(a.items.size(), 0);
    for (uint32_t i = 0; i < wanted.size(); ++i) place_of[wanted[i]] = i;
    const size_t split = a.items.size() * dimensions;
    const bool english_only = IsFittedModel(options.vectors->identity());
    const auto readable_a = ReadableItems(snapshot, a), readable_b = ReadableItems(snapshot, b);
    if (!readable_a || !readable_b)
      return tl::unexpected(readable_a ? readable_b.error() : readable_a.error());
    Result<std::vector<float>> often;
    if (options.chains) often = MappedOften(snapshot, a, b);
    if (!often) return tl::unexpected(often.error());
    PairSide of_b = objects.With(all.subspan(split));
    of_b.mapped = *often;
    ScorePairs(subjects.With(all.first(split)), of_b, matcher, dimensions, wanted, options.threads,
               [&](uint32_t s, const PairScores& scores) {
                 std::vector<double> totals(b.items.size());
                 double most = -1e300, sum = 0;
                 for (size_t o = 0; o < totals.size(); ++o) {
                   totals[o] = scores.Score(options.model, o);
                   most = std::max(most, totals[o]);
                 }
                 for (const double total : totals) sum += std::exp(total - most);
                 const double log_sum = most + std::log(sum);
                 const auto suggest = [&](uint32_t o) {
                   Suggestion suggestion;
                   suggestion.subject = s;
                   suggestion.object = o;
                   suggestion.confidence = options.model.Confidence(totals[o], log_sum);
                   if (english_only) suggestion.confidence *= std::min((*readable_a)[s], (*readable_b)[o]);
                   suggestion.components = {static_cast<double>(scores.words[o]),
                                            static_cast<double>(scores.vectors[o]),
                                            static_cast<double>(scores.parent[o]),
                                            static_cast<double>(scores.siblings[o]),
                                            scores.Level(o),
                                            std::clamp(static_cast<double>(scores.cosines[o]), -1.0, 1.0),
                                            scores.Mapped(o)};
                   return suggestion;
                 };
                 std::map<uint32_t, Suggestion> found;
                 std::vector<bool> left_out = candidates.LeftOut(totals);
                 for (const uint32_t o : Highest(totals, left_out, options.top)) found.emplace(o, suggest(o));
                 const std::vector<bool> shown = left_out;
                 if (options.best_leaf) {
                   for (uint32_t o = 0; o < totals.size(); ++o) {
                     if (!candidates.IsLeaf(o)) left_out[o] = true;
                   }
                   for (const uint32_t o : Highest(totals, left_out, 1)) found.emplace(o, suggest(o));
                 }
                 of_subject[s] = best.Of(s, std::move(found), (*reached)[place_of[s]], shown, suggest);
               });
  }

  std::vector<Suggestion> suggestions;
  for (const uint32_t s : wanted) {
    for (Suggestion& suggestion : of_subject[s]) suggestions.push_back(std::move(suggestion));
  }
  return suggestions;
}

}  // namespace concord
