#include "query/index/unit_index.h"

#include <algorithm>
#include <cmath>

#include "graph/vocabulary.h"
#include "query/index/postings.h"

namespace concord {
namespace {

// The parts of a question that stand in "...".
std::vector<std::string_view> QuotedIn(std::string_view question) {
  std::vector<std::string_view> quoted;
  for (size_t at = question.find('"'); at != std::string_view::npos;) {
    const size_t end = question.find('"', at + 1);
    if (end == std::string_view::npos) break;
    quoted.push_back(question.substr(at + 1, end - at - 1));
    at = question.find('"', end + 1);
  }
  return quoted;
}

}  // namespace

// The postings of units and those of headings, which stand for all units below, as one list.
std::vector<UnitIndex::Match> UnitIndex::MatchesOf(TermId term) const {
  std::vector<Match> matches;
  if (!words_.Knows(term)) return matches;
  std::vector<Posting> own;
  ForEachPosting(arrays_->UnitPostings(term), [&](const Posting& posting) { own.push_back(posting); });
  size_t next = 0;
  const auto take_own_before = [&](uint32_t unit) {
    for (; next < own.size() && own[next].text < unit; ++next)
      matches.push_back({own[next].text, own[next].count, 0});
  };
  ForEachPosting(arrays_->EntryPostings(term), [&](const Posting& posting) {
    const EntryRow& entry = arrays_->entries()[posting.text];
    take_own_before(entry.first);
    for (uint32_t unit = entry.first; unit < entry.limit; ++unit) {
      const bool both = next < own.size() && own[next].text == unit;
      matches.push_back({unit, both ? own[next].count : 0, posting.count});
      next += both ? 1 : 0;
    }
  });
  take_own_before(UINT32_MAX);
  return matches;
}

float UnitIndex::ScoreOf(const Match& match, float rarity) const {
  constexpr float kK1 = 1.2F, kB = 0.75F;
  const float count = static_cast<float>(match.in_text) + 0.5F * static_cast<float>(match.above);
  const float length = 0.5F * static_cast<float>(arrays_->units()[match.unit].length);
  return rarity * count * (kK1 + 1) / (count + kK1 * (1 - kB + kB * length / mean_length_));
}

Result<void> UnitIndex::KeepPhrases(const Snapshot& snapshot, std::string_view question) {
  Phrases phrases(question);
  if (phrases.empty()) return {};
  // Few have all their words; those are read.
  std::vector<TermId> terms;
  for (const std::string_view quoted : QuotedIn(question)) {
    for (const TermId term : words_.Read(quoted)) {
      if (std::ranges::find(terms, term) == terms.end()) terms.push_back(term);
    }
  }
  std::vector<uint32_t> having(included_.size(), 0);
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!words_.Knows(terms[i])) continue;
    ForEachPosting(arrays_->UnitPostings(terms[i]), [&](const Posting& posting) {
      having[posting.text] += having[posting.text] == i ? 1 : 0;
    });
  }
  NodeId version = 0;
  std::string text, own;
  for (uint32_t unit = 0; unit < included_.size(); ++unit) {
    if (included_[unit] == 0) continue;
    included_[unit] = 0;
    if (having[unit] != terms.size()) continue;
    const UnitRow& row = arrays_->units()[unit];
    if (row.version == 0) {
      auto node = snapshot.GetNode(row.node);
      if (!node) return tl::unexpected(node.error());
      own = node->properties.FindString(property::title);
    } else {
      if (row.version != version) {
        auto read = snapshot.GetBlob(row.version, "text");
        if (!read) return tl::unexpected(read.error());
        text = *std::move(read);
        version = row.version;
      }
      own.clear();
      for (const SpanRow& span : arrays_->SpansOf(unit))
        own.append(text, span.start, span.end - span.start).append(" ");
    }
    included_[unit] = phrases.StandIn(own) ? 1 : 0;
  }
  return {};
}

