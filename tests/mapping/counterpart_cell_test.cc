#include "mapping/counterpart_cell.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace concord {
namespace {

using Ids = std::vector<std::string>;

TEST(CounterpartCell, SeveralIdsInACell) {
  const Ids three = {"R.2", "R.3", "R.14"};
  for (const char* cell :
       {"R.2, R.3, R.14", "R.2; R.3;R.14", "R.2\nR.3\nR.14", "R.2,R.3 and R.14", "R.2 | R.3 | R.14",
        "R.2 R.3 R.14", "R.2/R.3/R.14", "R.2, R.3, R.2, R.14,", "R.2, R.3, N/A, R.14", "R.2 & R.3 & R.14"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, three) << cell;
  EXPECT_EQ(ReadCounterpartCell("AC-2 (1), AC-3").ids, (Ids{"AC-2 (1)", "AC-3"}));
  EXPECT_EQ(ReadCounterpartCell("Article 5(1); Article 6").ids, (Ids{"Article 5(1)", "Article 6"}));
  EXPECT_EQ(ReadCounterpartCell("4.1\r\n4.2").ids, (Ids{"4.1", "4.2"}));
  for (const char* cell : {"R.2 or R.3 and/or R.14", "R.2 und R.3 sowie R.14", "R.2、R.3，R.14",
                           "TBD; R.2; R.3; R.14", "N/A, R.2, R.3, R.14", "R.2 , R.3 ,, R.14 ;"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, three) << cell;
}

// A worksheet's line breaks arrive as blanks.
TEST(CounterpartCell, IdsOfOneFormBetweenBlanks) {
  EXPECT_EQ(ReadCounterpartCell("AC-2(1) AC-3 AC-17 (4)").ids, (Ids{"AC-2(1)", "AC-3", "AC-17 (4)"}));
  EXPECT_EQ(ReadCounterpartCell("4.1 4.2 6.1.3").ids, (Ids{"4.1", "4.2", "6.1.3"}));
  for (const char* cell : {"PS 4", "Annex 4 5", "ISO27001 A.5.1", "2024 2025"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, Ids{cell}) << cell;
}

TEST(CounterpartCell, NamesBehindIdsAreNoPartOfThem) {
  const Ids one = {"R.2"};
  for (const char* cell : {"R.2: Ropes", "R.2: Ropes, nets and bells", "R.2 - Ropes are dry", "R.2 – Ropes",
                           "R.2 (Ropes)", "R.2 Ropes are dry", "  R.2 : Ropes "})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, one) << cell;
  EXPECT_EQ(ReadCounterpartCell("R.2: Ropes; R.3: Nets, dry").ids, (Ids{"R.2", "R.3"}));
  EXPECT_EQ(ReadCounterpartCell("R.2 (Ropes)\nR.3 (Nets)").ids, (Ids{"R.2", "R.3"}));
  for (const char* cell : {"AC-2 (1)", "Art. 5 (f)", "R.1 - R.3", "Annex III: Ships", "Rule 5 of the port",
                           "R.2 (ii)", "A: ropes"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, Ids{cell}) << cell;
}

TEST(CounterpartCell, BracketsAndMarksOfFootnotesAreNoPartOfAnId) {
  for (const char* cell : {"[R.2]", "(R.2)", "\"R.2\"", "“R.2”", "R.2*", "R.2 **", "R.2†", "- R.2"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, Ids{"R.2"}) << cell;
  EXPECT_EQ(ReadCounterpartCell("[R.2], [R.3]").ids, (Ids{"R.2", "R.3"}));
  for (const char* cell : {"(1)", "[draft]", "AC-2(1)", "R.2.", "(a) and (b)", "*"})
    EXPECT_NE(ReadCounterpartCell(cell).ids, Ids{"R.2"}) << cell;
  EXPECT_EQ(ReadCounterpartCell("AC-2(1)").ids, Ids{"AC-2(1)"});
  EXPECT_EQ(ReadCounterpartCell("[draft]").ids, Ids{"[draft]"});
}

TEST(CounterpartCell, CharactersThatOnlyLookLikeAscii) {
  // Full width; no-break and figure blanks; hyphens; a zero-width space and a soft hyphen.
  const std::pair<const char*, const char*> cells[] = {
      {"Ｒ．２", "R.2"},      {"R.2\u00A0", "R.2"},
      {"AC\u20112", "AC-2"},  {"AC–2", "AC-2"},
      {"R\u200B.2", "R.2"},   {"\uFEFFR.\u00AD2", "R.2"},
      {"PR−AC−1", "PR-AC-1"}, {"Art.\u00A05", "Art. 5"},
      {"3.1–3.4", "3.1–3.4"}, {"第五条（一）", "第五条（一）"},
      {"Größe-2", "Größe-2"}};
  for (const auto& [cell, id] : cells) EXPECT_EQ(ReadCounterpartCell(cell).ids, Ids{id}) << cell;
  EXPECT_EQ(ReadCounterpartCell("Ｒ．２；Ｒ．３").ids, (Ids{"R.2", "R.3"}));
}

TEST(CounterpartCell, SeveralIdsInACurie) {
  EXPECT_EQ(CuriesIn("quay:R.2, R.3"), (Ids{"quay:R.2", "quay:R.3"}));
  EXPECT_EQ(CuriesIn("quay:R.2|quay:R.3"), (Ids{"quay:R.2", "quay:R.3"}));
  EXPECT_EQ(CuriesIn("quay:R.2\nquay:N/A"), Ids{"quay:R.2"});
  for (const char* curie : {"quay:R.2", "quay:R.2/R.3", "quay:crops|residues", "https://example.org/R.2, R.3",
                            "sssom:NoTermFound", "R.2, R.3"})
    EXPECT_EQ(CuriesIn(curie), Ids{curie}) << curie;
}

TEST(CounterpartCell, OneIdWithSeparatorsInItStaysWhole) {
  for (const char* cell : {"Access control, logging and audit", "5(1), (2)", "Article 5, 6", "AC-2 (1)",
                           "ISO27001 A.5.1", "agriculture|crop-residues", "Identify and protect", "A/9"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, Ids{cell}) << cell;
}

TEST(CounterpartCell, ARowKeepsWhatItSays) {
  Mapping row;
  row.subject_id = "quay:1";
  row.object_id = "lamp:N/A";
  row.predicate_id = "skos:exactMatch";
  EXPECT_TRUE(SettlePlaceholders(&row));
  EXPECT_EQ(row.object_id, "sssom:NoTermFound");
  EXPECT_EQ(row.predicate_id, "skos:relatedMatch");
  row.object_id = "lamp:TBD";
  EXPECT_FALSE(SettlePlaceholders(&row));
  row.object_id = "lamp:none", row.subject_id = "quay:none";
  EXPECT_FALSE(SettlePlaceholders(&row));
}

}  // namespace
}  // namespace concord
