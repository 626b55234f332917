#include "ingest/document/document_builder.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/ingest/reading.h"

namespace concord {
namespace {

using testing::ExpectPromises;

// Builds with the bytes at hand.
struct Fixture {
  explicit Fixture(std::string_view text, ReadLimits given = {}) : bytes(text), limits(given) {
    source = SourceText::Open({"file", bytes, &limits}).value();
  }
  std::string bytes;
  ReadLimits limits;
  SourceText source;
};

TEST(DocumentBuilder, WhiteSpaceAndInvisiblesGo) {
  Fixture f("  a\u00A0 b\r\n\t c\u00ADd\u200B\x01 ");
  DocumentBuilder builder(f.source);
  builder.Append(f.bytes, 0);
  const auto document = builder.Finish();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "a b cd");
  ExpectPromises(*document, f.bytes);
  testing::ExpectSameLetters(*document, f.bytes);
}

TEST(DocumentBuilder, CodeKeepsItsLines) {
  Fixture f("if x:\r\n    y\n\n");
  DocumentBuilder builder(f.source);
  builder.OpenBlock(BlockKind::kCode, -1, DocumentBuilder::Space::kKeep);
  builder.Append(f.bytes, 0);
  const auto document = builder.Finish();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "if x:\n    y");
  ExpectPromises(*document, f.bytes);
}

TEST(DocumentBuilder, AMarkThatAnEntityAddsIsComposed) {
  Fixture f("cafe&#x301; noir");
  DocumentBuilder builder(f.source);
  builder.Append("cafe", 0);
  builder.AppendFor("\u0301", 4, 7);
  builder.Append(" noir", 11);
  const auto document = builder.Finish();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "caf\u00E9 noir");
  const auto source = document->offsets.ToSource({3, 5});  // the letter
  EXPECT_EQ(source.start, 3U);
  EXPECT_EQ(source.end, 11U);
  ExpectPromises(*document, f.bytes);
}

TEST(DocumentBuilder, NumbersStandOutsideTheBlocks) {
  Fixture f("(a) keep records");
  DocumentBuilder builder(f.source);
  builder.OpenSection(SectionKind::kClause, "(a)", "a");
  builder.OpenBlock(BlockKind::kListItem);
  builder.Append("(a) ", 0);
  builder.StartBody();
  builder.Append("keep records", 4);
  builder.CloseBlock();
  const auto document = builder.Finish();
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, f.bytes);
  EXPECT_EQ(document->TextOf(document->blocks[0].span), "keep records");
  EXPECT_EQ(document->sections[1].span, (Span{0, 16}));
  EXPECT_EQ(document->offsets.run_count(), 1U);
}

// Whatever the text is, no block is longer than the limit, none is empty, all words stand in one, in order,
// and only a word that is as long as half a block is cut.
TEST(DocumentBuilder, AMonstrousParagraphBecomesSeveralBlocks) {
  constexpr uint32_t kMost = DocumentBuilder::kMaxBlockBytes;
  std::string words, umlauts;
  for (uint32_t i = 0; words.size() < 3 * kMost; ++i) words += std::to_string(i) + ' ';
  while (umlauts.size() < 2 * kMost) umlauts += "x\u00E4\u00F6";
  for (const std::string& text : {words, umlauts, std::string(kMost, 'a'), std::string(kMost + 1, 'a')}) {
    Fixture f(text);
    DocumentBuilder builder(f.source);
    builder.OpenBlock(BlockKind::kListItem);
    builder.Append(f.bytes, 0);
    EXPECT_EQ(builder.CloseBlock(), 0);
    const auto document = builder.Finish();
    ASSERT_TRUE(document);
    ExpectPromises(*document, f.bytes);
    std::string joined;
    for (const Block& block : document->blocks) {
      EXPECT_EQ(block.kind, BlockKind::kListItem);
      EXPECT_LE(block.span.size(), kMost);
      EXPECT_FALSE(block.span.empty());
      joined += document->TextOf(block.span);
      if (&text == &words) joined += ' ';
    }
    if (text == words) {
      std::string again;
      for (const Block& block : document->blocks) again += std::string(document->TextOf(block.span)) + ' ';
      EXPECT_EQ(again, words);
    } else {
      EXPECT_EQ(joined, text);
    }
    EXPECT_EQ(document->blocks.size(), text.size() / kMost + (text.size() % kMost > 0 ? 1 : 0));
  }
}

