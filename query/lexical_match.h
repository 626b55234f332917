// How alike two texts are by their words alone: the lexical tier of mapping suggestions.
//
// Several views of a pair of texts, each from 0 to 1, are added with fixed weights: TF-IDF cosines
// (Salton & Buckley 1988) of stems, of character grams, of titles and of heading paths, and the share of
// each side's words that the other one has, weighted by BM25 (Robertson & Zaragoza 2009). A term's weight
// comes from both sides alike, however unequal their sizes. At last an object that resembles every
// subject is marked down by its mean similarity to the subjects nearest to it (the hubness correction of
// CSLS: Conneau et al. 2018), which rewards pairs that prefer one another in both directions.
//
// Costs the sum, over the terms, of the products of their frequencies on both sides.
#ifndef CONCORD_QUERY_LEXICAL_MATCH_H_
#define CONCORD_QUERY_LEXICAL_MATCH_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/words.h"

namespace concord {

// One side of a comparison. The parts are borrowed for the time of the call.
struct MatchText {
  std::string_view title;
  std::string_view text;
  std::string_view path;  // titles of what it hangs under
};

// The views of a pair, in the order of LexicalWeights.
enum LexicalFeature : uint8_t {
  kWords,           // cosine of the stems of title, text and path
  kPairs,           // cosine of pairs of neighbouring stems
  kTitles,          // cosine of the stems of the titles
  kTitleGrams,      // cosine of the character grams of the titles
  kGrams,           // cosine of the character grams of everything
  kSubjectCovered,  // BM25 of the subject's words in the object, as a share of the possible
  kObjectCovered,   // likewise the object's words in the subject
  kSubjectTitle,    // share of the subject's title that the object has anywhere
  kObjectTitle,     // likewise the object's title in the subject
  kPaths,           // cosine of title and path of both
  kLexicalFeatures,
};
using LexicalWeights = std::array<float, kLexicalFeatures>;

struct LexicalOptions {
  // Chosen by leaving frameworks out (docs/queries.md): see tests/bench or the closing note of the change.
  LexicalWeights weights = {};
  float hubness = 0;               // share of an object's mean similarity that is taken off
  float slope = 1, intercept = 0;  // from score to confidence: a logistic curve
  static LexicalOptions Default();
};

struct LexicalMatch {
  uint32_t object = 0;   // index in `objects`
  float confidence = 0;  // 0 to 1
};

class LexicalMatcher {
 public:
  LexicalMatcher(std::span<const MatchText> subjects, std::span<const MatchText> objects,
                 const LexicalOptions& options = LexicalOptions::Default());

  // The objects that share anything with the subject, best first, at most `top`; of equals the one with
  // the lower index comes first.
  std::vector<LexicalMatch> Match(uint32_t subject, size_t top) const;

  // Stems that speak most for the pair, strongest first, at most `count`.
  std::vector<std::string> SharedWords(uint32_t subject, uint32_t object, size_t count) const;

  // All views of the subject and each object, for choosing weights.
  std::vector<LexicalWeights> Features(uint32_t subject) const;

 private:
  struct Entry {
    TermId term;
    float weight;
  };
  using Vector = std::vector<Entry>;  // terms rise
  // A view as a product of two vectors. Objects are kept by term: entries of term t are
  // postings[first[t]] to postings[first[t + 1]].
  struct Space {
    std::vector<Vector> subjects;
    std::vector<uint32_t> first;
    std::vector<Entry> postings;  // `term` is the object here
  };
  struct Read;

  Space MakeSpace(std::vector<Vector> subjects, const std::vector<Vector>& objects) const;
  std::vector<float> Scores(uint32_t subject) const;

  LexicalOptions options_;
  WordTable words_;
  size_t object_count_ = 0;
  std::array<Space, kLexicalFeatures> spaces_;
  std::vector<Vector> object_words_;  // for SharedWords
  std::vector<float> hubness_;        // for each object
};

}  // namespace concord

#endif  // CONCORD_QUERY_LEXICAL_MATCH_H_
