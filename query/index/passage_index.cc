#include "query/index/passage_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <deque>
#include <numeric>
#include <span>

#include "query/index/acronym.h"
#include "query/index/postings.h"

namespace concord {
namespace {

constexpr uint32_t kHeading = 0x80000000U;
constexpr size_t kMostBits = 64;
constexpr uint32_t kNone = UINT32_MAX;

std::vector<uint32_t> ReadPlaces(std::string_view bytes, uint32_t count) {
  std::vector<uint32_t> places;
  places.reserve(count);
  uint32_t place = 0;
  for (NumberReader reader(bytes); !reader.done();) places.push_back(place += reader.Next());
  return places;
}

// The last of rows[at], rows[at + 1], ... that begins at `place` or before it; rows[at] does. In steps that
// double, as most are near.
template <typename Row>
size_t LastBefore(std::span<const Row> rows, size_t at, uint32_t place) {
  size_t step = 1;
  while (at + step < rows.size() && rows[at + step].begin <= place) at += step, step *= 2;
  const auto end = rows.begin() + static_cast<ptrdiff_t>(std::min(at + step, rows.size()));
  const auto behind = std::upper_bound(rows.begin() + static_cast<ptrdiff_t>(at), end, place,
                                       [](uint32_t p, const Row& row) { return p < row.begin; });
  return static_cast<size_t>(behind - rows.begin()) - 1;
}

}  // namespace

PassageIndex::PassageIndex(std::shared_ptr<const TextArrays> arrays)
    : arrays_(std::move(arrays)), words_(*arrays_) {
  for (const DefinitionRow& row : arrays_->definitions()) {
    const std::span<const TermId> terms = arrays_->TermsOf(row);
    definitions_.push_back(
        {arrays_->AcronymOf(row), arrays_->TextOf(row), {terms.begin(), terms.end()}, row.count});
  }
  uint64_t words = 0;
  for (const PassageRow& passage : arrays_->passages()) words += passage.end - passage.begin;
  if (size() > 0)
    mean_length_ =
        std::max(1.0F, static_cast<float>(static_cast<double>(words) / static_cast<double>(size())));
}

WordForm PassageIndex::FormOf(std::string_view text) {
  WordForm form;
  form.terms = words_.Read(text);
  const std::string_view bare = BareAcronym(text);
  const uint32_t known = IsAcronym(text) ? arrays_->FindAcronym(bare) : TextArrays::kNoAcronym;
  if (known == TextArrays::kNoAcronym) return form;
  // Where the letters are seldom anything else, "ai" and "Ai" are slips of the same.
  const bool word = form.terms.size() == 1 && Knows(form.terms[0]) &&
                    uint64_t{2} * arrays_->AcronymCount(known) < CountOf(form.terms[0]);
  if (form.terms.size() == 1 && !word) return form;
  form.terms.clear();
  form.acronym = bare;
  return form;
}

std::vector<uint32_t> PassageIndex::PlacesOf(const WordForm& form) const {
  if (!form.acronym.empty()) {
    const uint32_t acronym = arrays_->FindAcronym(form.acronym);
    if (acronym == TextArrays::kNoAcronym) return {};
    return ReadPlaces(arrays_->AcronymPlaces(acronym), arrays_->AcronymCount(acronym));
  }
  if (form.terms.empty() || !std::ranges::all_of(form.terms, [&](TermId term) { return Knows(term); }))
    return {};
  const auto read = [&](TermId term) { return ReadPlaces(arrays_->Places(term), CountOf(term)); };
  if (form.terms.size() == 1) return read(form.terms[0]);
  // From the places of the rarest word to those where each other one stands in its turn.
  const auto rarest = static_cast<size_t>(
      std::ranges::min_element(form.terms, {}, [&](TermId term) { return CountOf(term); }) -
      form.terms.begin());
  std::vector<uint32_t> starts;
  for (const uint32_t place : read(form.terms[rarest])) {
    if (place >= rarest) starts.push_back(place - static_cast<uint32_t>(rarest));
  }
  for (size_t i = 0; i < form.terms.size() && !starts.empty(); ++i) {
    if (i == rarest) continue;
    // What is wanted rises as the list does.
    std::vector<uint32_t> kept;
    NumberReader reader(arrays_->Places(form.terms[i]));
    uint32_t place = reader.Next();
    for (const uint32_t start : starts) {
      const uint32_t wanted = start + static_cast<uint32_t>(i);
      while (place < wanted && !reader.done()) place += reader.Next();
      if (place == wanted) kept.push_back(start);
    }
    starts = std::move(kept);
  }
  return starts;
}

std::vector<PassageIndex::Place> PassageIndex::Locate(const std::vector<uint32_t>& places) const {
  std::vector<Place> located;
  located.reserve(places.size());
  const std::span<const HeadingRow> headings = arrays_->headings();
  const std::span<const PassageRow> passages = arrays_->passages();
  size_t heading = 0, passage = 0;
  for (const uint32_t place : places) {
    heading = LastBefore(headings, heading, place);
    const HeadingRow& row = headings[heading];
    if (row.first == row.limit || place < passages[row.first].begin) {
      located.push_back({kHeading | static_cast<uint32_t>(heading), place});
    } else {
      passage = LastBefore(passages, std::max<size_t>(passage, row.first), place);
      located.push_back({static_cast<uint32_t>(passage), place});
    }
  }
  return located;
}

PassageIndex::Located PassageIndex::LocatedOf(const WordForm& form) const {
  Located located{Locate(PlacesOf(form)), 0};
  std::vector<bool> having(size(), false);
  const auto have = [&](uint32_t passage) {
    located.passages += having[passage] ? 0 : 1;
    having[passage] = true;
  };
  for (const Place& place : located.places) {
    if ((place.sequence & kHeading) == 0) {
      have(place.sequence);
      continue;
    }
    const HeadingRow& row = arrays_->headings()[place.sequence & ~kHeading];
    for (uint32_t p = row.first; p < row.limit; ++p) have(p);
  }
  return located;
}

void PassageIndex::Prepare() const {
  if (scratch_.scores.size() == size()) return;
  const size_t headings = arrays_->headings().size();
  scratch_.covered.assign(size(), 0);
  scratch_.above.assign(headings, 0);
  scratch_.scores.assign(size(), 0);
  scratch_.near_of.assign(size(), kNone);
  scratch_.near_of_heading.assign(headings, kNone);
}

void PassageIndex::CleanUp() const {
  for (const uint32_t p : scratch_.passages) {
    scratch_.covered[p] = 0;
    scratch_.scores[p] = 0;
    scratch_.near_of[p] = kNone;
    scratch_.near_of_heading[arrays_->passages()[p].headings] = kNone;
  }
  for (const uint32_t heading : scratch_.headings) scratch_.above[heading] = 0;
  scratch_.passages.clear();
  scratch_.headings.clear();
}

std::vector<NodeId> PassageIndex::VersionsWith(const WordForm& form) const {
  std::vector<NodeId> versions;
  for (const Place& place : Locate(PlacesOf(form))) {
    const uint32_t headings = (place.sequence & kHeading) != 0 ? place.sequence & ~kHeading
                                                               : arrays_->passages()[place.sequence].headings;
    const NodeId version = arrays_->headings()[headings].version;
    if (versions.empty() || versions.back() != version) versions.push_back(version);
  }
  std::ranges::sort(versions);
  versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
  return versions;
}

bool PassageIndex::StandTogether(const std::vector<TermId>& terms) const {
  return !PlacesOf({terms, {}, 0, {}}).empty();
}

std::vector<PassageIndex::Hit> PassageIndex::Search(const WordPattern& pattern, bool all) const {
  constexpr float kK1 = 1.2F, kB = 0.75F;
  const std::span<const HeadingRow> headings = arrays_->headings();
  const std::span<const PassageRow> passages = arrays_->passages();
  const auto total = static_cast<float>(size());

  // What stands in each passage and in the headings above it.
  Prepare();
  auto& [covered, above, scores, near_of, near_of_heading, touched, touched_headings] = scratch_;
  std::vector<bool> has_touched(size(), false);
  std::vector<float> rarity(pattern.words, 0);
  std::vector<std::span<const Place>> found(pattern.forms.size());
  std::vector<size_t> passages_with(pattern.forms.size(), 0);
  std::deque<Located> once;  // of forms that are not kept
  for (size_t f = 0; f < pattern.forms.size(); ++f) {
    const WordForm& form = pattern.forms[f];
    const Located* located = nullptr;
    if (form.acronym.empty() && form.terms.size() == 1) {
      const auto at = located_.find(form.terms[0]);
      located = at != located_.end() ? &at->second
                                     : &located_.emplace(form.terms[0], LocatedOf(form)).first->second;
    } else {
      located = &once.emplace_back(LocatedOf(form));
    }
    found[f] = located->places;
    passages_with[f] = located->passages;
  }
  for (size_t bit = 0; bit < pattern.words; ++bit) {
    float with = 0;
    for (size_t f = 0; f < pattern.own; ++f) {  // one form of its own for each word
      if ((pattern.forms[f].covers >> bit & 1U) != 0) with = static_cast<float>(passages_with[f]);
    }
    rarity[bit] = std::log(1 + (total - with + 0.5F) / (with + 0.5F));
  }
  const float possible = std::max(1e-6F, std::accumulate(rarity.begin(), rarity.end(), 0.0F));
  const auto weight_of = [&](uint64_t bits) {
    float sum = 0;
    for (; bits != 0; bits &= bits - 1) sum += rarity[static_cast<size_t>(std::countr_zero(bits))];
    return sum;
  };
  const auto enough = [&](uint64_t bits) {
    if (pattern.words == 0) return false;
    const float by_count = static_cast<float>(std::popcount(bits)) / static_cast<float>(pattern.words);
    return std::min(by_count, weight_of(bits) / possible) + 1e-6F >= static_cast<float>(pattern.threshold);
  };

  for (size_t f = 0; f < pattern.forms.size(); ++f) {
    const uint64_t covers = pattern.forms[f].covers;
    const float weight = weight_of(covers);
    for (size_t i = 0; i < found[f].size();) {
      const uint32_t sequence = found[f][i].sequence;
      float count = 0;
      for (; i < found[f].size() && found[f][i].sequence == sequence; ++i) ++count;
      const auto add = [&](uint32_t passage, float times) {
        const auto length = static_cast<float>(passages[passage].end - passages[passage].begin);
        if (!has_touched[passage]) {
          has_touched[passage] = true;
          touched.push_back(passage);
        }
        scores[passage] += weight * times * (kK1 + 1) / (times + kK1 * (1 - kB + kB * length / mean_length_));
      };
      if ((sequence & kHeading) == 0) {
        covered[sequence] |= covers;
        add(sequence, count);
        continue;
      }
      const HeadingRow& row = headings[sequence & ~kHeading];
      above[sequence & ~kHeading] |= covers;
      touched_headings.push_back(sequence & ~kHeading);
      for (uint32_t p = row.first; p < row.limit; ++p) add(p, 0.5F * count);
    }
  }

  // Where the words stand in what may have enough of them: places in the text, and in the headings.
  std::vector<Hit> hits;
  std::vector<size_t> near_hits;  // those that may have enough
  uint32_t near_headings = 0;
  for (const uint32_t p : touched) {
    if (scores[p] <= 0) continue;
    const uint32_t heading = passages[p].headings;
    const bool candidate = enough(covered[p] | above[heading]);
    if (!candidate && !all) continue;
    hits.push_back({p, scores[p]});
    if (!candidate) continue;
    near_of[p] = static_cast<uint32_t>(near_hits.size());
    near_hits.push_back(hits.size() - 1);
    if (near_of_heading[heading] == kNone) near_of_heading[heading] = near_headings++;
  }
  std::vector<std::vector<Event>> events(near_hits.size()), heading_events(near_headings);
  for (size_t f = 0; f < pattern.forms.size(); ++f) {
    for (const Place& place : found[f]) {
      const bool heading = (place.sequence & kHeading) != 0;
      const uint32_t at = heading ? near_of_heading[place.sequence & ~kHeading] : near_of[place.sequence];
      if (at != kNone)
        (heading ? heading_events : events)[at].push_back({place.place, static_cast<uint32_t>(f)});
    }
  }
  const auto by_place = [](const Event& a, const Event& b) { return a.at < b.at; };

  // Whether two words stand as a thing and what it is of; `own`: by own words alone.
  const auto qualified = [&](const std::vector<Event>& events_of, bool own) {
    uint32_t first = kNone, second = kNone;
    for (const Event& event : events_of) {
      if (own && event.form >= pattern.own) continue;
      const uint64_t covers = pattern.forms[event.form].covers;
      if (covers == 3) return true;
      if (covers == 1) first = event.at;
      if (covers == 1 && second != kNone && event.at - second <= pattern.back) return true;
      if (covers == 2) second = event.at;
      if (covers == 2 && first != kNone && event.at > first && event.at - first <= pattern.reach) return true;
    }
    return false;
  };
  // Whether some window of the events, with the words of `beside`, has enough; `own`: by own words alone.
  const auto near = [&](const std::vector<Event>& events_of, uint64_t beside, bool own) {
    if (pattern.reach > 0) return qualified(events_of, own);
    std::array<uint32_t, kMostBits> count{};
    uint64_t bits = 0;
    size_t left = 0;
    const auto change = [&](const Event& event, bool in) {
      for (uint64_t rest = pattern.forms[event.form].covers; rest != 0; rest &= rest - 1) {
        const auto bit = static_cast<size_t>(std::countr_zero(rest));
        count[bit] = in ? count[bit] + 1 : count[bit] - 1;
        bits = count[bit] > 0 ? bits | uint64_t{1} << bit : bits & ~(uint64_t{1} << bit);
      }
    };
    const auto counts = [&](const Event& event) { return !own || event.form < pattern.own; };
    for (const Event& event : events_of) {
      if (!counts(event)) continue;
      change(event, true);
      for (; pattern.window > 0 && event.at - events_of[left].at >= pattern.window; ++left) {
        if (counts(events_of[left])) change(events_of[left], false);
      }
      if (enough(bits | beside)) return true;
    }
    return false;
  };
  // A heading speaks of all below it, so that words of it and of the text are near; but of two words one is
  // no topic.
  constexpr size_t kFewWords = 2;
  for (std::vector<Event>& some : heading_events) std::stable_sort(some.begin(), some.end(), by_place);
  for (size_t n = 0; n < near_hits.size(); ++n) {
    Hit& hit = hits[near_hits[n]];
    std::stable_sort(events[n].begin(), events[n].end(), by_place);
    const std::vector<Event>& higher = heading_events[near_of_heading[passages[hit.passage].headings]];
    for (const bool own : {true, false}) {
      uint64_t beside = 0;
      for (const Event& event : higher) {
        if (!own || event.form < pattern.own) beside |= pattern.forms[event.form].covers;
      }
      const bool joins = pattern.words > kFewWords || pattern.window == 0;
      const bool by_headings = near(higher, 0, own);
      hit.above = hit.above || by_headings;
      const bool found_near =
          near(events[n], 0, own) || by_headings || (joins && near(events[n], beside, own));
      (own ? hit.own : hit.enough) = found_near;
    }
    for (const auto* some : std::array<const std::vector<Event>*, 2>{&events[n], &higher}) {
      for (const Event& event : *some) hit.forms |= event.form < 64 ? uint64_t{1} << event.form : 0;
    }
  }
  CleanUp();
  if (!all) std::erase_if(hits, [](const Hit& hit) { return !hit.enough; });
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.passage < b.passage;
  });
  return hits;
}

}  // namespace concord
