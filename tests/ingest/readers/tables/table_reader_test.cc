#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"

namespace concord::testing {
namespace {

using L = std::vector<std::string>;

Result<Document> TryRead(std::string_view table, std::string_view map = "",
                         std::string_view path = "harbour.csv") {
  const ReadLimits limits;
  const Source source{path, table, &limits, map};
  Result<Document> document = ReadDocument(source, "table");
  if (document) {
    const Result<void> kept = CheckDocument(*document, table.size());
    EXPECT_TRUE(kept.has_value()) << (kept ? "" : kept.error().message);
  }
  return document;
}
Document Read(std::string_view table, std::string_view map = "", std::string_view path = "harbour.csv") {
  Result<Document> document = TryRead(table, map, path);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().ToString());
  return document ? std::move(*document) : Document();
}
std::string_view Parent(const Document& document, std::string_view path) {
  const Section* section = FindSection(document, path);
  return section == nullptr ? "(none)"
                            : std::string_view(document.sections[static_cast<size_t>(section->parent)].path);
}

TEST(TableReader, ColumnsAreGuessedFromTheirNames) {
  const Document document = Read(
      "identifier,name,control_text,remarks\n"
      "HB-1,Lights,Lights are lit at dusk.,old\n"
      "HB-1(1),Lamps,Lamps are clean.,\n");
  EXPECT_EQ(document.metadata.key, "harbour");
  ASSERT_TRUE(document.framework.has_value());
  EXPECT_EQ(document.framework->parents.at("harbour:HB-1(1)"), "harbour:HB-1");  // as the id says
  EXPECT_EQ(document.TextOf(FindSection(document, "hb-1")->heading), "Lights");
  EXPECT_EQ(BlocksOf(document, "hb-1"), "Lights are lit at dusk.\nold");
  EXPECT_TRUE(HasRepair(document, 1, "id=identifier, title=name, text=control_text"));
}

TEST(TableReader, TheUserKnowsBetter) {
  const std::string table =
      "nr;name;text;area\n"
      "a;Lights;Lights are lit.;7.2 > Sea\n"
      "b;Bells;Bells ring.;7. Land\n";
  const Document document = Read(table, "id=name,title=#1,text=text,scheme=pier,code:areas=AREA");
  EXPECT_EQ(document.framework->scheme, "pier");
  ASSERT_NE(FindSection(document, "lights"), nullptr);
  EXPECT_EQ(document.TextOf(FindSection(document, "lights")->heading), "a");
  ASSERT_EQ(document.classifications.size(), 2U);
  EXPECT_EQ(document.classifications[0].scheme, "areas");
  EXPECT_EQ(document.classifications[0].code, "7.2");
  EXPECT_EQ(document.classifications[0].label, "Sea");
  EXPECT_EQ(document.classifications[1].code, "7");

  const auto message = [&](std::string_view map) {
    const auto read = TryRead(table, map);
    EXPECT_FALSE(read.has_value());
    if (read) return std::string();
    EXPECT_EQ(read.error().code, ErrorCode::kUsage);
    return read.error().message;
  };
  EXPECT_NE(message("title=nmae").find("did you mean 'name'"), std::string::npos);
  EXPECT_NE(message("titel=name").find("one of id, parent"), std::string::npos);
  EXPECT_NE(message("title").find("ROLE=COLUMN"), std::string::npos);
  EXPECT_NE(message("title=#9").find("column #9; the table has"), std::string::npos);
  EXPECT_FALSE(Read(table, "id=").framework.has_value());  // no ids
  EXPECT_EQ(Read(table, "ignore=area").text.find("Land"), std::string::npos);
}

// The layout of the MIT risk database: causes are branches of one taxonomy, with numbers that begin anew in
// each.
TEST(TableReader, CausesAreCodesOfTheirBranch) {
  const Document document = Read(
      "id,title,entity,intent,timing,domain,subdomain\n"
      "q.1,The crane falls,2 - AI,1 - Intentional,4 - Not coded,7. Quays,7.3 > Weak cranes\n"
      "q.2,The rope breaks,unknown,3 - Other,,7. Quays,\n");
  std::vector<std::string> codes;
  for (const Classification& one : document.classifications)
    codes.push_back(document.sections[one.section].number + " " + one.scheme + ":" + one.code + " " +
                    one.label);
  std::ranges::sort(codes);
  EXPECT_EQ(codes, (std::vector<std::string>{
                       "q.1 mit-risk-causal:entity.2 AI", "q.1 mit-risk-causal:intent.1 Intentional",
                       "q.1 mit-risk-causal:timing.4 Not coded", "q.1 mit-risk-domain:7 Quays",
                       "q.1 mit-risk-domain:7.3 Weak cranes", "q.2 mit-risk-causal:intent.3 Other",
                       "q.2 mit-risk-domain:7 Quays"}));
}

TEST(TableReader, GroupsBesideTheirParts) {
  const Document document = Read(
      "Major,Domain,Minor,Sub-domain,Description\n"
      "1,Sea,1.1,Ships,Things that float.\n"
      "1,Sea,1.2,Nets,Things that catch.\n"
      "2,Land,2.1,Piers,Things that stand.\n");
  EXPECT_EQ(Parent(document, "1.2"), "1");
  EXPECT_EQ(document.TextOf(FindSection(document, "1")->heading), "Sea");
  EXPECT_EQ(document.framework->parents.size(), 5U);
  EXPECT_EQ(BlocksOf(document, "1.2"), "Things that catch.");
}

TEST(TableReader, EachLevelWithAColumnOfItsOwn) {
  const Document document = Read(
      "Function,Category,Subcategory,Examples\n"
      "\"WATCH (WA): Someone looks, always.\",,,\n"
      ",Night Watch (WA.NW): In the dark.,,see lamps\n"
      ",,WA.NW-01: Lamps are lit,\"Ex1: the \"\"red\"\" one\"\n"
      ",,WA.NW-02: Bells ring,Ex1: the loud one\n"
      "RESCUE (RE): Someone helps.,Boats (RE.BO): They row.,RE.BO-01: Oars are dry,Ex1: both\n");
  EXPECT_EQ(Parent(document, "wa.nw-02"), "wa.nw");
  EXPECT_EQ(Parent(document, "wa.nw"), "wa");
  EXPECT_EQ(Parent(document, "re.bo-01"), "re.bo");
  EXPECT_EQ(document.framework->parents.size(), 7U);  // examples are no items
  EXPECT_EQ(document.TextOf(FindSection(document, "wa")->heading), "WATCH");
  EXPECT_EQ(BlocksOf(document, "wa"), "Someone looks, always.");
  EXPECT_EQ(BlocksOf(document, "wa.nw-01"), "Lamps are lit\nEx1: the \"red\" one");
  EXPECT_EQ(BlocksOf(document, "wa.nw"), "In the dark.\nsee lamps");
}

TEST(TableReader, AHeaderOfIds) {
  const std::string prose =
      "Somebody looks at the harbour each evening and writes down what there is to be seen of it.";
  const Document document =
      Read("WATCH 1.1,WATCH 1.2,WATCH 2.1\n" + prose + "," + prose + "," + prose + "\nBrief.,,\n");
  EXPECT_EQ(document.framework->parents.size(), 3U);
  EXPECT_EQ(BlocksOf(document, "watch-1.1"), prose + "\nBrief.");
  EXPECT_EQ(BlocksOf(document, "watch-2.1"), prose);
}

TEST(TableReader, TagsOfYesAndNo) {
  const Document document = Read(
      "AGORA ID,Official name,Short summary,Harms: Drowning,Harms: Fog\n"
      "11,Act of the Pier,It forbids diving.,True,False\n"
      "12,Act of the Buoy,It paints buoys.,False,False\n");
  ASSERT_EQ(document.classifications.size(), 1U);
  EXPECT_EQ(document.classifications[0].scheme, "agora-tag");
  EXPECT_EQ(document.classifications[0].code, "Harms: Drowning");
  EXPECT_EQ(document.sections[document.classifications[0].section].number, "11");
  EXPECT_EQ(document.text.find("False"), std::string::npos);
}

TEST(TableReader, RowsOfOneIdStandTogether) {
  const Document document =
      Read("id,text,control\nA.1,Ships wait.,C1\nA.1,Ships wait.,C2\nA.2,Boats too.,C3\n");
  EXPECT_EQ(BlocksOf(document, "a.1"), "Ships wait.\nC1\nC2");
  EXPECT_TRUE(HasRepair(document, 3, "1 rows repeat an id"));
}

TEST(TableReader, RowsWithoutIdsAndRowsOfMereCodes) {
  const Document names = Read("\xEF\xBB\xBFName,Description\nShips,Things that float.\nShips,Again.\n");
  EXPECT_FALSE(names.framework.has_value());
  EXPECT_EQ(BlockLines(names),
            (L{"ships: Ships", "ships: Things that float.", "ships-2: Ships", "ships-2: Again."}));
  const Document codes = Read("Port,Pier\nP-1,Q-1\nP-1,Q-2\n");
  EXPECT_EQ(BlockLines(codes), (L{": Port | Pier", ": P-1 | Q-1", ": P-1 | Q-2"}));
}

TEST(TableReader, WhatStandsAboveTheHeaderIsKept) {
  const Document document =
      Read("List of the harbour,,\n,,\nid,title,text\n1,Ships,They float.\n2,Nets,They catch.\n");
  EXPECT_EQ(document.TextOf(document.blocks[0].span), "List of the harbour");
  EXPECT_EQ(document.framework->parents.size(), 2U);
}

TEST(TableReader, EncodingsAndLineEnds) {
  const std::string utf8 = "id,title\r\nK-1,Küste\r\nK-2,\"Two\rlines\"\r\n";
  std::string latin = utf8, wide = "\xFF\xFE";
  latin.replace(latin.find("ü"), 2, "\xFC");
  for (size_t at = 0; at < latin.size(); ++at) {
    wide += latin[at];
    wide += '\0';
  }
  for (const std::string& bytes : {utf8, latin, wide}) {
    const Document document = Read(bytes);
    EXPECT_EQ(document.TextOf(FindSection(document, "k-1")->heading), "Küste");
    EXPECT_EQ(document.TextOf(FindSection(document, "k-2")->heading), "Two lines");
  }
}

TEST(TableReader, ShiftedColumnsAreReported) {
  std::string table = "id,title,text\n";
  for (int i = 1; i <= 20; ++i) table += "R-" + std::to_string(i) + ",Rule,Ships wait.\n";
  table += "R-21,Rule,Ships, wait.\n";
  table += "lost words,R-22,Rule\n,,\n,only this,\n";
  const Document document = Read(table);
  EXPECT_TRUE(HasRepair(document, 22, "1 rows have more cells than the header"));
  EXPECT_TRUE(HasRepair(document, 23, "1 rows have other things than codes in the column 'id'"));
  EXPECT_TRUE(HasRepair(document, 25, "1 rows without id"));
}

TEST(TableReader, BrokenTablesSayWhere) {
  const auto read = TryRead("id,title\n1,\"never closed\n2,x\n");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().line, 2U);
  EXPECT_FALSE(TryRead("").has_value());
  EXPECT_FALSE(TryRead(",,\n,,\n").has_value());
}

