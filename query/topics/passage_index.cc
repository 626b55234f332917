#include "query/topics/passage_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/text.h"

namespace concord {
namespace {

// So many words lie between a sentence and the next: words of two sentences are less near.
constexpr size_t kSentenceGap = 4;
constexpr uint32_t kHeading = 0x80000000U;
constexpr size_t kMostBits = 64;
// Words of a long form: more than its letters, for function words stand between them.
constexpr size_t kLongestForm = 16;

bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
// Letters and digits; of other alphabets everything but the dashes, quotes and signs of Latin-1 and of
// general punctuation.
bool IsWordByte(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const char c = text[at];
  if (byte(at) < 0x80) return IsDigit(c) || IsUpperAscii(c) || (c >= 'a' && c <= 'z');
  while (at > 0 && (byte(at) & 0xC0U) == 0x80) --at;
  if (byte(at) == 0xE2 && at + 1 < text.size() && byte(at + 1) == 0x80) return false;
  return byte(at) != 0xC2;
}

bool EndsSentence(std::string_view between) {
  for (size_t i = 0; i < between.size(); ++i) {
    const bool mark = between[i] == '.' || between[i] == '!' || between[i] == '?' || between[i] == ';';
    if (mark && (i + 1 == between.size() || between[i + 1] == ' ' || between[i + 1] == '\n')) return true;
  }
  return false;
}

// The words at the end of `text` whose first letters spell the acronym, function words aside; empty when
// they do not.
std::string_view SpeltBefore(std::string_view text, std::string_view acronym) {
  size_t at = text.size(), letters = acronym.size(), words = 0, start = at;
  while (letters > 0 && words < kLongestForm) {
    while (at > 0 && !IsWordByte(text, at - 1)) {
      const char c = text[at - 1];
      if (c == '(' || c == ')' || c == ';') return {};
      --at;
    }
    const size_t end = at;
    while (at > 0 && IsWordByte(text, at - 1)) --at;
    if (at == end) return {};
    const std::string word = AsciiLower(text.substr(at, end - at));
    ++words;
    if (AsciiLower(acronym.substr(letters - 1, 1))[0] == word[0]) {
      --letters;
      start = at;
    } else if (!IsStopWord(word)) {
      return {};
    }
  }
  return letters == 0 ? text.substr(start) : std::string_view();
}

}  // namespace

bool IsAcronym(std::string_view word) {
  const std::string_view bare = BareAcronym(word);
  if (bare.size() < 2 || bare.size() > 8) return false;
  size_t upper = 0;
  for (const char c : bare) {
    if (!IsUpperAscii(c) && !IsDigit(c)) return false;
    upper += IsUpperAscii(c) ? 1 : 0;
  }
  return upper >= 2;
}

std::string_view BareAcronym(std::string_view word) {
  if (word.size() > 2 && word.back() == 's' && IsUpperAscii(word[word.size() - 2])) word.remove_suffix(1);
  return word;
}

void PassageIndex::AddHeadings(std::string_view headings) {
  const auto begin = static_cast<uint32_t>(tokens_.size());
  Read(headings, kHeading | static_cast<uint32_t>(headings_.size()));
  const auto passage = static_cast<uint32_t>(passages_.size());
  headings_.push_back({begin, static_cast<uint32_t>(tokens_.size()), passage, passage});
}

void PassageIndex::Add(std::string_view text) {
  if (headings_.empty()) AddHeadings({});
  const auto begin = static_cast<uint32_t>(tokens_.size());
  const auto number = static_cast<uint32_t>(passages_.size());
  Read(text, number);
  const auto end = static_cast<uint32_t>(tokens_.size());
  passages_.push_back({begin, end, static_cast<uint32_t>(headings_.size() - 1), end - begin});
  headings_.back().limit = number + 1;
}

void PassageIndex::Read(std::string_view text, uint32_t sequence) {
  std::vector<Term> terms;
  words_.Read(text, &terms);
  // In a text all in capitals nothing is an acronym.
  const auto capitals = static_cast<size_t>(std::ranges::count_if(text, IsUpperAscii));
  const bool shouts = capitals > 12 && 2 * capitals > text.size();
  size_t next = 0;  // term
  size_t behind = 0;
  for (size_t at = 0; at < text.size();) {
    if (!IsWordByte(text, at)) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && IsWordByte(text, end)) ++end;
    if (!tokens_.empty() && EndsSentence(text.substr(behind, at - behind)))
      tokens_.insert(tokens_.end(), kSentenceGap, kSentenceEnd);
    behind = end;
    const std::string_view word = text.substr(at, end - at);
    const auto token = static_cast<uint32_t>(tokens_.size());
    while (next < terms.size() && terms[next].start < end) tokens_.push_back(terms[next++].id);
    if (!shouts && end - at <= 9 && IsAcronym(word)) {
      const std::string_view bare = BareAcronym(word);
      auto known = acronyms_.find(bare);
      if (known == acronyms_.end()) known = acronyms_.emplace(bare, std::vector<Place>()).first;
      known->second.push_back({sequence, token});
      ReadDefinition(text, at, end, bare);
    }
    at = end;
  }
}

