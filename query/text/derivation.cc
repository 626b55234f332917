#include "query/text/derivation.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"

namespace concord {
namespace {

enum class Ending { kPlain, kAbility, kIty };

struct Derived {
  Ending ending = Ending::kPlain;
  std::string base;  // without the ending, in lower case
};

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

Derived Read(std::string_view word) {
  constexpr size_t kBase = 3;
  std::string lower = AsciiLower(word);
  if (lower.ends_with("ities")) lower.replace(lower.size() - 3, 3, "y");
  for (const std::string_view ending : {"ability", "ibility"}) {
    if (lower.ends_with(ending) && lower.size() >= kBase + ending.size())
      return {Ending::kAbility, lower.substr(0, lower.size() - ending.size())};
  }
  constexpr std::string_view kIty = "ity";
  if (lower.ends_with(kIty) && lower.size() >= kBase + kIty.size())
    return {Ending::kIty, lower.substr(0, lower.size() - kIty.size())};
  return {Ending::kPlain, lower};
}

std::vector<Derived> ReadAll(std::string_view words) {
  std::vector<Derived> read;
  for (size_t at = 0; at < words.size();) {
    size_t end = at;
    while (end < words.size() && IsLetter(words[end])) ++end;
    if (end > at) read.push_back(Read(words.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
  return read;
}

// Whether what follows the base in a word keeps the meaning.
bool Keeps(const Derived& derived, std::string_view rest) {
  if (derived.ending == Ending::kAbility) {
    return std::ranges::any_of(std::to_array<std::string_view>({"abil", "abl", "ibil", "ibl"}),
                               [&](std::string_view ending) { return rest.starts_with(ending); });
  }
  // Of an adjective ("equal", "confidential", "diverse") the noun is its being so.
  constexpr auto kAdjectives =
      std::to_array<std::string_view>({"al", "ic", "ous", "ar", "iv", "il", "id", "rn"});
  return rest.starts_with("it") || rest.starts_with('e') ||
         std::ranges::any_of(kAdjectives,
                             [&](std::string_view ending) { return derived.base.ends_with(ending); });
}

}  // namespace

bool IsDerived(std::string_view words) {
  return std::ranges::any_of(ReadAll(words),
                             [](const Derived& word) { return word.ending != Ending::kPlain; });
}

bool SameDerivation(std::string_view a, std::string_view b) {
  const std::vector<Derived> first = ReadAll(a), second = ReadAll(b);
  return std::ranges::equal(first, second, {}, &Derived::ending, &Derived::ending) ||
         first.size() != second.size();
}

bool HasSameDerivation(std::string_view text, std::string_view words) {
  return std::ranges::all_of(ReadAll(words), [&](const Derived& word) {
    if (word.ending == Ending::kPlain) return true;
    bool begins = false;
    for (size_t at = text.find(word.base); at != std::string_view::npos; at = text.find(word.base, at + 1)) {
      if (at > 0 && IsLetter(text[at - 1])) continue;
      if (Keeps(word, text.substr(at + word.base.size()))) return true;
      begins = true;
    }
    return !begins;
  });
}

bool HasPlainForm(std::string_view text, std::string_view word) {
  std::string plain = AsciiLower(word);
  if (plain.ends_with('s') && !plain.ends_with("ss")) plain.pop_back();
  bool begins = false;
  for (size_t at = text.find(plain); at != std::string_view::npos; at = text.find(plain, at + 1)) {
    if (at > 0 && IsLetter(text[at - 1])) continue;
    size_t end = at;
    while (end < text.size() && IsLetter(text[end])) ++end;
    const Derived found = Read(text.substr(at, end - at));
    if (found.ending == Ending::kPlain || Keeps(found, {})) return true;
    begins = true;
  }
  return !begins;
}

}  // namespace concord
