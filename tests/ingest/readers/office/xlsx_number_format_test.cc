#include "ingest/readers/office/xlsx_number_format.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

// What the format's author sees in the sheet, after ECMA-376, part 1, 18.8.31.
TEST(XlsxNumberFormatTest, ShowsIdentifiersAsTheSheetDoes) {
  EXPECT_EQ(ShowNumber(1.1, "0.00", "1.1"), "1.10");
  EXPECT_EQ(ShowNumber(2.11, "0.00", "2.11"), "2.11");
  EXPECT_EQ(ShowNumber(7, "000", "7"), "007");
  EXPECT_EQ(ShowNumber(1234, "000", "1234"), "1234");
  EXPECT_EQ(ShowNumber(1, "\"HC-\"00", "1"), "HC-01");
  EXPECT_EQ(ShowNumber(12, "\"AC-\"0", "12"), "AC-12");
  EXPECT_EQ(ShowNumber(5, "\\R\\.0", "5"), "R.5");
  EXPECT_EQ(ShowNumber(3, "0\".\"", "3"), "3.");
  EXPECT_EQ(ShowNumber(1203, "00\\-00", "1203"), "12-03");
  EXPECT_EQ(ShowNumber(123456789, "000-00-0000", "123456789"), "123-45-6789");
  EXPECT_EQ(ShowNumber(4.5, "0.0\" (draft)\"", "4.5"), "4.5 (draft)");
  EXPECT_EQ(ShowNumber(2, "[Red]0.0", "2"), "2.0");
  EXPECT_EQ(ShowNumber(7, "\"\xC3\x9C-\"000", "7"), "\xC3\x9C-007");
}

TEST(XlsxNumberFormatTest, ShowsQuantities) {
  EXPECT_EQ(ShowNumber(0.25, "0%", "0.25"), "25%");
  EXPECT_EQ(ShowNumber(0.1234, "0.0%", "0.1234"), "12.3%");
  EXPECT_EQ(ShowNumber(1234567.891, "#,##0.00", "1234567.891"), "1,234,567.89");
  EXPECT_EQ(ShowNumber(999, "#,##0", "999"), "999");
  EXPECT_EQ(ShowNumber(12, "0,000", "12"), "0,012");
  EXPECT_EQ(ShowNumber(2500000, "0.0,,\" m\"", "2500000"), "2.5 m");
  EXPECT_EQ(ShowNumber(12345, "0.00E+00", "12345"), "1.23E+04");
  EXPECT_EQ(ShowNumber(1.5, "#.##", "1.5"), "1.5");
  EXPECT_EQ(ShowNumber(0.5, "#.00", "0.5"), ".50");
  EXPECT_EQ(ShowNumber(1.005, "0.00", "1.005"), "1.01");
  EXPECT_EQ(ShowNumber(10, "[$\xE2\x82\xAC-407] 0", "10"), "\xE2\x82\xAC 10");
}

TEST(XlsxNumberFormatTest, ChoosesTheSectionBySign) {
  EXPECT_EQ(ShowNumber(-3, "0.0", "-3"), "-3.0");
  EXPECT_EQ(ShowNumber(-3, "#,##0_);(#,##0)", "-3"), "(3)");
  EXPECT_EQ(ShowNumber(3, "#,##0_);(#,##0)", "3"), "3");
  EXPECT_EQ(ShowNumber(0, "0;-0;\"none\"", "0"), "none");
}

// Nothing is lost where a format hides the value, or is one that we cannot show.
TEST(XlsxNumberFormatTest, FallsBackToTheNumber) {
  EXPECT_EQ(ShowNumber(1.1, "", "1.1"), "1.1");
  EXPECT_EQ(ShowNumber(1.1, "General", "1.1"), "1.1");
  EXPECT_EQ(ShowNumber(-4, "\"No. \"General", "-4"), "-No. 4");
  EXPECT_EQ(ShowNumber(1.1, ";;;", "1.1"), "1.1");
  EXPECT_EQ(ShowNumber(0.5, "# ?/?", "0.5"), "0.5");
  EXPECT_EQ(ShowNumber(5, "[>100]0.0;0", "5"), "5");
  EXPECT_EQ(ShowNumber(1.1, "@", "1.1"), "1.1");
}

TEST(XlsxNumberFormatTest, ShowsTexts) {
  EXPECT_EQ(ShowText("one", "\"HC-\"@"), "HC-one");
  EXPECT_EQ(ShowText("one", "0;-0;0;\"T-\"@"), "T-one");
  EXPECT_EQ(ShowText("one", "\"HC-\"00"), "one");
  EXPECT_EQ(ShowText("one", "@"), "one");
}

TEST(XlsxNumberFormatTest, ConditionsChooseTheSection) {
  EXPECT_EQ(ShowNumber(3, "[<10]\"L-0\"0;\"L-\"0", "3"), "L-03");
  EXPECT_EQ(ShowNumber(12, "[<10]\"L-0\"0;\"L-\"0", "12"), "L-12");
  EXPECT_EQ(ShowNumber(7, "[>=100]0;[>=10]\\00;\\0\\00", "7"), "007");
  EXPECT_EQ(ShowNumber(70, "[>=100]0;[>=10]\\00;\\0\\00", "70"), "070");
  EXPECT_EQ(ShowNumber(700, "[>=100]0;[>=10]\\00;\\0\\00", "700"), "700");
  EXPECT_EQ(ShowNumber(5, "[>100]0.0", "5"), "5");
  EXPECT_EQ(ShowNumber(5, "[>x]0.0;0.00", "5"), "5");
}

}  // namespace
}  // namespace concord
