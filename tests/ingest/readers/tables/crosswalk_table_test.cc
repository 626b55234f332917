#include "ingest/readers/tables/crosswalk_table.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"

namespace concord::testing {
namespace {

using L = std::vector<std::string>;

// Each row as "subject predicate object" without prefixes; "!" before a relation that is denied, "-" for
// sssom:NoTermFound.
L RowsOf(const Document& document) {
  L rows;
  if (!document.mapping_set) return rows;
  const auto code = [](const std::string& curie) {
    return curie == "sssom:NoTermFound" ? "-" : curie.substr(curie.find(':') + 1);
  };
  for (const MappingRow& row : document.mapping_set->rows) {
    rows.push_back(code(row.subject_id) + " " + (row.predicate_modifier.empty() ? "" : "!") +
                   row.predicate_id.substr(row.predicate_id.find(':') + 1) + " " + code(row.object_id));
  }
  return rows;
}

Document Read(std::string_view reader, std::string_view bytes, std::string_view path,
              std::string_view map = "") {
  const ReadLimits limits;
  Result<Document> document = ReadDocument({path, bytes, &limits, map}, reader);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().ToString());
  return document ? std::move(*document) : Document();
}

TEST(CrosswalkTable, ColumnsOfSetTheoryInAnotherOrder) {
  const Document document = Read("table",
                                 "Reference Document Element\tStrength\tSTRM Relationship\tFDE #\tFDE Name\n"
                                 "R.1\t8\tsubset of\tHB-1\tKeep\n"
                                 "None identified.\t\tno relationship\tHB-2\tRing\n"
                                 "no equivalent\t\t\tHB-3\tDry\n"
                                 "nil\t3\tintersects with\tHB-4\tPaint\n"
                                 "tbc\t3\tintersects with\tHB-5\tWait\n"
                                 "keine Entsprechung\t\tequal\tHB-6\tWatch\n"
                                 "R.2\t5\tintersects with\tHB-7\tCount\n",
                                 "strm.tsv");
  EXPECT_EQ(RowsOf(document), (L{"HB-1 broadMatch R.1", "HB-2 relatedMatch -", "HB-3 relatedMatch -",
                                 "HB-4 relatedMatch -", "HB-6 relatedMatch -", "HB-7 relatedMatch R.2"}));
  EXPECT_EQ(document.mapping_set->rows.front().other.FindString("strength"), "8");
  EXPECT_EQ(document.mapping_set->rows.front().subject_label, "Keep");
}

// Some sheets have the number and the text of an element, the text under the bare name.
TEST(CrosswalkTable, TheNumberOfAnElementIsItsIdAndNotItsText) {
  const Document document = Read("table",
                                 "FDE #,Focal Document Element,STRM Relationship,SCF #,Reference Document "
                                 "Element,Strength (1-10)\n"
                                 "1.1,Ropes are dry.,equal,QAY-01,Dry the ropes.,10\n"
                                 "1.2,Bells ring.,no relationship,N/A,N/A,\n",
                                 "strm.csv");
  EXPECT_EQ(RowsOf(document), (L{"1.1 exactMatch QAY-01", "1.2 relatedMatch -"}));
  EXPECT_EQ(document.mapping_set->rows[0].subject_label, "Ropes are dry.");
  EXPECT_EQ(document.mapping_set->rows[0].object_label, "Dry the ropes.");
}

TEST(CrosswalkTable, SemicolonsTrailingBlanksAndFullWidth) {
  const Document document = Read("table",
                                 "\xEF\xBB\xBFRelationship;Focal Document Element;Reference Document "
                                 "Element;Comments\r\n"
                                 "equal;HB-1 ;R.1 ;\r\n"
                                 "subset of;HB-2;\xC2\xA0R.2;\"a; b\"\r\n"
                                 "equal;HB-3;\"Not Applicable.\";\r\n"
                                 "equal;HB-4;\"R.14, R.3 and R.1\";\r\n"
                                 "equal;HB-5;Ｒ．２;\r\n"
                                 "equal;HB‑6;R.l4;\r\n",
                                 "quay.csv");
  // OLIR tells of the reference element: it is within HB-2.
  EXPECT_EQ(RowsOf(document),
            (L{"HB-1 exactMatch R.1", "HB-2 narrowMatch R.2", "HB-3 relatedMatch -", "HB-4 exactMatch R.14",
               "HB-4 exactMatch R.3", "HB-4 exactMatch R.1", "HB-5 exactMatch R.2", "HB-6 exactMatch R.l4"}));
  EXPECT_EQ(document.mapping_set->rows[1].other.FindString("comment"), "a; b");
  EXPECT_TRUE(HasRepair(document, 6, "'Ｒ．２' is read as R.2"));
}

TEST(CrosswalkTable, PairsOfCodesWithHolesAndLists) {
  std::string table = "Harbour Control,Quay Control\n";
  for (int i = 1; i <= 9; ++i) table += "HB-" + std::to_string(i) + ",R.1\n";
  table += "HB-9,\"R.2; R.3\"\nHB-10,N/A\nHB-10,\nHB-11,—\nHB-11,no mapping\n";
  L expected;
  for (int i = 1; i <= 9; ++i) expected.push_back("HB-" + std::to_string(i) + " relatedMatch R.1");
  for (const char* row :
       {"HB-9 relatedMatch R.2", "HB-9 relatedMatch R.3", "HB-10 relatedMatch -", "HB-11 relatedMatch -"})
    expected.emplace_back(row);
  EXPECT_EQ(RowsOf(Read("table", table, "pairs.csv")), expected);
}

TEST(CrosswalkTable, ShortPairsOfCodesIfTheUserNamesBothSides) {
  const std::string_view table = "Harbour,Quay\nHB-1,R.1\nHB-2,n/a\nHB-3,\"R.2; R.3\"\nHB-4,\n";
  const Document document = Read("table", table, "pairs.csv", "subject=harbour,object=quay");
  EXPECT_EQ(RowsOf(document), (L{"HB-1 relatedMatch R.1", "HB-2 relatedMatch -", "HB-3 relatedMatch R.2",
                                 "HB-3 relatedMatch R.3"}));
  EXPECT_EQ(document.mapping_set->subject_source, "harbour");
  EXPECT_EQ(document.mapping_set->rows[0].object_id, "quay:R.1");
}

TEST(CrosswalkTable, RowsWithoutAFocalElementAreReported) {
  const Document document = Read(
      "table",
      "Focal Document Element ID,Focal Document Element Title,Relationship,Reference Document Element ID\n"
      "HB-1,Keep,equal,R.1\n"
      ",Chapter of bells,,\n"
      ",,equal,R.2\n"
      ",,,\n"
      "HB-2,Ring,N/A,N/A\n"
      "HB-3,Dry,?,?\n",
      "quay.csv");
  EXPECT_EQ(RowsOf(document), (L{"HB-1 exactMatch R.1", "HB-2 relatedMatch -"}));
  EXPECT_TRUE(HasRepair(document, 3, "a row without an item of quay-focal is passed over (2 rows)"));
}

TEST(CrosswalkTable, IdsWithTheirNames) {
  const Document document = Read("table",
                                 "source_id,relationship,target_id\n"
                                 "HB-1,equal,R.1: Ropes\n"
                                 "HB-2,subset,\"R.2 (Bells), R.3 (Nets)\"\n"
                                 "HB-3: Dry the nets,intersects,R.3 - Nets are dry\n",
                                 "named.csv");
  EXPECT_EQ(RowsOf(document), (L{"HB-1 exactMatch R.1", "HB-2 broadMatch R.2", "HB-2 broadMatch R.3",
                                 "HB-3 relatedMatch R.3"}));
}

TEST(CrosswalkTable, SourcesAndTargetsWithoutARelationship) {
  EXPECT_EQ(
      RowsOf(Read("table", "source_id,target_id\nHB-1,R.1\nHB-2,N/A\nHB-3,\"R.2, R.3\"\nHB-4,\n", "s.csv")),
      (L{"HB-1 relatedMatch R.1", "HB-2 relatedMatch -", "HB-3 relatedMatch R.2", "HB-3 relatedMatch R.3"}));
  // Links between numbers or names may be anything.
  EXPECT_FALSE(Read("table", "source_id,target_id\n1,2\n2,3\n3,1\n", "s.csv").mapping_set.has_value());
  EXPECT_FALSE(Read("table", "source,target\nHB-1,R.1\nHB-2,R.2\n", "s.csv").mapping_set.has_value());
}

TEST(CrosswalkTable, JsonWithNullsAndLists) {
  const Document document = Read("json_record",
                                 R"([{"source_id":"HB-1","relationship":"equal","target_id":"R.1"},
    {"source_id":"HB-2","relationship":"equal","target_id":null},
    {"source_id":"HB-3","relationship":"equal","target_id":""},
    {"source_id":"HB-4","relationship":"equal","target_id":[]},
    {"source_id":"HB-5","relationship":"subset","target_id":["R.2","R.3"]},
    {"source_id":"HB-6","relationship":"equal","target_id":"N/A"},
    {"source_id":"HB-7","relationship":"equal","target_id":"R.2; R.3"},
    {"source_id":"HB-8","relationship":"equal","target_id":["-"]}])",
                                 "quay.json", "subject=harbour,object=quay");
  EXPECT_EQ(RowsOf(document), (L{"HB-1 exactMatch R.1", "HB-5 broadMatch R.2", "HB-5 broadMatch R.3",
                                 "HB-6 relatedMatch -", "HB-7 exactMatch R.2", "HB-7 exactMatch R.3"}));
  EXPECT_EQ(document.mapping_set->rows[0].subject_id, "harbour:HB-1");
}