TEST(TableReader, ErrorsHavePlacesOfTheFile) {
  // Each \xE9 is one byte of the file and two of the text.
  const std::string bytes = "id,title\n1,\xE9\xE9\xE9\xE9\n2,\"a";
  const auto read = ReadAs("table", bytes);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().offset, bytes.find('"'));
  EXPECT_EQ(read.error().line, 3U);
}

TEST(TableReader, IsRecognisedByItsRows) {
  const auto reader = [](std::string_view bytes, std::string_view path) {
    const ReadLimits limits;
    const Reader* found = DetectReader({path, bytes, &limits});
    return found == nullptr ? std::string_view() : found->name;
  };
  EXPECT_EQ(reader("a\tb\tc\n1\t2\t3\n4\t5\t6\n", "x"), "table");
  EXPECT_EQ(reader("a,b\n1,2\n", "x.csv"), "table");
  EXPECT_EQ(reader("framework,id,title\nf,1,x\n", "x.csv"), "framework_table");
  EXPECT_EQ(reader("One, two, and three.\nFour, five.\nSix.\n", "x.txt"), "plain_text");
}

TEST(TableReader, EveryTableOfTheCorpus) {
  CONCORD_NEED_SHARED();
  // Items are the different ids, counted with another program's CSV reader.
  const std::map<std::string, size_t> items = {{"NISTCSF_MITRE.csv", 0},
                                               {"NIST_SP-800-53_rev5_catalog_load.csv", 1189},
                                               {"TheAIRiskRepositoryV1_16_8_24.csv", 30},
                                               {"collections.csv", 0},
                                               {"country-codes.csv", 249},
                                               {"nist_ai_rmf_playbook.csv", 13},
                                               {"sp800-53ar5-assessment-procedures.csv", 4850}};
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus/csv")) {
    ++files;
    const std::string bytes = ReadFileOrDie(entry.path());
    const ReadLimits limits;
    const Reader* reader = DetectReader({entry.path().native(), bytes, &limits});
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->name, "table");
    const Document document = Read(bytes, "", entry.path().native());
    const size_t found = document.framework ? document.framework->parents.size() : 0;
    EXPECT_EQ(found, items.at(entry.path().filename())) << entry.path();
  }
  EXPECT_EQ(files, 7U);
}

