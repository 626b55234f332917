#include "ingest/outline/numbering.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

int ListOf(const Marker& marker, Alphabet alphabet) {
  if (marker.unit != NumberedUnit::kNone) return 1000 + static_cast<int>(marker.unit);
  return 1 + static_cast<int>(marker.wrap) * 16 + static_cast<int>(alphabet);
}

// Whether `to` may stand right behind `from` among numbers that were put in later: "a" behind none, "b"
// behind "a", "aa" behind "a", "b" behind "ab", "a" behind "zb" (which stand before it).
bool SuffixFollows(std::string_view from, std::string_view to) {
  if (to.empty() || from == to) return false;
  const std::string before = AsciiLower(from), after = AsciiLower(to);
  const bool letters = std::ranges::all_of(after, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || after.size() > 2) return true;  // "bis", "ter", "-1": in the order of the text
  if (before.empty()) return after == "a" || after == "aa" || after == "za";
  const size_t shared = std::min(before.size(), after.size()) - 1;
  if (before.compare(0, shared, after, 0, shared) == 0 && before[shared] + 1 == after[shared]) return true;
  return (after.size() > before.size() && after.starts_with(before)) || (before[0] == 'z' && after == "a");
}

}  // namespace

bool Numbering::IsParagraph(size_t i) const {
  constexpr int kDotted = 1 + static_cast<int>(Wrap::kDot) * 16 + static_cast<int>(Alphabet::kArabic);
  return i > 0 && open_[i].list == kDotted && !open_[i].heading &&
         open_[i - 1].unit == NumberedUnit::kArticle;
}

bool Numbering::Follows(const Counter& counter, const Reading& reading) {
  if (reading.suffix.empty()) return counter.last + 1 == reading.value;
  return counter.last == reading.value && SuffixFollows(counter.suffix, reading.suffix);
}

Numbering::Counter& Numbering::CounterAt(size_t depth, int list) {
  std::vector<Counter>& counters = depth == 0 ? top_ : open_[depth - 1].counters;
  const auto found = std::ranges::find(counters, list, &Counter::list);
  return found == counters.end() ? counters.emplace_back(Counter{list, 0}) : *found;
}

const Numbering::Counter* Numbering::FindCounter(size_t depth, int list) const {
  const std::vector<Counter>& counters = depth == 0 ? top_ : open_[depth - 1].counters;
  const auto found = std::ranges::find(counters, list, &Counter::list);
  return found == counters.end() ? nullptr : &*found;
}

Numbering::Place Numbering::Find(const Marker& marker, bool after_lead) const {
  Place place;
  place.accepted = true;
  place.reading = marker.readings[0];

  if (marker.unit != NumberedUnit::kNone) {
    // Inside whatever ranks above it; a unit of its own kind ends with it.
    size_t keep = open_.size();
    for (size_t i = 0; i < open_.size(); ++i) {
      const int rank = RankOf(open_[i].unit);
      const bool numbered = open_[i].unit != NumberedUnit::kNone;
      if (open_[i].unit == marker.unit || (numbered && rank > RankOf(marker.unit)) ||
          (!numbered && !open_[i].heading) || (marker.unit == NumberedUnit::kAnnex && !open_[i].heading)) {
        keep = i;
        break;
      }
    }
    place.keep = keep;
    // Recitals stand before all units; inside of one a line "Recital 12" refers to it.
    if (marker.unit == NumberedUnit::kRecital) {
      place.accepted = std::ranges::none_of(open_, [](const Level& level) {
        return level.unit != NumberedUnit::kNone && level.unit != NumberedUnit::kRecital;
      });
    }
    if (marker.weak) {
      const Counter* counter = FindCounter(keep, ListOf(marker, Alphabet::kArabic));
      // Articles count on through chapters, so a parent without articles says nothing.
      place.accepted = counter == nullptr || Follows(*counter, marker.readings[0]);
    }
    return place;
  }

  if (!marker.prefix.empty()) {
    for (size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].number == marker.prefix) {
        place.keep = i;
        return place;
      }
    }
    // No parent of that number: beside others of its kind, else inside the innermost heading or unit.
    size_t keep = open_.size();
    for (size_t i = 0; i < open_.size(); ++i) {
      if (open_[i].list == ListOf(marker, Alphabet::kArabic)) {
        keep = i;
        break;
      }
    }
    while (keep > 0 && open_[keep - 1].unit == NumberedUnit::kNone && !open_[keep - 1].heading) --keep;
    place.keep = keep;
    return place;
  }

  // The next of a list that is open, the innermost first
  const auto continues = [&](const Reading& reading) -> std::optional<size_t> {
    if (reading.value < 2 && reading.suffix.empty()) return std::nullopt;
    for (size_t depth = open_.size() + 1; depth-- > 0;) {
      const Counter* counter = FindCounter(depth, ListOf(marker, reading.alphabet));
      if (counter != nullptr && Follows(*counter, reading)) return depth;
    }
    return std::nullopt;
  };
  // Beside a synthetic section, not inside it
  const auto restart_at = [&](size_t depth) {
    while (depth > 0 && open_[depth - 1].list == 0 && !open_[depth - 1].heading) --depth;
    place.keep = depth;
    place.restart = true;
    return place;
  };
  std::optional<Place> next;
  for (const Reading& reading : marker.readings) {
    const auto depth = continues(reading);
    if (depth && (!next || *depth > next->keep)) next = Place{*depth, true, false, reading};
  }
  // "(i)" behind "(h) ... the following:" is the first of a new list.
  const bool may_open =
      std::ranges::any_of(marker.readings, [](const Reading& r) { return r.value == 1 && r.suffix.empty(); });
  if (next && !(may_open && after_lead && next->keep < open_.size())) return *next;

  // Two letters may be a word: "(EU)".
  if (marker.weak) {
    place.accepted = false;
    return place;
  }
  // "9)" behind "8.": a list goes on in another way of writing.
  const bool dots = marker.wrap == Wrap::kDot || marker.wrap == Wrap::kParen;
  if (dots && !after_lead && !open_.empty()) {
    Marker other = marker;
    other.wrap = marker.wrap == Wrap::kDot ? Wrap::kParen : Wrap::kDot;
    const Reading& reading = marker.readings[0];
    const Counter* counter = FindCounter(open_.size() - 1, ListOf(other, reading.alphabet));
    if (counter != nullptr && reading.value > 1 && Follows(*counter, reading) &&
        open_.back().list == ListOf(other, reading.alphabet)) {
      place.keep = open_.size() - 1;
      return place;
    }
  }
  for (const Reading& reading : marker.readings) {
    if (reading.value != 1 || !reading.suffix.empty()) continue;
    place.reading = reading;
    const int list = ListOf(marker, reading.alphabet);
    if (after_lead) {
      place.keep = open_.size();
      return place;
    }
    for (size_t depth = open_.size(); depth > 0; --depth) {
      if (open_[depth - 1].list != list || open_[depth - 1].stated) continue;
      // Its list is running: the new one needs a parent of its own, unless its parent cannot tell.
      return restart_at(depth - 1);
    }
    place.keep = open_.size();
    if (FindCounter(place.keep, list) != nullptr) return restart_at(place.keep);
    return place;
  }

  // A gap: the list of its kind with the largest number below it. A list that goes on below another heading
  // of the format ("8." in 3.1.2 behind "7." in 3.1.1) does not go on with the numbers of the headings.
  size_t stated = open_.size();
  while (stated > 0 && !open_[stated - 1].stated) --stated;
  for (const Reading& reading : marker.readings) {
    if (reading.value == 0) continue;
    for (size_t depth = open_.size() + 1; depth-- > stated;) {
      const Counter* counter = FindCounter(depth, ListOf(marker, reading.alphabet));
      if (counter != nullptr && counter->last <= reading.value) {
        place.keep = depth;
        place.reading = reading;
        return place;
      }
    }
  }
  // A list that begins in its middle (an excerpt). Large numbers at the start of a line are numbers,
  // and letters with a dot are initials.
  place.reading = marker.readings[0];
  place.keep = open_.size();
  place.accepted = marker.wrap == Wrap::kParens
                       ? place.reading.value <= 200
                       : place.reading.alphabet == Alphabet::kArabic && place.reading.value <= 30;
  return place;
}

