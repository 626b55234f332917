#include "ingest/document/section_index.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>

namespace concord {
namespace {

// Sections with these paths, each under the longest path before it that it goes on.
Document WithSections(std::initializer_list<std::string_view> paths) {
  Document document;
  document.sections.emplace_back();
  for (const std::string_view path : paths) {
    Section section;
    section.path = path;
    section.parent = 0;
    for (size_t s = 1; s < document.sections.size(); ++s) {
      if (path.starts_with(document.sections[s].path + ".")) section.parent = static_cast<int32_t>(s);
    }
    document.sections.push_back(section);
  }
  return document;
}

TEST(SectionIndexTest, PathsAndTheirEnds) {
  const SectionIndex index(WithSections({"chap.2", "chap.2.art.6", "chap.2.art.6.1", "annex.iii", "sch.2"}));
  EXPECT_EQ(index.Find("chp.2"), 1U);
  EXPECT_EQ(index.Find("art.6"), 2U);
  EXPECT_EQ(index.Find("art.6.1"), 3U);
  EXPECT_EQ(index.Find("art.6.1.a"), 3U);  // no part of paragraph 1 is marked
  EXPECT_EQ(index.Find("annex.iii.4"), 4U);
  EXPECT_EQ(index.Find("annex.2"), 5U);
}

TEST(SectionIndexTest, WhatTheDocumentDoesNotHave) {
  const SectionIndex index(WithSections({"art.6", "art.6.1", "art.6.2", "1", "1.1"}));
  EXPECT_EQ(index.Find("art.6.9"), 0U);  // it has paragraphs, and no ninth
  EXPECT_EQ(index.Find("art.7"), 0U);
  EXPECT_EQ(index.Find("sec.1.1"), 5U);
  EXPECT_EQ(index.Find("sec.3"), 0U);
}

TEST(SectionIndexTest, SeveralOfOneNumberAreNone) {
  const SectionIndex index(WithSections({"chap.1.sec.2", "chap.3.sec.2"}));
  EXPECT_EQ(index.Find("sec.2"), 0U);
}

TEST(SectionIndexTest, SectionsOfAnnexesAreNoneOfTheAct) {
  const SectionIndex index(WithSections({"annex.i", "annex.i.sec.2"}));
  EXPECT_EQ(index.Find("sec.2"), 0U);
  EXPECT_EQ(index.Find("annex.i.sec.2"), 2U);
}

TEST(SectionIndexTest, ItemsBelowASectionAreNoSections) {
  Document document = WithSections({"2", "2.2", "3", "3.1"});
  document.sections[2].number = "2.";
  document.sections[2].kind = SectionKind::kClause;
  document.sections[4].number = "3.1";
  document.sections[4].kind = SectionKind::kClause;
  const SectionIndex index(document);
  EXPECT_EQ(index.Find("sec.2.2"), 0U);
  EXPECT_EQ(index.Find("sec.3.1"), 4U);
}

TEST(SectionIndexTest, NumbersInParenthesesAreNoSections) {
  Document document = WithSections({"1", "2"});
  document.sections[1].number = "(1)";
  document.sections[2].number = "2.";
  const SectionIndex index(document);
  EXPECT_EQ(index.Find("sec.1"), 0U);
  EXPECT_EQ(index.Find("sec.2"), 2U);
}

}  // namespace
}  // namespace concord