// Each row of a crosswalk as "subject relation object", a relation that is denied with an exclamation mark.
L RowsOf(const Document& document) {
  L rows;
  if (!document.mapping_set) return rows;
  for (const MappingRow& row : document.mapping_set->rows) {
    rows.push_back(row.subject_id + " " + (row.predicate_modifier.empty() ? "" : "!") +
                   row.predicate_id.substr(5) + " " + row.object_id);
  }
  return rows;
}

TEST(TableReader, PlaceholdersInACrosswalkAreNoItems) {
  const Document document = Read(
      "Focal Document Element,Relationship,Reference Document Element\n"
      "Q-1,equal,W.1\nQ-2,,N/A\nQ-3,not related to,-\nQ-4,,-\nQ-5,equal,TBD\nQ-6,not related to,W.9\n"
      "N/A,,W.3\nQ-7,equal,\nQ-8,,No counterpart found\nn/a,,n/a\n");
  EXPECT_EQ(RowsOf(document), (L{"harbour-focal:Q-1 exactMatch harbour-reference:W.1",
                                 "harbour-focal:Q-2 relatedMatch sssom:NoTermFound",
                                 "harbour-focal:Q-3 relatedMatch sssom:NoTermFound",
                                 "harbour-focal:Q-6 !relatedMatch harbour-reference:W.9",
                                 "sssom:NoTermFound relatedMatch harbour-reference:W.3",
                                 "harbour-focal:Q-8 relatedMatch sssom:NoTermFound"}));
  EXPECT_TRUE(HasRepair(document, 3, "'N/A' stands where an item of harbour-reference is expected"));
  EXPECT_TRUE(HasRepair(
      document, 6, "'TBD' stands where an item of harbour-reference is expected; the row is passed over"));
}

