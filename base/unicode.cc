#include "base/unicode.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace concord {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080;

// The code point at `*at` and moves behind it; negative when the bytes there are no UTF-8.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
int32_t Decode(std::string_view text, size_t* at) {
  const size_t length = text.size();
  size_t i = *at;
  int32_t code_point = 0;
  U8_NEXT(text.data(), i, length, code_point);
  *at = i;
  return code_point;
}
#pragma GCC diagnostic pop

// The number of ASCII bytes with which `text` starts, eight at a time.
size_t AsciiPrefix(std::string_view text, size_t at = 0) {
  const size_t start = at;
  while (at + 8 <= text.size()) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & kHighBits) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - start;
}

bool IsAscii(std::string_view text) { return AsciiPrefix(text) == text.size(); }

icu::StringPiece Piece(std::string_view text) { return {text.data(), static_cast<int32_t>(text.size())}; }

// ICU counts in int32_t; longer texts are worked on in pieces that end before an ASCII byte, which no rule
// of case or composition looks across.
constexpr size_t kPiece = size_t{1} << 28;
size_t PieceEnd(std::string_view text, size_t start) {
  if (text.size() - start <= kPiece) return text.size();
  size_t end = start + kPiece;
  while (end > start + kPiece / 2 && static_cast<unsigned char>(text[end]) >= 0x80) --end;
  // Half a piece without one ASCII byte: split between characters at least.
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end;
}

// 0x80 to 0x9F of Windows-1252 (WHATWG Encoding, but with the five bytes that Microsoft leaves undefined
// as 0); all other bytes are Latin-1.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

tl::unexpected<Error> Undecodable(std::string message, std::string_view source, std::string_view bytes,
                                  size_t offset) {
  return tl::unexpected(ErrorAt(ErrorCode::kInvalid, std::move(message), source, bytes, offset));
}

// Text in Windows-1252 has hardly a letter beyond ASCII that happens to be UTF-8; damaged UTF-8 has most.
bool IsDamagedUtf8(std::string_view bytes) {
  size_t valid = 0, invalid = 0;
  for (size_t at = AsciiPrefix(bytes); at < bytes.size(); at += AsciiPrefix(bytes, at)) {
    const size_t start = at;
    if (Decode(bytes, &at) >= 0) {
      ++valid;
    } else {
      ++invalid;
      at = std::max(at, start + 1);
    }
  }
  return valid > invalid;
}

Result<Decoded> DecodeWindows1252(std::string_view bytes, std::string_view source) {
  Decoded decoded;
  decoded.encoding = "windows-1252";
  decoded.text.reserve(bytes.size() + bytes.size() / 16);
  for (size_t at = 0; at < bytes.size();) {
    const size_t plain = AsciiPrefix(bytes, at);
    if (plain > 0) {
      decoded.runs.push_back(
          {decoded.text.size(), at, static_cast<uint32_t>(plain), static_cast<uint32_t>(plain)});
      decoded.text.append(bytes, at, plain);
      at += plain;
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const char32_t code_point = byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
    if (code_point == 0) {
      return Undecodable(fmt::format("byte 0x{:02X} is neither UTF-8 nor Windows-1252", byte), source, bytes,
                         at);
    }
    const size_t start = decoded.text.size();
    AppendUtf8(code_point, &decoded.text);
    decoded.runs.push_back({start, at, static_cast<uint32_t>(decoded.text.size() - start), 1});
    ++at;
  }
  return decoded;
}

Result<Decoded> DecodeUtf16(std::string_view bytes, size_t mark, bool big, std::string_view source) {
  if (bytes.size() % 2 != 0) {
    return Undecodable("the file is UTF-16 text but ends in the middle of a character; it may be cut off",
                       source, bytes, bytes.size() - 1);
  }
  const auto unit = [&](size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char16_t>(big ? a << 8 | b : b << 8 | a);
  };
  Decoded decoded;
  decoded.encoding = big ? "UTF-16BE" : "UTF-16LE";
  decoded.text.reserve(bytes.size() / 2);
  TextRun run{0, mark, 0, 0};
  // What the open run consists of. All its characters take the same bytes in UTF-8, so that equal lengths
  // mean equal places (two-byte characters: Greek, Cyrillic).
  int kind = 0;
  const auto close_run = [&](size_t at) {
    run.text_length = static_cast<uint32_t>(decoded.text.size() - run.text_start);
    run.source_length = static_cast<uint32_t>(at - run.source_start);
    if (run.source_length > 0) decoded.runs.push_back(run);
    run = {decoded.text.size(), at, 0, 0};
  };
  for (size_t at = mark; at < bytes.size();) {
    const size_t start = at;
    char32_t code_point = unit(at);
    at += 2;
    if (U16_IS_LEAD(code_point) && at < bytes.size() && U16_IS_TRAIL(unit(at))) {
      code_point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(code_point, unit(at)));
      at += 2;
    } else if (code_point == 0 || U16_IS_SURROGATE(code_point)) {
      return Undecodable(fmt::format("U+{:04X} in UTF-16 text", static_cast<uint32_t>(code_point)), source,
                         bytes, start);
    }
    const int next = code_point <= ' ' ? 0 : U8_LENGTH(code_point);
    if (next != kind) close_run(start);
    kind = next;
    AppendUtf8(code_point, &decoded.text);
  }
  close_run(bytes.size());
  return decoded;
}

}  // namespace

