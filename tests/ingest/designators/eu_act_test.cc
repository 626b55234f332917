#include "ingest/designators/eu_act.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

// The numbers are those under which EUR-Lex has these acts.
TEST(EuAct, CelexNumbersOfTitles) {
  EXPECT_EQ(CelexOfTitle("REGULATION (EU) 2024/903 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL"),
            "32024R0903");
  EXPECT_EQ(CelexOfTitle("Regulation (EC) No 1137/2008 of the European Parliament"), "32008R1137");
  EXPECT_EQ(CelexOfTitle("Directive 2014/65/EU of the European Parliament"), "32014L0065");
  EXPECT_EQ(CelexOfTitle("Council Directive 85/374/EEC of 25 July 1985"), "31985L0374");
  EXPECT_EQ(CelexOfTitle("Council Regulation (EEC) No 2658/87 of 23 July 1987"), "31987R2658");
  EXPECT_EQ(CelexOfTitle("Decision No 768/2008/EC of the European Parliament"), "32008D0768");
  EXPECT_EQ(CelexOfTitle("Opinion 3/2019 on lamps"), "");
  EXPECT_EQ(CelexOfTitle("Guidance on the application of and/or clauses"), "");
  EXPECT_EQ(CelexOfTitle(""), "");
}

}  // namespace
}  // namespace concord