TEST(TableReader, SeveralIdsInACellOfACrosswalkAreSeveralRows) {
  const Document document = Read(
      "Focal Document Element,Relationship,Reference Document Element\n"
      "Q-1,intersects with,\"W.2, W.3\"\n\"Q-2\nQ-3\",equal,W.4; W.5\n");
  EXPECT_EQ(RowsOf(document), (L{"harbour-focal:Q-1 relatedMatch harbour-reference:W.2",
                                 "harbour-focal:Q-1 relatedMatch harbour-reference:W.3",
                                 "harbour-focal:Q-2 exactMatch harbour-reference:W.4",
                                 "harbour-focal:Q-2 exactMatch harbour-reference:W.5",
                                 "harbour-focal:Q-3 exactMatch harbour-reference:W.4",
                                 "harbour-focal:Q-3 exactMatch harbour-reference:W.5"}));
  // One row of the table, one block of the text.
  EXPECT_EQ(document.mapping_set->rows[0].span.start, document.mapping_set->rows[1].span.start);
}

TEST(TableReader, SheetsOfSetTheoryRelationshipMapping) {
  const Document document = Read(
      "Set Theory Relationship Mapping (STRM),,,,,,\n"
      "Reference Document : Harbour Lamp Controls 2,,,,,,\n"
      "Focal Document:,Quay Rules,,,,,\n"
      ",,,,,,\n"
      "FDE #,FDE Name,Focal Document Element (FDE) Description,STRM Rationale,STRM Relationship,LAMP #,"
      "Strength of Relationship (optional)\n"
      "1.1,Ropes,Ropes are checked.,Functional,subset of,LMP-01,10\n"
      "1.2,Nets,Nets are dry.,Functional,no relationship,N/A,\n"
      "1.3,Bells,Bells ring.,Semantic,intersects with,\"LMP-02\nLMP-03\",5\n");
  EXPECT_EQ(RowsOf(document), (L{"quay-rules:1.1 broadMatch harbour-lamp-controls-2:LMP-01",
                                 "quay-rules:1.2 relatedMatch sssom:NoTermFound",
                                 "quay-rules:1.3 relatedMatch harbour-lamp-controls-2:LMP-02",
                                 "quay-rules:1.3 relatedMatch harbour-lamp-controls-2:LMP-03"}));
  const MappingRow& first = document.mapping_set->rows.front();
  EXPECT_EQ(first.subject_label, "Ropes");
  EXPECT_EQ(first.other.FindString("strength"), "10");
  EXPECT_EQ(first.other.FindString("rationale"), "functional");
}

TEST(TableReader, SourcesRelationshipsAndTargets) {
  const Document document =
      Read("source_id,relationship,target_id\nQ-1,equal,N/A\nQ-2,subset,W.1\nQ-3,none,W.2\nQ-4,n/a,n/a\n", "",
           "pier.csv");
  EXPECT_EQ(
      RowsOf(document),
      (L{"pier-source:Q-1 relatedMatch sssom:NoTermFound", "pier-source:Q-2 broadMatch pier-target:W.1",
         "pier-source:Q-3 !relatedMatch pier-target:W.2", "pier-source:Q-4 relatedMatch sssom:NoTermFound"}));
  // A table of other links is none.
  EXPECT_FALSE(Read("source,relation,target\na1,feeds,b2\na2,cools,b3\n").mapping_set.has_value());
}

