#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "ingest/readers/exchange/sssom_header.h"
#include "mapping/sssom_slots.h"
#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

constexpr std::string_view kHead =
    "#curie_map:\n"
    "#  A: https://a.test/\n"
    "#  B: https://b.test/\n"
    "#mapping_set_id: https://sets.test/one\n"
    "#license: https://licence.test/\n";
constexpr std::string_view kColumns =
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tpredicate_modifier\n";

Document Read(const std::string& table, std::string_view path = "dir/one.sssom.tsv") {
  return ReadOrDie("sssom", table, path);
}
Document ReadRows(std::string_view rows) {
  return Read(std::string(kHead) + std::string(kColumns) + std::string(rows));
}

PropertyMap Header(std::string_view text) {
  std::vector<HeaderLine> lines;
  uint64_t line = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back({++line, text.substr(at, end - at)});
    at = end + 1;
  }
  std::vector<Repair> repairs;
  PropertyMap header = ParseSssomHeader(lines, &repairs);
  EXPECT_TRUE(repairs.empty()) << repairs[0].message;
  return header;
}

TEST(SssomHeader, ScalarsOfAllKinds) {
  const PropertyMap header = Header(
      " plain: https://x.test/a#b\n"
      " single: 'it''s 2022'\n"
      " double: \"a \\\"b\\\"\"   \n"
      " commented: value # not this\n"
      " long: first\n"
      "   second\n"
      " folded: >-\n"
      "   one\n"
      "   two\n"
      " literal: |\n"
      "   one\n"
      "   two\n"
      " empty:\n"
      " last: x: y\n");
  EXPECT_EQ(header.FindString("plain"), "https://x.test/a#b");
  EXPECT_EQ(header.FindString("single"), "it's 2022");
  EXPECT_EQ(header.FindString("double"), "a \"b\"");
  EXPECT_EQ(header.FindString("commented"), "value");
  EXPECT_EQ(header.FindString("long"), "first second");
  EXPECT_EQ(header.FindString("folded"), "one two");
  EXPECT_EQ(header.FindString("literal"), "one\ntwo");
  EXPECT_EQ(header.FindString("empty"), "");
  EXPECT_EQ(header.FindString("last"), "x: y");
}

TEST(SssomHeader, ListsAndMaps) {
  const PropertyMap header = Header(
      "flat:\n- a\n- 'b'\n"
      "deep:\n  - slot: x\n    type: y\n  - slot: z\n"
      "flow: [a, \"b\"]\n"
      "map:\n  k: v\n  l: w\n");
  const auto list = [&](std::string_view name) { return header.Find(name)->as_list(); };
  ASSERT_EQ(list("flat").size(), 2U);
  EXPECT_EQ(list("flat")[1].as_string(), "b");
  ASSERT_EQ(list("deep").size(), 2U);
  EXPECT_EQ(list("deep")[0].as_map().FindString("type"), "y");
  EXPECT_EQ(list("deep")[1].as_map().FindString("slot"), "z");
  ASSERT_EQ(list("flow").size(), 2U);
  EXPECT_EQ(list("flow")[1].as_string(), "b");
  EXPECT_EQ(header.Find("map")->as_map().FindString("l"), "w");
}

int DepthOf(const Value& value) {
  int below = 0;
  if (value.type() == Value::Type::kList) {
    for (const Value& item : value.as_list()) below = std::max(below, DepthOf(item));
  } else if (value.type() == Value::Type::kMap) {
    for (const Property& property : value.as_map()) below = std::max(below, DepthOf(property.value));
  }
  return below + 1;
}

