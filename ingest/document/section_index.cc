#include "ingest/document/section_index.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace concord {
namespace {

constexpr uint32_t kSeveral = UINT32_MAX;
constexpr uint8_t kNumbers = 1, kLetters = 2;

// The steps of paths that readers and citations write differently.
constexpr auto kSameUnits = std::to_array<std::array<std::string_view, 2>>({
    {"sch", "annex"},
    {"app", "annex"},
    {"appendix", "annex"},
    {"chap", "chp"},
    {"ch", "chp"},
});
constexpr auto kUnits =
    std::to_array<std::string_view>({"art", "sec", "annex", "chp", "part", "title", "subtitle", "div", "rec",
                                     "clause", "rule", "reg", "principle"});

std::string_view UnitOf(std::string_view step) {
  for (const auto& [written, same] : kSameUnits) {
    if (step == written) return same;
  }
  return step;
}

std::vector<std::string_view> StepsOf(std::string_view path) { return Split(path, '.'); }

uint8_t AlphabetOf(std::string_view step) {
  if (step.empty()) return 0;
  if (IsDigit(step[0])) return kNumbers;
  constexpr size_t kLongestLetters = 5;  // "xviii"
  return step.size() <= kLongestLetters ? kLetters : 0;
}

}  // namespace

SectionIndex::SectionIndex(const Document& document) {
  const auto put = [this](std::string key, uint32_t section) {
    const auto [at, added] = by_path_.emplace(std::move(key), section);
    if (!added && at->second != section) at->second = kSeveral;
  };
  // Whole paths first: they belong to one section each.
  for (uint32_t s = 1; s < document.sections.size(); ++s) {
    const Section& section = document.sections[s];
    if (section.quoted || section.path.find("quote.") != std::string::npos) continue;
    const std::vector<std::string_view> steps = StepsOf(section.path);
    const auto key_from = [&](size_t first) {
      std::string key;
      for (size_t i = first; i < steps.size(); ++i) {
        if (i > first) key += '.';
        key += UnitOf(steps[i]);
      }
      return key;
    };
    constexpr size_t kMostSteps = 12;
    bool unit = false, annexed = false;
    for (size_t i = 0; i < steps.size() && i < kMostSteps; ++i) {
      if (!IsOneOf(UnitOf(steps[i]), kUnits)) continue;
      unit = true;
      // "Section 2" alone is none of an annex.
      if (!annexed) put(key_from(i), s);
      annexed = annexed || UnitOf(steps[i]) == "annex";
    }
    // "2.1" is "Section 2.1" where nothing else is called a section; "(2)" is none.
    // Nor is "2." below "2.", which is an item, "Section 2.2".
    const std::string_view number = section.number;
    const bool plain =
        !number.empty() && number.substr(0, number.size() - 1).find('.') == std::string_view::npos;
    const bool item = number.find(')') != std::string_view::npos ||
                      (plain && steps.size() > 1 && section.kind == SectionKind::kClause);
    if (!unit && !item && !steps.empty() && !steps[0].empty() && IsDigit(steps[0][0]))
      put("sec." + key_from(0), s);
    if (section.parent > 0) {
      const std::string& above = document.sections[static_cast<size_t>(section.parent)].path;
      if (section.path.size() > above.size() + 1 && section.path.starts_with(above)) {
        const std::string_view step = std::string_view(section.path).substr(above.size() + 1);
        children_[static_cast<uint32_t>(section.parent)] |= AlphabetOf(step);
      }
    }
  }
}

uint32_t SectionIndex::Exact(std::string_view locator) const {
  const size_t dot = locator.find('.');
  if (dot == std::string_view::npos) return 0;
  const std::string key = std::string(UnitOf(locator.substr(0, dot))) + std::string(locator.substr(dot));
  const auto at = by_path_.find(key);
  return at == by_path_.end() || at->second == kSeveral ? 0 : at->second;
}

bool SectionIndex::HasSiblings(uint32_t section, std::string_view step) const {
  const auto at = children_.find(section);
  return at != children_.end() && (at->second & AlphabetOf(step)) != 0;
}

uint32_t SectionIndex::Find(std::string_view locator) const {
  std::string_view path = locator, lost;
  while (std::ranges::count(path, '.') > 0) {
    if (const uint32_t section = Exact(path); section != 0)
      return !lost.empty() && HasSiblings(section, lost) ? 0 : section;
    const size_t dot = path.rfind('.');
    lost = path.substr(dot + 1);
    path = path.substr(0, dot);
  }
  return 0;
}

}  // namespace concord