// "Lethal Autonomous Weapon Systems (LAWS)" and "LAWS (Lethal Autonomous Weapon Systems)".
void PassageIndex::ReadDefinition(std::string_view text, size_t start, size_t end, std::string_view acronym) {
  const auto quote = [](char c) {
    return c == '"' || c == '\'' || c == '*' || static_cast<unsigned char>(c) >= 0x80;
  };
  size_t before = start;
  while (before > 0 && quote(text[before - 1])) --before;
  if (before > 1 && text[before - 1] == '(') {
    const std::string_view spelt = SpeltBefore(text.substr(0, before - 1), acronym);
    if (!spelt.empty()) Define(acronym, Trim(spelt));
    return;
  }
  if (!text.substr(end).starts_with(" (")) return;
  const size_t close = text.find(')', end);
  if (close == std::string_view::npos || close - end > 120) return;
  const std::string_view inside = text.substr(end + 2, close - end - 2);
  if (SpeltBefore(inside, acronym).size() == inside.size()) Define(acronym, inside);
}

void PassageIndex::Define(std::string_view acronym, std::string_view text) {
  std::vector<TermId> terms = words_.Read(text);
  if (terms.empty()) return;
  auto& [first, count] = defined_[{std::string(acronym), std::move(terms)}];
  if (count++ == 0) first = CollapseSpace(text);
}

