#include "query/text/text_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"

namespace concord {

uint32_t TextIndex::Add(std::string_view text, std::string_view heading, float weight) {
  const auto number = static_cast<uint32_t>(lengths_.size());
  std::vector<TermId> terms = words_.Read(text);
  const std::vector<TermId> above = words_.Read(heading);
  float length = 0;
  const auto count = [&](std::vector<TermId> some, float each) {
    std::sort(some.begin(), some.end());
    for (size_t i = 0; i < some.size();) {
      size_t end = i;
      while (end < some.size() && some[end] == some[i]) ++end;
      terms_.push_back(some[i]);
      postings_.push_back({number, each * static_cast<float>(end - i)});
      i = end;
    }
    length += each * static_cast<float>(some.size());
  };
  count(std::move(terms), 1.0F);
  count(above, 0.5F);
  lengths_.push_back(length);
  weights_.push_back(weight);
  return number;
}

void TextIndex::Finish() {
  first_.assign(words_.size() + 1, 0);
  for (const TermId term : terms_) ++first_[term + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::vector<Posting> sorted(postings_.size());
  std::vector<uint64_t> next(first_.begin(), first_.end() - 1);
  for (size_t i = 0; i < postings_.size(); ++i) sorted[next[terms_[i]]++] = postings_[i];
  postings_ = std::move(sorted);
  terms_ = {};
}

std::vector<TextIndex::Slip> TextIndex::Misspelt(std::string_view question) {
  std::vector<std::string> stems;
  for (TermId term = 0; term + 1 < first_.size(); ++term) {
    if (first_[term + 1] > first_[term]) stems.push_back(words_.Name(term));
  }
  std::vector<Slip> slips;
  for (const TermId term : words_.Read(question)) {
    if (term + 1 < first_.size() && first_[term + 1] > first_[term]) continue;
    const std::string_view meant = DidYouMean(words_.Name(term), stems);
    if (!meant.empty()) slips.push_back({words_.Name(term), std::string(meant)});
  }
  return slips;
}

std::vector<TextIndex::Hit> TextIndex::Search(std::string_view question, size_t top, float least_coverage) {
  constexpr float kK1 = 1.2F, kB = 0.75F;
  const float mean = std::max(1.0F, std::accumulate(lengths_.begin(), lengths_.end(), 0.0F) /
                                        static_cast<float>(std::max<size_t>(1, size())));
  std::vector<TermId> asked = words_.Read(question);
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());

  std::vector<float> scores(size(), 0.0F), covered(size(), 0.0F);
  std::vector<uint32_t> had(size(), 0);
  float possible = 0;
  for (const TermId term : asked) {
    // A word that no text has was numbered after Finish.
    const bool known = term + 1 < first_.size();
    const uint64_t begin = known ? first_[term] : 0;
    const uint64_t end = known ? first_[term + 1] : 0;
    // A text whose heading repeats the word has two postings, which stand beside each other.
    uint64_t texts = 0;
    for (uint64_t i = begin; i < end; ++i)
      texts += i == begin || postings_[i].text != postings_[i - 1].text ? 1 : 0;
    const auto total = static_cast<float>(size());
    const auto having = static_cast<float>(texts);
    const float rarity = std::log(1 + (total - having + 0.5F) / (having + 0.5F));
    possible += rarity;
    for (uint64_t i = begin; i < end;) {
      const uint32_t text = postings_[i].text;
      float count = 0;
      for (; i < end && postings_[i].text == text; ++i) count += postings_[i].count;
      scores[text] += rarity * count * (kK1 + 1) / (count + kK1 * (1 - kB + kB * lengths_[text] / mean));
      covered[text] += rarity;
      ++had[text];
    }
  }
  std::vector<Hit> hits;
  for (uint32_t text = 0; text < size(); ++text) {
    if (scores[text] <= 0) continue;
    const float by_weight = covered[text] / std::max(possible, 1e-6F);
    const float by_count = static_cast<float>(had[text]) / static_cast<float>(asked.size());
    const float coverage = std::min(by_weight, by_count);
    if (coverage + 1e-6F >= least_coverage) hits.push_back({text, scores[text] * weights_[text], coverage});
  }
  const auto better = [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.text < b.text;
  };
  const size_t kept = std::min(top, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<ptrdiff_t>(kept), hits.end(), better);
  hits.resize(kept);
  return hits;
}

}  // namespace concord
