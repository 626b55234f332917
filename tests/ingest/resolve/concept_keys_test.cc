#include "ingest/resolve/concept_keys.h"

#include "ingest/facts/code_spelling.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

std::shared_ptr<const Facts> FactsOf(const std::string& rows) {
  const auto facts = Facts::Load({{"scheme_aliases.tsv", "alias\tscheme\tcodes\n" + rows}});
  EXPECT_TRUE(facts) << facts.error().ToString();
  return facts ? *facts : nullptr;
}

// Every way in which catalogues, crosswalks and spreadsheets write the same control.
TEST(ConceptKeysTest, SpellingsOfOneControlAreOneCode) {
  for (const std::string_view code : {"ac-2.1", "AC-2(1)", "AC-02(01)", "ac-2 (1)", "AC-02.01"})
    EXPECT_EQ(SpellCode(CodeSpelling::kControls, code), "AC-2(1)") << code;
  for (const std::string_view code : {"ac-10", "AC-10", "Ac-010"})
    EXPECT_EQ(SpellCode(CodeSpelling::kControls, code), "AC-10") << code;
  EXPECT_EQ(SpellCode(CodeSpelling::kControls, "sr"), "SR");
}

TEST(ConceptKeysTest, WhatIsNoControlStaysAsWritten) {
  for (const std::string_view code : {"", "a", "ac-", "ac-1_smt.a", "ac-2.", "ac-2(", "ac-2(1", "ac-2(x)",
                                      "ac-2.1.3", "T1078", "abc-1", "a1-2", "ac-2(1) b", "\xC3\xA9-1"})
    EXPECT_EQ(SpellCode(CodeSpelling::kControls, code), code);
  EXPECT_EQ(SpellCode(CodeSpelling::kAsWritten, "ac-2.1"), "ac-2.1");
}

TEST(ConceptKeysTest, AnAliasLeadsToItsScheme) {
  const auto facts =
      FactsOf("quay-controls\tquay-r5\tcontrols\nquay-r5\tquay-r5\tcontrols\nQuay-Risks\trisks\t\n");
  ASSERT_NE(facts, nullptr);
  EXPECT_EQ(ConceptKey("quay-controls:ac-2.1", *facts), "quay-r5:AC-2(1)");
  EXPECT_EQ(ConceptKey("quay-r5:AC-02(01)", *facts), "quay-r5:AC-2(1)");
  EXPECT_EQ(ConceptKey("QUAY-CONTROLS:ac-2", *facts), "quay-r5:AC-2");
  EXPECT_EQ(ConceptKey("quay-risks:ac-2.1", *facts), "risks:ac-2.1") << "another scheme, another spelling";
  EXPECT_EQ(ConceptKey("elsewhere:ac-2.1", *facts), "elsewhere:ac-2.1");
  EXPECT_EQ(ConceptKey("no curie", *facts), "no curie");
  EXPECT_EQ(ConceptKey("", *facts), "");
}

TEST(ConceptKeysTest, AWrongRowSaysWhatIsExpected) {
  const auto wrong = Facts::Load({{"scheme_aliases.tsv", "alias\tscheme\tcodes\na\tb\tupside-down\n"}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().line, 2u);
  EXPECT_NE(wrong.error().message.find("'upside-down'"), std::string::npos);
  EXPECT_FALSE(Facts::Load({{"scheme_aliases.tsv", "alias\tscheme\tcodes\na\tb\t\nA\tc\t\n"}})) << "twice";
}

TEST(ConceptKeysTest, JoinsItemsParentsMappingsAndCodes) {
  const auto facts = FactsOf("quay-controls\tquay-r5\tcontrols\n");
  ASSERT_NE(facts, nullptr);
  Document document;
  document.sections.resize(3);
  document.sections[1].curie = "quay-controls:ac-2";
  document.sections[2].curie = "quay-controls:ac-2.1";
  document.sections[2].number = "ac-2.1";
  document.framework = ItemScheme{
      "quay-controls", {{"quay-controls:ac-2", ""}, {"quay-controls:ac-2.1", "quay-controls:ac-2"}}};
  document.mapping_set = MappingSet{};
  document.mapping_set->rows.resize(1);
  document.mapping_set->rows[0].subject_id = "quay-controls:AC-02(01)";
  document.mapping_set->rows[0].object_id = "other:1";
  Classification code;
  code.scheme = "quay-controls";
  code.code = "ac-2";
  document.classifications = {code};

  JoinConcepts(*facts, &document);
  EXPECT_EQ(document.framework->scheme, "quay-r5");
  EXPECT_EQ(document.framework->parents,
            (std::map<std::string, std::string>{{"quay-r5:AC-2", ""}, {"quay-r5:AC-2(1)", "quay-r5:AC-2"}}));
  EXPECT_EQ(document.sections[0].curie, "");
  EXPECT_EQ(document.sections[2].curie, "quay-r5:AC-2(1)");
  EXPECT_EQ(document.sections[2].number, "ac-2.1") << "what the text says stays";
  EXPECT_EQ(document.mapping_set->rows[0].subject_id, "quay-r5:AC-2(1)");
  EXPECT_EQ(document.mapping_set->rows[0].object_id, "other:1");
  EXPECT_EQ(document.classifications[0].scheme + ":" + document.classifications[0].code, "quay-r5:AC-2");
}

}  // namespace
}  // namespace concord
