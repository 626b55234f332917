// UTF-8 and other encodings. The only place that knows ICU.
#ifndef CONCORD_BASE_UNICODE_H_
#define CONCORD_BASE_UNICODE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// The byte at which `text` stops being well-formed UTF-8 (no surrogates, no overlong forms), or
// std::string_view::npos when all of it is.
size_t FindInvalidUtf8(std::string_view text);

// Bytes that are no UTF-8 as "%FF": for names of files, which may be any bytes.
std::string WithReadableBytes(std::string_view text);

// Decodes the code point that starts at `*at` of well-formed UTF-8 and moves `*at` behind it.
char32_t NextCodePoint(std::string_view text, size_t* at);

void AppendUtf8(char32_t code_point, std::string* out);

// Full case folding (Unicode, chapter 3.13) without normalisation; ASCII takes a short way.
std::string FoldCase(std::string_view text);

// Full case mapping by the rules that no language changes; not for comparison.
std::string ToLowerCase(std::string_view text);
std::string ToUpperCase(std::string_view text);

// Compatibility decomposition, case folding and removal of marks: "Ünïted-NATIONS" -> "united-nations".
// For keys and comparison; offsets into the result mean nothing in the source.
std::string FoldForComparison(std::string_view text);

bool IsLetterOrDigit(char32_t code_point);
bool IsUpper(char32_t code_point);
// White space of any kind (Unicode's property White_Space), no-break spaces included.
bool IsSpace(char32_t code_point);
// Control and format characters, private use, and what is not assigned (general category C).
bool IsControl(char32_t code_point);
// General category P.
bool IsPunctuation(char32_t code_point);

// Without accents and in lower case, character by character: canonical decomposition, non-spacing marks left
// out, simple lower case. Compatibility forms stay what they are: "\uFB01" is no "fi" here.
std::string StripAccentsAndLower(std::string_view text);

// Columns that `text` takes in a terminal (East Asian wide characters take two).
size_t DisplayWidth(std::string_view text);

// A stretch of a changed text and where it came from. Of equal lengths: place for place (the same bytes,
// but for UTF-16 and for the few characters whose canonical form is as long as they are); else the whole
// stands for the whole (see ingest/source/offset_map.h).
struct TextRun {
  uint64_t text_start, source_start;
  uint32_t text_length, source_length;
};

// Canonical composition (NFC, Unicode Standard Annex 15). `IsNfc` is quick and exact.
bool IsNfc(std::string_view text);
// Appends the runs of all the text to *runs when it is not null; `text` is well-formed UTF-8.
std::string ToNfc(std::string_view text, std::vector<TextRun>* runs = nullptr);

// Bytes in some encoding as UTF-8.
struct Decoded {
  std::string text;
  std::string encoding;  // "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"
  // The runs of all the text, except that it is empty when every byte stands where it stood. Text that
  // was UTF-16 has a run for about each word: one for each character would be larger than the text.
  using Run = TextRun;
  std::vector<Run> runs;
};

// Recognises a byte-order mark, UTF-16 without one, and else takes bytes that are no UTF-8 as
// Windows-1252. Fails with kInvalid and the offset for input that is none of these (bytes that
// Windows-1252 leaves undefined, NUL bytes: a binary file; UTF-8 with a few wrong bytes: a damaged one).
Result<Decoded> DecodeText(std::string_view bytes, std::string_view source);

}  // namespace concord

#endif  // CONCORD_BASE_UNICODE_H_
