#include "mapping/counterpart_cell.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concord {
namespace {

using Ids = std::vector<std::string>;

TEST(CounterpartCell, WordsForNoItem) {
  for (const char* cell :
       {"N/A", "n/a", "NA", "n.a.", "(none)", "None", "No mapping", "No direct mapping.", "not applicable",
        "Not mapped", "[N/A]", "no corresponding requirement found", "None identified", "Unmapped",
        "N/A - not applicable", "Sans objet", "entfällt", "不适用", "#N/A"}) {
    EXPECT_EQ(PlaceholderIn(cell), Placeholder::kNothing) << cell;
  }
  for (const char* cell :
       {"", "  ", "-", "--", "—", "–", "…", "?", "TBD", "t.b.d.", "to be determined", "Pending", "*"})
    EXPECT_EQ(PlaceholderIn(cell), Placeholder::kOpen) << cell;
}

TEST(CounterpartCell, WhatOnlyLooksLikeAWordForNoItem) {
  for (const char* cell : {"NA-1", "N.1", "NONE-3", "TBD-2", "No. 5", "Nonrepudiation", "Not for resale", "A",
                           "1", "no smoking", "Notification", "Open ports", "R.2"})
    EXPECT_EQ(PlaceholderIn(cell), Placeholder::kNone) << cell;
  // Norway and Namibia.
  EXPECT_EQ(PlaceholderInCurie("iso-3166:NO"), Placeholder::kNone);
  EXPECT_EQ(PlaceholderInCurie("iso-3166:NA"), Placeholder::kNone);
  EXPECT_EQ(PlaceholderInCurie("quay:N/A"), Placeholder::kNothing);
  EXPECT_EQ(PlaceholderInCurie("quay:-"), Placeholder::kOpen);
  EXPECT_EQ(PlaceholderInCurie("sssom:NoTermFound"), Placeholder::kNone);
}

TEST(CounterpartCell, SeveralIdsInACell) {
  const Ids three = {"R.2", "R.3", "R.14"};
  for (const char* cell :
       {"R.2, R.3, R.14", "R.2; R.3;R.14", "R.2\nR.3\nR.14", "R.2,R.3 and R.14", "R.2 | R.3 | R.14",
        "R.2 R.3 R.14", "R.2/R.3/R.14", "R.2, R.3, R.2, R.14,", "R.2, R.3, N/A, R.14", "R.2 & R.3 & R.14"})
    EXPECT_EQ(ReadCounterpartCell(cell).ids, three) << cell;
  EXPECT_EQ(ReadCounterpartCell("AC-2 (1), AC-3").ids, (Ids{"AC-2 (1)", "AC-3"}));
  EXPECT_EQ(ReadCounterpartCell("Article 5(1); Article 6").ids, (Ids{"Article 5(1)", "Article 6"}));
  EXPECT_EQ(ReadCounterpartCell("4.1\r\n4.2").ids, (Ids{"4.1", "4.2"}));
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
