#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"

namespace concord {
Result<Document> ReadMarkdown(const Source& source);

namespace {

using testing::BlockLines;
using testing::FindPath;
using testing::ReadBytes;
using Lines = std::vector<std::string>;

Document Read(std::string_view bytes) {
  auto document = ReadBytes(ReadMarkdown, bytes);
  EXPECT_TRUE(document) << document.error().ToString();
  if (!document) return {};
  testing::ExpectPromises(*document, bytes);
  testing::ExpectSameLetters(*document, bytes);
  return *std::move(document);
}

TEST(MarkdownReader, HeadingsNestAndTheOnlyTitleIsTheTitle) {
  const Document document = Read(
      "# Well policy\n\n## Purpose\n\nWells *must* be clean.\n\n### Scope\n\nAll wells.\n\n## "
      "Duties\n\nKeep\nlogs.\n");
  EXPECT_EQ(document.metadata.title, "Well policy");
  EXPECT_EQ(BlockLines(document), (Lines{": Well policy", "purpose: Purpose", "purpose: Wells must be clean.",
                                         "purpose.scope: Scope", "purpose.scope: All wells.",
                                         "duties: Duties", "duties: Keep logs."}));
}

TEST(MarkdownReader, ListsHangOnTheirOpeningWords) {
  const Document document =
      Read("Owners must:\n\n- keep a log\n- tell the Office:\n  - by letter\n  - by wire\n- pay\n\nDone.\n");
  ASSERT_EQ(document.blocks.size(), 7U);
  const std::vector<int32_t> leads = {-1, 0, 0, 2, 2, 0, -1};
  for (size_t i = 0; i < leads.size(); ++i) {
    EXPECT_EQ(document.blocks[i].lead, leads[i]) << i;
    EXPECT_EQ(document.blocks[i].kind, i == 0 || i == 6 ? BlockKind::kParagraph : BlockKind::kListItem);
  }
}

TEST(MarkdownReader, NumberedItemsAreSections) {
  const Document document = Read("## Duties\n\nOwners must:\n\n1. keep a log\n2. pay\n");
  EXPECT_EQ(BlockLines(document),
            (Lines{"duties: Duties", "duties: Owners must:", "duties.1: keep a log", "duties.2: pay"}));
  EXPECT_EQ(FindPath(document, "duties.2")->number, "2.");
  EXPECT_EQ(document.blocks[3].lead, 1);
}

// Short items without a full stop look like headings.
TEST(MarkdownReader, ItemsUnderOpeningWordsAreNoHeadings) {
  const Document document = testing::ReadOrDie(
      "markdown",
      "# Log\n\n## Steps\n\nThe keeper:\n\n1. Lights the lamp\n2. Shuts the gate\n3. Goes home\n");
  EXPECT_EQ(std::ranges::count(document.blocks, BlockKind::kHeading, &Block::kind), 2);
  EXPECT_EQ(std::ranges::count(document.blocks, BlockKind::kListItem, &Block::kind), 3);
}

TEST(MarkdownReader, TablesCodeQuotesAndEntities) {
  const Document document = Read(
      "| Well | State |\n|---|---|\n| A &amp; B | **clean** |\n\n> Another said so.\n\n```\nx = 1\n  "
      "y\n```\n\nA[link](http://example.org/x) end<br>here.\n");
  EXPECT_EQ(BlockLines(document), (Lines{": Well", ": State", ": A & B", ": clean", ": Another said so.",
                                         ": x = 1\n  y", ": Alink end here."}));
  const std::vector<BlockKind> kinds = {BlockKind::kTableCell, BlockKind::kTableCell, BlockKind::kTableCell,
                                        BlockKind::kTableCell, BlockKind::kQuote,     BlockKind::kCode,
                                        BlockKind::kParagraph};
  for (size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(document.blocks[i].kind, kinds[i]) << i;
}

TEST(MarkdownReader, FrontMatterIsYaml) {
  const std::string bytes =
      "---\ntitle: >-\n  Rules of\n  the port\nauthors:\n- name: Ada\n- Ben\ndate: 2024-05-06T07:08:09Z\n"
      "source: https://example.org/rules\nversion: 2\nlicense: 'CC0'\ntags: [a, b]\n---\nBody.\n";
  const auto document = ReadBytes(ReadMarkdown, bytes);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->metadata.title, "Rules of the port");
  EXPECT_EQ(document->metadata.other.FindString("authors"), "Ada, Ben");
  EXPECT_EQ(document->metadata.date->ToString(), "2024-05-06");
  EXPECT_EQ(document->metadata.source, "https://example.org/rules");
  EXPECT_EQ(document->metadata.edition, "2");
  EXPECT_EQ(document->metadata.licence, "CC0");
  EXPECT_EQ(document->text, "Body.");
}

TEST(MarkdownReader, WhatIsNoFrontMatterIsText) {
  for (const std::string bytes : {"---\nA rule above\n\n---\nBelow.\n", "---\na: [\n---\nBelow.\n"}) {
    const auto document = ReadBytes(ReadMarkdown, bytes);
    ASSERT_TRUE(document);
    EXPECT_NE(document->text.find(bytes.substr(4, 2)), std::string::npos) << document->text;
    EXPECT_NE(document->text.find("Below."), std::string::npos);
  }
  const auto broken = ReadBytes(ReadMarkdown, "---\na: [\n---\nBelow.\n");
  ASSERT_EQ(broken->repairs.size(), 1U);
  EXPECT_NE(broken->repairs[0].message.find("not as front matter"), std::string::npos);
}

TEST(MarkdownReader, FrontMatterIsMetadata) {
  const Document document = Read("---\ntitle: \"Wells\"\ndate: 2024-03-01\nlang: en\n---\nText.\n");
  EXPECT_EQ(document.metadata.title, "Wells");
  EXPECT_EQ(document.metadata.language, "en");
  ASSERT_TRUE(document.metadata.date);
  EXPECT_EQ(document.metadata.date->ToString(), "2024-03-01");
  EXPECT_EQ(document.text, "Text.");
  EXPECT_EQ(Read("Rule\n\n---\nno: matter\n").metadata.title, "");
}

TEST(MarkdownReader, HostileNestingEnds) {
  std::string quotes(20'000, '>'), brackets(100'000, '['), list;
  for (int i = 0; i < 1500; ++i) list += std::string(2 * static_cast<size_t>(i), ' ') + "- x\n";
  EXPECT_TRUE(ReadBytes(ReadMarkdown, quotes + " x"));
  EXPECT_TRUE(ReadBytes(ReadMarkdown, brackets));
  const auto deep = ReadBytes(ReadMarkdown, list);
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().code, ErrorCode::kLimit);
  EXPECT_GT(deep.error().line, 200U);
}

TEST(MarkdownReader, TheCorpusIsRead) {
  CONCORD_NEED_SHARED();
  const auto root = testing::SharedDir() / "corpus" / "md";
  const auto files = ListFiles(root);
  ASSERT_TRUE(files);
  ASSERT_FALSE(files->empty());
  for (const auto& file : *files) {
    SCOPED_TRACE(file.string());
    const std::string bytes = testing::ReadFileOrDie(root / file);
    const auto document = ReadBytes(ReadMarkdown, bytes);
    ASSERT_TRUE(document) << document.error().ToString();
    testing::ExpectPromises(*document, bytes);
    testing::ExpectSameLetters(*document, bytes);
  }
}

std::vector<std::string> PathsOf(const Document& document) {
  std::vector<std::string> paths;
  for (const Section& section : document.sections) {
    if (!section.path.empty()) paths.push_back(section.path);
  }
  return paths;
}
using Paths = std::vector<std::string>;

// Headings of standards have numbers without a dot; annexes have letters.
TEST(MarkdownReader, BareNumbersOfHeadingsCount) {
  EXPECT_EQ(PathsOf(testing::ReadOrDie(
                "markdown",
                "# Rope Manual\n\n## 1 Scope\n\nx\n\n### 1.1 General\n\nx\n\n## 2 Terms\n\nx\n\n"
                "## 3 Duties\n\n### 3.1 Crews\n\nx\n\n## A Oil\n\n### A.1 Kinds\n\nx\n\n## B Tar\n\nx\n",
                "x.md")),
            (Paths{"1", "1.1", "2", "3", "3.1", "a", "a.1", "b"}));
  // A number that does not count is a word of its heading.
  const Document document = testing::ReadOrDie(
      "markdown", "# Notes\n\n## 3 Lines of defence\n\nx\n\n## 2030 Agenda\n\nx\n\n## A Foreword\n\nx\n",
      "x.md");
  EXPECT_EQ(PathsOf(document), (Paths{"3-lines-of-defence", "2030-agenda", "a-foreword"}));
  EXPECT_TRUE(document.sections[1].number.empty());
}

TEST(MarkdownReader, ListsOfOtherSignsThanDigits) {
  const Document document =
      testing::ReadOrDie("markdown",
                         "# Start\n\n1. Owners shall look.\n1. Owners shall listen.\n\nGo on.\n\n3. Owners "
                         "shall ring.\n4. Owners shall wait.\n\n"
                         "Then:\n\n   c. Masters shall name a man;\n   d. Masters shall ask him.\n",
                         "x.md");
  EXPECT_EQ(PathsOf(document), (Paths{"1", "2", "3", "4", "4.c", "4.d"}));
  EXPECT_EQ(testing::BlocksOf(document, "4.d"), "Masters shall ask him.");
  // A reference at a line's start is none.
  EXPECT_EQ(
      PathsOf(testing::ReadOrDie(
          "markdown", "# A\n\nOwners shall do what is said in points (a) and\n(b) of the list.\n", "x.md")),
      Paths{});
}

TEST(MarkdownReader, ContentsAndBulletsAreNoSections) {
  EXPECT_EQ(
      PathsOf(testing::ReadOrDie(
          "markdown",
          "# A\n\n1. [Scope](#scope)\n2. [Duty](#duty)\n\n- [1. Scope](#scope)\n- 1.2 Ropes\n* (a) oil\n\n"
          "## Scope\n\nx\n",
          "x.md")),
      (Paths{"scope"}));
}

TEST(MarkdownReader, WhatNoXmlMayHoldIsReplaced) {
  const Document document = testing::ReadOrDie("markdown", "# A\n\nin\uFFFEventory &#xFFFF; end\n", "x.md");
  EXPECT_EQ(document.blocks.back().kind, BlockKind::kParagraph);
  EXPECT_EQ(document.TextOf(document.blocks.back().span), "in\uFFFDventory \uFFFD end");
}

// A numbered list closed the numbered headings above it, and what followed hung beside them.
TEST(MarkdownReader, AListBelowANumberedHeadingIsInsideIt) {
  const Document document = Read(
      "# 1. Lamps\n\n## 1.1 Kinds\n\nThere are these:\n\n1. Lamps of brass burn long.\n2. Lamps of tin burn "
      "short.\n\n## 1.2 Oil\n\nOil is dear.\n\n# 2. Ropes\n\n1. Ropes of hemp rot.\n\n## 2.1 Hemp\n\nHemp "
      "grows.\n");
  std::vector<std::string> tree;  // a section, and the one that it is in
  for (size_t i = 1; i < document.sections.size(); ++i) {
    const Section& section = document.sections[i];
    tree.push_back(section.number + " in " + document.sections[static_cast<size_t>(section.parent)].number);
  }
  EXPECT_EQ(tree, (std::vector<std::string>{"1. in ", "1.1 in 1.", "1. in 1.1", "2. in 1.1", "1.2 in 1.",
                                            "2. in ", "1. in 2.", "2.1 in 2."}));
}

// "Contents" with a list, as high as the title, held the whole document.
TEST(MarkdownReader, AHeadingContentsHoldsNoOtherHeading) {
  const Document document = Read(
      "# Lamp Guide\n\n# Table of contents\n\n- [Lamps](#lamps)\n\n## Lamps\n\nLamps burn.\n\n## "
      "Ropes\n\nRopes rot.\n");
  std::vector<std::string> paths;
  for (size_t i = 1; i < document.sections.size(); ++i) paths.push_back(document.sections[i].path);
  EXPECT_EQ(paths, (std::vector<std::string>{"table-of-contents", "lamps", "ropes"}));
}

TEST(MarkdownReader, ANumberedSentenceIsNoHeading) {
  const Document document = Read(
      "# Terms\n\n## 1 Duties\n\n### 1.1 The owner shall keep a log of every rope on board.\n\n### 1.2 "
      "Logs\n\nx\n");
  EXPECT_EQ(testing::BlocksOf(document, "1.1"), "The owner shall keep a log of every rope on board.");
  EXPECT_EQ(document.TextOf(testing::FindSection(document, "1.2")->heading), "Logs");
}

// The title of the front matter comes again as the first heading, and other headings stand as high.
TEST(MarkdownReader, TheTitleIsNoSection) {
  const Document document = Read(
      "---\ntitle: Lamp Guide\n---\n\n# Lamp Guide\n\nApproved.\n\n# Contents\n\n- [1. Lamps](#1)\n\n"
      "# 1. Lamps\n\n## 1.1 Oil\n\nOil burns.\n\n# 2. Ropes\n\nRopes rot.\n");
  std::vector<std::string> paths;
  for (size_t i = 1; i < document.sections.size(); ++i) paths.push_back(document.sections[i].path);
  EXPECT_EQ(paths, (std::vector<std::string>{"contents", "1", "1.1", "2"}));
  EXPECT_EQ(document.metadata.title, "Lamp Guide");
}

// Writers err in levels, and numbers do not.
TEST(MarkdownReader, NumbersNestWhereLevelsDoNot) {
  const Document document = Read(
      "# Guide\n\n## 2. Lamps\n\n### 2.1 Oil\n\n#### Wicks\n\nx\n\n#### 2.2 Glass\n\n#### Cleaning\n\nx\n\n"
      "## 2.3 Tin\n\nx\n\n### 2.3.1 Rust\n\nx\n");
  std::vector<std::string> tree;
  for (size_t i = 1; i < document.sections.size(); ++i) {
    const Section& section = document.sections[i];
    tree.push_back(std::string(document.TextOf(section.heading)) + " in " +
                   document.sections[static_cast<size_t>(section.parent)].number);
  }
  EXPECT_EQ(tree, (std::vector<std::string>{"Lamps in ", "Oil in 2.", "Wicks in 2.1", "Glass in 2.",
                                            "Cleaning in 2.2", "Tin in 2.", "Rust in 2.3"}));
}

// A list goes on from one subsection into the next.
TEST(MarkdownReader, AListThatGoesOnStaysInItsSection) {
  const Document document = Read(
      "# Guide\n\n## 3. Threats\n\n### 3.1 Old\n\n1. Owners shall log.\n2. Owners shall pay.\n\n### 3.2 "
      "New\n\n"
      "3. Owners shall go.\n4. Owners shall wait.\n\n### 3.3 End\n\nx\n");
  std::vector<std::string> paths;
  for (size_t i = 1; i < document.sections.size(); ++i) paths.push_back(document.sections[i].path);
  EXPECT_EQ(paths, (std::vector<std::string>{"3", "3.1", "3.1.1", "3.1.2", "3.2", "3.2.3", "3.2.4", "3.3"}));
}

// The indents of a list say what is inside what, and a list that is written in another way stands beside.
TEST(MarkdownReader, NumberedItemsStandWhereTheirListDoes) {
  const Document document = Read(
      "# Steps\n\n7. Ring the bell.\n8. Oil the bell.\n   1. with care;\n   2. with oil.\n9. Stop.\n\nThen "
      "rest.\n\n"
      "3) Hold the keys.\n4) Hold the ropes.\n");
  EXPECT_NE(FindPath(document, "8.1"), nullptr);
  EXPECT_NE(FindPath(document, "8.2"), nullptr);
  EXPECT_NE(FindPath(document, "9"), nullptr);
  EXPECT_NE(FindPath(document, "4"), nullptr);
  EXPECT_EQ(FindPath(document, "9.3"), nullptr);
}

// A standard that counts from its fourth clause: what stands below shows that "4" is a number.
TEST(MarkdownReader, HeadingsMayBeginToCountAnywhere) {
  const Document document = Read(
      "# Lamp Standard\n\n## 4 Context\n\n### 4.1 Parties\n\nText.\n\n## 5 Duties\n\nText.\n\n## 9 Lives of "
      "a "
      "cat\n\nText.\n\n## Annex B (informative) Oil\n\n### B.1 Sorts\n\nText.\n");
  EXPECT_NE(FindPath(document, "4"), nullptr);
  EXPECT_NE(FindPath(document, "4.1"), nullptr);
  EXPECT_NE(FindPath(document, "5"), nullptr);
  EXPECT_EQ(FindPath(document, "9"), nullptr);
  EXPECT_NE(FindPath(document, "annex.b"), nullptr);
}

}  // namespace
}  // namespace concord
