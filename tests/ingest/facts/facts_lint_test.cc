#include "ingest/facts/facts_lint.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace concord {
namespace {

constexpr std::string_view kForums =
    "id\tname\tacronym\taliases\tkind\tparent\tfounded\tended\tmembers\tgate\n";
constexpr std::string_view kMembers = "list\tmember\tvalid_from\tvalid_to\n";

std::vector<FactsFinding> Lint(std::string_view forums, std::string_view members = "") {
  const auto facts = Facts::Load({{"forums.tsv", std::string(kForums) + std::string(forums)},
                                  {"members.tsv", std::string(kMembers) + std::string(members)}});
  EXPECT_TRUE(facts) << facts.error().ToString();
  return facts ? LintFacts(**facts) : std::vector<FactsFinding>();
}

bool Says(const std::vector<FactsFinding>& findings, std::string_view id, std::string_view part) {
  return std::any_of(findings.begin(), findings.end(), [&](const FactsFinding& finding) {
    return finding.id == id && finding.what.find(part) != std::string::npos;
  });
}

TEST(FactsLint, ASharedNameNeedsAGateOnEachSide) {
  const auto findings = Lint(
      "a\tAlpha Body\tAB\t\tigo\t\t\t\t\t\n"
      "b\tBeta Body\tab\t\tigo\t\t\t\t\tab=case\n"
      "c\tGamma\tG\tAlpha  body\tigo\t\t\t\t\tAlpha  body=definition\n");
  EXPECT_TRUE(Says(findings, "a", "'ab' is that of 'b' too")) << "the acronym, whatever its letters";
  EXPECT_TRUE(Says(findings, "a", "'alpha body' is that of 'c'"));
  EXPECT_FALSE(Says(findings, "b", "")) << "it has a gate";
  EXPECT_FALSE(Says(findings, "c", ""));
  EXPECT_EQ(findings.size(), 2u);
}

TEST(FactsLint, OneBodyMayRepeatItsOwnName) {
  EXPECT_TRUE(Lint("a\tBRICS\tBRICS\tbrics\tclub\t\t\t\t\t\n").empty());
}

TEST(FactsLint, ParentsMayMeetAndMustNotCircle) {
  EXPECT_TRUE(Lint("iso\tI\t\t\tsdo\t\t\t\t\t\niec\tE\t\t\tsdo\t\t\t\t\t\n"
                   "jtc\tJ\t\t\tcommittee\tiso;iec\t\t\t\t\nsc\tS\t\t\tcommittee\tjtc\t\t\t\t\n")
                  .empty());
  const auto findings = Lint(
      "a\tA\t\t\tx\tb\t\t\t\t\nb\tB\t\t\tx\tc\t\t\t\t\nc\tC\t\t\tx\ta\t\t\t\t\nd\tD\t\t\tx\ta\t\t\t\t\n");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_TRUE(Says(findings, "a", "lead back"));
}

TEST(FactsLint, DatesStandInTheirOrder) {
  const auto findings = Lint("a\tA\t\t\tx\t\t2000\t1999\tl\t\nm\tM\t\t\tx\t\t\t\t\t\n",
                             "l\tm\t2005-02\t2005-01\nl\tm\t2001\t2001-05\nl\tm\t1980\t1990\n");
  EXPECT_TRUE(Says(findings, "a", "ended 1999 lies before founded 2000"));
  EXPECT_TRUE(Says(findings, "l/m", "valid_to 2005-01 lies before valid_from 2005-02"));
  EXPECT_TRUE(Says(findings, "l/m", "valid_to 1990 lies before founded 2000"));
  EXPECT_EQ(findings.size(), 3u);
}

TEST(FactsLint, AMembershipStandsOnce) {
  EXPECT_TRUE(
      Says(Lint("a\tA\t\t\tx\t\t\t\tl\t\nm\tM\t\t\tx\t\t\t\t\t\n", "l\tm\t\t\nl\tm\t\t\n"), "l/m", "twice"));
}

TEST(FactsLint, OurOwnTablesAreClean) {
  const auto facts = Facts::Load(BundledDatasets());
  ASSERT_TRUE(facts);
  for (const FactsFinding& finding : LintFacts(**facts))
    ADD_FAILURE() << finding.table << " " << finding.id << ": " << finding.what;
}

}  // namespace
}  // namespace concord
