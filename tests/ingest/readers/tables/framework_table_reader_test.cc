#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

Document Read(std::string_view table, std::string_view path = "f.tsv") {
  return ReadOrDie("framework_table", table, path);
}

std::string ErrorOf(std::string_view table, uint64_t line) {
  const auto read = ReadAs("framework_table", table);
  EXPECT_FALSE(read.has_value());
  if (read) return "";
  EXPECT_EQ(read.error().line, line);
  return read.error().message;
}

TEST(FrameworkTableReader, RowsAreItemsBelowTheirParents) {
  // The child stands above its parent, and the columns in another order than usual.
  const Document document = Read(
      "# a comment\n"
      "text\tid\tframework\ttitle\tparent_id\n"
      "Lights shine at night.\tA.1\tharbour\tLights\tA\n"
      "\tA\tharbour\tSafety\t\n"
      "Ropes hold.\tB\tharbour\tRopes\t\n");
  EXPECT_EQ(document.metadata.key, "harbour");
  const Section* lights = FindSection(document, "a.1");
  ASSERT_NE(lights, nullptr);
  EXPECT_EQ(lights->kind, SectionKind::kItem);
  EXPECT_EQ(lights->number, "A.1");
  EXPECT_EQ(lights->curie, "harbour:A.1");
  EXPECT_EQ(document.TextOf(lights->heading), "Lights");
  EXPECT_EQ(BlocksOf(document, "a.1"), "Lights shine at night.");
  EXPECT_EQ(document.sections[static_cast<size_t>(lights->parent)].path, "a");
  ASSERT_TRUE(document.framework.has_value());
  EXPECT_EQ(document.framework->scheme, "harbour");
  EXPECT_EQ(document.framework->parents.at("harbour:A.1"), "harbour:A");
  EXPECT_EQ(document.framework->parents.at("harbour:B"), "");
  EXPECT_TRUE(document.repairs.empty());
}

TEST(FrameworkTableReader, QuotedCsvWithLineEndsInsideCells) {
  const std::string csv =
      "\"framework\",\"id\",\"title\",\"text\",\"owner\"\r\n"
      "h,1,\"Nets, and \"\"cages\"\"\",\"First line\r\nsecond\rthird\",\"Harbour office\"\r\n"
      "h,2,Oars,Row.,\r\n";
  const Document document = Read(csv, "f.csv");
  EXPECT_EQ(document.TextOf(FindSection(document, "1")->heading), "Nets, and \"cages\"");
  EXPECT_EQ(BlocksOf(document, "1"), "First line second third\nHarbour office");  // other columns are kept
  EXPECT_NE(document.text.find("owner: Harbour office"), std::string::npos);
  EXPECT_EQ(SourceOf(document, csv, FindSection(document, "1")->heading), "Nets, and \"\"cages\"\"");
  EXPECT_EQ(document.framework->parents.size(), 2U);
}

TEST(FrameworkTableReader, SeveralFrameworksAreRefusedWithTheirLine) {
  const std::string message = ErrorOf("framework\tid\ttitle\na\t1\tx\nb\t2\ty\n", 3);
  EXPECT_NE(message.find("'a'"), std::string::npos);
  EXPECT_NE(message.find("'b'"), std::string::npos);
}

TEST(FrameworkTableReader, ShiftedColumnsAreRefusedWithTheirLine) {
  EXPECT_NE(ErrorOf("framework\tid\ttitle\nf\t1\tx\nf\t2\ty\tz\n", 3).find("expected 3 columns, found 4"),
            std::string::npos);
  EXPECT_NE(ErrorOf("framework\tid\ttitle\nf\t1\tx\n\t2\ty\n", 3).find("shifted"), std::string::npos);
  EXPECT_NE(ErrorOf("framework\tid\ttitle\nf\t1\tx\nf\n", 3).find("expected 3 columns, found 1"),
            std::string::npos);
}

TEST(FrameworkTableReader, WhatOnlyCostsAPlaceIsRepaired) {
  const Document document = Read(
      "framework\tid\tparent_id\ttitle\ttext\n"
      "f\ta\tnobody\tA\tx\n"
      "f\tb\tc\tB\tx\n"
      "f\tc\tb\tC\tx\n"
      "f\ta\t\tA again\ty\n"
      "f\t\t\tnameless\tz\n"
      "f\td\tc\n");
  EXPECT_TRUE(HasRepair(document, 2, "'nobody' has no row"));
  EXPECT_TRUE(HasRepair(document, 3, "below itself"));
  EXPECT_TRUE(HasRepair(document, 5, "'a' stands in line 2 already"));
  EXPECT_TRUE(HasRepair(document, 6, "without id"));
  EXPECT_TRUE(HasRepair(document, 7, "expected 5 columns, found 3"));
  EXPECT_EQ(document.repairs.size(), 5U);
  EXPECT_EQ(FindSection(document, "a")->parent, 0);
  EXPECT_EQ(document.framework->parents.at("f:a"), "f:nobody");  // a later file may bring it
  EXPECT_EQ(document.framework->parents.size(), 4U);
}

