// Small tools for text that would make sense in any program.
#ifndef CONCORD_BASE_TEXT_H_
#define CONCORD_BASE_TEXT_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

// Removes ASCII white space at both ends.
std::string_view Trim(std::string_view text);

// The parts between separators; an empty text has one empty part.
std::vector<std::string_view> Split(std::string_view text, char separator);

// Turns runs of ASCII white space, no-break spaces and the like into one blank, and trims both ends.
std::string CollapseSpace(std::string_view text);

// Lower-case ASCII letters, digits and single hyphens, for keys: "AI Act (EU)" -> "ai-act-eu". At most
// `max_length` bytes, cut at a hyphen if there is one. Empty if nothing is left.
std::string Slug(std::string_view text, size_t max_length = 80);

// ASCII only; for identifiers and key words of formats, not for prose.
constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool EqualsIgnoreCase(std::string_view a, std::string_view b);
bool StartsWithIgnoreCase(std::string_view text, std::string_view prefix);
std::string AsciiLower(std::string_view text);

// Whether a text is one of a few. Compares with one after the other.
bool IsOneOf(std::string_view text, std::span<const std::string_view> texts);
bool IsOneOfIgnoreCase(std::string_view text, std::span<const std::string_view> texts);  // ASCII

// The number of insertions, deletions, substitutions and swaps of neighbours between two words (optimal
// string alignment), or `limit` + 1 if it is more than `limit`.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);

// The candidate nearest to `word`, if it is near enough to be a typing error; otherwise empty. It is one of
// the candidates, which must outlive it.
std::string_view DidYouMean(std::string_view word, std::span<const std::string> candidates);
std::string_view DidYouMean(std::string_view word, std::vector<std::string>&& candidates) = delete;

}  // namespace concord

#endif  // CONCORD_BASE_TEXT_H_
