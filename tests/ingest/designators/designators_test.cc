#include "ingest/designators/designators.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "tests/environment.h"
#include "tests/processor_time.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

Strings Keys(std::string_view text) {
  Strings keys;
  for (const Designator& designator : ScanDesignators(text, {.prose = true})) keys.push_back(designator.key);
  return keys;
}

std::string Repeat(std::string_view text, size_t size) {
  std::string all;
  while (all.size() < size) all += text;
  return all;
}

// The strings were made and checked with the grammars' JavaScript expressions: another engine.
TEST(DesignatorsTest, EveryStringOfTheGrammars) {
  CONCORD_NEED_SHARED();
  std::map<std::string, DesignatorScheme, std::less<>> schemes;
  for (int i = 0; i < static_cast<int>(DesignatorScheme::kCount); ++i) {
    schemes.emplace(DesignatorSchemeName(static_cast<DesignatorScheme>(i)), static_cast<DesignatorScheme>(i));
  }
  const std::string table = testing::ReadFileOrDie(testing::SharedDir() / "facts" / "designator_tests.tsv");
  size_t rows = 0, right = 0;
  bool header = true;
  for (const std::string_view line : Split(table, '\n')) {
    if (std::exchange(header, false) || line.empty()) continue;
    const std::vector<std::string_view> cells = Split(line, '\t');
    ASSERT_EQ(cells.size(), 5U) << line;
    const auto scheme = schemes.find(cells[0]);
    ASSERT_NE(scheme, schemes.end()) << cells[0];
    const std::vector<Designator> found = ScanDesignators(cells[2], {.schemes = SetOf(scheme->second)});
    const std::string_view got =
        found.empty() ? "" : cells[2].substr(found[0].span.start, found[0].span.size());
    ++rows;
    right += got == cells[4];
    EXPECT_EQ(got, cells[4]) << line;
  }
  EXPECT_EQ(rows, 835U);
  EXPECT_EQ(right, rows);
}

TEST(DesignatorsTest, SpellingsOfSeriesAndLineEnds) {
  EXPECT_EQ(Keys("SP800-63 and NIST 800-53, NIST SP 800-\n171"),
            (Strings{"nist-sp:800-63", "nist-sp:800-53", "nist-sp:800-171"}));
  EXPECT_EQ(Keys("FIPS-199, FIPS PUB 140-3, FIPS 140-\n2"),
            (Strings{"fips:199", "fips:140-3", "fips:140-2"}));
  EXPECT_EQ(Keys("RFC8600, RFC-2119 and RFC\n9110"), (Strings{"rfc:8600", "rfc:2119", "rfc:9110"}));
  EXPECT_EQ(Keys("Regulation (EU) 2024/\n1689; NIST AI 100-\n1; EN 301\n549"),
            (Strings{"eu:2024/1689", "nist-ai:100-1", "etsi:301-549"}));
  EXPECT_EQ(Keys("SP 800 things, AI-100-1, NIST 53, FIPS compliant"), (Strings{}));
}

TEST(DesignatorsTest, AmericanLists) {
  EXPECT_EQ(Keys("15 U.S.C. \u00A7\u00A7 278g-3, 278g-3a and 278h-1"),
            (Strings{"us:15-usc-278g-3", "us:15-usc-278g-3a", "us:15-usc-278h-1"}));
  EXPECT_EQ(Keys("5 U.S.C. 552, 15 U.S.C. 45"), (Strings{"us:5-usc-552", "us:15-usc-45"}));
  EXPECT_EQ(Keys("sections 55102, 55103, and 55111 of title 46, United States Code"),
            (Strings{"us:46-usc-55102"}));
  EXPECT_EQ(Keys("H.R. 2246, SB 926 and 74 FR 4685"),
            (Strings{"new:hr-2246", "new:sb-926", "us:74-fr-4685"}));
}

TEST(DesignatorsTest, ListsNameEachOfTheirMembers) {
  EXPECT_EQ(Keys("ISO/IEC 27001, 27002 and 27701"),
            (Strings{"iso-iec:27001", "iso-iec:27002", "iso-iec:27701"}));
  EXPECT_EQ(Keys("NIST SP 800-53 and 800-171"), (Strings{"nist-sp:800-53", "nist-sp:800-171"}));
  EXPECT_EQ(Keys("Regulations (EU) 2016/679 and (EU) 2018/1725"), (Strings{"eu:2016/679", "eu:2018/1725"}));
  EXPECT_EQ(Keys("resolutions 1540 (2004) and 2325 (2016)"),
            (Strings{"un:s/res/1540(2004)", "un:s/res/2325(2016)"}));
  EXPECT_EQ(Keys("Executive Orders 13960 and 14110"), (Strings{"us-eo-13960", "us-eo-14110"}));
  EXPECT_EQ(Keys("Directives 2009/22/EC, 2014/90/EU and (EU) 2020/1828"),
            (Strings{"eu:2009/22", "eu:2014/90", "eu:2020/1828"}));
}