TEST(FrameworkTableReader, AStrayQuoteInATsvIsText) {
  const Document document =
      Read("framework\tid\ttitle\ttext\nf\t1\tx\t\"Quoted\" words, and \"more\nf\t2\ty\tz\n");
  EXPECT_EQ(BlocksOf(document, "1"), "\"Quoted\" words, and \"more");
  EXPECT_EQ(document.framework->parents.size(), 2U);
  EXPECT_TRUE(HasRepair(document, 2, "quotes are read as part of the text"));
}

// A column map had no effect on these tables, without a word.
TEST(FrameworkTableReader, AColumnMapIsFollowedOrItsNeglectIsNoted) {
  const std::string bytes =
      "framework\tid\tparent_id\ttitle\ttext\tname\n"
      "harbour\tA\t\tx\tLights shine.\tLights\n"
      "harbour\tB\t\ty\tRopes hold.\tRopes\n";
  const ReadLimits limits;
  const Source mapped{"harbour.tsv", bytes, &limits, "title=name"};
  const Result<Document> document = ReadDocument(mapped);
  ASSERT_TRUE(document) << document.error().ToString();
  EXPECT_EQ(document->TextOf(FindSection(*document, "a")->heading), "Lights");
  EXPECT_FALSE(ReadDocument({"harbour.tsv", bytes, &limits, "title=nosuch"}).has_value());
  const Result<Document> forced = ReadDocument(mapped, "framework_table");
  ASSERT_TRUE(forced);
  EXPECT_TRUE(HasRepair(*forced, 0, "column map is not used"));
}

// The name of the framework and the ids of parents, which are kept as keys, were counted as lost words.
TEST(FrameworkTableReader, CellsThatAreKeptAsKeysAreNoLoss) {
  std::string framework = "framework\tid\tparent_id\ttitle\n", table = "group\tid\ttitle\n";
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    framework += "harbour-rules-2020\tA." + n + "\t" + (i > 0 ? "A.0" : "") + "\tRopes\n";
    table += "A harbour rule\tA." + n + "\tRopes of kind " + n + "\n";
  }
  EXPECT_TRUE(Read(framework).repairs.empty());
  const ReadLimits limits;
  const Result<Document> grouped =
      ReadDocument({"t.tsv", table, &limits, "id=id,group=group,title=title"}, "table");
  ASSERT_TRUE(grouped);
  EXPECT_FALSE(HasRepair(*grouped, 0, "words of the file"));
}

TEST(FrameworkTableReader, NotATable) {
  EXPECT_NE(ErrorOf("id\tname\n1\tx\n", 1).find("title or text"), std::string::npos);
  EXPECT_NE(ErrorOf("framework\tid\ttitle\n", 2).find("no rows"), std::string::npos);
  EXPECT_FALSE(ReadAs("framework_table", "").has_value());
  EXPECT_FALSE(ReadAs("framework_table", "framework,id,text\nf,1,\"never closed\n").has_value());
}

TEST(FrameworkTableReader, AllItemTablesAndTheirCounts) {
  CONCORD_NEED_SHARED();
  size_t tables = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "crosswalks/items")) {
    ++tables;
    const std::string bytes = ReadFileOrDie(entry.path());
    ASSERT_EQ(bytes.find('\r'), std::string::npos);  // so that lines are rows
    const auto rows = std::count(bytes.begin(), bytes.end(), '\n') - 1;
    const ReadLimits limits;
    const Source source{entry.path().native(), bytes, &limits};
    ASSERT_NE(DetectReader(source), nullptr);
    EXPECT_EQ(DetectReader(source)->name, "framework_table") << entry.path();
    const Document document = Read(bytes, entry.path().native());
    const auto items =
        std::ranges::count_if(document.sections, [](const Section& s) { return !s.curie.empty(); });
    EXPECT_EQ(items, rows) << entry.path();
    EXPECT_EQ(document.framework->scheme, entry.path().stem()) << entry.path();
  }
  EXPECT_EQ(tables, SharedRows("crosswalks/FRAMEWORKS.tsv"));
}

}  // namespace
}  // namespace concord::testing
