#include "query/text/lexical_match.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "query/text/term_counts.h"

namespace concord {
namespace {

// The weight of each term by how rare it is, both sides counting alike: among 12 objects and 1,189
// subjects a term in half of the objects is common.
class Rarity {
 public:
  Rarity(size_t terms, const std::vector<TermCounts>& subjects, const std::vector<TermCounts>& objects)
      : share_(terms, 0.0F) {
    for (const auto* side : {&subjects, &objects}) {
      const float each = 0.5F / static_cast<float>(std::max<size_t>(1, side->size()));
      for (const TermCounts& counts : *side) {
        for (const auto& [term, count] : counts) share_[term] += each;
      }
    }
    smooth_ = 0.5F / static_cast<float>(subjects.size() + objects.size() + 1);
  }
  float operator()(TermId term) const {
    return std::log(1.0F + std::max(0.0F, 1.0F - share_[term]) / (share_[term] + smooth_));
  }

 private:
  std::vector<float> share_;
  float smooth_;
};

}  // namespace

// What is read from one side.
struct LexicalMatcher::Read {
  std::vector<TermCounts> title, all, pairs, title_grams, all_grams, path;

  Read(std::span<const MatchText> side, const LexicalWeights& weights, WordTable* words) {
    for (const MatchText& item : side) {
      const std::vector<TermId> title_terms = words->Read(item.title);
      const std::vector<TermId> text_terms = words->Read(item.text);
      const TermCounts title_counts = CountTerms(title_terms);
      const TermCounts path_counts = CountTerms(words->Read(item.path), 0.5F);
      // A title counts threefold: it is what the author thought the item is about.
      all.push_back(
          MergeCounts(MergeCounts(CountTerms(title_terms, 3), CountTerms(text_terms)), path_counts));
      path.push_back(MergeCounts(title_counts, path_counts));
      title.push_back(title_counts);

      std::vector<TermId> neighbours;
      for (const auto* terms : {&title_terms, &text_terms}) {
        const std::vector<TermId> pairs_of = NeighbouringPairs(*terms, words);
        neighbours.insert(neighbours.end(), pairs_of.begin(), pairs_of.end());
      }
      pairs.push_back(CountTerms(std::move(neighbours)));

      if (weights[kTitleGrams] == 0 && weights[kGrams] == 0) continue;
      std::vector<TermId> grams;
      words->ReadCharacterGrams(item.title, &grams);
      title_grams.push_back(CountTerms(grams));
      words->ReadCharacterGrams(item.text, &grams);
      all_grams.push_back(CountTerms(std::move(grams)));
    }
  }
};

LexicalMatcher::Space LexicalMatcher::MakeSpace(std::vector<Vector> subjects,
                                                const std::vector<Vector>& objects) const {
  Space space;
  space.subjects = std::move(subjects);
  space.first.assign(words_.size() + 1, 0);
  for (const Vector& object : objects) {
    for (const Entry& entry : object) ++space.first[entry.term + 1];
  }
  std::partial_sum(space.first.begin(), space.first.end(), space.first.begin());
  space.postings.resize(space.first.back());
  std::vector<uint32_t> next(space.first.begin(), space.first.end() - 1);
  for (uint32_t i = 0; i < objects.size(); ++i) {
    for (const Entry& entry : objects[i]) space.postings[next[entry.term]++] = {i, entry.weight};
  }
  return space;
}

LexicalMatcher::LexicalMatcher(std::span<const MatchText> subjects, std::span<const MatchText> objects,
                               const LexicalOptions& options)
    : options_(options), object_count_(objects.size()) {
  const Read a(subjects, options_.weights, &words_);
  const Read b(objects, options_.weights, &words_);
  const size_t terms = words_.size();

  const auto cosine = [&](std::vector<TermCounts> Read::*part) {
    const Rarity rarity(terms, a.*part, b.*part);
    const auto vectors = [&](const std::vector<TermCounts>& side) {
      std::vector<Vector> out;
      for (TermCounts counts : side) {
        WeighTerms(rarity, &counts);
        Vector vector;
        for (const auto& [term, weight] : counts) vector.push_back({term, weight});
        out.push_back(std::move(vector));
      }
      return out;
    };
    std::vector<Vector> objects_of = vectors(b.*part);
    Space space = MakeSpace(vectors(a.*part), objects_of);
    if (part == &Read::all) object_words_ = std::move(objects_of);
    return space;
  };
  spaces_[kWords] = cosine(&Read::all);
  spaces_[kPairs] = cosine(&Read::pairs);
  if (!a.title_grams.empty() || !b.title_grams.empty()) {
    spaces_[kTitleGrams] = cosine(&Read::title_grams);
    spaces_[kGrams] = cosine(&Read::all_grams);
  }
  if (options_.weights[kPaths] != 0) spaces_[kPaths] = cosine(&Read::path);

  // Shares of what a perfect answer would get: sum of rarity * saturation over sum of rarity.
  const Rarity rarity(terms, a.all, b.all);
  const auto asked = [&](const std::vector<TermCounts>& side) {
    std::vector<Vector> out;
    for (const TermCounts& counts : side) {
      Vector vector;
      float sum = 0;
      for (const auto& [term, count] : counts) sum += rarity(term);
      for (const auto& [term, count] : counts) vector.push_back({term, rarity(term) / std::max(sum, 1e-6F)});
      out.push_back(std::move(vector));
    }
    return out;
  };
  const auto answers = [&](const std::vector<TermCounts>& side, bool saturate) {
    constexpr float kK1 = 1.2F, kB = 0.75F;
    float mean = 0;
    for (const TermCounts& counts : side) mean += SumOf(counts);
    mean = std::max(1.0F, mean / static_cast<float>(std::max<size_t>(1, side.size())));
    std::vector<Vector> out;
    for (const TermCounts& counts : side) {
      const float norm = kK1 * (1 - kB + kB * SumOf(counts) / mean);
      Vector vector;
      for (const auto& [term, count] : counts)
        vector.push_back({term, saturate ? count / (count + norm) : 1});
      out.push_back(std::move(vector));
    }
    return out;
  };
  spaces_[kSubjectCovered] = MakeSpace(asked(a.all), answers(b.all, true));
  spaces_[kSubjectTitle] = MakeSpace(asked(a.title), answers(b.all, false));
  spaces_[kObjectTitle] = MakeSpace(answers(a.all, false), asked(b.title));
}

LexicalOptions LexicalOptions::Default() {
  LexicalOptions options;
  options.weights[kWords] = 0.34F;
  options.weights[kPairs] = 0.33F;
  options.weights[kTitleGrams] = 0.04F;
  options.weights[kGrams] = 0.05F;
  options.weights[kSubjectCovered] = 0.10F;
  options.weights[kSubjectTitle] = 0.06F;
  options.weights[kObjectTitle] = 0.04F;
  options.weights[kPaths] = 0.04F;
  options.slope = 8;
  options.intercept = -2.5F;
  return options;
}

LexicalOptions LexicalOptions::BesideVectors() {
  LexicalOptions options;
  options.weights[kWords] = 0.5F;
  options.weights[kPairs] = 0.5F;
  options.weights[kSubjectCovered] = 1;
  options.weights[kSubjectTitle] = 0.25F;
  options.weights[kObjectTitle] = 0.25F;
  return options;
}

std::vector<float> LexicalMatcher::Scores(uint32_t subject) const {
  std::vector<float> scores(object_count_, 0.0F);
  for (size_t f = 0; f < kLexicalFeatures; ++f) {
    if (options_.weights[f] == 0) continue;
    const Space& space = spaces_[f];
    for (const Entry& entry : space.subjects[subject]) {
      const float weight = entry.weight * options_.weights[f];
      for (uint32_t i = space.first[entry.term]; i < space.first[entry.term + 1]; ++i) {
        scores[space.postings[i].term] += weight * space.postings[i].weight;
      }
    }
  }
  return scores;
}

std::vector<LexicalWeights> LexicalMatcher::Features(uint32_t subject) const {
  std::vector<LexicalWeights> features(object_count_, LexicalWeights{});
  for (size_t f = 0; f < kLexicalFeatures; ++f) {
    if (spaces_[f].subjects.empty()) continue;
    for (const Entry& entry : spaces_[f].subjects[subject]) {
      for (uint32_t i = spaces_[f].first[entry.term]; i < spaces_[f].first[entry.term + 1]; ++i) {
        features[spaces_[f].postings[i].term][f] += entry.weight * spaces_[f].postings[i].weight;
      }
    }
  }
  return features;
}

std::vector<float> LexicalMatcher::ScoresOfSome(uint32_t subject, size_t top, uint64_t* work) const {
  constexpr size_t kMostPostings = 20'000;  // for a subject
  struct Lookup {
    std::span<const Entry> postings;
    float weight;
  };
  std::vector<Lookup> lookups;
  for (size_t f = 0; f < kLexicalFeatures; ++f) {
    if (options_.weights[f] == 0) continue;
    const Space& space = spaces_[f];
    for (const Entry& entry : space.subjects[subject]) {
      const uint32_t first = space.first[entry.term], behind = space.first[entry.term + 1];
      if (first == behind) continue;
      lookups.push_back(
          {std::span(space.postings).subspan(first, behind - first), entry.weight * options_.weights[f]});
    }
  }
  std::ranges::stable_sort(lookups, {}, [](const Lookup& lookup) { return lookup.postings.size(); });

  std::vector<float> scores(object_count_, 0.0F);
  std::vector<uint32_t> touched;
  size_t next = 0;
  for (size_t read = 0; next < lookups.size(); ++next) {
    read += lookups[next].postings.size();
    if (read > kMostPostings && next > 0) break;
    *work += lookups[next].postings.size();
    for (const Entry& entry : lookups[next].postings) {
      if (scores[entry.term] == 0) touched.push_back(entry.term);
      scores[entry.term] += lookups[next].weight * entry.weight;
    }
  }
  const size_t kept = std::min(top, touched.size());
  std::ranges::partial_sort(
      touched, touched.begin() + static_cast<ptrdiff_t>(kept),
      [&](uint32_t x, uint32_t y) { return scores[x] != scores[y] ? scores[x] > scores[y] : x < y; });
  for (size_t i = kept; i < touched.size(); ++i) scores[touched[i]] = 0;
  touched.resize(kept);
  for (; next < lookups.size(); ++next) {
    *work += kept;
    for (const uint32_t object : touched) {
      const auto at = std::ranges::lower_bound(lookups[next].postings, object, {}, &Entry::term);
      if (at != lookups[next].postings.end() && at->term == object)
        scores[object] += lookups[next].weight * at->weight;
    }
  }
  return scores;
}

std::vector<LexicalMatch> LexicalMatcher::Match(uint32_t subject, size_t top, uint64_t* work) const {
  uint64_t products = 0;
  const std::vector<float> scores =
      object_count_ > kMostObjects ? ScoresOfSome(subject, top, &products) : Scores(subject);
  if (work != nullptr) *work += products;
  std::vector<LexicalMatch> matches;
  for (uint32_t o = 0; o < object_count_; ++o) {
    if (scores[o] <= 0) continue;
    matches.push_back({o, 1 / (1 + std::exp(-(options_.slope * scores[o] + options_.intercept)))});
  }
  const auto better = [](const LexicalMatch& x, const LexicalMatch& y) {
    return x.confidence != y.confidence ? x.confidence > y.confidence : x.object < y.object;
  };
  const size_t kept = std::min(top, matches.size());
  std::partial_sort(matches.begin(), matches.begin() + static_cast<ptrdiff_t>(kept), matches.end(), better);
  matches.resize(kept);
  return matches;
}

std::vector<std::string> LexicalMatcher::SharedWords(uint32_t subject, uint32_t object, size_t count) const {
  const Vector& a = spaces_[kWords].subjects[subject];
  const Vector& b = object_words_[object];
  std::vector<std::pair<float, TermId>> shared;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].term == b[j].term)
      shared.emplace_back(-a[i].weight * b[j].weight, a[i].term), ++i, ++j;
    else if (a[i].term < b[j].term)
      ++i;
    else
      ++j;
  }
  std::sort(shared.begin(), shared.end());
  // Of words that add little beside the strongest, or next to nothing at all, no reader learns why.
  constexpr float kLeast = 0.005F, kLeastShare = 0.15F;
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(count, shared.size()); ++i) {
    const float adds = -shared[i].first;
    if (adds < kLeast || adds < -shared.front().first * kLeastShare) break;
    names.push_back(words_.Name(shared[i].second));
  }
  return names;
}

}  // namespace concord