TEST(DesignatorsTest, ListsEndWhereTheNumbersCountSomethingElse) {
  EXPECT_EQ(Keys("ISO 9001 and 5000 companies"), (Strings{"iso-iec:9001"}));
  EXPECT_EQ(Keys("ISO 9001 and 2024 plans"), (Strings{"iso-iec:9001"}));
  EXPECT_EQ(Keys("ISO/IEC 27001, which has 93 controls"), (Strings{"iso-iec:27001"}));
}

TEST(DesignatorsTest, ListMembersAreNamedInFull) {
  const std::vector<Designator> found =
      ScanDesignators("ISO/IEC 27001, 27002 and 27701:2019", {.prose = true});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].name, "ISO/IEC 27002");
  EXPECT_EQ(found[2].name, "ISO/IEC 27701:2019");
  EXPECT_EQ(found[2].edition, "2019");
}

TEST(DesignatorsTest, SpellingsOfOneActHaveOneKey) {
  for (const std::string_view text :
       {"Regulation (EU) 2016/679", "32016R0679", "CELEX:32016R0679", "02016R0679-20160504",
        "http://data.europa.eu/eli/reg/2016/679/oj", "eli/reg/2016/679/oj"}) {
    EXPECT_EQ(Keys(text), (Strings{"eu:2016/679"})) << text;
  }
}

// The number stands behind the year since 2015 and in directives, before it in older regulations.
TEST(DesignatorsTest, YearsOfActsStandOnEitherSide) {
  EXPECT_EQ(Keys("Regulation (EC) No 765/2008"), (Strings{"eu:2008/765"}));
  EXPECT_EQ(Keys("Regulation (EC) No 1907/2006"), (Strings{"eu:2006/1907"}));
  EXPECT_EQ(Keys("Directive 2006/42/EC"), (Strings{"eu:2006/42"}));
  EXPECT_EQ(Keys("Council Directive 85/374/EEC"), (Strings{"eu:1985/374"}));
  EXPECT_EQ(Keys("Regulation (EEC) No 2658/87"), (Strings{"eu:1987/2658"}));
  EXPECT_EQ(Keys("Regulation (EU) 2019/2144"), (Strings{"eu:2019/2144"}));
}

TEST(DesignatorsTest, StandardsAreWorksAndEditions) {
  const auto one = [](std::string_view text) {
    const std::vector<Designator> found = ScanDesignators(text, {.prose = true});
    EXPECT_EQ(found.size(), 1U) << text;
    return found.empty() ? Designator{} : found[0];
  };
  EXPECT_EQ(one("ISO/IEC TR 24028:2020").key, "iso-iec:24028@2020");
  EXPECT_EQ(one("ISO/IEC TR 24028:2020").deliverable, "TR");
  EXPECT_EQ(one("ISO/IEC 5259-1:2024").key, "iso-iec:5259-1@2024");
  EXPECT_EQ(one("IEC 61508").key, "iso-iec:61508");
  EXPECT_EQ(one("NIST SP 800-53 Rev. 5").key, "nist-sp:800-53@r5");
  EXPECT_EQ(one("IEEE 7010-2020").key, "ieee:7010@2020");
  EXPECT_EQ(one("ISO or IEC 42001").key, "iso-iec:42001");
  EXPECT_EQ(one("prEN 18286").deliverable, "prEN");
  // The year of a European adoption is not the year of the standard.
  EXPECT_EQ(one("EN ISO/IEC 27001:2023").key, "iso-iec:27001");
  EXPECT_TRUE(one("ETSI EN 303 645 V2.1.1").is_standard);
  EXPECT_FALSE(one("NIST AI 100-1").is_standard);
  EXPECT_FALSE(one("ISO/IEC JTC 1/SC 42").is_standard);
}

