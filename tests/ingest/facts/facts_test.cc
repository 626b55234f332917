#include "ingest/facts/facts.h"
#include "ingest/facts/facts_to_batch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/sha256.h"
#include "base/text.h"
#include "tests/environment.h"
#include "tests/ingest/extraction.h"

namespace concord {
namespace {

constexpr std::string_view kForumsHeader =
    "id\tname\tacronym\taliases\tkind\tparent\tfounded\tended\tmembers\tgate\n";

Result<std::shared_ptr<const Facts>> LoadForums(std::string_view rows) {
  return Facts::Load({{"forums.tsv", std::string(kForumsHeader) + std::string(rows)}});
}

std::shared_ptr<const Facts> Bundled() {
  static const auto facts = Facts::Load(BundledDatasets());
  EXPECT_TRUE(facts.has_value()) << (facts ? "" : facts.error().ToString());
  return facts ? *facts : nullptr;
}

void ExpectRefused(std::string_view rows, uint64_t line, std::string_view part) {
  const auto facts = LoadForums(rows);
  ASSERT_FALSE(facts.has_value()) << rows;
  EXPECT_EQ(facts.error().source, "forums.tsv");
  EXPECT_EQ(facts.error().line, line) << facts.error().message;
  EXPECT_NE(facts.error().message.find(part), std::string::npos) << facts.error().message;
}

TEST(FactsTest, ErrorsSayFileLineAndWhatWasExpected) {
  ExpectRefused("a\tA\t\t\t\tnone\t\t\t\t\n", 2, "'none'");
  ExpectRefused("a\tA\t\t\t\t\t\t\t\t\na\tB\t\t\t\t\t\t\t\t\n", 3, "twice");
  ExpectRefused("a\tA\n", 2, "10 cells");
  ExpectRefused("a\t\t\t\t\t\t\t\t\t\n", 2, "name");
  ExpectRefused("a b\tA\t\t\t\t\t\t\t\t\n", 2, "blank");
  ExpectRefused("a\tA\t\t\t\t\tMay 2020\t\t\t\n", 2, "2024-03-21");
  ExpectRefused("a\tA\t\t\t\t\t\t\tnobody\t\n", 2, "list of members");
  ExpectRefused("a\tA\t\t\t\t\t\t\t\tA=perhaps\n", 2, "expected one of");
  ExpectRefused("a\tA\t\t\t\t\t\t\t\tB=case\n", 2, "no name");
  ExpectRefused("a\tA\t\t\t\t\t\t\t\tA=needs\n", 2, "needs words");
}

TEST(FactsTest, MissingColumnIsNamed) {
  const auto facts = Facts::Load({{"members.tsv", "list\tmember\n"}});
  ASSERT_FALSE(facts.has_value());
  EXPECT_NE(facts.error().message.find("'valid_from'"), std::string::npos);
}

TEST(FactsTest, ModalityHasOneStrength) {
  const std::string header = "modality\tstrength\tform\tlanguage\tcues\n";
  const auto facts = Facts::Load({{"modality.tsv", header + "obligation\tsoft\tmodal\ten\tshall;must\n"}});
  ASSERT_TRUE(facts.has_value()) << facts.error().ToString();
  EXPECT_EQ((*facts)->StrengthOf("obligation"), "soft");
  EXPECT_EQ((*facts)->StrengthOf("permission"), "");
  const auto wrong = [&](std::string_view rows) {
    const auto loaded = Facts::Load({{"modality.tsv", header + std::string(rows)}});
    return loaded ? std::string() : loaded.error().message;
  };
  EXPECT_NE(wrong("obligation\tstrong\tmodal\ten\tshall\n").find("binding, soft"), std::string::npos);
  EXPECT_NE(
      wrong("obligation\tbinding\tmodal\ten\tshall\nobligation\tsoft\tsemi\ten\thas to\n").find("binding"),
      std::string::npos);
}

TEST(FactsTest, GatesAreRead) {
  const auto facts = LoadForums(
      "x\tExample Forum\tEXF\tForum of Examples\t\t\t\t\t\tEXF=definition|needs:@x,sample|not:model,file\n");
  ASSERT_TRUE(facts.has_value()) << facts.error().ToString();
  const ForumFact& forum = *(*facts)->FindForum("x");
  EXPECT_EQ(forum.GateOf("Example Forum"), nullptr);
  const NameGate* gate = forum.GateOf("EXF");
  ASSERT_NE(gate, nullptr);
  ASSERT_EQ(gate->any.size(), 2U);
  EXPECT_EQ(gate->any[0].kind, GateRule::Kind::kDefinition);
  EXPECT_EQ(gate->any[1].kind, GateRule::Kind::kNeeds);
  EXPECT_EQ(gate->any[1].arguments, (std::vector<std::string>{"@x", "sample"}));
  EXPECT_EQ(gate->never, (std::vector<std::string>{"model", "file"}));
}

TEST(FactsTest, PartsAreFollowedThroughCycles) {
  const auto facts = LoadForums("a\tA\t\t\t\tb\t\t\t\t\nb\tB\t\t\t\ta;c\t\t\t\t\nc\tC\t\t\t\t\t\t\t\t\n");
  ASSERT_TRUE(facts.has_value());
  EXPECT_TRUE((*facts)->IsPartOf("a", "c"));
  EXPECT_TRUE((*facts)->IsPartOf("a", "a"));
  EXPECT_FALSE((*facts)->IsPartOf("c", "a"));
}

TEST(FactsTest, BundledTablesKnowTheirBodies) {
  const auto facts = Bundled();
  ASSERT_NE(facts, nullptr);
  EXPECT_EQ(facts->ResolveAgent("united nations"), "un");
  EXPECT_EQ(facts->ResolveAgent("NIST"), "nist");
  EXPECT_EQ(facts->ResolveAgent("BIS"), "") << "stands for two";
  EXPECT_EQ(facts->ResolveAgent("no such body"), "");
  EXPECT_TRUE(facts->IsPartOf("sc42", "iso"));
  EXPECT_TRUE(facts->IsPartOf("sc42", "iec"));
  EXPECT_TRUE(facts->IsPartOf("unga", "un"));
  for (const std::string_view name :
       {"Regulation (EU) 2016/679", "GDPR", "CELEX:32016R0679", "32016R0679",
        "http://data.europa.eu/eli/reg/2016/679/oj", "General Data Protection Regulation"}) {
    EXPECT_EQ(facts->ResolveDocument(name), "eu-gdpr") << name;
  }
  EXPECT_EQ(facts->ResolveDocument("A/RES/78/265"), "un-a-res-78-265");
  EXPECT_EQ(facts->ResolveDocument("ISO/IEC 42001:2023"), "") << "a standard is no document";
}

// The codes that the shared table calls verified; a code that nobody published ("2.1.?") is not carried over.
TEST(FactsTest, VerifiedCodesAreThere) {
  CONCORD_NEED_SHARED();
  const auto facts = Bundled();
  ASSERT_NE(facts, nullptr);
  bool header = true;
  size_t rows = 0;
  const std::string table = testing::ReadFileOrDie(testing::SharedDir() / "facts" / "taxonomies.tsv");
  for (const std::string_view line : Split(table, '\n')) {
    if (std::exchange(header, false) || line.empty()) continue;
    const std::vector<std::string_view> cells = Split(line, '\t');
    if (cells.size() < 6 || cells[5] != "verified") continue;
    const std::string_view scheme = cells[0] == "nist-airmf" ? "nist-ai-rmf" : cells[0];
    const ConceptFact* fact = facts->FindConcept(scheme, cells[1]);
    ASSERT_NE(fact, nullptr) << line;
    EXPECT_EQ(fact->parent, cells[2]) << line;
    ++rows;
  }
  EXPECT_GT(rows, 290U);
  EXPECT_EQ(facts->FindConcept("mit-risk-domain", "6.5")->name, "Governance failure");
  EXPECT_EQ(facts->FindConcept("mit-mitigation-2025", "2.1")->name, "Model & Infrastructure Security");
  EXPECT_EQ(facts->FindConcept("mit-mitigation-v2", "2.1")->name, "Oversight & Accountability");
}

TEST(FactsTest, FingerprintFollowsTheBytes) {
  const auto one = LoadForums("a\tA\t\t\t\t\t\t\t\t\n");
  const auto same = LoadForums("a\tA\t\t\t\t\t\t\t\t\n");
  const auto other = LoadForums("a\tB\t\t\t\t\t\t\t\t\n");
  ASSERT_TRUE(one && same && other);
  EXPECT_EQ((*one)->fingerprint(), (*same)->fingerprint());
  EXPECT_NE((*one)->fingerprint(), (*other)->fingerprint());
}

TEST(FactsToBatchTest, BundledFactsAreAGraphWithoutLooseEnds) {
  const auto facts = Bundled();
  ASSERT_NE(facts, nullptr);
  const DatasetFiles files = BundledDatasets();
  const GraphBatch batch = FactsToBatch(*facts, files);
  EXPECT_EQ(batch.unit, "datasets");
  EXPECT_EQ(batch.fingerprint, facts->fingerprint());
  std::set<std::string> keys;
  for (const PutNode& node : batch.nodes) {
    EXPECT_TRUE(keys.insert(node.key).second) << node.key << " twice";
    EXPECT_EQ(node.lifetime, Lifetime::kPermanent);
    EXPECT_FALSE(node.labels.empty());
  }
  for (const PutEdge& edge : batch.edges) {
    EXPECT_TRUE(keys.contains(edge.from)) << edge.type << " from " << edge.from;
    EXPECT_TRUE(keys.contains(edge.to)) << edge.type << " to " << edge.to;
  }
  EXPECT_EQ(batch.blobs.size(), files.size());
  for (const PutBlob& blob : batch.blobs) EXPECT_TRUE(keys.contains(blob.key));
}

TEST(FactsToBatchTest, EditionsHangOnTheirWork) {
  const auto facts = Facts::Load(
      {{"standards.tsv", "designator\ttitle\towner\tstatus\nISO/IEC 99991-2:2031\tInvented\t\tpublished\n"}});
  ASSERT_TRUE(facts.has_value()) << facts.error().ToString();
  const GraphBatch batch = FactsToBatch(**facts, {});
  const auto edge = std::ranges::find(batch.edges, "EDITION_OF", &PutEdge::type);
  ASSERT_NE(edge, batch.edges.end());
  EXPECT_EQ(edge->from, "iso-iec:99991-2@2031");
  EXPECT_EQ(edge->to, "iso-iec:99991-2");
  const auto work = std::ranges::find(batch.nodes, "iso-iec:99991-2", &PutNode::key);
  ASSERT_NE(work, batch.nodes.end());
  EXPECT_EQ(work->properties.FindString("designator"), "ISO/IEC 99991-2");
}

TEST(ReadDatasetsTest, ReadsTheTablesOfAFolder) {
  const Result<DatasetFiles> files = ReadDatasets(testing::SourceDir() / "datasets");
  ASSERT_TRUE(files.has_value()) << files.error().ToString();
  EXPECT_EQ(*files, BundledDatasets());
  const Result<DatasetFiles> none = ReadDatasets(testing::SourceDir() / "no-such-folder");
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
}

// "init --datasets DIR" once read the words that were built in.
TEST(FactsTest, ExtractorsKnowTheWordsOfTheGivenFolder) {
  DatasetFiles files = BundledDatasets();
  files["words.tsv"] += "verb\ten\tfrobnicate\nrole-other\ten\tsprockets\n";
  const auto facts = Facts::Load(files);
  ASSERT_TRUE(facts.has_value()) << facts.error().ToString();
  const auto extractors = ExtractorSet::Create(*facts);
  ASSERT_TRUE(extractors.has_value());
  const Document document = testing::MakeDocument("They met sprockets.");
  std::vector<std::string> found;
  (*extractors)->Extract(document, [&](const TextStretch&, const Findings& findings) {
    for (const ActorMention& actor : findings.actors) found.emplace_back(document.TextOf(actor.span));
  });
  EXPECT_EQ(found, std::vector<std::string>{"sprockets"});
  EXPECT_TRUE(testing::Actors("They met sprockets.").empty()) << "the bundled table does not know the word";
}

TEST(FactsTest, UnknownClassOfWordsIsNamedWithItsLine) {
  DatasetFiles files;
  files["words.tsv"] = "class\tlanguage\twords\nverb\ten\tgo\nvreb\ten\tcome\n";
  const auto facts = Facts::Load(files);
  ASSERT_TRUE(facts.has_value());
  const auto extractors = ExtractorSet::Create(*facts);
  ASSERT_FALSE(extractors.has_value());
  EXPECT_NE(extractors.error().ToString().find("words.tsv:3"), std::string::npos)
      << extractors.error().ToString();
  EXPECT_NE(extractors.error().ToString().find("vreb"), std::string::npos);
}

}  // namespace
}  // namespace concord
