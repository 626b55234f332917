// What names of files, titles and ids must not do to a terminal, or to what is kept of a review.
#include <gtest/gtest.h>

#include "cli/command.h"
#include "cli/printable.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

TEST(PrintableTest, NothingThatATerminalObeysIsLeft) {
  EXPECT_EQ(Printable("a\x1b[31mb\x07"), "a [31mb ");
  EXPECT_EQ(Printable("c1 \xC2\x9B"
                      "31m"),
            "c1  31m");
  EXPECT_EQ(Printable("two\n lines\tone"), "two lines one");
  // U+202E turns "fdp.exe" around on the screen; U+2066 and U+2069 hide a part of a line.
  EXPECT_EQ(Printable("report\xE2\x80\xAE"
                      "fdp.exe"),
            "reportfdp.exe");
  EXPECT_EQ(Printable("a\xE2\x81\xA6"
                      "b\xE2\x81\xA9"
                      "c\xE2\x80\xAA"),
            "abc");
  EXPECT_EQ(Printable("no UTF-8: \xFF\xFE"), "no UTF-8: %FF%FE");
  EXPECT_EQ(Printable("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3"),
            "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3");
  EXPECT_EQ(PrintableLines("  one\n\ttwo\r\x1b\n"), "  one\n\ttwo  \n");
}

bool IsHarmless(const std::string& text) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return false;
  }
  return text.find("\xE2\x80\xAE") == std::string::npos && text.find("\xC2\x9B") == std::string::npos;
}

// Item 6 of issue 13, defect 10 of issue 17: escape sequences reached the terminal through names of files and
// titles.
TEST(TerminalTextTest, NamesAndTitlesReachTheTerminalWithoutEscapeSequences) {
  const Workplace workplace;
  const std::string evil = "x\x1b]0;owned\x07\x1b[2J\xE2\x80\xAEtxt";
  workplace.Write("in/" + evil + ".txt", "Title \x1b[31mred\x1b[0m\n\n1. Boats shall carry a lamp.\n");
  workplace.Write("in/" + evil + ".xml",
                  "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act>");
  workplace.Write(evil + ".sssom.tsv",
                  "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
                  "a:1\tx\x1b[31m\tb:1\tsemapv:Guess\n");
  const std::vector<std::vector<std::string>> calls = {
      {"ingest", "in"},
      {"ingest", evil},
      {"stats"},
      {"show", evil},
      {"show", "x"},
      {"lint", evil + ".sssom.tsv"},
      {"remove", evil},
      {"map", evil, "b"},
      {"extract", "in/" + evil + ".txt", "--print", "document"},
      {"extract", evil},
      {"search", "lamp"},
      {evil},
      {"topic", "save", "t", evil}};
  for (const std::vector<std::string>& words : calls) {
    const Outcome outcome = workplace.Run(words);
    EXPECT_TRUE(IsHarmless(outcome.out)) << words[0] << "\n" << Describe(outcome);
    EXPECT_TRUE(IsHarmless(outcome.err)) << words[0] << "\n" << Describe(outcome);
    EXPECT_EQ(outcome.signal, 0);
  }
}

// Item 1 of issue 13: a line break in an id corrupted the journal of a review, and from then on every ingest
// and review failed while check was clean.
TEST(TerminalTextTest, LineBreaksInIdsBreakNoReview) {
  const Workplace workplace;
  workplace.Write("odd.csv",
                  "id,title,text\n\"A\n1\",One,The crane stops.\n\"A\r2\x01\",Two,The crane keeps a log.\n"
                  "A3,Three,The crane is yellow.\n");
  workplace.Write("b.csv",
                  "id,title,text\nB1,One,The crane stops.\nB2,Two,The crane keeps a log.\nB3,Three,Paint.\n");
  ASSERT_EQ(workplace.Run({"ingest", "odd.csv", "--as", "odd"}).exit_code, kExitOk);
  ASSERT_EQ(workplace.Run({"ingest", "b.csv", "--as", "b"}).exit_code, kExitOk);
  const Outcome sheet =
      workplace.Run({"review", "odd", "b", "--no-model", "--out", "sheet.tsv", "--top", "3"});
  ASSERT_EQ(sheet.exit_code, kExitOk) << Describe(sheet);
  workplace.Write("in.tsv", "subject_id\tobject_id\tdecision\nA 1\tB1\tequal\nA 2\tB2\tequal\n");
  const Outcome taken = workplace.Run({"review", "odd", "b", "--reviewer", "Ada Example", "--in", "in.tsv"});
  ASSERT_EQ(taken.exit_code, kExitOk) << Describe(taken);
  EXPECT_NE(taken.out.find("stored 2 decisions"), std::string::npos) << Describe(taken);
  EXPECT_EQ(workplace.Run({"ingest", "odd.csv", "--as", "odd", "--again"}).exit_code, kExitOk);
  const Outcome again = workplace.Run({"review", "odd", "b", "--reviewer", "Ada Example", "--in", "in.tsv"});
  EXPECT_EQ(again.exit_code, kExitOk) << Describe(again);
  EXPECT_NE(again.out.find("2 unchanged"), std::string::npos) << Describe(again);
  EXPECT_EQ(workplace.Run({"check"}).exit_code, kExitOk);
}

}  // namespace
}  // namespace concord::testing
