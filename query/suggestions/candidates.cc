#include "query/suggestions/candidates.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace concord {

Candidates::Candidates(const Framework& framework, const std::vector<bool>& among, bool collapse)
    : hidden_(framework.items.size(), false), is_leaf_(framework.items.size(), true) {
  for (const Item& item : framework.items) {
    if (item.parent >= 0) is_leaf_[static_cast<size_t>(item.parent)] = false;
  }
  for (size_t i = 0; i < among.size(); ++i) hidden_[i] = !among[i];
  if (!collapse) return;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<uint32_t>> by_text;
  for (uint32_t i = 0; i < framework.items.size(); ++i) {
    const Item& item = framework.items[i];
    // "Other" of two sectors is not the same.
    const std::string_view rest = item.text.empty() ? item.path : item.text;
    if (!hidden_[i] && !(item.title.empty() && item.text.empty())) by_text[{item.title, rest}].push_back(i);
  }
  for (auto& [text, items] : by_text) {
    if (items.size() > 1) alike_.push_back(std::move(items));
  }
  alike_of_.assign(framework.items.size(), static_cast<uint32_t>(alike_.size()));
  for (uint32_t group = 0; group < alike_.size(); ++group) {
    for (const uint32_t item : alike_[group]) alike_of_[item] = group;
  }
}

bool Candidates::AreAllLeaves() const { return std::ranges::count(is_leaf_, false) == 0; }

std::vector<bool> Candidates::LeftOut(const std::vector<double>& scores) const {
  std::vector<bool> out = hidden_;
  for (const std::vector<uint32_t>& items : alike_) {
    const uint32_t best = *std::ranges::max_element(items, {}, [&](uint32_t i) { return scores[i]; });
    for (const uint32_t i : items) out[i] = i != best;
  }
  return out;
}

std::vector<uint32_t> Candidates::SameAs(uint32_t item) const {
  if (alike_of_.empty() || alike_of_[item] == alike_.size()) return {};
  std::vector<uint32_t> others;
  for (const uint32_t one : alike_[alike_of_[item]]) {
    if (one != item && others.size() < kMostAlike) others.push_back(one);
  }
  return others;
}

}  // namespace concord
