#include "ingest/language/vocabulary.h"

namespace concord {

Vocabulary::Vocabulary() : words_(1, 0) {
  ids_.max_load_factor(0.5F);  // most words of a text are unknown: short chains tell sooner
}

WordId Vocabulary::Add(std::string_view lower, uint64_t classes) {
  auto [it, added] = ids_.try_emplace(std::string(lower), static_cast<WordId>(words_.size()));
  if (added) words_.push_back(0);
  words_[it->second] |= classes;
  return it->second;
}

WordId Vocabulary::Find(std::string_view lower) const {
  const auto it = ids_.find(lower);
  return it == ids_.end() ? 0 : it->second;
}

void PhraseTable::Add(std::span<const WordId> words, uint32_t value) {
  if (words.empty()) return;
  uint32_t node = 0;
  for (const WordId word : words) {
    const auto [it, added] =
        edges_.try_emplace((uint64_t{node} << 32) | word, static_cast<uint32_t>(values_.size()));
    if (added) values_.push_back(kNone);
    node = it->second;
  }
  if (values_[node] == kNone) values_[node] = value;
  if (starts_.size() <= words[0]) starts_.resize(words[0] + 1);
  starts_[words[0]] = true;
}

}  // namespace concord
