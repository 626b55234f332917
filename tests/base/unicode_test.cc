#include "base/unicode.h"

#include <gtest/gtest.h>

#include <random>

namespace concord {
namespace {

// Table 3-7 of the Unicode standard (well-formed UTF-8 byte sequences), row by row: the length of the
// sequence at the start of `text`, or 0.
size_t WellFormedLength(std::string_view text) {
  struct Row {
    unsigned char low[4], high[4];
    size_t length;
  };
  constexpr Row kRows[] = {
      {{0x00}, {0x7F}, 1},
      {{0xC2, 0x80}, {0xDF, 0xBF}, 2},
      {{0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}, 3},
      {{0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}, 3},
      {{0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}, 3},
      {{0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}, 3},
      {{0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}, 4},
      {{0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}, 4},
      {{0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}, 4},
  };
  for (const Row& row : kRows) {
    bool matches = text.size() >= row.length;
    for (size_t i = 0; matches && i < row.length; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      matches = row.low[i] <= byte && byte <= row.high[i];
    }
    if (matches) return row.length;
  }
  return 0;
}

size_t FirstInvalid(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = WellFormedLength(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

// Independent of ICU: straight from the definition of the encoding forms.
void AppendUtf16(char32_t c, bool big, std::string* out) {
  const auto unit = [&](unsigned value) {
    const char high = static_cast<char>(value >> 8), low = static_cast<char>(value & 255);
    *out += big ? high : low;
    *out += big ? low : high;
  };
  if (c < 0x10000) return unit(c);
  unit(0xD800 + ((c - 0x10000) >> 10));
  unit(0xDC00 + ((c - 0x10000) & 0x3FF));
}

// The runs cover text and source without gap or overlap.
void ExpectTiles(const std::vector<TextRun>& runs, size_t text_size, size_t source_start,
                 size_t source_size) {
  size_t text = 0, source = source_start;
  for (const TextRun& run : runs) {
    ASSERT_EQ(run.text_start, text);
    ASSERT_EQ(run.source_start, source);
    text += run.text_length;
    source += run.source_length;
  }
  EXPECT_EQ(text, text_size);
  EXPECT_EQ(source, source_size);
}

TEST(FindInvalidUtf8, AllPairsOfBytes) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string text = {static_cast<char>(a), static_cast<char>(b)};
      ASSERT_EQ(FindInvalidUtf8(text), FirstInvalid(text)) << a << ' ' << b;
    }
  }
}

TEST(FindInvalidUtf8, RandomTextsNearTheBorders) {
  constexpr unsigned char kBorders[] = {'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
                                        0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF};
  std::mt19937 random(1);
  for (int round = 0; round < 200'000; ++round) {
    std::string text(random() % 12, 'x');
    for (size_t i = random() % 4; i < text.size(); ++i) {
      text[i] = static_cast<char>(kBorders[random() % std::size(kBorders)]);
    }
    ASSERT_EQ(FindInvalidUtf8(text), FirstInvalid(text));
  }
}

TEST(WithReadableBytes, OnlyWhatIsNoUtf8IsWrittenOut) {
  EXPECT_EQ(WithReadableBytes("caf\u00E9.txt"), "caf\u00E9.txt");
  EXPECT_EQ(WithReadableBytes("bad\xff\xc3.txt\xe2\x82"), "bad%FF%C3.txt%E2%82");
  EXPECT_EQ(WithReadableBytes(""), "");
}

TEST(CodePoints, AllAreReadBackAndCounted) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    ASSERT_EQ(WellFormedLength(text), text.size());
    size_t at = 0;
    ASSERT_EQ(NextCodePoint(text, &at), c);
    ASSERT_EQ(at, text.size());
  }
}

TEST(CodePoints, SurrogatesAndBeyondBecomeTheReplacementCharacter) {
  std::string text;
  AppendUtf8(0xD800, &text);
  AppendUtf8(0x110000, &text);
  EXPECT_EQ(text, "\uFFFD\uFFFD");
}

TEST(CodePoints, Classes) {
  EXPECT_TRUE(IsSpace(U' ') && IsSpace(U'\t') && IsSpace(U'\u00A0') && IsSpace(U'\u202F') &&
              IsSpace(U'\u3000'));
  EXPECT_FALSE(IsSpace(U'\u200B') || IsSpace(U'x') || IsSpace(U'\u00AD'));
  EXPECT_TRUE(IsLetterOrDigit(U'é') && IsLetterOrDigit(U'7') && IsLetterOrDigit(U'中'));
  EXPECT_FALSE(IsLetterOrDigit(U'-') || IsLetterOrDigit(U'§') || IsLetterOrDigit(U'—'));
  EXPECT_TRUE(IsUpper(U'Ö') && !IsUpper(U'ö') && !IsUpper(U'9'));
}

TEST(FoldCase, FoldsWhatLowerCasingDoesNot) {
  EXPECT_EQ(FoldCase("Straße ΣΊΣΥΦΟΣ"), FoldCase("STRASSE σίσυφος"));
  EXPECT_EQ(FoldCase("ABCxyz[]09"), "abcxyz[]09");
}

TEST(FoldForComparison, DropsMarksAndWidths) {
  EXPECT_EQ(FoldForComparison("Ünïted-NATIONS"), "united-nations");
  EXPECT_EQ(FoldForComparison("ﬁnance Ａ１"), "finance a1");
  EXPECT_EQ(FoldForComparison("Organisation de coopération et de développement"),
            "organisation de cooperation et de developpement");
}