TEST(DocumentBuilder, PathsAreUnique) {
  Fixture f("x");
  DocumentBuilder builder(f.source);
  std::vector<std::string> paths;
  for (const char* part : {"Art. 1", "art.1", "art.1-2", "art.1", "/art.1", "a:b#c", ""}) {
    paths.push_back(builder.section(builder.OpenSection(SectionKind::kArticle, "", part)).path);
    builder.CloseSection();
  }
  EXPECT_EQ(paths[0], "art.1");
  EXPECT_EQ(paths[1], "art.1-2");
  EXPECT_EQ(std::set<std::string>(paths.begin(), paths.end()).size(), paths.size());
  EXPECT_EQ(paths[5], "a-b-c");
}

TEST(DocumentBuilder, AnArticleIsCitedWithoutItsChapter) {
  Fixture f("x");
  DocumentBuilder builder(f.source);
  builder.OpenSection(SectionKind::kPart, "", "chap.ii");
  EXPECT_EQ(builder.section(builder.OpenSection(SectionKind::kArticle, "", "/art.14")).path, "art.14");
  EXPECT_EQ(builder.section(builder.OpenSection(SectionKind::kClause, "", "4")).path, "art.14.4");
}

TEST(DocumentBuilder, LimitsComeOutAtTheEndWithTheirPlace) {
  Fixture deep("one\ntwo", ReadLimits{.max_depth = 3});
  DocumentBuilder builder(deep.source);
  builder.Append("one", 0);
  builder.CloseBlock();
  builder.Append("two", 4);
  for (int i = 0; i < 3; ++i) builder.OpenSection(SectionKind::kPart, "", "x");
  EXPECT_FALSE(builder.failed());
  builder.OpenSection(SectionKind::kPart, "", "x");
  EXPECT_TRUE(builder.failed());
  const auto document = builder.Finish();
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kLimit);
  EXPECT_EQ(document.error().line, 2U);

  Fixture many("x", ReadLimits{.max_sections = 2});
  DocumentBuilder other(many.source);
  for (int i = 0; i < 3; ++i) {
    other.OpenSection(SectionKind::kPart, "", "x");
    other.CloseSection();
  }
  EXPECT_EQ(other.Finish().error().code, ErrorCode::kLimit);
}

TEST(DocumentBuilder, NothingInItIsAnError) {
  Fixture f(" \u00AD ");
  DocumentBuilder builder(f.source);
  builder.Append(f.bytes, 0);
  EXPECT_EQ(builder.Finish().error().code, ErrorCode::kInvalid);
}

// However the text is cut into calls, the result is the same.
TEST(DocumentBuilder, CutsMakeNoDifference) {
  std::mt19937 random(8);
  constexpr std::string_view kPieces[] = {"a",       "bc",     " ",    "\n", "\u00A0", "\u00AD",
                                          "e\u0301", "\u00E9", "\x02", "  ", "-"};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = "x";
    std::vector<size_t> cuts = {0};
    for (size_t i = random() % 30; i > 0; --i) {
      if (random() % 2 == 0) cuts.push_back(bytes.size());
      bytes += kPieces[random() % std::size(kPieces)];
    }
    cuts.push_back(bytes.size());
    Fixture f(bytes);
    DocumentBuilder whole(f.source), cut(f.source);
    whole.Append(f.bytes, 0);
    for (size_t i = 0; i + 1 < cuts.size(); ++i) {
      cut.Append(std::string_view(f.bytes).substr(cuts[i], cuts[i + 1] - cuts[i]), cuts[i]);
    }
    const auto a = whole.Finish(), b = cut.Finish();
    ASSERT_TRUE(a && b);
    ASSERT_EQ(a->text, b->text);
    ASSERT_EQ(a->offsets, b->offsets);
    ExpectPromises(*a, f.bytes);
    testing::ExpectSameLetters(*a, f.bytes);
  }
}

TEST(SourceText, RefusesWithAPlace) {
  ReadLimits limits;
  limits.max_line_bytes = 10;
  limits.max_file_bytes = 100;
  const auto open = [&](std::string_view bytes) { return SourceText::Open({"f", bytes, &limits}).error(); };
  EXPECT_EQ(open("").code, ErrorCode::kInvalid);
  EXPECT_EQ(open(std::string(101, 'x')).code, ErrorCode::kLimit);
  const Error line = open("short\n" + std::string(11, 'x'));
  EXPECT_EQ(line.code, ErrorCode::kLimit);
  EXPECT_EQ(line.line, 2U);
  EXPECT_EQ(line.offset, 6U);
  EXPECT_EQ(open("%PDF-1.7 ...").code, ErrorCode::kUnsupported);
  EXPECT_EQ(open(std::string_view("ab\0c", 4)).offset, 2U);
}

}  // namespace
}  // namespace concord