// "subset of" between the same two elements: STRM says it of the focal one, OLIR of the reference.
TEST(TableReader, SetTheoryAndOlirTellOfDifferentEnds) {
  const auto predicate = [](std::string_view header) {
    const Document document = Read(std::string("FDE #,") + std::string(header) +
                                   ",RDE #\nQ-1,subset of,W.1\nQ-2,superset of,W.2\n");
    const L rows = RowsOf(document);
    return rows.size() == 2 ? rows[0] + " " + rows[1] : "";
  };
  const std::string strm = predicate("STRM Relationship");
  EXPECT_NE(strm.find("Q-1 broadMatch"), std::string::npos) << strm;
  EXPECT_NE(strm.find("Q-2 narrowMatch"), std::string::npos) << strm;
  EXPECT_EQ(predicate("Set Theory Relationship"), strm);
  const std::string olir = predicate("Relationship");
  EXPECT_NE(olir.find("Q-1 narrowMatch"), std::string::npos) << olir;
  EXPECT_NE(olir.find("Q-2 broadMatch"), std::string::npos) << olir;
}

// Ten tables as people keep them; "-" stands for sssom:NoTermFound.
TEST(TableReader, TenTablesWithWordsForNoItem) {
  struct Case {
    const char* table;
    L rows;
  };
  const char* const olir = "Focal Document Element,Relationship,Reference Document Element\n";
  const Case cases[] = {
      // Dashes, and blanks that are none of ASCII's.
      {"Q-1,equal,W.1\nQ-2,,—\nQ-3,,–\nQ-4,,\u00A0\nQ-5,not related to,—\n", {"Q-1 W.1", "Q-5 -"}},
      {"Q-1,equal,Not Applicable\nQ-2,equal,(none)\nQ-3,equal,n.a.\nQ-4,equal,NIL\n",
       {"Q-1 -", "Q-2 -", "Q-3 -", "Q-4 -"}},
      {"Q-1,equal,W.1 and W.2\nQ-2,equal,W.3 & W.4\n", {"Q-1 W.1", "Q-1 W.2", "Q-2 W.3", "Q-2 W.4"}},
      {"Q-1,equal,\"• W.1\n• W.2\"\nQ-2,equal,- W.3\n", {"Q-1 W.1", "Q-1 W.2", "Q-2 W.3"}},
      {"Q-1,equal,W.1; N/A\nQ-2,equal,\"TBD, W.2\"\n", {"Q-1 W.1", "Q-2 W.2"}},
      {"TBD,equal,W.1\nNone,equal,W.2\n,equal,W.3\nQ-1,equal,W.4\n", {"- W.2", "Q-1 W.4"}},
      {"Q-1,equal,N/A - covered by the fire rules\nQ-2,equal,None. See the note above\n"
       "Q-3,equal,No. 5 of the lamp rules\n",
       {"Q-1 -", "Q-2 -", "Q-3 No. 5 of the lamp rules"}},
      {"Q-1,equal,sans objet\nQ-2,equal,不适用\nQ-3,equal,No aplica\nQ-4,equal,entfällt\n",
       {"Q-1 -", "Q-2 -", "Q-3 -", "Q-4 -"}},
      {"Q-1,equal,#N/A\nQ-2,equal,NULL\nQ-3,equal,???\nQ-4,equal,to be mapped\n", {"Q-1 -", "Q-2 -"}},
      {"Q-1,equal,No direct mapping\nQ-2,equal,None identified\nQ-3,equal,NA-1\nQ-4,equal,NO-2\n",
       {"Q-1 -", "Q-2 -", "Q-3 NA-1", "Q-4 NO-2"}},
  };
  for (const Case& one : cases) {
    const Document document = Read(std::string(olir) + one.table);
    ASSERT_TRUE(document.mapping_set.has_value()) << one.table;
    L rows;
    for (const MappingRow& row : document.mapping_set->rows) {
      const auto code = [](const std::string& curie) {
        return curie == "sssom:NoTermFound" ? "-" : curie.substr(curie.find(':') + 1);
      };
      rows.push_back(code(row.subject_id) + " " + code(row.object_id));
    }
    EXPECT_EQ(rows, one.rows) << one.table;
  }
}

}  // namespace
}  // namespace concord::testing