bool Numbering::Continues(const Marker& marker) const {
  for (const Reading& reading : marker.readings) {
    if (reading.value == 0) continue;
    for (size_t depth = 0; depth <= open_.size(); ++depth) {
      const Counter* counter = FindCounter(depth, ListOf(marker, reading.alphabet));
      if (counter != nullptr && Follows(*counter, reading)) return true;
    }
  }
  return false;
}

std::optional<size_t> Numbering::CountsDown(const Marker& marker) const {
  const Reading& reading = marker.readings[0];
  for (size_t depth = open_.size() + 1; depth-- > 0;) {
    const Counter* counter = FindCounter(depth, ListOf(marker, reading.alphabet));
    if (counter != nullptr && counter->last == reading.value + 1) return depth;
  }
  return std::nullopt;
}

std::optional<size_t> Numbering::RomanBelowLetter(const Marker& marker) const {
  constexpr uint32_t kLetterI = 9;
  for (const Reading& reading : marker.readings) {
    const bool lower = reading.alphabet == Alphabet::kLowerRoman;
    if (reading.value != 2 || (!lower && reading.alphabet != Alphabet::kUpperRoman)) continue;
    if (Continues(marker)) return std::nullopt;
    const int letters = ListOf(marker, lower ? Alphabet::kLower : Alphabet::kUpper);
    for (size_t depth = open_.size(); depth-- > 0;) {
      if (open_[depth].list != letters) continue;
      const Counter* counter = FindCounter(depth, letters);
      const bool letter = counter != nullptr && counter->last == kLetterI && counter->suffix.empty();
      return letter ? std::optional<size_t>(depth) : std::nullopt;
    }
  }
  return std::nullopt;
}

void Numbering::NestRoman(size_t depth) {
  const int letters = open_[depth].list;
  const int romans = letters + static_cast<int>(Alphabet::kLowerRoman) - static_cast<int>(Alphabet::kLower);
  CounterAt(depth, letters).last -= 1;
  Level above;
  above.list = letters;
  above.number = open_[depth].number == "I" ? "H" : "h";
  above.counters.push_back({romans, 1});
  open_[depth].list = romans;
  open_.insert(open_.begin() + static_cast<std::ptrdiff_t>(depth), std::move(above));
}

void Numbering::Open(const Marker& marker, const Place& place) {
  open_.resize(place.keep);
  if (place.restart) open_.emplace_back();
  const int list = ListOf(marker, place.reading.alphabet);
  Counter& counter = CounterAt(open_.size(), list);
  counter.last = place.reading.value;
  counter.suffix = place.reading.suffix;
  Level level;
  level.unit = marker.unit;
  level.list = list;
  level.number =
      marker.step.substr(marker.unit == NumberedUnit::kNone || marker.step.find('.') == std::string::npos
                             ? 0
                             : marker.step.find('.') + 1);
  if (!marker.prefix.empty()) level.number = marker.prefix + "." + level.number;
  open_.push_back(std::move(level));
}

void Numbering::OpenHeading(size_t keep, std::string_view number) {
  open_.resize(keep);
  open_.emplace_back();
  open_.back().heading = true;
  open_.back().number = number;
}

}  // namespace concord
