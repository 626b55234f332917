#include "query/text/reference_entry.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(ReferenceEntry, APaperAFootnoteAndALinkAreEntries) {
  for (const char* entry :
       {"Eel Society (2021) How to mark nets. https://example.org/nets",
        "[12] A. Heron, Nets and law, 2019, doi:10.1/2",
        "- Heron, A., Otter, B. (2020). Traps in use. arXiv 2001.00001", "https://example.org/a/b-2020.pdf",
        "( 7 ) Directive 2001/1/EX of 3 May 2001 on eel traps ( OJ L 7, 4.5.2001, p. 3 )."})
    EXPECT_TRUE(IsReferenceEntry(entry)) << entry;
}

TEST(ReferenceEntry, ASentenceThatCitesIsNone) {
  for (const char* sentence :
       {"Members shall follow the code (Eel Society (2021), https://example.org/nets).",
        "The Eel Board met in 2021.", "Guidance is kept at https://example.org/nets for all who fish.", "",
        "Article 4", "Directive 2001/1/EX (OJ L 7, 4.5.2001, p. 3) must be applied to eel traps."})
    EXPECT_FALSE(IsReferenceEntry(sentence)) << sentence;
  EXPECT_FALSE(IsReferenceEntry("[1] doi:10.1/2, 2019 " + std::string(700, 'x'))) << "a paragraph";
}

TEST(ReferenceEntry, WhatStandsBelowReferencesAndInAnIndexIsListed) {
  EXPECT_TRUE(IsListed("Fishing > 3.1 References", "Heron, A. Nets for everyone. Accessed May 2, 2020."));
  EXPECT_TRUE(IsListed("Chronological Index", "8. Directive of 3 May 2001 on eel traps"));
  EXPECT_TRUE(IsListed("7 Copyright notice", "This text may be copied."));
  EXPECT_FALSE(IsListed("References", "References to eels shall include elvers.")) << "a rule";
  EXPECT_FALSE(IsListed("References > Nets", "Nets are kept."));
  EXPECT_FALSE(IsListed("Copyright", "Pictures of eels are protected."));
  EXPECT_FALSE(IsListed("", "Heron, A. Nets for everyone."));
}

}  // namespace
}  // namespace concord
