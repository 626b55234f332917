#include "query/topics/wording_places.h"

#include <algorithm>
#include <bit>
#include <map>

#include "query/index/acronym.h"

namespace concord {
namespace {

constexpr size_t kMostBits = 64;
// Words that stand close together, about a long sentence.
constexpr size_t kClose = 40;

}  // namespace

WordingPlaces::WordingPlaces(std::span<const Wording> wordings) {
  std::map<TermId, uint64_t> bits;  // of the operand at hand
  for (const Wording& wording : wordings) {
    const bool asked = wording.source == "asked";
    if (asked) {
      bits.clear();
      sizes_.push_back(0);
    }
    if (sizes_.empty()) sizes_.push_back(0);
    const std::vector<TermId> terms = table_.Read(wording.text);
    Form form{{}, {}, sizes_.size() - 1, 0};
    if (asked) {
      for (const TermId term : terms) {
        const auto [bit, is_new] = bits.emplace(term, uint64_t{1} << std::min(bits.size(), kMostBits - 1));
        if (!is_new) continue;
        form.terms = {term};
        form.covers = bit->second;
        forms_.push_back(form);
      }
      sizes_.back() = bits.size();
    }
    // What another wording stands for: the words that it replaces.
    for (const TermId term : table_.Read(wording.of)) {
      if (const auto bit = bits.find(term); bit != bits.end()) form.covers |= bit->second;
    }
    if (IsAcronym(wording.text)) {
      form.acronym = BareAcronym(wording.text);
      form.terms.clear();
      forms_.push_back(std::move(form));
    } else if (!asked && !terms.empty()) {
      form.terms = terms;
      forms_.push_back(std::move(form));
    }
  }
}

std::vector<WordingPlaces::Match> WordingPlaces::Find(std::string_view text) {
  std::vector<Term> found;
  table_.Read(text, &found);
  std::vector<Match> matches;
  for (size_t i = 0; i < found.size();) {
    const Form* longest = nullptr;
    size_t length = 0;
    for (const Form& form : forms_) {
      if (form.terms.size() <= length || form.terms.size() > found.size() - i) continue;
      if (std::equal(form.terms.begin(), form.terms.end(), found.begin() + static_cast<ptrdiff_t>(i),
                     [](TermId a, const Term& b) { return a == b.id; }))
        longest = &form, length = form.terms.size();
    }
    const std::string_view word = text.substr(found[i].start, found[i].end - found[i].start);
    if (longest == nullptr && IsAcronym(word)) {
      const auto at = std::ranges::find(forms_, BareAcronym(word), &Form::acronym);
      if (at != forms_.end()) longest = &*at, length = 1;
    }
    if (longest != nullptr)
      matches.push_back({{found[i].start, found[i + length - 1].end}, i, longest->operand, longest->covers});
    i += std::max<size_t>(1, length);
  }
  return matches;
}

std::vector<TextSpan> WordingPlaces::In(std::string_view text) {
  std::vector<TextSpan> spans;
  for (const Match& match : Find(text)) spans.push_back(match.span);
  return spans;
}

std::vector<TextSpan> WordingPlaces::Densest(std::string_view text) {
  const std::vector<Match> matches = Find(text);
  std::vector<TextSpan> spans;
  double best = 0;
  for (size_t i = 0; i < matches.size(); ++i) {
    const Match& first = matches[i];
    uint64_t covered = 0, behind = 0;  // behind: without the first
    double share = 0, share_behind = 0;
    size_t last = i;
    for (size_t k = i; k < matches.size() && matches[k].word - first.word < kClose; ++k) {
      if (matches[k].operand != first.operand) continue;
      covered |= matches[k].covers;
      if (k > i) behind |= matches[k].covers;
      const auto size = static_cast<double>(std::max<size_t>(1, sizes_[first.operand]));
      const double now = std::popcount(covered) / size;
      if (now > share) share = now, last = k;
      share_behind = std::popcount(behind) / size;
    }
    // The same words without the first make a shorter stretch, which comes later.
    if (share <= 0 || share < best || (last > i && share_behind >= share)) continue;
    if (share > best) spans.clear();
    best = share;
    spans.push_back({first.span.start, matches[last].span.end});
  }
  return spans;
}

}  // namespace concord