Result<UnitIndex::Found> UnitIndex::Search(const Snapshot& snapshot, std::string_view question,
                                           const UnitFilter& filter, size_t top, float least_coverage) {
  const std::span<const UnitRow> units = arrays_->units();
  included_.assign(units.size(), 0);
  for (size_t unit = 0; unit < units.size(); ++unit) {
    const UnitRow& row = units[unit];
    const auto kind = static_cast<UnitKind>(row.kind);
    const bool wanted = kind == UnitKind::kMeasure   ? filter.measures
                        : kind == UnitKind::kSection ? filter.sections
                        : filter.untexted            ? row.untexted != 0
                                                     : filter.documents;
    included_[unit] = wanted && (filter.document == 0 || row.document == filter.document) ? 1 : 0;
  }
  if (auto done = KeepPhrases(snapshot, question); !done) return tl::unexpected(done.error());
  Found found;
  uint64_t halves = 0;
  for (size_t unit = 0; unit < units.size(); ++unit) {
    if (included_[unit] == 0) continue;
    ++found.searched;
    halves += units[unit].length;
  }
  const auto total = static_cast<double>(found.searched);
  mean_length_ = std::max(1.0F, static_cast<float>(static_cast<double>(halves) / 2 / std::max(1.0, total)));
  found.mean_length = mean_length_;

  std::vector<TermId> terms = words_.Read(question);
  std::ranges::sort(terms);
  const auto repeated = std::ranges::unique(terms);
  terms.erase(repeated.begin(), repeated.end());
  asked_.clear();
  std::vector<float> scores(units.size(), 0.0F), covered(units.size(), 0.0F);
  std::vector<uint32_t> had(units.size(), 0);
  float possible = 0;
  for (const TermId term : terms) {
    Asked& asked = asked_.emplace_back();
    asked.term = term;
    asked.matches = MatchesOf(term);
    std::erase_if(asked.matches, [&](const Match& match) { return included_[match.unit] == 0; });
    const auto having = static_cast<float>(asked.matches.size());
    asked.rarity = std::log(1 + (static_cast<float>(total) - having + 0.5F) / (having + 0.5F));
    possible += asked.rarity;
    for (const Match& match : asked.matches) {
      scores[match.unit] += ScoreOf(match, asked.rarity);
      covered[match.unit] += asked.rarity;
      ++had[match.unit];
    }
  }
  for (uint32_t unit = 0; unit < units.size(); ++unit) {
    if (scores[unit] <= 0) continue;
    const float by_weight = covered[unit] / std::max(possible, 1e-6F);
    const float by_count = static_cast<float>(had[unit]) / static_cast<float>(terms.size());
    const float coverage = std::min(by_weight, by_count);
    if (coverage + 1e-6F < least_coverage) continue;
    const bool section = static_cast<UnitKind>(units[unit].kind) == UnitKind::kSection;
    found.best.push_back({unit, section ? scores[unit] * filter.section_weight : scores[unit], coverage});
  }
  const auto better = [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.unit < b.unit;
  };
  const size_t kept = std::min(top, found.best.size());
  std::partial_sort(found.best.begin(), found.best.begin() + static_cast<ptrdiff_t>(kept), found.best.end(),
                    better);
  found.best.resize(kept);
  return found;
}

std::vector<UnitIndex::Share> UnitIndex::Explain(const Hit& hit) const {
  std::vector<Share> shares;
  for (const Asked& asked : asked_) {
    const auto at = std::ranges::lower_bound(asked.matches, hit.unit, {}, &Match::unit);
    Share share;
    share.stem = words_.Name(asked.term);
    share.rarity = asked.rarity;
    if (at != asked.matches.end() && at->unit == hit.unit) {
      share.in_text = at->in_text;
      share.above = at->above;
      share.score = ScoreOf(*at, asked.rarity);
    }
    shares.push_back(std::move(share));
  }
  return shares;
}

}  // namespace concord
