// Foreign files of mappings, judged and put right.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <set>

#include "base/text.h"
#include "ingest/lint/lint.h"
#include "tests/environment.h"

namespace concord::testing {
namespace {

const ReadLimits kLimits;

LintReport Lint(const std::string& bytes, std::string_view path, const KnownItems& items = {}) {
  auto report = LintFile({path, bytes, &kLimits}, "", items);
  EXPECT_TRUE(report) << report.error().ToString();
  return report ? std::move(*report) : LintReport();
}

// "rule line:column", with a star where it can be fixed.
std::vector<std::string> Gist(const LintReport& report) {
  std::vector<std::string> lines;
  for (const LintFinding& finding : report.findings) {
    lines.push_back(std::string(finding.rule) + " " + std::to_string(finding.line) + ":" +
                    std::to_string(finding.column) + (finding.fix ? "*" : ""));
  }
  return lines;
}

std::string Fix(const std::string& bytes, std::string_view path) {
  auto fixed = FixFile({path, bytes, &kLimits}, "");
  EXPECT_TRUE(fixed) << fixed.error().ToString();
  return fixed ? *fixed : "";
}

using Lines = std::vector<std::string>;

constexpr std::string_view kHead =
    "#curie_map:\n#  A: https://a.test/\n#  B: https://b.test/\n"
    "#mapping_set_id: https://sets.test/one\n#license: https://licence.test/\n";

TEST(Lint, ACanonicalSetIsRight) {
  const std::string right = std::string(kHead) +
                            "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
                            "A:1\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\t0.5\n";
  EXPECT_EQ(Gist(Lint(right, "a.sssom.tsv")), Lines{});
  EXPECT_EQ(Fix(right, "a.sssom.tsv"), right);
}

TEST(Lint, EverySlotOfSssomHasItsPlace) {
  const std::string wrong =
      "#mapping_set_id: not a uri\n"                                            // 1
      "#curie_map:\n#  A: https://a.test/\n#  skos: https://elsewhere.test/\n"  // 2-4
      "#mapping_dat: 2024-01-01\n#mapping_date: 2024\n"                         // 5, 6
      "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tPredicate_"
      "Modifier\town\n"                                                   // 7
      "A:1\tskos:exactMatch\tC:1\tsemapv:LexicalMatching\t1.5\tnot\tx\n"  // 8
      "A:1\tskos:exactMatch\t\tsemapv:Guessing\t0.5\t\t\n"                // 9
      "plain\tlikes\tA:2\tlexicalmatching\t0.5\t\n"                       // 10
      "A:1\tskos:exactMatch\tA:3\tLexicalMatching\tx\tNot\t\n";           // 11
  EXPECT_EQ(Gist(Lint(wrong, "a.sssom.tsv")),
            (Lines{"sssom-metadata 1:1", "sssom-uri 1:18", "sssom-prefix 4:4", "sssom-slot 5:2",
                   "sssom-date 6:16", "sssom-slot 7:68*", "sssom-slot 7:87", "sssom-prefix 8:21",
                   "sssom-number 8:48", "sssom-choice 8:52*", "sssom-required 9:1",
                   "sssom-justification 9:22", "sssom-cells 10:1", "sssom-curie 10:1", "sssom-curie 10:7",
                   "sssom-justification 10:17*", "sssom-justification 11:25*", "sssom-number 11:41"}));
}

TEST(Lint, SssomIsFixedWhereOneThingIsMeant) {
  const std::string wrong =
      std::string(kHead) +
      "Predicate_ID\tsubject_id\tobject_id\tmapping_justification\tpredicate_modifier\tmapping_cardinality\n"
      "exactMatch\tA:2\t B:1\tLexicalMatching\tNOT\t1:1\n"
      "http://www.w3.org/2004/02/skos/core#broadMatch\thttps://a.test/1\tB:2\tsemapv:lexicalmatching\t\t1:1\n"
      "exactMatch\tA:2\t B:1\tLexicalMatching\tNOT\t1:1\n";
  const std::string fixed = Fix(wrong, "a.sssom.tsv");
  EXPECT_EQ(fixed, std::string(kHead) +
                       "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_"
                       "justification\tmapping_cardinality\n"
                       "A:1\tskos:broadMatch\t\tB:2\tsemapv:LexicalMatching\t1:1\n"
                       "A:2\tskos:exactMatch\tNot\tB:1\tsemapv:LexicalMatching\t1:1\n");
  EXPECT_EQ(Gist(Lint(fixed, "a.sssom.tsv")), Lines{});
}

TEST(Lint, CardinalityIsCounted) {
  const std::string wrong =
      std::string(kHead) +
      "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmapping_cardinality\n"
      "A:1\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\t1:1\n"
      "A:1\tskos:exactMatch\tB:2\tsemapv:LexicalMatching\t1:n\n"
      "A:2\tskos:exactMatch\tsssom:NoTermFound\tsemapv:LexicalMatching\t1:1\n";
  EXPECT_EQ(Gist(Lint(wrong, "a.sssom.tsv")), (Lines{"sssom-cardinality 7:1", "sssom-cardinality 9:1"}));
}

// The example that NIST's schema lets pass, and others that it does not.
TEST(Lint, OscalEnumerationsAreEnforced) {
  const std::string wrong =
      "{\"mapping-collection\": {\"uuid\": \"b0000000-0000-4000-8000-000000000001\",\n"
      " \"metadata\": {\"title\": \"T\", \"last-modified\": \"2024-01-01T00:00:00Z\", \"version\": \"1\", "
      "\"oscal-version\": \"1.2.1\"},\n"
      " \"provenance\": {\"method\": \"Human\", \"matching-rationale\": \"semantic\", \"status\": \"ready\", "
      "\"mapping-description\": \"d\"},\n"
      " \"mappings\": [{\"uuid\": \"b0000000-0000-4000-8000-000000000001\", \"colour\": \"red\",\n"
      "  \"source-resource\": {\"type\": \"catalog\", \"href\": \"quay.json\"}, \"target-resource\": "
      "{\"href\": \"lamp.json\"},\n"
      "  \"maps\": [{\"uuid\": \"x\", \"relationship\": \"foo\",\n"
      "    \"sources\": [{\"type\": \"control\", \"id-ref\": \"q-1\"}], \"targets\": [{\"type\": "
      "\"control\", \"id-ref\": \"l-9\"}],\n"
      "    \"confidence-score\": {\"percentage\": 20}},\n"
      "   {\"uuid\": \"b0000000-0000-4000-8000-000000000002\", \"relationship\": \"Subset_Of\",\n"
      "    \"sources\": [{\"type\": \"control\", \"id-ref\": \"q-9\"}], \"targets\": [{\"type\": \"thing\", "
      "\"id-ref\": \"l-9\"}]}]}]}}\n";
  const KnownItems items = {{"quay", {"q-1", "q-2"}}};
  EXPECT_EQ(Gist(Lint(wrong, "m.json", items)),
            (Lines{"oscal-choice 3:28*", "oscal-choice 3:81", "oscal-uuid 4:25", "oscal-member 4:75",
                   "oscal-required 5:83", "oscal-uuid 6:22", "oscal-choice 6:43", "oscal-number 8:40",
                   "oscal-choice 9:70*", "oscal-reference 10:48", "oscal-choice 10:78"}));
  const std::string fixed = Fix(wrong, "m.json");
  EXPECT_NE(fixed.find("\"relationship\": \"subset-of\""), std::string::npos);
  EXPECT_NE(fixed.find("\"method\": \"human\""), std::string::npos);
  EXPECT_NE(fixed.find("\"relationship\": \"foo\""), std::string::npos);
  EXPECT_EQ(fixed.size(), wrong.size());
}

TEST(Lint, OlirTablesAndCisoLibraries) {
  const std::string olir =
      "Focal Document Element\tRationale\tRelationship\tReference Document\tReference Document "
      "Element\tStrength of "
      "Relationship\n"
      "1\tsemantic\tSubset Of\t\ta\t8\n"
      "1\tSemantic\tsuperset of\t\ta\t11\n"
      "1\tSyntactic\tlike\t\tb\t1\n"
      "2\t\tequal\t\t\t\n";
  EXPECT_EQ(Gist(Lint(olir, "o.tsv")),
            (Lines{"olir-choice 2:3*", "olir-choice 2:12*", "olir-direction 3:12", "olir-strength 3:27",
                   "olir-choice 4:13", "olir-required 5:1"}));
  EXPECT_EQ(Fix(olir, "o.tsv").substr(olir.find('\n') + 1, 23), "1\tSemantic\tsubset of\t\ta");
  const std::string ciso =
      "urn: urn:h:risk:library:a-to-b\nname: L\nobjects:\n  requirement_mapping_set:\n"
      "    urn: urn:h:risk:req_mapping_set:a-to-b\n"
      "    source_framework_urn: urn:h:risk:framework:a\n    target_framework_urn: urn:h:risk:framework:b\n"
      "    requirement_mappings:\n"
      "    - source_requirement_urn: urn:h:risk:req_node:a:1\n"
      "      target_requirement_urn: urn:h:risk:req_node:c:1\n"
      "      relationship: Not-Related\n      rationale: guess\n      strength_of_relationship: 12\n"
      "    - source_requirement_urn: urn:h:risk:req_node:a:1\n";
  EXPECT_EQ(Gist(Lint(ciso, "c.yaml")),
            (Lines{"ciso-urn 10:31", "ciso-choice 11:21*", "ciso-choice 12:18", "ciso-strength 13:33",
                   "ciso-required 14:7", "ciso-required 14:7"}));
  EXPECT_NE(Fix(ciso, "c.yaml").find("relationship: not_related\n"), std::string::npos);
}

// Slips of all kinds at random; fixing once is fixing for good, and never makes more findings.
TEST(Lint, FixingTwiceIsFixingOnce) {
  const std::string base =
      std::string(kHead) +
      "subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\tauthor_label\n"
      "A:2\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\tNot\tx|y\n"
      "A:1\tskos:broadMatch\tB:2\tsemapv:MappingReview\t\t\"a \"\"b\"\"\"\n";
  std::mt19937 random(7);
  const auto below = [&](size_t limit) {
    return std::uniform_int_distribution<size_t>(0, limit - 1)(random);
  };
  for (int round = 0; round < 400; ++round) {
    std::string text = base;
    for (size_t slips = 1 + below(4); slips > 0; --slips) {
      const size_t at = below(text.size());
      switch (below(5)) {
        case 0:
          text.erase(at, 1 + below(4));
          break;
        case 1:
          text.insert(at, 1, " \t\n\"#:|x"[below(8)]);
          break;
        case 2:
          text[at] = static_cast<char>(text[at] ^ 0x20);
          break;
        case 3:
          text.insert(at, text.substr(below(text.size()), below(40)));
          break;
        default:
          std::swap(text[at], text[below(text.size())]);
      }
    }
    const auto once = FixFile({"a.sssom.tsv", text, &kLimits}, "sssom");
    if (!once) continue;  // no table any more
    const auto twice = FixFile({"a.sssom.tsv", *once, &kLimits}, "sssom");
    ASSERT_TRUE(twice) << text;
    EXPECT_EQ(*twice, *once) << text;
    const auto before = LintFile({"a.sssom.tsv", text, &kLimits}, "sssom", {});
    const auto after = LintFile({"a.sssom.tsv", *once, &kLimits}, "sssom", {});
    for (const LintFinding& finding : after->findings)
      EXPECT_FALSE(finding.fix) << finding.message << "\n" << *once;
    if (HasFailure()) break;
  }
}

TEST(Lint, EveryRuleOfTheTableIsSaidOnce) {
  std::set<std::string_view> ids;
  for (const LintRule& rule : LintRules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
  EXPECT_GT(ids.size(), 25U);
}

// What the standard's own examples are faulted for is what their own descriptions name.
TEST(Lint, FilesOfTheCorpusCanBeJudged) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus/tsv-sssom")) {
    const std::string bytes = ReadFileOrDie(entry.path());
    const std::string path = entry.path().filename().string();
    const auto report = LintFile({path, bytes, &kLimits}, "", {});
    EXPECT_TRUE(report) << path << report.error().ToString();
    const auto fixed = FixFile({path, bytes, &kLimits}, "");
    ASSERT_TRUE(fixed) << path;
    EXPECT_EQ(FixFile({path, *fixed, &kLimits}, "").value(), *fixed) << path;
    ++files;
  }
  EXPECT_GT(files, 20U);
}

TEST(Lint, PlaceholdersAreNoItems) {
  EXPECT_EQ(
      Gist(Lint("FDE #,STRM Relationship,LAMP #\n1,equal,L.1\n2,equal,N/A\n3,equal,\"L.1, L.2\"\n", "o.csv")),
      (Lines{"olir-placeholder 3:9", "olir-list 4:10"}));
  EXPECT_EQ(Gist(Lint("source_id,relationship,target_id\n1,equal,TBD\n", "o.csv")),
            (Lines{"olir-placeholder 2:9"}));
  EXPECT_EQ(Gist(Lint(std::string(kHead) + "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
                                           "A:1\tskos:exactMatch\tB:R.1, R.2\tsemapv:LexicalMatching\n",
                      "a.sssom.tsv")),
            (Lines{"sssom-list 7:21"}));
}

// IR 8477 and OLIR have different words for two sets that share nothing.
TEST(Lint, SetTheoryHasAWordOfItsOwnForNoRelationship) {
  const std::string strm = "FDE #,STRM Relationship,LAMP #\n1,no relationship,L.1\n2,not related to,L.2\n";
  EXPECT_EQ(Gist(Lint(strm, "o.csv")), (Lines{"olir-choice 3:3"}));
  const std::string olir =
      "Focal Document Element,Relationship,Reference Document Element\n1,no relationship,L.1\n"
      "2,not related to,L.2\n";
  EXPECT_EQ(Gist(Lint(olir, "o.csv")), (Lines{"olir-choice 2:3"}));
}

}  // namespace
}  // namespace concord::testing
