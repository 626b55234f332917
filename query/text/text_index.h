// Finds the texts that contain some words: an inverted index that lives as long as one question.
//
// Texts are ranked by BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75). Building takes one pass over the
// texts. The index takes about 12 bytes for each distinct word of each text.
#ifndef CONCORD_QUERY_TEXT_TEXT_INDEX_H_
#define CONCORD_QUERY_TEXT_TEXT_INDEX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/text/words.h"

namespace concord {

class TextIndex {
 public:
  struct Hit {
    uint32_t text = 0;  // the number that Add gave
    float score = 0;    // BM25: compare it only within one question
    // The share of the question's words that the text has, weighted by rarity or counted, whichever is less.
    // So one rare word alone is not enough, and neither are two common ones of three.
    float coverage = 0;
  };

  // Numbers the texts from 0. `heading` is the text above and counts half. `weight` scales the text's
  // score.
  uint32_t Add(std::string_view text, std::string_view heading = {}, float weight = 1);

  // Call this after the last Add and before the first Search.
  void Finish();

  // Texts with at least `least_coverage`, best first; equal ones by their number. At most `top`.
  std::vector<Hit> Search(std::string_view question, size_t top, float least_coverage = 0);

  // A word of the question that no text has, and the nearest word that a text has, both as stems.
  struct Slip {
    std::string word, meant;
  };
  // Call after Finish. Leaves out words that are near to no other. Reads all stems, so use it only for
  // questions that found nothing.
  std::vector<Slip> Misspelt(std::string_view question);

  size_t size() const { return lengths_.size(); }

 private:
  struct Posting {
    uint32_t text;
    float count;
  };
  WordTable words_;
  std::vector<TermId> terms_;  // beside postings_, until Finish
  std::vector<Posting> postings_;
  std::vector<uint64_t> first_;  // of each term
  std::vector<float> lengths_, weights_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_TEXT_INDEX_H_