size_t FindInvalidUtf8(std::string_view text) {
  for (size_t at = AsciiPrefix(text); at < text.size(); at += AsciiPrefix(text, at)) {
    const size_t start = at;
    if (Decode(text, &at) < 0) return start;
  }
  return std::string_view::npos;
}

std::string WithReadableBytes(std::string_view text) {
  std::string out;
  for (size_t at = FindInvalidUtf8(text); at != std::string_view::npos; at = FindInvalidUtf8(text)) {
    out += fmt::format("{}%{:02X}", text.substr(0, at), static_cast<unsigned char>(text[at]));
    text.remove_prefix(at + 1);
  }
  return out.append(text);
}

char32_t NextCodePoint(std::string_view text, size_t* at) {
  const auto lead = static_cast<unsigned char>(text[*at]);
  if (lead < 0x80) {
    ++*at;
    return lead;
  }
  const int32_t code_point = Decode(text, at);
  return code_point < 0 ? U'\uFFFD' : static_cast<char32_t>(code_point);
}

void AppendUtf8(char32_t code_point, std::string* out) {
  std::array<char, 4> bytes{};
  size_t size = 0;
  if (code_point > 0x10FFFF || U_IS_SURROGATE(code_point)) code_point = 0xFFFD;
  U8_APPEND_UNSAFE(bytes.data(), size, code_point);
  out->append(bytes.data(), size);
}

