#include "ingest/language/written_date.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

TEST(WrittenDate, InEitherOrderAndAmongOtherWords) {
  const auto find = [](std::string_view text) {
    const auto found = FindWrittenDate(text);
    return found ? found->date.ToString() : "";
  };
  EXPECT_EQ(find("of 13 March 2024 laying down"), "2024-03-13");
  EXPECT_EQ(find("Approved March 31, 2017."), "2017-03-31");
  EXPECT_EQ(find("[Sept. 6, 1966]"), "1966-09-06");
  EXPECT_EQ(find("in May 3 keepers met on 4 May 2031"), "2031-05-04");
  EXPECT_EQ(find("March 2024"), "");
  EXPECT_EQ(find("31 February 2024"), "");
  EXPECT_EQ(find("marching 3, 2024"), "");
  EXPECT_EQ(find(""), "");
}

std::string Find(std::string_view text, const WrittenDateOptions& options = {}) {
  const auto found = FindWrittenDate(text, options);
  return found ? found->date.ToString() : "";
}

TEST(WrittenDate, InOtherLanguages) {
  EXPECT_EQ(Find("Fait à Lampeville, le 1er février 2031"), "2031-02-01");
  EXPECT_EQ(Find("Ausgefertigt am 13. März 2031"), "2031-03-13");
  EXPECT_EQ(Find("Hecho en Faro el 6 de enero de 2031"), "2031-01-06");
  EXPECT_EQ(Find("2031. június 13."), "2031-06-13");
  EXPECT_EQ(Find("2031 m. birželio 13 d."), "2031-06-13");
  EXPECT_EQ(Find("2031. gada 13. jūnijs"), "2031-06-13");
  EXPECT_EQ(Find("от 13 июня 2031 года"), "2031-06-13");
  EXPECT_EQ(Find("13ης Ιουνίου 2031"), "2031-06-13");
  EXPECT_EQ(Find("2031年6月13日"), "2031-06-13");
}

TEST(WrittenDate, InNumbersOnlyWhereTheOrderIsCertain) {
  EXPECT_EQ(Find("2031-06-13"), "2031-06-13");
  EXPECT_EQ(Find("Brussels, 13.6.2031"), "2031-06-13");
  EXPECT_EQ(Find("6/7/2031"), "");
  EXPECT_EQ(Find("13/6/2031"), "2031-06-13");
  EXPECT_EQ(Find("6/13/2031"), "2031-06-13");
  EXPECT_EQ(Find("6/7/2031", {.month_first = true}), "2031-06-07");
  EXPECT_EQ(Find("section 12.7.2031.4"), "2031-07-12");
}

TEST(WrittenDate, InWordsOfProclamations) {
  EXPECT_EQ(Find("this thirteenth day of June, in the year of our Lord two thousand thirty-one"),
            "2031-06-13");
  EXPECT_EQ(Find("this 13th day of June, 2031"), "2031-06-13");
  EXPECT_EQ(Find("the twenty-first day of March, nineteen hundred and ninety-eight"), "1998-03-21");
}

TEST(WrittenDate, MonthAloneWhereItIsEnough) {
  EXPECT_EQ(Find("January 2031"), "");
  EXPECT_EQ(Find("Version 2, January 2031", {.month_is_enough = true}), "2031-01");
  EXPECT_EQ(Find("The lamp may 2031 times burn"), "");
}

TEST(WrittenDate, YearsInWordsWithHundreds) {
  EXPECT_EQ(Find("this twenty-third day of May, one thousand nine hundred and sixty-nine."), "1969-05-23");
  EXPECT_EQ(Find("this tenth day of December one thousand nine hundred eighty-two"), "1982-12-10");
  EXPECT_EQ(Find("this first day of June, two thousand one"), "2001-06-01");
}

TEST(WrittenDate, InOtherScriptsAndForms) {
  for (const char* text :
       {"Magħmul fi Brussell, 13 ta’ Mejju 2031", "Βρυξέλλες, 13η Μαΐου 2031",
        "Helsingissä 13 päivänä toukokuuta 2031", "二〇三一年五月十三日", "2031년 5월 13일", "١٣ مايو ٢٠٣١",
        "令和13年5月13日", "平成43年5月13日", "２０３１年５月１３日", "13-May-2031", "13 mai MMXXXI",
        "13.V.2031", "le 13ème mai 2031"})
    EXPECT_EQ(Find(text), "2031-05-13") << text;
  EXPECT_EQ(Find("二十三年五月十三日"), "");  // of a reign that is not named
  EXPECT_EQ(Find("May-June 2031"), "");
  EXPECT_EQ(Find("13.XIII.2031"), "");
  EXPECT_EQ(Find("3 mai MIX"), "");
}

}  // namespace
}  // namespace concord
