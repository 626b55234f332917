// The words for the parts of legal texts, in the languages of datasets/units.tsv.
#ifndef CONCORD_INGEST_OUTLINE_UNIT_WORDS_H_
#define CONCORD_INGEST_OUTLINE_UNIT_WORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

// Units of the same rank nest in the order in which they first appear (sections of articles, articles of
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

// 0 for the outermost. An annex is beside all others.
int RankOf(NumberedUnit unit);
// For a path: "art", "chap".
std::string_view StepOf(NumberedUnit unit);

// The unit that a word names if its number comes after it ("Article 1") or before it ("1. cikk"). Case and
// accents do not matter; an abbreviation includes its dot. Reads only its own tables, which are built at the
// first call and shared by threads.
NumberedUnit UnitOfWord(std::string_view word, bool before);
// The same for a word of running text, in the forms that it takes there: "Artikels", "artículos".
NumberedUnit UnitInText(std::string_view word);
// Words of other languages than English between a place and the act it is in: "der", "del" lead to the act,
// "dudit" points at one that was named, "présent" at the one that is being made.
bool IsOfWord(std::string_view word);
bool IsThatWord(std::string_view word);
bool IsOwnWord(std::string_view word);
// "premier" is 1, "ELSŐ" is 1; 0 for other words.
uint32_t OrdinalValue(std::string_view word);
// What may come between the word and the number: "No.", "nr".
bool IsNumberSign(std::string_view word);

// Whether no sentence ends with the word: "the", "of", "des".
bool IsUnfinishedWord(std::string_view word);

// "and", "or", "to", "bis", "y": words between the numbers of a reference.
bool IsConjunctionOfNumbers(std::string_view word);
// Of other languages than English, those between the first and the last number: "bis", "à".
bool IsRangeWord(std::string_view word);
// Whether some word begins like a verb that inserts text into another act: "insert", "substitut", "remplac".
bool PutsIn(std::string_view text);

// Whether the word names a unit in any of its forms: "points", "Absatz", "alinéa". If a line that ends too
// early ends with such a word, it refers to a part.
bool IsReferenceWord(std::string_view word);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_UNIT_WORDS_H_
