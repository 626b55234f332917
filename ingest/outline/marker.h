// The numbers of parts of policy texts: "Article 14", "1. cikk", "(a)", "2.1", "§ 5", "GOVERN 1.1".
#ifndef CONCORD_INGEST_OUTLINE_MARKER_H_
#define CONCORD_INGEST_OUTLINE_MARKER_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/outline/unit_words.h"

namespace concord {

// The punctuation around a number without a word: "1.", "1)", "(1)", "1.1".
enum class Wrap : uint8_t { kNone, kDot, kParen, kParens };
enum class Alphabet : uint8_t { kArabic, kLower, kUpper, kLowerRoman, kUpperRoman, kHan };

// One reading of a marker: "(i)" is the first small roman or the ninth small letter. An inserted number has a
// suffix: "12a" is 12 with "a", "(za)" the 26th letter with "a", "8 bis" is 8 with "bis".
struct Reading {
  Alphabet alphabet = Alphabet::kArabic;
  uint32_t value = 0;
  std::string_view suffix = {};  // borrowed from the text
};

// The number at the start of a paragraph.
struct Marker {
  NumberedUnit unit = NumberedUnit::kNone;
  Wrap wrap = Wrap::kNone;
  size_t length = 0;                // of its bytes, including the white space after it
  std::string_view label;           // as displayed: "Article 14", "(a)", "4."; borrowed from the text
  std::string step;                 // of the path: "art.14", "a", "4"
  std::string prefix;               // for "1.2.3": "1.2"; for "A.1": "a"; else empty
  bool weak = false;                // may be mere text ("Article 5 The ...", "(EU)"): counts only in sequence
  std::array<Reading, 4> readings;  // the more likely one first; value 0: none
};

// Looks at only the first few dozen bytes.
std::optional<Marker> ScanMarker(std::string_view text);

// "1 Scope" and "A Terms", with which only a heading may begin: a number up to 999 or one capital letter, a
// blank, and the beginning of a title. The label does not include the blank.
std::optional<Marker> ScanBareNumber(std::string_view heading);

// 1 to 3999 for a well-formed roman numeral in one case, otherwise 0.
uint32_t RomanValue(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_MARKER_H_