TEST(CrosswalkTable, JsonMapOfCodes) {
  const Document document =
      Read("json_record",
           R"({"HB-1":["R.1","R.2"],"HB-2":[],"HB-3":null,"HB-4":"N/A","HB-5":"","HB-6":["-"],"HB-7":"R.3"})",
           "quay.json");
  EXPECT_EQ(RowsOf(document), (L{"HB-1 relatedMatch R.1", "HB-1 relatedMatch R.2", "HB-4 relatedMatch -",
                                 "HB-7 relatedMatch R.3"}));
}

TEST(CrosswalkTable, SssomWithWordsForNoItem) {
  const Document document =
      Read("sssom",
           "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
           "harbour:HB-1\tskos:exactMatch\tquay:R.1\tsemapv:ManualMappingCuration\n"
           "harbour:HB-2\tskos:exactMatch\tquay:n.a.\tsemapv:ManualMappingCuration\n"
           "harbour:HB-3\tskos:exactMatch\tquay:\tsemapv:ManualMappingCuration\n"
           "harbour:HB-4\tskos:exactMatch\t-\tsemapv:ManualMappingCuration\n"
           "harbour:HB-5\tskos:exactMatch\t\tsemapv:ManualMappingCuration\n"
           "harbour:HB-6\tskos:exactMatch\tquay:NA\tsemapv:ManualMappingCuration\n"
           "harbour:HB-7\tskos:exactMatch\tquay:R.2|quay:R.3\tsemapv:"
           "ManualMappingCuration\n"
           "harbour:HB-8\tskos:exactMatch\tquay:R.2, R.3\tsemapv:ManualMappingCuration\n",
           "quay.sssom.tsv");
  EXPECT_EQ(RowsOf(document),
            (L{"HB-1 exactMatch R.1", "HB-2 relatedMatch -", "HB-6 relatedMatch -", "HB-7 exactMatch R.2",
               "HB-7 exactMatch R.3", "HB-8 exactMatch R.2", "HB-8 exactMatch R.3"}));
}

// Norway and Namibia are items among codes of letters.
TEST(CrosswalkTable, SssomWithCountries) {
  const Document document = Read("sssom",
                                 "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
                                 "port:OSL\tskos:exactMatch\tiso-3166:NO\tsemapv:ManualMappingCuration\n"
                                 "port:WDH\tskos:exactMatch\tiso-3166:NA\tsemapv:ManualMappingCuration\n"
                                 "port:BER\tskos:exactMatch\tiso-3166:DE\tsemapv:ManualMappingCuration\n",
                                 "ports.sssom.tsv");
  EXPECT_EQ(RowsOf(document), (L{"OSL exactMatch NO", "WDH exactMatch NA", "BER exactMatch DE"}));
}

}  // namespace
}  // namespace concord::testing
