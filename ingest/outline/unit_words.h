// The words for the parts of legal texts, in the languages of datasets/units.tsv.
#ifndef CONCORD_INGEST_OUTLINE_UNIT_WORDS_H_
#define CONCORD_INGEST_OUTLINE_UNIT_WORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

// Units of one rank nest in the order in which they first appear (sections of articles, articles of
// sections).
enum class NumberedUnit : uint8_t {
  kNone,
  kBook,
  kDivision,
  kPart,
  kTitle,
  kSubtitle,
  kChapter,
  kSubchapter,
  kSection,
  kSubsection,
  kArticle,
  kAnnex,
  kPrinciple,
  kRecital,
  kCode
};

// 0 for the outermost. An annex stands beside all others.
int RankOf(NumberedUnit unit);
// Of a path: "art", "chap".
std::string_view StepOf(NumberedUnit unit);

// The unit that a word names where its number stands behind it ("Article 1"), or before it ("1. cikk").
// Case and accents do not count; an abbreviation has its dot. Reads nothing but its own tables, which are
// made at the first call and shared by threads.
NumberedUnit UnitOfWord(std::string_view word, bool before);
// "premier" is 1, "ELSŐ" is 1; 0 for other words.
uint32_t OrdinalValue(std::string_view word);
// What may stand between the word and the number: "No.", "nr".
bool IsNumberSign(std::string_view word);

// "and", "or", "to", "bis", "y": what stands between the numbers of a reference.
bool IsConjunctionOfNumbers(std::string_view word);
// Whether some word begins as verbs do that put text into another act: "insert", "substitut", "remplac".
bool PutsIn(std::string_view text);

// Whether the word names a unit in any of its forms: "points", "Absatz", "alinéa". What refers to a part ends
// with such a word where a line ends too early.
bool IsReferenceWord(std::string_view word);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_UNIT_WORDS_H_
