// Plain Okapi BM25 (Robertson & Zaragoza 2009) over a few texts: the baseline with which suggestions are
// compared.
#ifndef CONCORD_QUERY_TEXT_BM25_H_
#define CONCORD_QUERY_TEXT_BM25_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace concord {

// k1 1.2, b 0.75. Words are runs of ASCII letters and digits in lower case; longer words lose the endings
// -ing, -ed, -es, -s.
class Bm25 {
 public:
  explicit Bm25(std::span<const std::string> texts);

  // The texts that share a word with `text`, best first; equal ones in their order.
  std::vector<uint32_t> Rank(std::string_view text) const;

 private:
  struct Posting {
    uint32_t text;
    double weight;
  };
  std::unordered_map<std::string, std::vector<Posting>> postings_;
  size_t texts_ = 0;
};

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_BM25_H_
