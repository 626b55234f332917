#include "query/coverage/drafts.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Drafts, ATitleSaysThatItIsADraft) {
  for (const char* title :
       {"Draft Measures for Dry Nets", "Measures for Dry Nets (Draft for Comment)",
        "Measures for dry nets - second public draft", "Third Draft of the Measures for Dry Nets",
        "Measures for Dry Nets [Exposure Draft, May 2020]",
        "Draft for public consultation: Measures for Dry Nets", "Interim Measures for Dry Nets (draft)",
        "Proposal for Measures for Dry Nets"}) {
    const TitleCore core = ReadTitleCore(title);
    EXPECT_TRUE(core.draft) << title;
    EXPECT_EQ(core.words, "measures for dry nets") << title;
  }
}

TEST(Drafts, AFinalTextHasTheSameWords) {
  for (const char* title : {"Measures for Dry Nets", "Interim Measures for Dry Nets",
                            "(Trial) Measures for Dry Nets", "Measures for Dry Nets (3 June 2020)"}) {
    const TitleCore core = ReadTitleCore(title);
    EXPECT_FALSE(core.draft) << title;
    EXPECT_EQ(core.words, "measures for dry nets") << title;
  }
}

TEST(Drafts, NumbersYearsAndSubjectsTellWorksApart) {
  EXPECT_NE(ReadTitleCore("Draft Net Budget Act of 2020").words,
            ReadTitleCore("Net Budget Act of 2021").words);
  EXPECT_NE(ReadTitleCore("Draft Rules for Nets (Boats)").words,
            ReadTitleCore("Rules for Nets (Ports)").words);
  EXPECT_EQ(ReadTitleCore("Draft Net Code").words, "") << "too few words";
  EXPECT_EQ(ReadTitleCore("").words, "");
  EXPECT_FALSE(ReadTitleCore("Rules for the draught of boats (in metres").draft);
}

}  // namespace
}  // namespace concord