void PassageIndex::Finish() {
  first_.assign(words_.size() + 1, 0);
  for (const TermId term : tokens_) {
    if (term != kSentenceEnd) ++first_[term + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  places_.resize(first_.back());
  std::vector<uint64_t> next(first_.begin(), first_.end() - 1);
  const auto put = [&](uint32_t begin, uint32_t end, uint32_t sequence) {
    for (uint32_t at = begin; at < end; ++at) {
      if (tokens_[at] != kSentenceEnd) places_[next[tokens_[at]]++] = {sequence, at};
    }
  };
  for (uint32_t i = 0; i < headings_.size(); ++i) put(headings_[i].begin, headings_[i].end, kHeading | i);
  for (uint32_t i = 0; i < passages_.size(); ++i) put(passages_[i].begin, passages_[i].end, i);
  for (auto& [key, value] : defined_)
    definitions_.push_back({key.first, std::move(value.first), key.second, value.second});
  defined_.clear();
}

WordForm PassageIndex::FormOf(std::string_view text) {
  WordForm form;
  form.terms = words_.Read(text);
  const std::string_view bare = BareAcronym(text);
  const auto known = IsAcronym(text) ? acronyms_.find(bare) : acronyms_.end();
  if (known == acronyms_.end()) return form;
  // Where the letters are seldom anything else, "ai" and "Ai" are slips of the same.
  const bool word = form.terms.size() == 1 && Knows(form.terms[0]) &&
                    2 * known->second.size() < first_[form.terms[0] + 1] - first_[form.terms[0]];
  if (form.terms.size() == 1 && !word) return form;
  form.terms.clear();
  form.acronym = bare;
  return form;
}

bool PassageIndex::StandsAt(const WordForm& form, uint32_t token, uint32_t end) const {
  if (form.terms.size() > end - token) return false;
  return std::equal(form.terms.begin(), form.terms.end(), tokens_.begin() + token);
}

// The places where it stands, those in headings first, each with the sequence that it stands in.
template <typename Visit>
void PassageIndex::ForEachPlace(const WordForm& form, Visit visit) const {
  if (!form.acronym.empty()) {
    const auto known = acronyms_.find(form.acronym);
    if (known == acronyms_.end()) return;
    for (const bool headings : {true, false}) {
      for (const Place& place : known->second) {
        if (((place.sequence & kHeading) != 0) == headings) visit(place);
      }
    }
    return;
  }
  if (form.terms.empty()) return;
  // From the rarest of its words to its first.
  size_t rarest = 0;
  for (size_t i = 0; i < form.terms.size(); ++i) {
    const TermId term = form.terms[i];
    if (!Knows(term)) return;
    const TermId best = form.terms[rarest];
    if (first_[term + 1] - first_[term] < first_[best + 1] - first_[best]) rarest = i;
  }
  const TermId term = form.terms[rarest];
  for (uint64_t i = first_[term]; i < first_[term + 1]; ++i) {
    Place place = places_[i];
    const bool heading = (place.sequence & kHeading) != 0;
    const uint32_t number = place.sequence & ~kHeading;
    const uint32_t begin = heading ? headings_[number].begin : passages_[number].begin;
    const uint32_t end = heading ? headings_[number].end : passages_[number].end;
    if (place.token - begin < rarest) continue;
    place.token -= static_cast<uint32_t>(rarest);
    if (form.terms.size() == 1 || StandsAt(form, place.token, end)) visit(place);
  }
}

bool PassageIndex::StandTogether(const std::vector<TermId>& terms) const {
  bool found = false;
  ForEachPlace({terms, {}, 0}, [&](const Place&) { found = true; });
  return found;
}

std::vector<PassageIndex::Hit> PassageIndex::Search(const WordPattern& pattern) const {
  constexpr float kK1 = 1.2F, kB = 0.75F;
  const auto total = static_cast<float>(size());
  float mean = 0;
  for (const PassageWords& passage : passages_) mean += static_cast<float>(passage.length);
  mean = std::max(1.0F, mean / std::max(1.0F, total));

  // What stands in each passage and in the headings above it.
  std::vector<uint64_t> covered(size(), 0), above(headings_.size(), 0);
  std::vector<float> rarity(pattern.words, 0);
  std::vector<std::vector<Place>> found(pattern.forms.size());
  for (size_t f = 0; f < pattern.forms.size(); ++f)
    ForEachPlace(pattern.forms[f], [&](const Place& place) { found[f].push_back(place); });
  for (size_t bit = 0; bit < pattern.words; ++bit) {
    std::vector<bool> having(size(), false);
    size_t count = 0;
    const auto have = [&](uint32_t passage) {
      count += having[passage] ? 0 : 1;
      having[passage] = true;
    };
    for (size_t f = 0; f < pattern.own; ++f) {
      if ((pattern.forms[f].covers >> bit & 1U) == 0) continue;
      for (const Place& place : found[f]) {
        if ((place.sequence & kHeading) == 0) {
          have(place.sequence);
          continue;
        }
        const Headings& headings = headings_[place.sequence & ~kHeading];
        for (uint32_t p = headings.first; p < headings.limit; ++p) have(p);
      }
    }
    const auto with = static_cast<float>(count);
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

  std::vector<float> scores(size(), 0);
  for (size_t f = 0; f < pattern.forms.size(); ++f) {
    const uint64_t covers = pattern.forms[f].covers;
    const float weight = weight_of(covers);
    for (size_t i = 0; i < found[f].size();) {
      const uint32_t sequence = found[f][i].sequence;
      float count = 0;
      for (; i < found[f].size() && found[f][i].sequence == sequence; ++i) ++count;
      const auto add = [&](uint32_t passage, float times) {
        const float length = static_cast<float>(passages_[passage].length);
        scores[passage] += weight * times * (kK1 + 1) / (times + kK1 * (1 - kB + kB * length / mean));
      };
      if ((sequence & kHeading) == 0) {
        covered[sequence] |= covers;
        add(sequence, count);
        continue;
      }
      const Headings& headings = headings_[sequence & ~kHeading];
      above[sequence & ~kHeading] |= covers;
      for (uint32_t p = headings.first; p < headings.limit; ++p) add(p, 0.5F * count);
    }
  }

  // Where the words stand in what may have enough of them: places in the text, and in the headings.
  std::vector<Hit> hits;
  std::vector<uint32_t> hit_of(size(), UINT32_MAX);
  std::vector<bool> heading_asked(headings_.size(), false);
  for (uint32_t p = 0; p < size(); ++p) {
    if (scores[p] <= 0) continue;
    hits.push_back({p, scores[p]});
    if (!enough(covered[p] | above[passages_[p].headings])) continue;
    hit_of[p] = static_cast<uint32_t>(hits.size() - 1);
    heading_asked[passages_[p].headings] = true;
  }
  std::vector<std::vector<Event>> events(hits.size()), heading_events(headings_.size());
  for (size_t f = 0; f < pattern.forms.size(); ++f) {
    for (const Place& place : found[f]) {
      const Event event{place.token, static_cast<uint32_t>(f)};
      if ((place.sequence & kHeading) != 0) {
        if (heading_asked[place.sequence & ~kHeading])
          heading_events[place.sequence & ~kHeading].push_back(event);
      } else if (hit_of[place.sequence] != UINT32_MAX) {
        events[hit_of[place.sequence]].push_back(event);
      }
    }
  }
  const auto by_place = [](const Event& a, const Event& b) { return a.at < b.at; };

  // Whether some window of the events, with the words of `beside`, has enough; `own`: by own words alone.
  const auto near = [&](const std::vector<Event>& all, uint64_t beside, bool own) {
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
    for (const Event& event : all) {
      if (!counts(event)) continue;
      change(event, true);
      for (; pattern.window > 0 && event.at - all[left].at >= pattern.window; ++left) {
        if (counts(all[left])) change(all[left], false);
      }
      if (enough(bits | beside)) return true;
    }
    return false;
  };
  // A heading speaks of all below it, so that words of it and of the text are near; but of two words one is
  // no topic.
  constexpr size_t kFewWords = 2;
  for (std::vector<Event>& some : heading_events) std::stable_sort(some.begin(), some.end(), by_place);
  for (size_t i = 0; i < hits.size(); ++i) {
    if (hit_of[hits[i].passage] != i) continue;
    std::stable_sort(events[i].begin(), events[i].end(), by_place);
    const uint32_t heading = passages_[hits[i].passage].headings;
    const std::vector<Event>& higher = heading_events[heading];
    for (const bool own : {true, false}) {
      uint64_t beside = 0;
      for (const Event& event : higher) {
        if (!own || event.form < pattern.own) beside |= pattern.forms[event.form].covers;
      }
      const bool joins = pattern.words > kFewWords || pattern.window == 0;
      const bool found_near =
          near(events[i], 0, own) || near(higher, 0, own) || (joins && near(events[i], beside, own));
      (own ? hits[i].own : hits[i].enough) = found_near;
    }
    for (const auto* some : std::array<const std::vector<Event>*, 2>{&events[i], &higher}) {
      for (const Event& event : *some) hits[i].forms |= event.form < 64 ? uint64_t{1} << event.form : 0;
    }
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.passage < b.passage;
  });
  return hits;
}

}  // namespace concord
