#include "ingest/language/state_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/language/front_matter.h"

namespace concord {
namespace {

// "rhode island" as it is written.
std::string Capitalised(std::string_view lower) {
  std::string name;
  bool first = true;
  for (const char c : lower) {
    name += first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    first = c == ' ';
  }
  return name;
}

// The state that `lower` begins with, as the table has it; the longest.
std::string_view StateAtStart(std::string_view lower) {
  std::string_view found;
  for (const FrontPhrase& state : FrontPhrases("state")) {
    const std::string_view name = state.words;
    if (!lower.starts_with(name) || name.size() <= found.size()) continue;
    const char behind = lower.size() > name.size() ? lower[name.size()] : ' ';
    if (behind < 'a' || behind > 'z') found = name;
  }
  return found;
}

// "of Rhode Island", "of the State of Ohio" at the beginning of `lower`, which is as long as `text`.
StatePlace StateBehindOf(std::string_view lower, uint32_t at) {
  std::string_view rest = lower.substr(at);
  size_t skipped = 0;
  const auto skip = [&](std::string_view words) {
    const auto place = FindPhrase(rest.substr(0, words.size() + 12), words);
    if (!place || place.at != 0) return;
    rest.remove_prefix(place.length);
    skipped += place.length;
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == '\n')) rest.remove_prefix(1), ++skipped;
  };
  skip("the");
  skip("state of");
  skip("commonwealth of");
  const std::string_view state = StateAtStart(rest.substr(0, 24));
  if (state.empty()) return {};
  return {Capitalised(state), {at, at + static_cast<uint32_t>(skipped + state.size())}};
}

constexpr auto kOf =
    std::to_array<std::string_view>({"state of", "commonwealth of", "legislature of", "general assembly of",
                                     "legislative assembly of", "people of", "general court of"});

// "... of the State of Rhode Island" within reach of a formula.
StatePlace StateNear(std::string_view text, size_t at) {
  constexpr size_t kReach = 160;
  const size_t from = at - std::min(at, kReach);
  const std::string lower = AsciiLower(text.substr(from, 2 * kReach));
  for (const std::string_view of : kOf) {
    const auto place = FindPhrase(lower, of);
    if (!place) continue;
    const size_t next = std::min(lower.find_first_not_of(" \n", place.at + place.length), lower.size());
    StatePlace state = StateBehindOf(lower, static_cast<uint32_t>(next));
    if (state.name.empty()) continue;
    const auto shift = static_cast<uint32_t>(from);
    state.span = {static_cast<uint32_t>(place.at) + shift, state.span.end + shift};
    return state;
  }
  return {};
}

Span SpanIn(std::string_view text, std::string_view part) {
  const auto start = static_cast<uint32_t>(part.data() - text.data());
  return {start, start + static_cast<uint32_t>(part.size())};
}

// "STATE OF OHIO", "THE GENERAL ASSEMBLY OF OHIO", "CALIFORNIA LEGISLATURE": a line of its own.
StatePlace Letterhead(std::string_view text, std::string_view line) {
  constexpr size_t kLongest = 100, kWords = 10;  // "The State of Ohio has many." is a sentence
  if (line.size() > kLongest || line.ends_with('.') ||
      static_cast<size_t>(std::ranges::count(line, ' ')) > kWords)
    return {};
  const std::string lower = AsciiLower(line);
  for (const std::string_view of : kOf) {
    const auto place = FindPhrase(lower, of);
    if (!place || (place.at > 0 && !lower.starts_with("the "))) continue;
    const size_t next = std::min(lower.find_first_not_of(' ', place.at + place.length), lower.size());
    StatePlace state = StateBehindOf(lower, static_cast<uint32_t>(next));
    if (state.name.empty()) continue;
    state.span = SpanIn(text, line);
    return state;
  }
  const std::string_view start = std::string_view(lower).substr(lower.starts_with("the ") ? 4 : 0);
  const std::string_view state = StateAtStart(start);
  if (state.empty()) return {};
  const std::string_view behind = Trim(start.substr(state.size()));
  for (const std::string_view body :
       {"legislature", "state legislature", "general assembly", "state senate", "state assembly",
        "house of representatives", "house of delegates", "state house", "legislative assembly"}) {
    if (behind.starts_with(body)) return {Capitalised(state), SpanIn(text, line)};
  }
  return {};
}

}  // namespace

