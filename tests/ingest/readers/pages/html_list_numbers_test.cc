#include "ingest/readers/pages/html_list_numbers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

std::vector<std::string> Numbers(const std::string& html) {
  const Document document = ReadOrDie("html", "<html><body><h1>T</h1><h2>D</h2>" + html + "</body></html>");
  std::vector<std::string> numbers;
  for (const Section& section : document.sections) {
    if (!section.number.empty()) numbers.push_back(section.path + " " + section.number);
  }
  return numbers;
}
using Lines = std::vector<std::string>;

TEST(HtmlListNumbersTest, ValuesInTheirTypes) {
  EXPECT_EQ(ListNumber('1', 12), "12");
  EXPECT_EQ(ListNumber('a', 3), "c");
  EXPECT_EQ(ListNumber('A', 28), "AB");
  EXPECT_EQ(ListNumber('i', 4), "iv");
  EXPECT_EQ(ListNumber('I', 19), "XIX");
  EXPECT_EQ(ListNumber('a', 0), "0");
}

TEST(HtmlListNumbersTest, AsABrowserShowsThem) {
  EXPECT_EQ(
      Numbers("<ol><li>One shall.</li><li>Two shall say:<ol type=a><li>x;</li><li>y.</li></ol></li></ol>"
              "<p>Between.</p><ol start=3><li>Three shall.</li></ol>"),
      (Lines{"d.1 1.", "d.2 2.", "d.2.a a.", "d.2.b b.", "d.3 3."}));
  EXPECT_EQ(Numbers("<ol start=3><li>x shall;</li><li>y shall:<ol type=a start=3><li>z</li></ol></li></ol>"),
            (Lines{"d.3 3.", "d.4 4.", "d.4.c c."}));
  EXPECT_EQ(Numbers("<ol><li>x</li><li value=5>y</li><li>z</li></ol>"),
            (Lines{"d.1 1.", "d.5 5.", "d.6 6."}));
  EXPECT_EQ(Numbers("<ol style='list-style-type: upper-roman'><li>x</li><li>y</li></ol>"),
            (Lines{"d.i I.", "d.ii II."}));
  // Bullets, lists that show nothing, contents, and items with numbers of their own
  EXPECT_EQ(Numbers("<ul><li>x</li></ul><ol style='list-style:none'><li>x</li></ol>"), Lines{});
  EXPECT_EQ(Numbers("<ol><li><a href='#a'>Alpha</a></li><li><a href='#b'>Beta</a></li></ol>"), Lines{});
  EXPECT_EQ(Numbers("<ol><li>(a) x</li><li>(b) y</li></ol>"), (Lines{"d.a (a)", "d.b (b)"}));
}

TEST(HtmlListNumbersTest, ListsThatCountDown) {
  EXPECT_EQ(Numbers("<ol reversed><li>x shall</li><li>y shall</li><li>z shall</li></ol>"),
            (Lines{"d.3 3.", "d.2 2.", "d.1 1."}));
}

TEST(HtmlListNumbersTest, StyleSheetsSayTheType) {
  EXPECT_EQ(
      Numbers("<style>@media print { p { color: red } } ol.rights, ul.x li { list-style-type: lower-roman }\n"
              ".plain { list-style: none }</style>"
              "<ol class='wide rights'><li>x shall</li><li>y shall</li></ol>"
              "<ol class=plain><li>z shall</li></ol>"),
      (Lines{"d.i i.", "d.ii ii."}));
}

}  // namespace
}  // namespace concord::testing
