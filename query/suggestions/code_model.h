// Which codes of a taxonomy a text may belong to, learned from texts that have codes and from the labels of
// the codes.
//
//   score = z(linear) + z(centre) + 0.5 z(group),  confidence = softmax of z(score) * sharpness
//
// A text is a vector: stems, pairs of neighbouring stems and character grams, each by TF-IDF, and beside a
// model's vector, where there is one, with the half of the weight. `linear` is ridge regression (Hoerl &
// Kennard 1970) on each code, rows of rare codes weighing more; `centre` the cosine with the mean of the
// code's texts (Rocchio 1971), in which its label counts threefold; `group` is `linear` for what the code
// hangs under. z: standard deviations above the mean of all codes. With a model there are two such scores, of
// words beside vectors and of words alone, of which the second counts a quarter. Nearest neighbours alone
// were worse; what was tried, on which tables, and how good it is: docs/suggestions.md.
//
// Costs, to learn, some dozens of passes over all words for each code (conjugate gradients: no matrix of
// texts by texts is made); memory for two numbers for each term and code.
#ifndef CONCORD_QUERY_SUGGESTIONS_CODE_MODEL_H_
#define CONCORD_QUERY_SUGGESTIONS_CODE_MODEL_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "query/text/term_counts.h"
#include "query/text/words.h"

namespace concord {

// Parts are borrowed for the time of the call.
struct CodeText {
  std::string_view label, definition;
  uint32_t group = 0;  // codes under one heading have one number, from 0
};

struct LabelledText {
  std::string_view title, text;
  std::vector<uint32_t> codes;  // at least one
};

struct CodeModelOptions {
  double shrink = 1;     // of the ridge
  double sharpness = 1;  // of the confidence
  float label = 3;       // how many texts a label counts for in its centre
  double group = 0.5;
  // Chosen on two tables of labels at once (docs/suggestions.md), the sharpness where the right code is
  // least of a surprise.
  static CodeModelOptions ByWords() { return {.shrink = 3, .sharpness = 1.1}; }
  static CodeModelOptions WithVectors() { return {.shrink = 1, .sharpness = 1.4}; }
};

// For one thread.
class CodeModel {
 public:
  // `vectors` are on the VectorGrid, `dimensions` numbers each: the codes' (label and definition), then the
  // texts'; empty without a model. There is at least one code.
  CodeModel(std::span<const CodeText> codes, std::span<const LabelledText> texts,
            std::span<const int16_t> vectors, size_t dimensions);

  struct Scored {
    uint32_t code = 0;
    double score = 0;       // z
    double confidence = 0;  // of all codes together 1
  };
  struct Neighbour {
    uint32_t text = 0;  // its place among the labelled
    double similarity = 0;
  };
  struct Opinion {
    std::vector<Scored> codes;  // all, best first; of equals the one with the lower place
    std::vector<Neighbour>
        neighbours;  // labelled texts, nearest first, those with nothing in common left out
  };
  Opinion Judge(std::string_view title, std::string_view text, std::span<const int16_t> vector);

 private:
  struct Features {
    TermCounts words;
    std::vector<float> meaning;
  };
  // Numbers for each of some columns, row by row.
  using Table = std::vector<float>;
  // What was learned from one way of looking at the texts.
  struct Look {
    CodeModelOptions options;
    size_t dimensions = 0;            // of the vectors; 0: words alone
    double weight = 1;                // of its score
    std::vector<Features> rows = {};  // codes, then texts
    Table linear = {};                // of each term and dimension: codes, then groups
    Table centres = {};               // of each term and dimension: codes
  };
  using Counts = std::vector<TermCounts>;  // by view

  Counts Count(std::string_view title, std::string_view text);
  void Weigh(const Look& look, Counts views, std::span<const int16_t> vector, Features* features) const;
  void Learn(const std::vector<Counts>& counts, std::span<const LabelledText> texts,
             std::span<const int16_t> vectors, Look* look) const;
  std::vector<double> Scores(const Look& look, const Features& features) const;  // z, of each code

  // X' v, and x (X' v): by terms, then by dimensions.
  Table Project(const Look& look, const Table& v, size_t columns) const;
  void Spread(const Look& look, const Features& features, const Table& projected, size_t columns,
              float* out) const;
  Table Solve(const Look& look, const Table& wanted, const std::vector<float>& weights, size_t columns) const;

  size_t codes_ = 0, groups_ = 0, terms_ = 0;
  std::vector<uint32_t> group_of_;
  WordTable words_;
  std::vector<float> rarity_;  // of terms that were learned from
  float unseen_ = 0;           // of others
  std::vector<Look> looks_;    // the first has the neighbours and the sharpness
};

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_CODE_MODEL_H_