StatePlace EnactingState(std::string_view text, std::string_view head,
                         std::span<const std::string_view> lines) {
  for (const std::string_view stem :
       {"nact", "NACT", "esolved by", "ESOLVED", "esolved that", "esolved, That", "esolved, that"}) {
    const std::string_view part = stem.ends_with("act") || stem == "NACT" ? head : text;
    int looked = 0;
    constexpr int kMostFormulas = 40;
    for (size_t at = part.find(stem); at != std::string_view::npos && looked < kMostFormulas;
         at = part.find(stem, at + 1), ++looked) {
      if (StatePlace state = StateNear(part, at); !state.name.empty()) return state;
    }
  }
  for (const std::string_view line : lines) {
    if (StatePlace state = Letterhead(text, line); !state.name.empty()) return state;
  }
  const std::string lower = AsciiLower(head);
  for (auto place = FindPhrase(lower, "governor of"); place;
       place = FindPhrase(lower, "governor of", place.at + place.length)) {
    const size_t next = std::min(lower.find_first_not_of(" \n", place.at + place.length), lower.size());
    StatePlace state = StateBehindOf(lower, static_cast<uint32_t>(next));
    if (state.name.empty()) continue;
    state.span.start = static_cast<uint32_t>(place.at);
    return state;
  }
  return {};
}

StatePlace SealOfState(std::string_view text, std::span<const std::string_view> lines) {
  for (const std::string_view line : lines) {
    const std::string lower = AsciiLower(line);
    const auto place = FindPhrase(lower, "seal of the");
    if (place) {
      const size_t next = std::min(lower.find_first_not_of(" \n", place.at + place.length), lower.size());
      StatePlace state = StateBehindOf(lower, static_cast<uint32_t>(next));
      if (!state.name.empty()) return {state.name, SpanIn(text, line)};
    }
    if (StatePlace state = Letterhead(text, line); !state.name.empty()) return state;
  }
  return {};
}

std::string StateOfActTitle(std::string_view line) {
  constexpr size_t kLongest = 120;
  const std::string lower = AsciiLower(line);
  if (line.size() > kLongest || !lower.ends_with(" act")) return {};
  const std::string_view state = StateAtStart(lower);
  // "Washington Harbour Act" may be about a city.
  return state.empty() || state == "washington" ? std::string() : Capitalised(state);
}

StatePlace StateOfLaw(std::string_view text, std::string_view lower) {
  for (const FrontPhrase& law : FrontPhrases("state-law")) {
    for (auto place = FindPhrase(lower, law.words); place;
         place = FindPhrase(lower, law.words, place.at + place.length)) {
      const auto start = static_cast<uint32_t>(place.at),
                 end = static_cast<uint32_t>(place.at + place.length);
      if (!law.value.empty()) {
        // An abbreviation, in capitals.
        if (text[start] >= 'A' && text[start] <= 'Z') return {law.value, {start, end}};
        continue;
      }
      // "Code of Virginia", "General Laws of the Commonwealth of"
      const auto of = FindPhrase(lower.substr(end, 12), "of");
      if (of && of.at <= 2) {
        const size_t next = std::min(lower.find_first_not_of(" \n", end + of.at + of.length), lower.size());
        StatePlace state = StateBehindOf(lower, static_cast<uint32_t>(next));
        if (!state.name.empty()) {
          state.span.start = start;
          return state;
        }
      }
      // "Arizona Revised Statutes", "Idaho Code": the state directly in front.
      std::string_view before = lower.substr(0, start);
      while (!before.empty() && (before.back() == ' ' || before.back() == '\n')) before.remove_suffix(1);
      for (const FrontPhrase& state : FrontPhrases("state")) {
        if (!before.ends_with(state.words)) continue;
        const size_t from = before.size() - state.words.size();
        const bool inside = from > 0 && before[from - 1] >= 'a' && before[from - 1] <= 'z';
        const bool west = state.words == "virginia" && before.ends_with("west virginia");
        if (inside || west || text[from] < 'A' || text[from] > 'Z') continue;
        return {Capitalised(state.words), {static_cast<uint32_t>(from), end}};
      }
    }
  }
  return {};
}

StatePlace OnlyState(std::string_view text) {
  const std::string lower = AsciiLower(text);
  StatePlace only;
  for (const FrontPhrase& state : FrontPhrases("state")) {
    if (state.words == "washington" || state.words == "georgia") continue;
    for (PhrasePlace place = FindPhrase(lower, state.words); place;
         place = FindPhrase(lower, state.words, place.at + place.length)) {
      const bool capital = text[place.at] >= 'A' && text[place.at] <= 'Z';
      const bool west = std::string_view(lower).substr(0, place.at).ends_with("west ");
      if (!capital || (west && state.words == "virginia")) continue;
      if (!only.name.empty()) return {};
      only = {CollapseSpace(text.substr(place.at, place.length)),
              {static_cast<uint32_t>(place.at), static_cast<uint32_t>(place.at + place.length)}};
      break;
    }
  }
  return only;
}

}  // namespace concord
