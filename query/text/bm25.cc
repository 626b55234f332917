#include "query/text/bm25.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"

namespace concord {
namespace {

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || IsDigit(c); };
  const std::string lower = AsciiLower(text);
  for (size_t at = 0; at < lower.size();) {
    size_t end = at;
    while (end < lower.size() && is_word(lower[end])) ++end;
    if (end > at) {
      std::string word = lower.substr(at, end - at);
      for (const std::string_view ending : {"ing", "ed", "es", "s"}) {
        if (word.size() <= ending.size() + 3 || !word.ends_with(ending)) continue;
        word.resize(word.size() - ending.size());
        break;
      }
      words.push_back(std::move(word));
    }
    at = end + 1;
  }
  return words;
}

}  // namespace

Bm25::Bm25(std::span<const std::string> texts) : texts_(texts.size()) {
  constexpr double kK1 = 1.2, kB = 0.75;
  std::vector<double> lengths;
  double mean = 0;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    std::map<std::string, double> counts;
    double length = 0;
    for (std::string& word : WordsOf(texts[i])) ++counts[std::move(word)], ++length;
    for (auto& [word, count] : counts) postings_[word].push_back({i, count});
    lengths.push_back(length);
    mean += length / static_cast<double>(texts.size());
  }
  mean = std::max(mean, 1e-9);
  for (auto& [word, postings] : postings_) {
    const auto in = static_cast<double>(postings.size()), all = static_cast<double>(texts_);
    const double rarity = std::log(1 + (all - in + 0.5) / (in + 0.5));
    for (Posting& posting : postings) {
      posting.weight = rarity * posting.weight * (kK1 + 1) /
                       (posting.weight + kK1 * (1 - kB + kB * lengths[posting.text] / mean));
    }
  }
}

std::vector<uint32_t> Bm25::Rank(std::string_view text) const {
  std::vector<double> scores(texts_, 0.0);
  const std::vector<std::string> words = WordsOf(text);
  for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
    const auto known = postings_.find(word);
    if (known == postings_.end()) continue;
    for (const Posting& posting : known->second) scores[posting.text] += posting.weight;
  }
  std::vector<uint32_t> ranked;
  for (uint32_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > 0) ranked.push_back(i);
  }
  std::ranges::stable_sort(ranked, [&](uint32_t x, uint32_t y) { return scores[x] > scores[y]; });
  return ranked;
}

}  // namespace concord