TEST(DisplayWidth, WideAndInvisible) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("中国"), 4U);
  EXPECT_EQ(DisplayWidth("e\u0301\u00AD"), 1U);
}

TEST(ToNfc, ComposesAndKeepsPlaces) {
  std::vector<TextRun> runs;
  const std::string source = "cafe\u0301 au lait, \u212B";
  const std::string composed = ToNfc(source, &runs);
  EXPECT_EQ(composed, "café au lait, \u00C5");
  ExpectTiles(runs, composed.size(), 0, source.size());
  for (const TextRun& run : runs) {
    if (run.text_length != run.source_length) continue;
    EXPECT_EQ(composed.substr(run.text_start, run.text_length),
              source.substr(run.source_start, run.source_length));
  }
  EXPECT_FALSE(IsNfc(source));
  EXPECT_TRUE(IsNfc(composed));
}

TEST(ToNfc, RandomMarksEndComposed) {
  constexpr char32_t kPieces[] = {U'a', U'e',   U' ',   0x301,  0x308, 0x327,
                                  0xE9, 0x1100, 0x1161, 0x11A8, 0x2126};
  std::mt19937 random(2);
  for (int round = 0; round < 20'000; ++round) {
    std::string source;
    for (size_t i = random() % 10; i > 0; --i) AppendUtf8(kPieces[random() % std::size(kPieces)], &source);
    std::vector<TextRun> runs;
    const std::string composed = ToNfc(source, &runs);
    ASSERT_TRUE(IsNfc(composed));
    ASSERT_EQ(IsNfc(source), composed == source);
    ASSERT_EQ(FoldForComparison(source), FoldForComparison(composed));
    ExpectTiles(runs, composed.size(), 0, source.size());
  }
}

TEST(DecodeText, Utf8StaysAndLosesItsMark) {
  const auto plain = DecodeText("grün", "f");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->encoding, "UTF-8");
  EXPECT_TRUE(plain->runs.empty());
  const auto marked = DecodeText("\xEF\xBB\xBFgrün", "f");
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->text, "grün");
  ASSERT_EQ(marked->runs.size(), 1U);
  EXPECT_EQ(marked->runs[0].source_start, 3U);
}

TEST(DecodeText, Windows1252) {
  const std::string bytes =
      "\x93"
      "shall\x94 \x96 \xE9t\xE9 \x80";
  const auto decoded = DecodeText(bytes, "f");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, "windows-1252");
  EXPECT_EQ(decoded->text, "“shall” – été €");
  ExpectTiles(decoded->runs, decoded->text.size(), 0, bytes.size());
}

TEST(DecodeText, Utf16WithAndWithoutMark) {
  std::mt19937 random(3);
  constexpr char32_t kLetters[] = {U'a', U'b', U' ', U'\n', U'é', U'Ж', U'中', U'\U0001F600'};
  for (int round = 0; round < 2000; ++round) {
    const bool big = round % 2 == 0, mark = round % 4 < 2;
    std::string bytes, text;
    if (mark) AppendUtf16(0xFEFF, big, &bytes);
    // Without a mark only the NULs of ASCII tell it.
    for (const char c : std::string_view("plain words first "))
      AppendUtf16(static_cast<char32_t>(c), big, &bytes);
    text = "plain words first ";
    for (size_t i = random() % (mark ? 40 : 6); i > 0; --i) {
      const char32_t c = kLetters[random() % std::size(kLetters)];
      AppendUtf16(c, big, &bytes);
      AppendUtf8(c, &text);
    }
    const auto decoded = DecodeText(bytes, "f");
    ASSERT_TRUE(decoded);
    ASSERT_EQ(decoded->text, text);
    ASSERT_EQ(decoded->encoding, big ? "UTF-16BE" : "UTF-16LE");
    ExpectTiles(decoded->runs, text.size(), mark ? 2 : 0, bytes.size());
  }
}

TEST(DecodeText, DamagedUtf8IsNotTakenForWindows1252) {
  const std::string whole = "“Provider” – jede natürliche Person";
  EXPECT_TRUE(DecodeText(whole, "f"));
  const auto cut = DecodeText(whole + "\xE2\x80", "f");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(cut.error().offset, whole.size());
}

TEST(DecodeText, RefusesBinaryWithTheOffset) {
  const auto nul = DecodeText(std::string_view("line\nab\0cd", 10), "file.bin");
  ASSERT_FALSE(nul);
  EXPECT_EQ(nul.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(nul.error().offset, 7U);
  EXPECT_EQ(nul.error().line, 2U);
  EXPECT_EQ(nul.error().source, "file.bin");
  const auto undefined = DecodeText("caf\xE9 \x81", "f");
  ASSERT_FALSE(undefined);
  EXPECT_EQ(undefined.error().offset, 5U);
  const auto marked = DecodeText(
      "\xEF\xBB\xBF"
      "caf\xE9",
      "f");
  ASSERT_FALSE(marked);
  EXPECT_EQ(marked.error().offset, 6U);
  EXPECT_FALSE(DecodeText(std::string_view("\xFF\xFE"
                                           "a\0b",
                                           5),
                          "f"));  // an odd byte
  EXPECT_FALSE(DecodeText(std::string_view("\xFF\xFE\x00\xD8"
                                           "a\0",
                                           6),
                          "f"));  // half a surrogate pair
}

}  // namespace
}  // namespace concord