std::string FoldCase(std::string_view text) {
  std::string out;
  if (IsAscii(text)) {
    out.assign(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
  }
  out.reserve(text.size() + 16);
  for (size_t at = 0; at < text.size();) {
    const size_t end = PieceEnd(text, at);
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode error = U_ZERO_ERROR;
    icu::CaseMap::utf8Fold(0, Piece(text.substr(at, end - at)), sink, nullptr, error);
    at = end;
  }
  return out;
}

std::string ToLowerCase(std::string_view text) {
  if (IsAscii(text)) return FoldCase(text);
  std::string out;
  icu::UnicodeString::fromUTF8(Piece(text)).toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

std::string ToUpperCase(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8(Piece(text)).toUpper(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

std::string FoldForComparison(std::string_view text) {
  if (IsAscii(text)) return FoldCase(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(error);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = PieceEnd(text, at);
    // Folding can undo a decomposition and the other way round, hence before and after
    // (Unicode, chapter 3.13, D146).
    icu::UnicodeString folded = nfkd->normalize(
        nfkd->normalize(icu::UnicodeString::fromUTF8(Piece(text.substr(at, end - at))), error).foldCase(),
        error);
    for (int32_t i = 0; i < folded.length();) {
      const UChar32 code_point = folded.char32At(i);
      i += U16_LENGTH(code_point);
      const auto category = u_charType(code_point);
      if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) continue;
      AppendUtf8(static_cast<char32_t>(code_point), &out);
    }
    at = end;
  }
  return out;
}

bool IsLetterOrDigit(char32_t code_point) {
  if (code_point < 0x80) {
    return (code_point >= '0' && code_point <= '9') || ((code_point | 32) >= 'a' && (code_point | 32) <= 'z');
  }
  return u_isalnum(static_cast<UChar32>(code_point)) != 0;
}

bool IsUpper(char32_t code_point) {
  if (code_point < 0x80) return code_point >= 'A' && code_point <= 'Z';
  return u_isupper(static_cast<UChar32>(code_point)) != 0;
}

bool IsSpace(char32_t code_point) {
  if (code_point < 0x80) return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0;
}

bool IsControl(char32_t code_point) {
  if (code_point < 0x80) return code_point < ' ' || code_point == 0x7F;
  return (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & U_GC_C_MASK) != 0;
}

bool IsPunctuation(char32_t code_point) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & U_GC_P_MASK) != 0;
}

std::string StripAccentsAndLower(std::string_view text) {
  if (IsAscii(text)) return FoldCase(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = PieceEnd(text, at);
    const icu::UnicodeString decomposed =
        nfd->normalize(icu::UnicodeString::fromUTF8(Piece(text.substr(at, end - at))), error);
    for (int32_t i = 0; i < decomposed.length();) {
      const UChar32 code_point = decomposed.char32At(i);
      i += U16_LENGTH(code_point);
      if (u_charType(code_point) != U_NON_SPACING_MARK)
        AppendUtf8(static_cast<char32_t>(u_tolower(code_point)), &out);
    }
    at = end;
  }
  return out;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t code_point = NextCodePoint(text, &at);
    if (code_point < 0x80) {
      width += code_point >= ' ' && code_point != 0x7F ? 1 : 0;
      continue;
    }
    const auto c = static_cast<UChar32>(code_point);
    const auto category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
        category == U_CONTROL_CHAR) {
      continue;
    }
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

bool IsNfc(std::string_view text) {
  if (IsAscii(text)) return true;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  for (size_t at = 0; at < text.size();) {
    const size_t end = PieceEnd(text, at);
    if (nfc->isNormalizedUTF8(Piece(text.substr(at, end - at)), error) == 0) return false;
    at = end;
  }
  return true;
}

std::string ToNfc(std::string_view text, std::vector<TextRun>* runs) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t end = PieceEnd(text, at);
    const size_t out_start = out.size();
    icu::StringByteSink<std::string> sink(&out);
    icu::Edits edits;
    nfc->normalizeUTF8(0, Piece(text.substr(at, end - at)), sink, runs != nullptr ? &edits : nullptr, error);
    if (runs != nullptr) {
      // Fine edits: one for each composed character, so that its neighbours keep their own places.
      auto edit = edits.getFineIterator();
      while (edit.next(error) != 0) {
        runs->push_back({out_start + static_cast<uint64_t>(edit.destinationIndex()),
                         at + static_cast<uint64_t>(edit.sourceIndex()),
                         static_cast<uint32_t>(edit.newLength()), static_cast<uint32_t>(edit.oldLength())});
      }
    }
    at = end;
  }
  return out;
}

Result<Decoded> DecodeText(std::string_view bytes, std::string_view source) {
  if (bytes.starts_with("\xFF\xFE")) return DecodeUtf16(bytes, 2, /*big=*/false, source);
  if (bytes.starts_with("\xFE\xFF")) return DecodeUtf16(bytes, 2, /*big=*/true, source);
  const size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    // UTF-16 of any European language has a NUL in nearly every pair, nearly always on the same side.
    const std::string_view head = bytes.substr(0, std::min<size_t>(bytes.size() & ~size_t{1}, 4096));
    std::array<size_t, 2> nuls{};
    for (size_t i = 0; i < head.size(); ++i) nuls[i % 2] += head[i] == '\0' ? 1 : 0;
    for (const bool big : {false, true}) {
      const size_t expected = nuls[big ? 0 : 1], odd = nuls[big ? 1 : 0];
      if (head.size() >= 8 && expected * 20 >= head.size() * 7 && odd * 3 <= expected) {
        return DecodeUtf16(bytes, 0, big, source);
      }
    }
    return Undecodable("the file is not text: it contains a NUL byte", source, bytes, nul);
  }

  const size_t mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const size_t invalid = FindInvalidUtf8(bytes.substr(mark));
  if (invalid == std::string_view::npos) {
    Decoded decoded;
    decoded.encoding = "UTF-8";
    decoded.text.assign(bytes.substr(mark));
    if (mark > 0 && !decoded.text.empty()) {
      const auto size = static_cast<uint32_t>(decoded.text.size());
      decoded.runs.push_back({0, mark, size, size});
    }
    return decoded;
  }
  if (mark > 0) {
    return Undecodable("bytes that are no UTF-8, in a file that begins with the byte-order mark of UTF-8",
                       source, bytes, mark + invalid);
  }
  if (IsDamagedUtf8(bytes)) {
    return Undecodable("bytes that are no UTF-8 among more that are: damaged or cut off", source, bytes,
                       invalid);
  }
  return DecodeWindows1252(bytes, source);
}

}  // namespace concord
