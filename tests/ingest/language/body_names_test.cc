#include "ingest/language/body_names.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(BodyNamesTest, ByTheirWordsInManyLanguages) {
  for (const char* name :
       {"Ministry of Lamps", "Quay Safety Authority", "Bundesamt für digitale Lampen",
        "Agence nationale des lampes", "Ministerstvo vnitra", "Komisja Nadzoru Lamp",
        "Agencia española de lámparas", "Sosiaali- ja terveysministeriö", "Statens Lampmyndigheten",
        "Υπουργείο Λαμπτήρων", "Министерство ламп", "MINISTRY OF LAMPS"})
    EXPECT_TRUE(IsBodyName(name)) << name;
  for (const char* name : {"Ministry", "The lamps of the ministry", "Ministry of Lamps 2031",
                           "Lamps and Ropes", "Commission decides on lamps", "ministry of lamps", ""})
    EXPECT_FALSE(IsBodyName(name)) << name;
}

TEST(BodyNamesTest, EndWhereTheNameEnds) {
  EXPECT_EQ(BodyNameAt("the Council of the Quay Alliance on 13 May 2031"), "Council of the Quay Alliance");
  EXPECT_EQ(BodyNameAt(" Ministry of Lamps, Quaytown"), "Ministry of Lamps");
  EXPECT_EQ(BodyNameAt("Ministry of Lamps in May 2031"), "Ministry of Lamps");
  EXPECT_EQ(BodyNameAt("l’Agence nationale des lampes"), "Agence nationale des lampes");
  EXPECT_EQ(BodyNameAt("Jane Sailor"), "");
  EXPECT_EQ(BodyNameAt(""), "");
}

TEST(BodyNamesTest, LetterheadsAreNoTitles) {
  EXPECT_TRUE(IsLetterheadLine("Department of Lamps"));
  EXPECT_TRUE(IsLetterheadLine("Republic of Lampland"));
  EXPECT_TRUE(IsLetterheadLine("Quay Safety Authority"));
  EXPECT_FALSE(IsLetterheadLine("Report of the Department of Lamps"));
  EXPECT_FALSE(IsLetterheadLine("City of Lampton Lamp Policy"));
  EXPECT_FALSE(IsLetterheadLine("Lamps"));
}

}  // namespace
}  // namespace concord
