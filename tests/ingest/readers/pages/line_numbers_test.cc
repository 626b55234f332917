#include "ingest/readers/pages/line_numbers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

const std::vector<std::string> kBill = {"SECTION 1. SHORT TITLE.",
                                        "This Act may be cited as the Rope Act, which is about ropes",
                                        "and chains of boats.",
                                        "SEC. 2. ROPES.",
                                        "An owner of a boat shall keep two ropes on the boat and shall",
                                        "look at each of them every day before the boat leaves the",
                                        "Harbour, and shall write down what was found in a log that",
                                        "is kept on board. An owner must not sell a rope that was",
                                        "not dried in the sun for at least one whole day, and must",
                                        "show it to the Board."};

// A bill reads as the same bill without its numbers, whether each line or each fifth has one, and over a
// page.
TEST(LineNumbersTest, TheBillReadsAsWithoutThem) {
  for (const int step : {1, 5}) {
    std::string plain, numbered;
    for (int again = 0; again < 2; ++again) {
      for (size_t i = 0; i < kBill.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        plain += kBill[i] + "\n";
        if (step == 1 && i == 6) numbered += "\n\n";  // a page ends, and the numbers begin anew
        numbered +=
            number % step == 0
                ? fmt::format("{:>3}  {}\n", step == 1 ? (i < 6 ? number : number - 6) : number, kBill[i])
                : "     " + kBill[i] + "\n";
      }
    }
    const Document read = ReadOrDie("plain_text", numbered);
    EXPECT_EQ(read.text, ReadOrDie("plain_text", plain).text) << step;
    EXPECT_TRUE(HasRepair(read, 0, step == 1 ? "20 lines" : "4 lines")) << step;
  }
}

TEST(LineNumbersTest, NumberedListsAndTablesKeepTheirs) {
  size_t count = 1;
  std::string list, table;
  for (int i = 1; i < 30; ++i) {
    list += fmt::format("{}. An owner shall keep rope {} dry.\n", i, i);
    table += fmt::format("{} Rope of kind {} 40 crowns\n", i, i);
  }
  EXPECT_EQ(WithoutLineNumbers(list, &count).size(), 1U);
  EXPECT_EQ(count, 0U);
  EXPECT_EQ(WithoutLineNumbers(table, &count).size(), 1U);
  EXPECT_EQ(WithoutLineNumbers("", &count).size(), 1U);
}

// A short bill of many sections has few lines that begin in the middle of a sentence.
TEST(LineNumbersTest, AShortBillOfManySections) {
  const std::vector<std::string> lines = {"SECTION 1. SHORT TITLE.",
                                          "    This Act may be cited as the \"Bell Act\".",
                                          "SEC. 2. DUTIES.",
                                          "    (a) LOGS.-Each owner shall keep a log of every bell",
                                          "that the owner rings, and shall hand the log to the Bell",
                                          "Board within ten days of a request.",
                                          "    (b) SALES.-An owner must not sell a bell that the",
                                          "Board has not tested, unless",
                                          "it agrees."};
  std::string plain = "A BILL\n\n", numbered = plain;
  for (size_t i = 0; i < lines.size(); ++i) {
    plain += lines[i] + "\n";
    numbered += fmt::format("{:>3}  {}\n", i + 1, lines[i]);
  }
  EXPECT_EQ(ReadOrDie("plain_text", numbered).text, ReadOrDie("plain_text", plain).text);
}

}  // namespace
}  // namespace concord::testing