TEST(SssomHeader, DepthIsBounded) {
  for (const std::string_view odd : {"k:", "- k:"}) {
    std::vector<std::string> texts;
    for (size_t i = 0; i < 2'000; ++i)
      texts.push_back(std::string(i, ' ') + std::string(i % 2 == 0 ? "k:" : odd));
    std::vector<HeaderLine> lines;
    for (const std::string& text : texts) lines.push_back({1, text});
    std::vector<Repair> repairs;
    EXPECT_LT(DepthOf(Value(ParseSssomHeader(lines, &repairs))), 20);
  }
}

TEST(SssomTable, ListsAndTheirEscapes) {
  using Values = std::vector<std::string>;
  EXPECT_EQ(SplitSssomList("a|b"), (Values{"a", "b"}));
  EXPECT_EQ(SplitSssomList("a\\|b|c"), (Values{"a|b", "c"}));
  EXPECT_EQ(SplitSssomList("a\\\\b|c\\\\|d\\\\\\|e\\\\"), (Values{"a\\b", "c\\", "d\\|e\\"}));
  EXPECT_EQ(SplitSssomList("a\\b"), (Values{"a\\b"}));
}

TEST(SssomReader, RowsAreMappingsWithEvidence) {
  const std::string bytes =
      std::string(kHead) +
      "comment\tobject_id\tobject_label\tsubject_id\tpredicate_id\tmapping_justification\tauthor_id\tmy_own\n"
      "why\tB:2\tTwo\tA:1\tskos:broadMatch\tsemapv:ManualMappingCuration\to:1|o:2\tkept\n";
  const Document document = Read(bytes);
  ASSERT_TRUE(document.mapping_set.has_value());
  const MappingSet& set = *document.mapping_set;
  EXPECT_EQ(set.id, "https://sets.test/one");
  EXPECT_EQ(set.prefixes.at("B"), "https://b.test/");
  ASSERT_EQ(set.rows.size(), 1U);
  const MappingRow& row = set.rows[0];
  EXPECT_EQ(row.subject_id, "A:1");
  EXPECT_EQ(row.predicate_id, "skos:broadMatch");
  EXPECT_EQ(row.object_id, "B:2");
  EXPECT_EQ(row.object_label, "Two");
  EXPECT_EQ(row.justification, "semapv:ManualMappingCuration");
  EXPECT_FALSE(row.confidence.has_value());
  EXPECT_EQ(row.other.FindString("comment"), "why");
  EXPECT_EQ(row.other.FindString("my_own"), "kept");
  EXPECT_EQ(row.other.Find("author_id")->as_list().size(), 2U);
  EXPECT_EQ(document.TextOf(row.span),
            "why | B:2 | Two | A:1 | skos:broadMatch | semapv:ManualMappingCuration | o:1|o:2 | kept");
  EXPECT_EQ(SourceOf(document, bytes, row.span),
            bytes.substr(bytes.find("why"), bytes.size() - bytes.find("why") - 1));
  EXPECT_TRUE(document.repairs.empty());
}

TEST(SssomReader, PropagatedSlotsCountWhereNoRowSpeaks) {
  const std::string columns = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmapping_tool\n";
  const Document document =
      Read(std::string(kHead) +
           "#mapping_tool: none of these\n#subject_source: A:src\n#comment: of the set\n" + columns +
           "A:1\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\thammer\nA:2\tskos:exactMatch\tB:2\tsemapv:"
           "LexicalMatching\t\n");
  const auto& rows = document.mapping_set->rows;
  EXPECT_EQ(rows[0].other.FindString("subject_source"), "A:src");
  EXPECT_EQ(rows[1].other.FindString("mapping_tool"), "");  // a row has its own: no propagation
  EXPECT_EQ(rows[1].other.FindString("comment"), "");       // not of that kind
  EXPECT_EQ(document.mapping_set->subject_source, "A:src");
}

TEST(SssomReader, RepairsSayLineAndWhatWasDone) {
  const Document document = ReadRows(
      "A:1\tskos:exactMatch\tB:1\t\t0.5\t\n"                            // 7: no justification
      "A:1\texactMatch\tB:1\tManualMappingCuration\t\tNOT\n"            // 8: prefixes, case
      "A:1\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\t95\t\n"       // 9: confidence
      "A:1\tskos:exactMatch\tB:1\tsemapv:Guessing\tmuch\t\n"            // 10: justification, confidence
      "A:1\tC:uses\tC:1\tsemapv:LexicalMatching\t\t\n"                  // 11: predicate, prefix
      "A:1\tnoMatch\tB:1\tsemapv:LexicalMatching\t1\t\n"                // 12
      "A:1\tnoMatch\t\tsemapv:LexicalMatching\t0\t\n"                   // 13
      "A:1\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\t\tPerhaps\n"  // 14: passed over
      "\tskos:exactMatch\tB:1\tsemapv:LexicalMatching\t\t\n"            // 15: passed over
      "A:1\t\tB:1\tsemapv:LexicalMatching\t\t\n"                        // 16: passed over
      "A:1\tnoMatch\tsemapv:LexicalMatching\tme\t0.9\t\n");             // 17: passed over
  const auto& rows = document.mapping_set->rows;
  ASSERT_EQ(rows.size(), 7U);
  EXPECT_EQ(rows[0].justification, "semapv:UnspecifiedMatching");
  EXPECT_EQ(rows[0].confidence, 0.5);
  EXPECT_EQ(rows[1].predicate_id, "skos:exactMatch");
  EXPECT_EQ(rows[1].justification, "semapv:ManualMappingCuration");
  EXPECT_EQ(rows[1].predicate_modifier, "Not");
  EXPECT_FALSE(rows[2].confidence.has_value());
  EXPECT_EQ(rows[3].justification, "semapv:Guessing");
  EXPECT_EQ(rows[4].predicate_id, "C:uses");
  EXPECT_EQ(rows[5].predicate_id + rows[5].predicate_modifier, "skos:relatedMatchNot");
  EXPECT_EQ(rows[6].object_id + rows[6].predicate_modifier, "sssom:NoTermFound");
  EXPECT_TRUE(HasRepair(document, 7, "UnspecifiedMatching is taken"));
  EXPECT_TRUE(HasRepair(document, 8, "read as skos:exactMatch"));
  EXPECT_TRUE(HasRepair(document, 8, "read as Not"));
  EXPECT_TRUE(HasRepair(document, 9, "confidence is '95'"));
  EXPECT_TRUE(HasRepair(document, 10, "not one of the standard's 13"));
  EXPECT_TRUE(HasRepair(document, 10, "confidence is 'much'"));
  EXPECT_TRUE(HasRepair(document, 11, "prefix 'C'"));
  EXPECT_TRUE(HasRepair(document, 12, "Not skos:relatedMatch"));
  EXPECT_TRUE(HasRepair(document, 13, "NoTermFound"));
  EXPECT_TRUE(HasRepair(document, 14, "Perhaps"));
  EXPECT_TRUE(HasRepair(document, 15, "without subject_id"));
  EXPECT_TRUE(HasRepair(document, 16, "without predicate_id"));
  EXPECT_TRUE(HasRepair(document, 17, "shifted"));
}

TEST(SssomReader, MetadataInAnotherFileIsMissedButNotNeeded) {
  const Document document = Read(
      "subject_id\tpredicate_id\tobject_id\tmapping_justification\r\nX:1\tskos:exactMatch\tY:1\tsemapv:"
      "LexicalMatching\r\n");
  EXPECT_EQ(document.mapping_set->id, "one");
  EXPECT_EQ(document.repairs.size(), 1U);  // that there is no mapping_set_id
}

TEST(SssomReader, CsvWithPaddedHeader) {
  const Document document = Read(
      "#curie_map:,,,\n#  A: https://a.test/,,,\n#mapping_set_id: https://s.test/,,,\n"
      "subject_id,predicate_id,object_id,mapping_justification\nA:1,skos:exactMatch,\"A:2\",semapv:"
      "LexicalMatching\n");
  EXPECT_EQ(document.mapping_set->id, "https://s.test/");
  EXPECT_EQ(document.mapping_set->rows[0].object_id, "A:2");
  EXPECT_TRUE(document.repairs.empty());
}

TEST(SssomReader, RefusesWhatIsNoMappingTable) {
  const auto read = ReadAs("sssom", "#mapping_set_id: x\nname\tage\nme\t7\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().line, 2U);
  EXPECT_NE(read.error().message.find("'name', 'age'"), std::string::npos);
  EXPECT_FALSE(ReadAs("sssom", "#only: a header\n").has_value());
  EXPECT_FALSE(ReadAs("sssom", std::string("\x00\x01\x02", 3)).has_value());
}

TEST(SssomReader, JustificationsAreThoseOfTheStandard) {
  EXPECT_TRUE(IsSssomJustification("semapv:MappingChaining"));
  EXPECT_FALSE(IsSssomJustification("semapv:LLMBasedMatching"));
  EXPECT_FALSE(IsSssomJustification("LexicalMatching"));
}

// Lines that are neither header nor column names, counted without the reader.
size_t CountRows(const std::string& bytes) {
  size_t lines = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = std::string_view(bytes).substr(at, end - at);
    if (!line.empty() && line[0] != '#' && line != "\r") ++lines;
    at = end + 1;
  }
  return lines - 1;
}

TEST(SssomReader, AllCrosswalksAndTheirCounts) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const std::string_view folder : {"crosswalks/sssom", "crosswalks/silver", "corpus/tsv-sssom"}) {
    for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / folder)) {
      ++files;
      const std::string bytes = ReadFileOrDie(entry.path());
      const ReadLimits limits;
      const Source source{entry.path().native(), bytes, &limits};
      ASSERT_NE(DetectReader(source), nullptr);
      EXPECT_EQ(DetectReader(source)->name, "sssom") << entry.path();
      const Document document = Read(bytes, entry.path().native());
      size_t passed_over = 0;
      for (const Repair& repair : document.repairs)
        passed_over += repair.message.find("passed over") != std::string::npos;
      EXPECT_EQ(document.mapping_set->rows.size() + passed_over, CountRows(bytes)) << entry.path();
      if (folder != "corpus/tsv-sssom") {
        EXPECT_EQ(passed_over, 0U) << entry.path();
      }
    }
  }
  EXPECT_EQ(files, SharedRows("crosswalks/PAIRS.tsv") + 29U);
}

}  // namespace
}  // namespace concord::testing