TEST(DesignatorsTest, ActsOfTheUnitedStates) {
  EXPECT_EQ(Keys("section 552 of title 5, United States Code"), (Strings{"us:5-usc-552"}));
  EXPECT_EQ(Keys("5 U.S.C. 552"), (Strings{"us:5-usc-552"}));
  EXPECT_EQ(Keys("16 CFR Part 312"), (Strings{"us:16-cfr-312"}));
  EXPECT_EQ(Keys("Public Law 116-283"), (Strings{"us:pl-116-283"}));
  EXPECT_EQ(Keys("Executive Order (E.O.) 12333"), (Strings{"us-eo-12333"}));
  const std::vector<Designator> found = ScanDesignators("15 U.S.C. 1681b(a)(1)", {.prose = true});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key, "us:15-usc-1681b");
  EXPECT_EQ(found[0].locator, "a.1");
}

TEST(DesignatorsTest, SpansDoNotOverlapAndRise) {
  const std::string text =
      "See doi 10.6028/NIST.AI.100-1, BS EN ISO 9001:2015, A/RES/78/265 and COM(2021) 206 final; EN ISO "
      "13485.";
  uint32_t end = 0;
  const std::vector<Designator> found = ScanDesignators(text, {.prose = true});
  for (const Designator& designator : found) {
    EXPECT_GE(designator.span.start, end);
    EXPECT_LT(designator.span.start, designator.span.end);
    end = designator.span.end;
  }
  EXPECT_LE(end, text.size());
  EXPECT_EQ(found.size(), 5U);
}

// A scanner that looks back grows with the square of these, to minutes; the limit leaves room for a slow
// machine under a sanitizer.
TEST(DesignatorsTest, LongTextsTakeTimeInProportion) {
  ScanDesignators("warm", {.prose = true});
  for (const std::string& text :
       {std::string(1 << 20, 'a'), Repeat("ISO/IEC ", 400'000), Repeat("10.1234/", 400'000),
        Repeat("A/1/", 400'000), Repeat("ISO/IEC 27001, ", 400'000), Repeat("2024 ", 400'000),
        "10.1234/" + std::string(400'000, 'x')}) {
    EXPECT_LT(testing::ProcessorTime([&] { ScanDesignators(text, {.prose = true}); }),
              std::chrono::seconds(10))
        << text.substr(0, 16);
  }
}

TEST(DesignatorsTest, SectionsOfTheCodeWithAPrintedDash) {
  EXPECT_EQ(Keys("42 U.S.C. 1395w\u20133a(b)(1)"), (Strings{"us:42-usc-1395w-3a"}));
  EXPECT_EQ(Keys("20 U.S.C. 1078\u20136(a)(1)"), (Strings{"us:20-usc-1078-6"}));
  EXPECT_EQ(Keys("15 U.S.C. 1681\u20131688"), (Strings{"us:15-usc-1681"}));
}

// Numbers of the Union's acts in its other languages: letters of the Communities, signs for "No", either
// order.
TEST(DesignatorsTest, ActsOfTheUnionInItsLanguages) {
  for (const std::string_view text : {"der Verordnung (EU) 2016/679", "du r\u00E8glement (UE) 2016/679",
                                      "del Reglamento (UE) 2016/679", "rozporz\u0105dzenia (UE) 2016/679",
                                      "\u0420\u0435\u0433\u043B\u0430\u043C\u0435\u043D\u0442 (\u0415\u0421) "
                                      "2016/679",
                                      "asetuksen (EU) 2016/679", "na\u0159\u00EDzen\u00ED (EU) 2016/679"})
    EXPECT_EQ(Keys(text), (Strings{"eu:2016/679"})) << text;
  for (const std::string_view text :
       {"der Richtlinie 95/46/EG", "la directive 95/46/CE", "direktiivin 95/46/EY", "dyrektywy 95/46/WE",
        "direttiva 95/46/CE", "Directiva 95/46/CE"})
    EXPECT_EQ(Keys(text), (Strings{"eu:1995/46"})) << text;
  for (const std::string_view text :
       {"Verordnung (EG) Nr. 45/2001", "r\u00E8glement (CE) n\u00B0 45/2001",
        "Regulamento (CE) n.\u00BA 45/2001", "na\u0159\u00EDzen\u00ED (ES) \u010D. 45/2001"})
    EXPECT_EQ(Keys(text), (Strings{"eu:2001/45"})) << text;
  EXPECT_EQ(Keys("Kurs 12/34/EGAL und 1/2/CE"), (Strings{}));
}

}  // namespace
}  // namespace concord
