// The words with which documents open and close (datasets/front_matter.tsv), and the places where they stand.
#ifndef CONCORD_INGEST_LANGUAGE_FRONT_MATTER_H_
#define CONCORD_INGEST_LANGUAGE_FRONT_MATTER_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/document/document.h"

namespace concord {

struct FrontPhrase {
  std::string words;  // in lower case
  std::string value;  // what it means; depends on the class
};

// The phrases of a class ("no-title"), of all languages, in the order of the table. Reads only its own table,
// which is built into the program, made at the first call and shared by threads. Empty for an unknown class.
std::span<const FrontPhrase> FrontPhrases(std::string_view word_class);
// Whether `text`, in lower case, begins with a phrase of the class.
bool StartsWithFrontPhrase(std::string_view lower, std::string_view word_class);

// 1 to 12 for the name of a month in any language of the table, in lower case; else 0.
int MonthOfName(std::string_view lower);

// A place in a text, and how many bytes the words take there; `length` 0: nowhere.
struct PhrasePlace {
  size_t at = 0, length = 0;
  explicit operator bool() const { return length > 0; }
};
// Where `phrase` stands in `lower` at or behind `from`, as whole words. Each blank of the phrase is any
// amount of white space. Linear for phrases that do not repeat themselves.
PhrasePlace FindPhrase(std::string_view lower, std::string_view phrase, size_t from = 0);

// The parts of a document that say what it is, and by whom. Borrows the document's text.
struct DocumentFront {
  explicit DocumentFront(const Document& document);

  std::string_view text, head, tail;    // all of it; where covers and formulas stand; where signatures do
  std::string head_lower, tail_lower;   // ASCII letters in lower case: byte by byte the same places
  std::vector<std::string_view> lines;  // the first of the text, trimmed and not empty
  std::string_view first_heading;       // of a section that the text begins with
  std::string_view title;  // that the format states; plain text states none. Borrows the document's metadata.
  std::vector<std::string_view> last_lines;  // likewise the last, in their order

  // Of a part of `text`.
  Span SpanOf(std::string_view part) const {
    const auto start = static_cast<uint32_t>(part.data() - text.data());
    return {start, start + static_cast<uint32_t>(part.size())};
  }
};

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_FRONT_MATTER_H_
