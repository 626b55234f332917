// How alike two texts are by their words alone: the lexical tier of mapping suggestions.
//
// Several features of a pair of texts, each from 0 to 1, are added with fixed weights: TF-IDF cosines (Salton
// & Buckley 1988) of stems, of word pairs, of character grams and of heading paths; and the share of one
// side's words that the other side has, for the text weighted by BM25 (Robertson & Zaragoza 2009). Both sides
// count equally for a term's weight, however unequal their sizes.
//
// The cost is the sum, over the terms, of the products of their frequencies on both sides. Match is cheaper
// where there are many objects.
#ifndef CONCORD_QUERY_TEXT_LEXICAL_MATCH_H_
#define CONCORD_QUERY_TEXT_LEXICAL_MATCH_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/text/words.h"

namespace concord {

// One side of a comparison. Borrows its parts for the time of the call.
struct MatchText {
  std::string_view title;
  std::string_view text;
  std::string_view path;  // titles of the items above it
};

// The features of a pair, in the order of LexicalWeights.
enum LexicalFeature : uint8_t {
  kWords,           // cosine of the stems of title, text and path
  kPairs,           // cosine of pairs of neighbouring stems
  kTitleGrams,      // cosine of the character grams of the titles
  kGrams,           // cosine of the character grams of everything
  kSubjectCovered,  // BM25 of the subject's words in the object, as a share of the maximum
  kSubjectTitle,    // share of the subject's title that the object has anywhere
  kObjectTitle,     // likewise the object's title in the subject
  kPaths,           // cosine of title and path of both
  kLexicalFeatures,
};
using LexicalWeights = std::array<float, kLexicalFeatures>;

struct LexicalOptions {
  // Default: fitted on the development pairs by hill climbing on MRR + nDCG@10 + recall@10 / 2. With five
  // folds of frameworks left out, the mean MRR is .536 (BM25: .497); docs/suggestions.md.
  LexicalWeights weights = {};
  float slope = 1, intercept = 0;  // from score to confidence: a logistic curve
  static LexicalOptions Default();
  // For use beside embeddings. No character grams: vectors do their work better, and they cost most. Words
  // and pairs count half of the coverage, titles a quarter; set by hand on the development pairs.
  static LexicalOptions BesideVectors();
};

struct LexicalMatch {
  uint32_t object = 0;   // index in `objects`
  float confidence = 0;  // 0 to 1
};

class LexicalMatcher {
 public:
  LexicalMatcher(std::span<const MatchText> subjects, std::span<const MatchText> objects,
                 const LexicalOptions& options = LexicalOptions::Default());

  // Up to so many objects Match looks at all of them.
  static constexpr size_t kMostObjects = 2'000;

  // The objects that share anything with the subject, best first, at most `top`. If two are equal, the one
  // with the lower index comes first. Of more than kMostObjects the subject's rarest terms choose `top`, and
  // the others only count for these: so an object that shares common words alone is not found, and the cost
  // for a subject does not grow with the objects. `work`, if given, is increased by the products made.
  std::vector<LexicalMatch> Match(uint32_t subject, size_t top, uint64_t* work = nullptr) const;

  // The weighted sum of the features, for each object. Any number of threads may call this.
  std::vector<float> Scores(uint32_t subject) const;

  // The stems that contribute most to the pair, strongest first, at most `count`.
  std::vector<std::string> SharedWords(uint32_t subject, uint32_t object, size_t count) const;

  // All features of the subject and each object, for fitting weights. A feature of weight 0 is 0.
  std::vector<LexicalWeights> Features(uint32_t subject) const;

 private:
  struct Entry {
    TermId term;
    float weight;
  };
  using Vector = std::vector<Entry>;  // terms rise
  // A feature as a product of two vectors. Objects are stored by term: the entries of term t are
  // postings[first[t]] to postings[first[t + 1]].
  struct Space {
    std::vector<Vector> subjects;
    std::vector<uint32_t> first;
    std::vector<Entry> postings;  // `term` is the object here
  };
  struct Read;

  Space MakeSpace(std::vector<Vector> subjects, const std::vector<Vector>& objects) const;
  // Scores of all objects, or of `top` that are chosen; of the others 0.
  std::vector<float> ScoresOfSome(uint32_t subject, size_t top, uint64_t* work) const;
  LexicalOptions options_;
  WordTable words_;
  size_t object_count_ = 0;
  std::array<Space, kLexicalFeatures> spaces_;
  std::vector<Vector> object_words_;  // for SharedWords
};

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_LEXICAL_MATCH_H_
