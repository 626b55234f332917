#include "mapping/placeholder.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Placeholder, WordsForNoItem) {
  for (const char* cell : {"N/A",
                           "n/a",
                           "NA",
                           "n.a.",
                           "(none)",
                           "None",
                           "No mapping",
                           "No direct mapping.",
                           "not applicable",
                           "Not mapped",
                           "[N/A]",
                           "no corresponding requirement found",
                           "None identified",
                           "Unmapped",
                           "N/A - not applicable",
                           "Sans objet",
                           "entfällt",
                           "不适用",
                           "#N/A",
                           "N / A",
                           "Ｎ／Ａ",
                           "Not-applicable",
                           "not_mapped",
                           "NotMapped",
                           "No equivalent",
                           "None identified at this time",
                           "Does not exist",
                           "keine Entsprechung",
                           "Nicht zugeordnet",
                           "ohne direkte Entsprechung",
                           "aucune correspondance",
                           "pas d’équivalent",
                           "Sin correspondencia",
                           "sem equivalente",
                           "nessuna corrispondenza",
                           "geen equivalent",
                           "无对应",
                           "対応なし",
                           "해당 없음",
                           "нет",
                           "<none>",
                           "\"N/A\"",
                           "(n.a.)",
                           "Nil."}) {
    EXPECT_EQ(PlaceholderIn(cell), Placeholder::kNothing) << cell;
  }
  for (const char* cell : {"",
                           "  ",
                           "-",
                           "--",
                           "—",
                           "–",
                           "…",
                           "?",
                           "TBD",
                           "t.b.d.",
                           "to be determined",
                           "Pending",
                           "*",
                           "tbc",
                           "T.B.C.",
                           "ditto",
                           "(see above)",
                           "offen",
                           "\u00A0",
                           "\u200B",
                           "―"})
    EXPECT_EQ(PlaceholderIn(cell), Placeholder::kOpen) << cell;
}

TEST(Placeholder, WhatOnlyLooksLikeAWordForNoItem) {
  for (const char* cell : {"NA-1",
                           "N.1",
                           "NONE-3",
                           "TBD-2",
                           "No. 5",
                           "Nonrepudiation",
                           "Not for resale",
                           "A",
                           "1",
                           "no smoking",
                           "Notification",
                           "Open ports",
                           "R.2",
                           "No control of cargo in fog",
                           "Without undue delay",
                           "Sin",
                           "name",
                           "all",
                           "value",
                           "Gap analysis",
                           "keine-1",
                           "Nothing may float",
                           "Non-repudiation",
                           "Pas-1"})
    EXPECT_EQ(PlaceholderIn(cell), Placeholder::kNone) << cell;
  // Norway and Namibia.
  EXPECT_EQ(PlaceholderInCurie("iso-3166:NO"), Placeholder::kNone);
  EXPECT_EQ(PlaceholderInCurie("iso-3166:NA"), Placeholder::kNone);
  EXPECT_EQ(PlaceholderInCurie("quay:NA", true), Placeholder::kNothing);
  EXPECT_EQ(PlaceholderInCurie("quay:N/A"), Placeholder::kNothing);
  EXPECT_EQ(PlaceholderInCurie("quay:-"), Placeholder::kOpen);
  EXPECT_EQ(PlaceholderInCurie("sssom:NoTermFound"), Placeholder::kNone);
}

}  // namespace
}  // namespace concord
