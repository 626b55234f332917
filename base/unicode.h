// UTF-8 and other encodings. Only this file and its source use ICU.
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
// std::string_view::npos if all of it is well formed.
size_t FindInvalidUtf8(std::string_view text);

// Writes bytes that are not UTF-8 as "%FF". For file names, which may contain any bytes.
std::string WithReadableBytes(std::string_view text);

// Decodes the code point that starts at `*at` of well-formed UTF-8, and moves `*at` past it.
char32_t NextCodePoint(std::string_view text, size_t* at);

void AppendUtf8(char32_t code_point, std::string* out);

// Full case folding (Unicode, chapter 3.13) without normalisation. ASCII takes a shortcut.
std::string FoldCase(std::string_view text);

// Full case mapping by the rules that are the same in all languages. Not for comparison.
std::string ToLowerCase(std::string_view text);
std::string ToUpperCase(std::string_view text);

// Compatibility decomposition, case folding and removal of marks: "Ünïted-NATIONS" -> "united-nations". For
// keys and comparison. Offsets into the result have no meaning in the source.
std::string FoldForComparison(std::string_view text);

bool IsLetterOrDigit(char32_t code_point);
bool IsUpper(char32_t code_point);
// White space of any kind (Unicode's property White_Space), no-break spaces included.
bool IsSpace(char32_t code_point);
// Control and format characters, private use, and unassigned code points (general category C).
bool IsControl(char32_t code_point);
// General category P.
bool IsPunctuation(char32_t code_point);

// Removes accents and converts to lower case, character by character: canonical decomposition, without
// non-spacing marks, simple lower case. Compatibility forms stay as they are: "\uFB01" does not become "fi".
std::string StripAccentsAndLower(std::string_view text);

// Columns that `text` takes in a terminal (East Asian wide characters take two).
size_t DisplayWidth(std::string_view text);

// A stretch of a changed text and where it came from. If both lengths are equal, the text corresponds place
// by place: the bytes are the same, except for UTF-16 and for a few characters whose canonical form is as
// long as they are. Otherwise the whole corresponds to the whole (see ingest/source/offset_map.h).
struct TextRun {
  uint64_t text_start, source_start;
  uint32_t text_length, source_length;
};

// Canonical composition (NFC, Unicode Standard Annex 15). `IsNfc` is quick and exact.
bool IsNfc(std::string_view text);
// Appends the runs of the whole text to *runs if it is not null. `text` must be well-formed UTF-8.
std::string ToNfc(std::string_view text, std::vector<TextRun>* runs = nullptr);

// Bytes in some encoding as UTF-8.
struct Decoded {
  std::string text;
  std::string encoding;  // "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"
  // The runs of the whole text. Empty if every byte is in its original place. Text that was UTF-16 has a run
  // for about each word, because one for each character would be larger than the text.
  using Run = TextRun;
  std::vector<Run> runs;
};

// Recognises a byte-order mark, and UTF-16 without one. Otherwise takes bytes that are not UTF-8 as
// Windows-1252. Fails with kInvalid and the offset for other input: bytes that Windows-1252 leaves undefined,
// NUL bytes (a binary file), or UTF-8 with a few wrong bytes (a damaged file).
Result<Decoded> DecodeText(std::string_view bytes, std::string_view source);

}  // namespace concord

#endif  // CONCORD_BASE_UNICODE_H_
