// What is a measure, how binding, and whose.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <string>
#include <vector>

#include "tests/environment.h"
#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;
using testing::Measures;

struct Case {
  const char* name;
  const char* text;
  Strings expected;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::string NameOf(const ::testing::TestParamInfo<Case>& test) { return test.param.name; }

class MeasureTest : public ::testing::TestWithParam<Case> {};

TEST_P(MeasureTest, Reads) { EXPECT_EQ(Measures(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Modality, MeasureTest,
    ::testing::Values(
        Case{"Shall",
             "The operator shall keep a log.",
             {"obligation [The operator] The operator shall keep a log"}},
        Case{"ShallNot",
             "The operator shall not sell a log.",
             {"prohibition not [The operator] The operator shall not sell a log"}},
        Case{"MayNot",
             "The operator may not sell a log.",
             {"prohibition not [The operator] The operator may not sell a log"}},
        Case{"Should",
             "Providers should keep a log.",
             {"recommendation [Providers] Providers should keep a log"}},
        Case{"ShouldNot",
             "Providers should not sell a log.",
             {"recommendation not [Providers] Providers should not sell a log"}},
        Case{"Avoid",
             "Providers should avoid delays.",
             {"recommendation not [Providers] Providers should avoid delays"}},
        Case{"May",
             "The regulator may inspect a log.",
             {"permission [The regulator] The regulator may inspect a log"}},
        Case{"WeWill", "We will open our logs.", {"commitment [We] We will open our logs"}},
        Case{"Commit",
             "Signatories commit to opening their logs.",
             {"commitment [Signatories] Signatories commit to opening their logs"}},
        Case{"Encouraged",
             "Providers are encouraged to open logs.",
             {"encouragement [Providers] Providers are encouraged to open logs"}},
        Case{"StrongestCueDecides",
             "Providers should be encouraged to open logs.",
             {"encouragement [Providers] Providers should be encouraged to open logs"}},
        Case{"CanAndShould",
             "Providers can and should open logs.",
             {"recommendation [Providers] Providers can and should open logs"}},
        Case{"Required",
             "Providers are required to open logs.",
             {"obligation [Providers] Providers are required to open logs"}},
        Case{"Duty",
             "Providers have a duty to open logs.",
             {"obligation [Providers] Providers have a duty to open logs"}},
        Case{"CallOn",
             "We call on all providers to open their logs.",
             {"recommendation [all providers] We call on all providers to open their logs"}},
        Case{"Encourage",
             "We encourage providers to open their logs.",
             {"encouragement [providers] We encourage providers to open their logs"}},
        Case{"Imperative", "Keep the log for a year.", {"recommendation Keep the log for a year"}},
        Case{"ImperativeNot", "Do not delete the log.", {"recommendation not Do not delete the log"}},
        Case{"Hereby",
             "A Panel on Bridges is hereby established.",
             {"obligation A Panel on Bridges is hereby established"}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Nothing, MeasureTest,
    ::testing::Values(
        Case{"EpistemicMay", "Old bridges may collapse. Providers may be late. This may cause delays.", {}},
        Case{"Can", "Providers can read the log.", {}},  //
        Case{"Prediction", "This will help everybody.", {}},
        Case{"Definition", "\u201CLog\u201D means a file that a provider shall keep.", {}},
        Case{"EntryIntoForce", "This Act shall enter into force in spring.", {}},
        Case{"Question", "Should providers keep a log?", {}},  //
        Case{"Heading", "# Providers shall keep a log", {}},
        Case{"Fact", "The report was long and the log was short.", {}},
        Case{"QuotedAct", "\u201C(2) The operator shall keep a log.", {}},
        Case{"Recital", "WHEREAS providers should keep a log; and", {}},
        Case{"OnlyDescribes", "The log shall be deemed complete.", {}},
        Case{"Title", "Risk assessment of old bridges", {}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Addressee, MeasureTest,
    ::testing::Values(
        Case{"ByAgent",
             "The log shall be checked by the regulator.",
             {"obligation [the regulator] The log shall be checked by the regulator"}},
        Case{"NobodyNamed", "The log should be checked.", {"recommendation The log should be checked"}},
        Case{"Interrupted",
             "The Minister of Rivers, together with the Treasurer, shall publish a plan.",
             {"obligation [The Minister of Rivers] The Minister of Rivers, together with the Treasurer, "
              "shall publish a plan"}},
        Case{"RefersBack",
             "The Minister of Rivers shall publish a plan. The plan shall list all bridges.",
             {"obligation [The Minister of Rivers] The Minister of Rivers shall publish a plan",
              "obligation [The Minister of Rivers] The plan shall list all bridges"}},
        Case{"Shared",
             "The regulator may hear users and shall inform the public.",
             {"permission [The regulator] The regulator may hear users",
              "obligation [The regulator] shall inform the public"}},
        Case{"SubjectOfAPassiveSuffers", "Users shall be informed.", {"obligation Users shall be informed"}}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Lists, MeasureTest,
    ::testing::Values(
        Case{"VerbItemsInherit",
             "The regulator shall:\n- keep a register;\n- in May of each year, publish it; and\n- inform "
             "users.",
             {"obligation [The regulator] keep a register",
              "obligation [The regulator] in May of each year, publish it",
              "obligation [The regulator] inform users"}},
        Case{"NounItemsAreOneMeasure",
             "The provider shall file the following:\n- a plan;\n- a map.",
             {"obligation [The provider] The provider shall file the following"}},
        Case{
            "WithinAParagraph",
            "The regulator shall: (a) keep a register; (b) check it: (i) twice a year; and (c) inform users.",
            {"obligation [The regulator] keep a register", "obligation [The regulator] check it",
             "obligation [The regulator] inform users"}},
        Case{"WeCallOn",
             "We call on governments to:\n- build bridges;\n- refrain from building walls.",
             {"recommendation [governments] build bridges",
              "recommendation not [governments] refrain from building walls"}},
        Case{"Functions",
             "The functions of the Bridge Authority shall be to:\n- build bridges;\n- mend them.",
             {"obligation [the Bridge Authority] build bridges",
              "obligation [the Bridge Authority] mend them"}},
        Case{"ModalInTheItem",
             "The Bridge Authority:\n- shall build bridges;\n- may mend them.",
             {"obligation [The Bridge Authority] shall build bridges",
              "permission [The Bridge Authority] may mend them"}},
        Case{"Policy",
             "It is the policy of the Republic:\n- to build bridges;\n- to mend them.",
             {"commitment [the Republic] to build bridges", "commitment [the Republic] to mend them"}}),
    NameOf);

// The measures of `line` in front of an act.
Strings MeasuresInAct(const std::string& line) {
  std::string act = line + "\n";
  for (int i = 0; i < 20; ++i) act += "The operator shall report.\n";
  Strings measures = Measures(act);
  std::erase_if(measures, [](const std::string& one) { return one.ends_with("The operator shall report"); });
  return measures;
}

TEST(MeasureToneTest, ImperativesOfAnActObligeWhenTheyAreSentences) {
  EXPECT_EQ(MeasuresInAct("Encourage the use of lamps in each port."),
            (Strings{"obligation Encourage the use of lamps in each port"}));
  EXPECT_EQ(MeasuresInAct("Keep the log open"), (Strings{})) << "captions of statutes look like imperatives";
  EXPECT_EQ(MeasuresInAct("Strike the words of the second line."), (Strings{})) << "changes another act";
  EXPECT_EQ(MeasuresInAct("A lamp is used for any of these:\n- Cause the ships to leave the port."),
            (Strings{}))
      << "opening words that ask nothing";
}

TEST(MeasureToneTest, APolicySpeaksOfItself) {
  EXPECT_EQ(Measures("This policy will be reviewed each year."),
            (Strings{"commitment This policy will be reviewed each year"}));
  EXPECT_EQ(Measures("The lamps will be reviewed each year."), (Strings{})) << "foretells";
}

TEST(MeasureToneTest, WhatIsAddedInAPolicyIsNoAmendment) {
  EXPECT_EQ(Measures("Each check must be added to the log."),
            (Strings{"obligation Each check must be added to the log"}));
  EXPECT_EQ(MeasuresInAct("The following line shall be added:"), (Strings{}));
}

TEST(MeasureToneTest, PublicBodiesHavePowersInTextsThatAskForLittle) {
  const std::string survey(8000, ' ');
  EXPECT_EQ(Measures("Agencies may request a lamp." + survey),
            (Strings{"permission [Agencies] Agencies may request a lamp"}));
  EXPECT_EQ(Measures("Companies may request a lamp." + survey), (Strings{}));
}

TEST(MeasureFieldsTest, ActionObjectAndCondition) {
  const Document document =
      testing::MakeDocument("Where appropriate, the regulator shall publish a report if asked.");
  const Findings findings = testing::Extract(document);
  ASSERT_EQ(findings.measures.size(), 1u);
  const Measure& measure = findings.measures[0];
  EXPECT_EQ(document.TextOf(measure.action), "publish");
  EXPECT_EQ(document.TextOf(measure.object), "a report if asked");
  EXPECT_EQ(document.TextOf(measure.condition), "Where appropriate");
  EXPECT_EQ(document.TextOf(measure.trigger), "shall");
}

// The measure of the page that the project started from: exactly its record, by general rules.
TEST(SeedTest, QuoteYieldsItsEightMeasuresAndSixForums) {
  CONCORD_NEED_SHARED();
  rapidjson::Document record;
  record.Parse(testing::ReadFileOrDie(testing::SharedDir() / "facts/seed_record.json"));
  ASSERT_FALSE(record.HasParseError());
  const std::string quote = record["quote"].GetString();
  const Document document = testing::MakeDocument(quote);
  const Findings findings = testing::Extract(document);
  const auto& measures = record["measures"];
  ASSERT_EQ(findings.measures.size(), measures.Size());
  for (rapidjson::SizeType i = 0; i < measures.Size(); ++i) {
    const auto& wanted = measures[i];
    const Measure& found = findings.measures[i];
    const size_t at = quote.find(wanted["q"].GetString());
    const Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + wanted["q"].GetStringLength())};
    EXPECT_TRUE(found.span.Contains(span)) << document.TextOf(found.span);
    // Nothing but the subject and its modal may stand around the words of the record.
    EXPECT_LE(found.span.size() - span.size(),
              std::string("AI enterprises and institutions should be encouraged to ").size());
    EXPECT_EQ(ModalityName(found.modality), wanted["modality"].GetString());
    EXPECT_EQ(AddresseeSourceName(found.addressee_source), wanted["addressee_source"].GetString());
    if (wanted.HasMember("addressee")) {
      ASSERT_EQ(found.addressees.size(), wanted["addressee"].Size());
      EXPECT_EQ(document.TextOf(found.addressees[0]), wanted["addressee"][0].GetString());
    }
  }
  const auto& forums = record["forums"];
  ASSERT_EQ(findings.forums.size(), forums.Size());
  for (rapidjson::SizeType i = 0; i < forums.Size(); ++i) {
    EXPECT_EQ(findings.forums[i].forum, forums[i]["forum"].GetString());
    EXPECT_EQ(ForumRelationName(findings.forums[i].relation), forums[i]["relation"].GetString());
  }
}

TEST(MeasureRuleTest, ResolutionsAskInTheSubjunctive) {
  EXPECT_EQ(Measures("BE IT RESOLVED by the House, the Senate concurring, that copies of this text be sent "
                     "to the mayor."),
            (Strings{"obligation copies of this text be sent to the mayor"}));
  EXPECT_EQ(Measures("It is the sense of the house that--\n- the Bureau mend the bridges;\n- the Bureau "
                     "expand the port."),
            (Strings{"recommendation [the Bureau] the Bureau mend the bridges",
                     "recommendation [the Bureau] the Bureau expand the port"}));
}

TEST(MeasureRuleTest, UnlawfulForSomebody) {
  EXPECT_EQ(Measures("It shall be unlawful for any firm to sell the bridge."),
            (Strings{"prohibition not [any firm] It shall be unlawful for any firm to sell the bridge"}));
}

TEST(MeasureRuleTest, VerbsInAChainShareTheirObject) {
  EXPECT_EQ(
      Measures("The firm shall set up a desk to collect, sort and publish complaints."),
      (Strings{
          "obligation [The firm] The firm shall set up a desk to collect, sort and publish complaints"}));
}

TEST(MeasureRuleTest, RelativeBehindACommaIsAClauseOfItsOwn) {
  const Strings found = Measures("The firm shall open an office, which shall meet twice a year.");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], "obligation [The firm] The firm shall open an office");
}

TEST(MeasureRuleTest, WhatAnAgentMayNotDo) {
  EXPECT_EQ(Measures("The Administrator may not require a fee."),
            (Strings{"prohibition not [The Administrator] The Administrator may not require a fee"}));
}

TEST(MeasureRuleTest, WhatNobodyMayDoInAnAct) {
  const std::string act = "The keeper shall light the lamp. The keeper shall lock the gate. ";
  EXPECT_EQ(Measures(act + "A barge may not enter at night.").back(),
            "prohibition not A barge may not enter at night");
  EXPECT_EQ(Measures("A barge may not enter at night."), (Strings{})) << "in a story it only tells";
}

TEST(MeasureRuleTest, AgentsMayApply) {
  EXPECT_EQ(Measures("A farmer may apply to the miller for a grant."),
            (Strings{"permission [A farmer] A farmer may apply to the miller for a grant"}));
  EXPECT_EQ(Measures("This rule may apply to mills."), (Strings{}));
}

TEST(MeasureRuleTest, WhatThereIsAuthorizedAsksNobody) {
  EXPECT_EQ(Measures("There is authorized to be appropriated to the keeper a sum of ten crowns."),
            (Strings{}));
}

TEST(MeasureRuleTest, ItemsThatTellWhatAPlanDoesAreNone) {
  EXPECT_EQ(Measures("The clerk shall write a plan that--\n- names the total cost of each gate;\n- tells the "
                     "cost of each lamp."),
            (Strings{"obligation [The clerk] The clerk shall write a plan that"}));
}

TEST(MeasureRuleTest, ShortTitlesTermsAndHindsightAskNobody) {
  EXPECT_EQ(Measures("This Act may be cited as the Bridges Act."), (Strings{}));
  EXPECT_EQ(Measures("The term bridge shall not include a ferry."), (Strings{}));
  EXPECT_EQ(Measures("The keeper should have known it."), (Strings{}));
}

TEST(MeasureRuleTest, YearsAreNoAddressees) {
  EXPECT_EQ(
      Measures("Not later than January 1, 2029, the Secretary shall report."),
      (Strings{"obligation [the Secretary] Not later than January 1, 2029, the Secretary shall report"}));
}

TEST(MeasureRuleTest, BothHalvesOfAContrast) {
  EXPECT_EQ(Measures("While any agency may add rules, such rules must not delay the ferry."),
            (Strings{"permission [any agency] any agency may add rules",
                     "prohibition not [any agency] such rules must not delay the ferry"}))
      << "\"such rules\" are made by whoever was just told to";
}

TEST(MeasureRuleTest, ItemsUnderASecondModal) {
  EXPECT_EQ(
      Measures("The Board--\n- may close the bridge; and\n- shall keep it clean."),
      (Strings{"permission [The Board] may close the bridge", "obligation [The Board] shall keep it clean"}));
}

TEST(MeasureRuleTest, DepartmentsAreToInspectButAimsAreNot) {
  EXPECT_EQ(Measures("The departments are to inspect the bridges."),
            (Strings{"obligation [The departments] The departments are to inspect the bridges"}));
  EXPECT_EQ(Measures("The aim is to inspect the bridges."), (Strings{}));
}

TEST(MeasureRuleTest, WhatTasksMayIncludeIsUpToTheBody) {
  EXPECT_EQ(Measures("The tasks of the Board may include:\n- mending gates;\n- dredging the canal."),
            (Strings{"permission [the Board] mending gates", "permission [the Board] dredging the canal"}));
  EXPECT_EQ(Measures("Damage may include:\n- flooding of fields;\n- drowning crops."), (Strings{}));
}

TEST(ModalityTest, WhatNobodyMayDoIsForbidden) {
  EXPECT_EQ(Measures("No person may enter the lock."),
            (Strings{"prohibition not [No person] No person may enter the lock"}));
  EXPECT_EQ(Measures("Neither owner shall move the barge."),
            (Strings{"prohibition not Neither owner shall move the barge"}));
  const Strings deadline = Measures("No later than a year after that day, the Board shall move the barge.");
  ASSERT_EQ(deadline.size(), 1u);
  EXPECT_TRUE(deadline[0].starts_with("obligation ")) << deadline[0];
}

TEST(MeasureRuleTest, ImperativeInFrontOfWith) {
  EXPECT_EQ(Measures("Work with the boatmen of the lock."),
            (Strings{"recommendation Work with the boatmen of the lock"}));
  EXPECT_EQ(Measures("The work with the boatmen went well."), (Strings{}));
  EXPECT_EQ(Measures("Work with the boatmen is under way."), (Strings{}));
}

TEST(ModalityTest, WhatIsNotRequiredIsFree) {
  EXPECT_EQ(Measures("A company is not required to report."), (Strings{}));
  EXPECT_EQ(Measures("Companies do not have to keep a log."), (Strings{}));
  EXPECT_EQ(Measures("Companies are required not to share a log."),
            (Strings{"prohibition not [Companies] Companies are required not to share a log"}));
  EXPECT_EQ(Measures("Companies are prohibited from using old nets."),
            (Strings{"prohibition not [Companies] Companies are prohibited from using old nets"}));
}

TEST(ModalityTest, WhatAThingDoesAndAnOwnerMust) {
  EXPECT_EQ(Measures("This rule shall apply to barges."), (Strings{}));
  EXPECT_EQ(
      Measures("Owners who are members of the guild shall apply its rules."),
      (Strings{"obligation [Owners who are members of the guild] Owners who are members of the guild shall "
               "apply its rules"}));
  EXPECT_EQ(Measures("The Board shall consist of nine owners."), (Strings{}));
}

TEST(AddresseeTest, WhoeverTheConditionSpeaksOf) {
  EXPECT_EQ(Measures("The Board shall meet. If a Party has mended its gates, it shall report."),
            (Strings{"obligation [The Board] The Board shall meet",
                     "obligation [a Party] If a Party has mended its gates, it shall report"}));
}

TEST(AddresseeTest, AllOfThoseBehindBy) {
  EXPECT_EQ(
      Measures("Changes shall be proposed by any Party, the OECD or the Weir Board."),
      (Strings{"obligation [any Party, the OECD or the Weir Board] Changes shall be proposed by any Party, "
               "the OECD or the Weir Board"}));
}

TEST(AddresseeTest, WhatIsRecommendedIsNobody) {
  EXPECT_EQ(Measures("We recommend mending the gates, to keep the fen dry."),
            (Strings{"recommendation We recommend mending the gates, to keep the fen dry"}));
  EXPECT_EQ(Measures("We call on owners in consultation with pilots to keep a log."),
            (Strings{"recommendation [owners] We call on owners in consultation with pilots to keep a log"}));
}

TEST(AddresseeTest, PluralThatOpensTheSentence) {
  EXPECT_EQ(Measures("Parties are encouraged to report."),
            (Strings{"encouragement [Parties] Parties are encouraged to report"}));
}

TEST(MeasureRuleTest, KeysOfLinesAreNoPartOfIt) {
  EXPECT_EQ(Measures("4.1.text=The Board shall meet twice a year."),
            (Strings{"obligation [The Board] The Board shall meet twice a year"}));
}

TEST(AddresseeTest, ReportThatAnotherParagraphAskedFor) {
  Document document = testing::MakeDocument(
      "The Weir Board shall report.\nEach report under paragraph (1) shall list the gates.");
  Section second = document.sections.front(), parent = second;
  document.sections.insert(document.sections.begin(), parent);
  second.parent = document.sections[1].parent = 0;
  document.sections.push_back(second);
  document.blocks[0].section = 1;
  document.blocks[1].section = 2;
  const std::vector<Measure> measures = testing::Extract(document).measures;
  ASSERT_EQ(measures.size(), 2u);
  EXPECT_EQ(measures[1].addressees, measures[0].addressees);
  EXPECT_EQ(measures[1].addressee_source, AddresseeSource::kImplied);
}

// ---- who asks --------------------------------------------------------------------------------------

TEST(MeasureRuleTest, NamedBodyAsks) {
  EXPECT_EQ(Measures("The Committee urges all States to dredge their ports."),
            (Strings{"recommendation [all States] The Committee urges all States to dredge their ports"}));
  EXPECT_EQ(
      Measures("The Ministry of Ports strongly encourages vendors to mend their boats."),
      (Strings{
          "encouragement [vendors] The Ministry of Ports strongly encourages vendors to mend their boats"}));
  EXPECT_EQ(Measures("The Act requires operators to keep a log."),
            (Strings{"obligation [operators] The Act requires operators to keep a log"}));
  EXPECT_EQ(Measures("The calm harbour invites sailors to stay."), (Strings{})) << "a harbour asks nobody";
  EXPECT_EQ(Measures("The Committee urged all States to dredge their ports."), (Strings{}))
      << "it did so once";
}

TEST(MeasureRuleTest, NecessaryAndEssential) {
  EXPECT_EQ(Measures("It is essential to light the lamps at dusk."),
            (Strings{"recommendation It is essential to light the lamps at dusk"}));
  EXPECT_EQ(Measures("It is important that operators keep a log."),
            (Strings{"recommendation [operators] It is important that operators keep a log"}));
  EXPECT_EQ(Measures("It is important to note that lamps are old."), (Strings{})) << "a remark";
}

TEST(MeasureRuleTest, WhatIsRequiredWithoutAnInfinitive) {
  EXPECT_EQ(Measures("The use of oil lamps is encouraged."),
            (Strings{"encouragement The use of oil lamps is encouraged"}));
  EXPECT_EQ(Measures("A permit is required for each lamp."),
            (Strings{"obligation A permit is required for each lamp"}));
  EXPECT_EQ(Measures("No permit is required."), (Strings{}));
  EXPECT_EQ(Measures("The clerk keeps a list as is required."), (Strings{}));
}

// ---- imperatives -------------------------------------------------------------------------------------

TEST(ImperativeTest, VerbThatIsAlsoANoun) {
  EXPECT_EQ(Measures("Use the lamps of the port."), (Strings{"recommendation Use the lamps of the port"}));
  EXPECT_EQ(Measures("Review your logs each week."), (Strings{"recommendation Review your logs each week"}));
  EXPECT_EQ(Measures("Always test the gate before dawn."),
            (Strings{"recommendation Always test the gate before dawn"}));
  EXPECT_EQ(Measures("Use of the lamps is free."), (Strings{}));
  EXPECT_EQ(Measures("Support the crews got was small."), (Strings{})) << "a verb follows: a noun";
  EXPECT_EQ(Measures("See the list of ports."), (Strings{})) << "points at something";
}

TEST(ImperativeTest, EnsureThatThingsAreSo) {
  EXPECT_EQ(Measures("Ensure that parts are kept apart."),
            (Strings{"recommendation Ensure that parts are kept apart"}));
  EXPECT_EQ(Measures("Conduct that is harmful is common."), (Strings{})) << "a noun with a relative clause";
}

TEST(ImperativeTest, VerbAndNounInAListOfVerbs) {
  EXPECT_EQ(
      Measures(
          "Steps:\n- Identify gaps in the fence\n- Report incidents within a day\n- Verify lamps are lit"),
      (Strings{"recommendation Identify gaps in the fence", "recommendation Report incidents within a day",
               "recommendation Verify lamps are lit"}));
  EXPECT_EQ(Measures("Papers:\n- The map of the fen\n- Report forms of the port\n- Lists of lamps"),
            (Strings{}));
}

TEST(ClauseInMeasureTest, WhatIsAllowed) {
  EXPECT_EQ(Measures("Low lamps are permitted in each port."),
            (Strings{"permission Low lamps are permitted in each port"}));
  EXPECT_EQ(Measures("Fires are not allowed in the port."),
            (Strings{"prohibition not Fires are not allowed in the port"}));
  EXPECT_EQ(Measures("The ropes were allowed in the port."), (Strings{}));
  EXPECT_EQ(Measures("The ropes have been permitted in the port."), (Strings{}));
  EXPECT_EQ(Measures("In each port, no fire is permitted."),
            (Strings{"prohibition not In each port, no fire is permitted"}));
}

TEST(ClauseInMeasureTest, NoneOfThemMay) {
  EXPECT_EQ(MeasuresInAct("None of the lamps may be sold."),
            (Strings{"prohibition not None of the lamps may be sold"}));
}

TEST(ClauseInMeasureTest, RelativeClausesWithoutThat) {
  EXPECT_EQ(Measures("Do not open doors you are not asked to open."),
            (Strings{"recommendation not Do not open doors you are not asked to open"}));
}

TEST(ClauseInMeasureTest, WhatAPolicySaysWillBeDone) {
  Document document = testing::MakeDocument("The logs will be kept in a safe place.");
  EXPECT_TRUE(testing::Extract(document).measures.empty());
  document.metadata.title = "Log Retention Policy";
  ASSERT_EQ(testing::Extract(document).measures.size(), 1u);
  EXPECT_EQ(testing::Extract(document).measures[0].modality, Modality::kCommitment);
}

TEST(ClauseInMeasureTest, WhatWillBeDoneToAll) {
  EXPECT_EQ(Measures("All changes will be written down."),
            (Strings{"commitment All changes will be written down"}));
  EXPECT_EQ(Measures("The change will be felt by few."), (Strings{}));
}

TEST(ImperativeTest, BehindAnAdverb) {
  EXPECT_EQ(Measures("Only use lamps that are on the list."),
            (Strings{"recommendation Only use lamps that are on the list"}));
  EXPECT_EQ(Measures("Highly secure lamps are dear."), (Strings{}));
}

TEST(ImperativeTest, BulletsWithinALine) {
  EXPECT_EQ(Measures("Keep the log of the port, - Establish a list of lamps"),
            (Strings{"recommendation Keep the log of the port", "recommendation Establish a list of lamps"}));
}

TEST(ImperativeTest, NounsInFrontOfAdjectivesAreVerbs) {
  EXPECT_EQ(Measures("Use strong ropes for the boats."),
            (Strings{"recommendation Use strong ropes for the boats"}));
}

TEST(ImperativeTest, PoliteWordsBehindAPurpose) {
  EXPECT_EQ(Measures("For that purpose, please consider the list of the port."),
            (Strings{"recommendation For that purpose, please consider the list of the port"}));
}

TEST(ImperativeTest, NamesAddressesAndTemplatesAreNone) {
  EXPECT_EQ(Measures("Become A Keeper"), (Strings{}));
  EXPECT_EQ(Measures("LIMIT ACCESS"), (Strings{}));
  EXPECT_EQ(Measures("Subscribe: write to keeper@port.example"), (Strings{}));
  EXPECT_EQ(Measures("LIGHT Act of 2031 - Related bill"), (Strings{}));
  EXPECT_EQ(Measures("Help Ships Sail Act - Short title"), (Strings{}));
  EXPECT_EQ(Measures("Moderate profile of lamps ../../lamps/profile.xml"), (Strings{}));
  EXPECT_EQ(Measures("{{ define \"main\" }}"), (Strings{}));
}

TEST(ImperativeTest, ItemsBelowAimsAskNothing) {
  EXPECT_EQ(Measures("The goals of the log included:\n- Allow the port to be mended."), (Strings{}));
  EXPECT_EQ(Measures("This delays thieves who need many trials to:\n- Search for open doors."), (Strings{}));
}

TEST(ClauseInMeasureTest, DemonstrativesInFrontOfAModal) {
  EXPECT_EQ(Measures("This should also include lamps."),
            (Strings{"recommendation This should also include lamps"}));
}

TEST(ClauseInMeasureTest, PronounBehindWhere) {
  EXPECT_EQ(Measures("The lamp, where it exists, must be sold."),
            (Strings{"obligation The lamp, where it exists, must be sold"}));
  EXPECT_EQ(Measures("The lamp where it exists must be sold."),
            (Strings{"obligation The lamp where it exists must be sold"}));
}

TEST(ClauseInMeasureTest, ThePastOnlyTells) {
  EXPECT_EQ(Measures("The use of lamps was encouraged."), (Strings{}));
  EXPECT_EQ(Measures("Owners were required to light lamps."), (Strings{}));
}

TEST(ClauseInMeasureTest, WhatWasFoundIsNotAsked) {
  EXPECT_EQ(Measures("It was found that the port needs to have a lamp."), (Strings{}));
}

TEST(AddresseeTest, PronounsAgreeInNumberWithinTheParagraph) {
  EXPECT_EQ(Measures("The Commission informs the Member States. They shall keep a log."),
            (Strings{"obligation [Member States] They shall keep a log"}));
  EXPECT_EQ(Measures("The regulator shall inform the providers. It shall keep a log."),
            (Strings{"obligation [The regulator] The regulator shall inform the providers",
                     "obligation [The regulator] It shall keep a log"}));
}

TEST(AddresseeTest, WhoSuffersTheActionIsNoAddressee) {
  EXPECT_EQ(Measures("Developers should keep logs. They should be written by hand."),
            (Strings{"recommendation [Developers] Developers should keep logs",
                     "recommendation They should be written by hand"}));
}

TEST(AddresseeTest, WhatStandsAroundTheName) {
  EXPECT_EQ(
      Measures("The provider, or such other person as the provider considers fit, shall keep a log."),
      (Strings{"obligation [The provider] The provider, or such other person as the provider considers fit, "
               "shall keep a log"}));
}

TEST(ClauseInMeasureTest, WhomItIsImportantFor) {
  EXPECT_EQ(
      Measures("It is important for keepers and users to clean the lamps."),
      (Strings{
          "recommendation [keepers and users] It is important for keepers and users to clean the lamps"}));
  EXPECT_EQ(Measures("It is important for trade."), (Strings{}));
}

TEST(ClauseInMeasureTest, NamesWithAColonInside) {
  EXPECT_EQ(Measures("The port:light sign must be used."),
            (Strings{"obligation The port:light sign must be used"}));
}

TEST(ClauseInMeasureTest, NobodyMayInAnyText) {
  EXPECT_EQ(Measures("No lamp may be sold without a permit."),
            (Strings{"prohibition not No lamp may be sold without a permit"}));
  EXPECT_EQ(MeasuresInAct("Huts of the port may in no case be the object of a sale."),
            (Strings{"prohibition not Huts of the port may in no case be the object of a sale"}));
}

TEST(ImperativeTest, PurposeInFrontIsNoPartOfIt) {
  EXPECT_EQ(Measures("To keep the fen dry, mend the gates."), (Strings{"recommendation mend the gates"}));
}

// ---- spans -------------------------------------------------------------------------------------------

TEST(SpanTest, PurposeAndConcessionInFrontStayOutside) {
  EXPECT_EQ(Measures("To support the ports, developers shall keep a log."),
            (Strings{"obligation [developers] developers shall keep a log"}));
  EXPECT_EQ(Measures("In order to inform pilots, crews, and owners, the Board shall publish a map."),
            (Strings{"obligation [the Board] the Board shall publish a map"}));
  EXPECT_EQ(Measures("Although lamps are dear, owners must light them."),
            (Strings{"obligation [owners] owners must light them"}));
  EXPECT_EQ(Measures("Within 30 days, owners must light them."),
            (Strings{"obligation [owners] Within 30 days, owners must light them"}))
      << "a time limit belongs to the duty";
}

TEST(SpanTest, ANounWithARelativeClauseIsNoVerb) {
  EXPECT_EQ(
      Measures("The owner shall not enforce any policy or rule that harms the port."),
      (Strings{
          "prohibition not [The owner] The owner shall not enforce any policy or rule that harms the port"}));
}

TEST(SpanTest, WhatOnlyTellsInFrontStaysOutside) {
  EXPECT_EQ(Measures("The port has grown for years, and that work must continue until spring."),
            (Strings{"obligation that work must continue until spring"}));
}

TEST(SpanTest, EitherOrIsOne) {
  EXPECT_EQ(Measures("The owner shall either mend the gate or close the lock."),
            (Strings{"obligation [The owner] The owner shall either mend the gate or close the lock"}));
}

TEST(SpanTest, NumbersOfParagraphsStayOutside) {
  EXPECT_EQ(Measures("3 The Parties shall meet each year."),
            (Strings{"obligation [The Parties] The Parties shall meet each year"}));
  EXPECT_EQ(Measures("3 members shall meet each year.").front(),
            "obligation [3 members] 3 members shall meet each year");
}

TEST(SpanTest, ParticipleInWhatIsEnsured) {
  EXPECT_EQ(
      Measures("The operator shall ensure that any map or log drawn up by a pilot shall be kept dry."),
      (Strings{"obligation [The operator] The operator shall ensure that any map or log drawn up by a pilot "
               "shall be kept dry"}));
}

TEST(SpanTest, VerbBehindAnAdverbialWithoutComma) {
  EXPECT_EQ(
      Measures("The State may at the time of signature declare that it keeps its lamps."),
      (Strings{
          "permission [The State] The State may at the time of signature declare that it keeps its lamps"}));
  EXPECT_EQ(Measures("The operator shall, in particular, mend gates."),
            (Strings{"obligation [The operator] The operator shall, in particular, mend gates"}));
}

// ---- negations in front, relatives -------------------------------------------------------------------

TEST(ModalityTest, NegationInFront) {
  EXPECT_EQ(Measures("Nor shall a heavier fine be imposed on the owner."),
            (Strings{"prohibition not Nor shall a heavier fine be imposed on the owner"}));
  EXPECT_EQ(Measures("Should the lamp fail, the operator must light it."),
            (Strings{"obligation [the operator] Should the lamp fail, the operator must light it"}));
}

TEST(MeasureRuleTest, DutyInTheRelativeOfAFact) {
  EXPECT_EQ(Measures("The form contains a field which must be filled in."),
            (Strings{"obligation a field which must be filled in"}));
  EXPECT_EQ(Measures("Boats which must be towed shall carry a lamp."),
            (Strings{"obligation Boats which must be towed shall carry a lamp"}));
}

TEST(MeasureRuleTest, WhatSomebodyHasIsNoAction) {
  EXPECT_EQ(Measures("Members are entitled to the benefits of the guild."), (Strings{}));
  EXPECT_EQ(Measures("Members are entitled to be heard."), (Strings{}));
  EXPECT_EQ(Measures("Members are entitled to use the lock."),
            (Strings{"permission [Members] Members are entitled to use the lock"}));
  EXPECT_EQ(Measures("The crews are committed to a culture of care."), (Strings{}));
}

TEST(MeasureRuleTest, ForecastsAreNone) {
  EXPECT_EQ(Measures("Prices are expected to rise."), (Strings{}));
  EXPECT_EQ(Measures("Operators are expected to keep a log."),
            (Strings{"recommendation [Operators] Operators are expected to keep a log"}));
}

TEST(MeasureRuleTest, ItemsOfWhatCouldHappenAreNone) {
  EXPECT_EQ(Measures("A breach could:\n- flood the fields;\n- drown the crops."), (Strings{}));
  EXPECT_EQ(Measures("No port has shown a gate that would either:\n- hold the flood;\n- need no keeper."),
            (Strings{}));
}

TEST(MeasureRuleTest, ResolvedThatGoesOnBehindSemicolons) {
  EXPECT_EQ(Measures("That the Houses shall meet in May; that the clerk shall keep a list."),
            (Strings{"obligation the Houses shall meet in May",
                     "obligation [the clerk] the clerk shall keep a list"}));
}

// ---- addressees --------------------------------------------------------------------------------------

TEST(AddresseeTest, NearestNounPhraseBehindAFrontedAdverbial) {
  EXPECT_EQ(Measures("For lamps, ropes and sails, vendors shall keep a log."),
            (Strings{"obligation [vendors] For lamps, ropes and sails, vendors shall keep a log"}));
}

TEST(AddresseeTest, AnyConjunctMayBeTheAgent) {
  EXPECT_EQ(
      Measures("Lamp lighters and developers must keep a log."),
      (Strings{"obligation [Lamp lighters and developers] Lamp lighters and developers must keep a log"}));
  EXPECT_EQ(Measures("Two or more Parties shall keep a log."),
            (Strings{"obligation [Two or more Parties] Two or more Parties shall keep a log"}));
}

TEST(AddresseeTest, TheyOfACondition) {
  EXPECT_EQ(Measures("As operators seek better boats, they must weigh the cost.").front(),
            "obligation [operators] As operators seek better boats, they must weigh the cost");
}

TEST(AddresseeTest, AgentInFrontOfWhich) {
  const Strings found = Measures("The text shall be sent to the Board, which shall publish it.");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_TRUE(found[1].starts_with("obligation [the Board]")) << found[1];
}

TEST(AddresseeTest, ItemsWithASubjectOfTheirOwnInherit) {
  EXPECT_EQ(Measures("Vendors should see to the following:\n- The log should be long."),
            (Strings{"recommendation [Vendors] Vendors should see to the following",
                     "recommendation [Vendors] The log should be long"}));
}

TEST(AddresseeTest, NounThatWasNamedBefore) {
  EXPECT_EQ(Measures("The Minister shall publish a plan. The weather shall decide the day.").back(),
            "obligation The weather shall decide the day")
      << "nobody spoke of the weather before";
}

// ---- what is no measure of this text -----------------------------------------------------------------

TEST(AmendmentTest, WhatIsInsertedOverSeveralParagraphsIsNone) {
  EXPECT_EQ(
      Measures("After section 6, insert \"and\nThe master shall light each lamp.\nThe master must not sell "
               "it.\".\nThe Board shall publish this Act."),
      (Strings{"obligation [The Board] The Board shall publish this Act"}));
  EXPECT_EQ(
      Measures("After section 11 insert\u2014\n\u201C11A Spare lamps\nAn operator shall keep two "
               "lamps.\nAn operator must report a broken one.\u201D\nThe Board shall publish this Act."),
      (Strings{"obligation [The Board] The Board shall publish this Act"}));
  EXPECT_EQ(
      Measures("The following paragraph is added:\n\u20185. The Board shall meet.\u2019.\nThe Council shall "
               "agree."),
      (Strings{"obligation [The Council] The Council shall agree"}));
}

TEST(AmendmentTest, MarkThatNothingClosesHidesNothing) {
  EXPECT_EQ(Measures("In section 9 insert \"lamps and\nOperators must keep ropes dry."),
            (Strings{"obligation [Operators] Operators must keep ropes dry"}));
  EXPECT_EQ(Measures("A note on \u201Clamps and\nOperators must keep ropes dry.\nThe end\u201D."),
            (Strings{"obligation [Operators] Operators must keep ropes dry"}))
      << "nothing is put into another act";
}

TEST(AmendmentTest, WordsOfAnotherActThatAreTakenOut) {
  EXPECT_EQ(Measures("In subsection (3), omit paragraph (b)."), (Strings{}));
}

TEST(MeasureRuleTest, ExplanatoryMemorandumAsksNothing) {
  Document document = testing::MakeDocument("# Explanatory memorandum\nOperators must keep a log.");
  Section memorandum = document.sections.front();
  memorandum.parent = 0;
  memorandum.heading = document.blocks[0].span;
  document.sections.push_back(memorandum);
  document.blocks[0].section = document.blocks[1].section = 1;
  EXPECT_TRUE(testing::Extract(document).measures.empty());
  document.sections[1].heading = {};
  EXPECT_EQ(testing::Extract(document).measures.size(), 1u);
}

TEST(MeasureRuleTest, SurveyThatAsksNothingTellsWhatMayHappen) {
  std::string survey;
  for (int i = 0; i < 200; ++i) survey += "Old boats are slow and their owners are few. ";
  EXPECT_EQ(Measures(survey + "Users may forge a key."), (Strings{}));
  EXPECT_EQ(Measures("Users may forge a key.").size(), 1u);
}

// ---- standards, catalogues and policies --------------------------------------------------------------

TEST(StandardTest, ThereMustBe) {
  EXPECT_EQ(Measures("Operators must read this.\nThere must be at least one spare lamp."),
            (Strings{"obligation [Operators] Operators must read this",
                     "obligation There must be at least one spare lamp"}));
  EXPECT_EQ(Measures("There are two lamps."), (Strings{}));
}

TEST(StandardTest, WhatMustBeConsideredAndWhatCountsAsSomething) {
  EXPECT_EQ(Measures("The tides must be considered when lamps are placed."),
            (Strings{"obligation The tides must be considered when lamps are placed"}));
  EXPECT_EQ(MeasuresInAct("A boat shall be considered a ship. A boat shall be considered as lit."),
            (Strings{}));
}

TEST(StandardTest, CareThatMustBeTaken) {
  EXPECT_EQ(Measures("Care must be taken to keep the lamps dry."),
            (Strings{"obligation Care must be taken to keep the lamps dry"}));
  EXPECT_EQ(MeasuresInAct("A lamp shall be taken to be lit."), (Strings{}));
}

TEST(StandardTest, WhatOnlyDescribesInAnActIsRequiredByAStandard) {
  EXPECT_EQ(Measures("Access must be limited to the crew."),
            (Strings{"obligation Access must be limited to the crew"}));
  EXPECT_EQ(Measures("Each request must be in writing."),
            (Strings{"obligation Each request must be in writing"}));
  EXPECT_EQ(MeasuresInAct("The debt shall be limited to ten coins."), (Strings{}));
}

TEST(StandardTest, BehindTheNameOfARequirement) {
  EXPECT_EQ(Measures("Requirement: the crew reads the log once a week."),
            (Strings{"recommendation the crew reads the log once a week"}));
  EXPECT_EQ(Measures("Example: the crew reads the log once a week."), (Strings{}));
}

TEST(StandardTest, OutcomesInCellsHaveTheLabelOfAControl) {
  Document document =
      testing::MakeDocument("KEEP 2.1: The lamps are checked and the findings are written down.");
  document.blocks[0].kind = BlockKind::kTableCell;
  EXPECT_EQ(testing::Extract(document).measures.size(), 1u);
  document = testing::MakeDocument("The lamps are checked and the findings are written down.");
  document.blocks[0].kind = BlockKind::kTableCell;
  EXPECT_TRUE(testing::Extract(document).measures.empty());
}

TEST(StandardTest, ItemsInTheThirdPersonBelowWhoActs) {
  EXPECT_EQ(Measures("The organization:\n- Checks the lamps.\n- Reports what is broken."),
            (Strings{"recommendation [The organization] Checks the lamps",
                     "recommendation [The organization] Reports what is broken"}));
  EXPECT_EQ(Measures("The lamp:\n- Burns oil.\n- Gives light."), (Strings{}));
  EXPECT_EQ(Measures("The organization:\n- Lamps for the pier.\n- Reports what is broken."), (Strings{}));
}

TEST(StandardTest, WhoseDutyItIs) {
  EXPECT_EQ(
      Measures("It is the responsibility of all operators to keep the lamps lit."),
      (Strings{
          "obligation [all operators] It is the responsibility of all operators to keep the lamps lit"}));
  EXPECT_EQ(Measures("It is incumbent on users to report a broken lamp."),
            (Strings{"recommendation [users] It is incumbent on users to report a broken lamp"}));
  EXPECT_EQ(Measures("It is the duty of which he spoke."), (Strings{}));
}

TEST(StandardTest, ThingThatIsRequired) {
  EXPECT_EQ(Measures("PLA must keep a list. PLA requires exactly one lamp for each pier.").back(),
            "obligation PLA requires exactly one lamp for each pier");
  EXPECT_EQ(Measures("A developer requires a lamp. A lamp requires the oil of a port."), (Strings{}));
}

TEST(StandardTest, DoingThatIsRecommended) {
  EXPECT_EQ(Measures("The Council recommends using two ropes."),
            (Strings{"recommendation The Council recommends using two ropes"}));
  EXPECT_EQ(Measures("The weather suggests using two ropes."), (Strings{}));
}

TEST(ImperativeTest, NounsThatAreVerbsInARowOfBullets) {
  EXPECT_EQ(
      Measures(
          "Keep calm. - Establish a list of lamps. - Maintain the oars. - Document lamp findings and rope "
          "lengths.")
          .back(),
      "recommendation Document lamp findings and rope lengths");
  EXPECT_EQ(Measures("Lamps - Document lamp findings and rope lengths."), (Strings{}));
}

TEST(ImperativeTest, BeWithAnAdjective) {
  EXPECT_EQ(Measures("Be careful with old ropes."), (Strings{"recommendation Be careful with old ropes"}));
  EXPECT_EQ(Measures("Be it noted by all."), (Strings{}));
}

TEST(ImperativeTest, BehindAConditionInATextThatBinds) {
  EXPECT_EQ(Measures("Operators shall keep a log. Users shall read it. When using ropes, develop habits that "
                     "keep them dry.")
                .back(),
            "obligation When using ropes, develop habits that keep them dry");
  EXPECT_EQ(Measures("Using ropes to pull, lift or hold boats."), (Strings{}));
}

TEST(ClauseInMeasureTest, StrivingThatGoesOnWithTheModal) {
  EXPECT_EQ(Measures("Boats shall keep their lamps lit, strive to save oil, and avoid the reefs."),
            (Strings{"obligation Boats shall keep their lamps lit", "obligation strive to save oil",
                     "prohibition not avoid the reefs"}));
}

TEST(ClauseInMeasureTest, GerundBehindAnAdverbialInAList) {
  EXPECT_EQ(
      Measures("The Board shall support the port by:\n- mending the gates;\n- consistent with the rules, "
               "training pilots.")
          .back(),
      "obligation [The Board] consistent with the rules, training pilots");
}

TEST(MeasureToneTest, WhatThePolicyOfItsAuthorsSaysWeDo) {
  Document document =
      testing::MakeDocument("We check each lamp before it is used.\nWe believe in good lamps.");
  document.metadata.title = "Lamp Policy";
  EXPECT_EQ(testing::Extract(document).measures.size(), 1u);
  document.metadata.title = "Lamps of the Port";
  EXPECT_TRUE(testing::Extract(document).measures.empty());
}

TEST(AddresseeTest, WhoeverDoesSo) {
  EXPECT_EQ(Measures("Those who wish to sail must sign the log."),
            (Strings{"obligation [Those who wish to sail] Those who wish to sail must sign the log"}));
  EXPECT_EQ(Measures("State government should keep a log."),
            (Strings{"recommendation [State government] State government should keep a log"}));
}

TEST(AddresseeTest, AcronymThatIsToldToActElsewhere) {
  EXPECT_EQ(Measures("PLA shall keep a list.\nThe lamps shall be checked by PLA.").back(),
            "obligation [PLA] The lamps shall be checked by PLA");
  EXPECT_EQ(Measures("The lamps shall be checked by PLA."),
            (Strings{"obligation The lamps shall be checked by PLA"}));
}

TEST(AddresseeTest, AgentWithAWordInBrackets) {
  EXPECT_EQ(
      Measures("Each lamp shall be checked by a lamp (review) committee."),
      (Strings{
          "obligation [a lamp (review) committee] Each lamp shall be checked by a lamp (review) committee"}));
}

TEST(AddresseeTest, OwnerOfTheDutyComesBeforeWhoWasNamed) {
  EXPECT_EQ(
      Measures(
          "The Minister shall keep the duties of the Board. The duties of the Board shall be to light lamps.")
          .back(),
      "obligation [the Board] The duties of the Board shall be to light lamps");
}

TEST(ClauseInMeasureTest, PhrasesWithAsThatAreNoClause) {
  EXPECT_EQ(Measures("Port users and the town as a whole should be heard."),
            (Strings{"recommendation Port users and the town as a whole should be heard"}));
  EXPECT_EQ(Measures("The Board, as well as the Minister, shall keep a log."),
            (Strings{"obligation [The Board] The Board, as well as the Minister, shall keep a log"}));
}

TEST(ClauseInMeasureTest, TreatedInAManner) {
  EXPECT_EQ(Measures("Keys shall be treated in accordance with the rules of the port."),
            (Strings{"obligation Keys shall be treated in accordance with the rules of the port"}));
  EXPECT_EQ(Measures("A raft shall be treated as a boat."), (Strings{}));
}

TEST(ClauseInMeasureTest, WhatIsToBeDone) {
  EXPECT_EQ(Measures("All boatmen are to report to the tower."),
            (Strings{"recommendation All boatmen are to report to the tower"}));
  EXPECT_EQ(Measures("The lamp is to be lit at dusk."),
            (Strings{"recommendation The lamp is to be lit at dusk"}));
  EXPECT_EQ(Measures("The aim is to be heard."), (Strings{}));
  EXPECT_EQ(Measures("The plan is to be the best port."), (Strings{}));
  EXPECT_EQ(Measures("The lamps for which logs are to be kept are old."), (Strings{}));
}

TEST(ClauseInMeasureTest, DutiesByTheirNoun) {
  EXPECT_EQ(Measures("The Board is accountable for the ferry."),
            (Strings{"obligation [The Board] The Board is accountable for the ferry"}));
  EXPECT_EQ(Measures("The lamp crew has responsibility for mending the oars."),
            (Strings{"obligation [The lamp crew] The lamp crew has responsibility for mending the oars"}));
  EXPECT_EQ(Measures("It is mandatory to log each visit."),
            (Strings{"obligation It is mandatory to log each visit"}));
  EXPECT_EQ(Measures("It's important to test the oars."),
            (Strings{"recommendation It's important to test the oars"}));
}

TEST(PerformativeTest, SecondVerbOfTheSameSubject) {
  EXPECT_EQ(Measures("We welcome the report on ferries and call on governments to read it."),
            (Strings{"recommendation [governments] call on governments to read it"}));
  EXPECT_EQ(Measures("Calls upon governments to light the piers and urges the Board to pay for it;"),
            (Strings{"recommendation [governments] Calls upon governments to light the piers",
                     "recommendation [the Board] urges the Board to pay for it"}));
  EXPECT_EQ(Measures("The Council welcomes the report and invites governments to read it."),
            (Strings{"encouragement [governments] invites governments to read it"}));
  EXPECT_EQ(Measures("The paper tells of ferries and invites readers to sail."), (Strings{}));
}

TEST(PerformativeTest, PluralSubject) {
  EXPECT_EQ(Measures("The governments call on industry to mend the ferries."),
            (Strings{"recommendation [industry] The governments call on industry to mend the ferries"}));
}

TEST(PerformativeTest, WhatIsAskedForInTheSubjunctive) {
  EXPECT_EQ(Measures("Also requests that the Minister keep a register of piers;"),
            (Strings{"recommendation [the Minister] the Minister keep a register of piers"}));
  EXPECT_EQ(Measures("Notes that the Minister keeps a register of piers;"), (Strings{}));
}

TEST(PerformativeTest, ConditionBehindTheAddressee) {
  EXPECT_EQ(
      Measures("Encourages governments, where possible, to light the piers;"),
      (Strings{"encouragement [governments] Encourages governments, where possible, to light the piers"}));
}

TEST(CommissiveTest, SubjectThatStandsAbove) {
  EXPECT_EQ(Measures("Decides to convene a meeting on ferries;"),
            (Strings{"obligation Decides to convene a meeting on ferries"}));
  EXPECT_EQ(Measures("Reaffirms its commitment to keep the sea clean;"),
            (Strings{"commitment Reaffirms its commitment to keep the sea clean"}));
  EXPECT_EQ(Measures("Resolves to remain in the port;"), (Strings{}));
  EXPECT_EQ(
      Measures("Where the Board, in a review, decides to keep a lamp, owners must pay."),
      (Strings{"obligation [owners] Where the Board, in a review, decides to keep a lamp, owners must pay"}));
}

TEST(CommissiveTest, DeterminationOfUs) {
  EXPECT_EQ(Measures("We are determined to keep the sea clean."),
            (Strings{"commitment [We] We are determined to keep the sea clean"}));
  EXPECT_EQ(Measures("We reaffirm our commitment to keep the sea clean."),
            (Strings{"commitment [We] We reaffirm our commitment to keep the sea clean"}));
  EXPECT_EQ(Measures("We reaffirm our commitment to peace at sea."), (Strings{}));
}

TEST(ImperativeTest, VerbThatIsANounBehindAFrontedAdverbial) {
  EXPECT_EQ(Measures("If you find a leak, stop the ferry and report it to the tower."),
            (Strings{"recommendation If you find a leak, stop the ferry",
                     "recommendation report it to the tower"}));
  EXPECT_EQ(Measures("Before sailing, check your lamps."),
            (Strings{"recommendation Before sailing, check your lamps"}));
  EXPECT_EQ(Measures("Before sailing, stop the clock is a game."), (Strings{}));
}

TEST(ImperativeTest, SmallVerbBehindALabel) {
  EXPECT_EQ(Measures("Lamp care: submit worn wicks to the tower."),
            (Strings{"recommendation submit worn wicks to the tower"}));
  EXPECT_EQ(Measures("Example: submit worn wicks to the tower."), (Strings{}));
}

TEST(ClauseInMeasureTest, LabelAndDash) {
  EXPECT_EQ(Measures("Lamp care \u2013 Owners must clean the glass."),
            (Strings{"obligation [Owners] Owners must clean the glass"}));
}

TEST(MeasureRuleTest, PowersOfAPublicBody) {
  EXPECT_EQ(Measures("The port authority shall keep a log. The port authority can impose a fine.").back(),
            "permission [The port authority] The port authority can impose a fine");
  EXPECT_EQ(Measures("The port authority can use lamps. A sailor can impose a fine."), (Strings{}));
}

TEST(MeasureRuleTest, WhatAnAgentWillLookTo) {
  EXPECT_EQ(Measures("The government will look to reuse old lamps."),
            (Strings{"commitment [The government] The government will look to reuse old lamps"}));
  EXPECT_EQ(Measures("The government will look old."), (Strings{}));
}

TEST(AddresseeTest, AssemblyIsNoAdverb) {
  EXPECT_EQ(Measures("The functions of the Assembly shall be:\n(a) to elect a clerk;\n(b) to read reports.")
                .front()
                .substr(0, 25),
            "obligation [the Assembly]");
}

TEST(AddresseeTest, EachOfThoseWhoAreToldToAct) {
  EXPECT_EQ(Measures("The Board shall name a lamp team. Each lamp team must keep a log.").back(),
            "obligation Each lamp team must keep a log");
  EXPECT_EQ(Measures("The Board shall write a report. Each report shall be short.").back(),
            "obligation [The Board] Each report shall be short");
}

TEST(AddresseeTest, TasksOfABody) {
  EXPECT_EQ(Measures("The tasks of the Board are to keep the log."),
            (Strings{"obligation [the Board] The tasks of the Board are to keep the log"}));
  EXPECT_EQ(Measures("The mission of the Board is to keep the port safe."), (Strings{}));
  EXPECT_EQ(Measures("The tasks of the lamp are to shine."), (Strings{}));
}

TEST(ImperativeTest, BehindFollowing) {
  EXPECT_EQ(Measures("Following a storm, inspect all piers."),
            (Strings{"recommendation Following a storm, inspect all piers"}));
}

// What the text below a heading of definitions asks for.
Strings BelowDefinitions(std::string_view heading) {
  Document document = testing::MakeDocument(std::string(heading) + "\nOperators shall keep a log.");
  document.sections[0].kind = SectionKind::kDefinition;
  document.sections[0].heading = document.blocks[0].span;
  Strings out;
  for (const Measure& measure : testing::Extract(document).measures)
    out.emplace_back(document.TextOf(measure.span));
  return out;
}

TEST(MeasureRuleTest, HeadingsOfDefinitionsThatNameRulesToo) {
  EXPECT_EQ(BelowDefinitions("Definitions"), (Strings{}));
  EXPECT_EQ(BelowDefinitions("Definitions of duties"), (Strings{"Operators shall keep a log"}));
  EXPECT_EQ(BelowDefinitions("Subject matter, scope and definitions"),
            (Strings{"Operators shall keep a log"}));
  EXPECT_EQ(BelowDefinitions("Definitions of dusty lamps"), (Strings{}));
}

TEST(ClauseInMeasureTest, WhatHasBeenAskedBefore) {
  EXPECT_EQ(Measures("The log is open to any boat which has been invited by the Board to enter."),
            (Strings{}));
}

TEST(ImperativeTest, NounThatIsAVerbBesideAPlainImperative) {
  EXPECT_EQ(Measures("Submit the log each week. Report leaks to the tower within a day."),
            (Strings{"recommendation Submit the log each week",
                     "recommendation Report leaks to the tower within a day"}));
  EXPECT_EQ(Measures("The log is old. Report leaks to the tower within a day."), (Strings{}));
  EXPECT_EQ(Measures("Submit the log each week. Report forms are kept in the tower."),
            (Strings{"recommendation Submit the log each week"}));
}

TEST(MeasureRuleTest, RemarksAndReadingsAskForNothing) {
  for (const std::string_view text :
       {"Note that not all lamps hold oil.", "Find the lamps in alphabetical order below.",
        "The list should not be regarded as a full picture.", "A mark should not be interpreted as praise.",
        "The form of the lamps should be as follows.", "Funds shall be available only if the Board says so.",
        "The sum shall be equal to the price.", "The power shall continue in effect through 2031."}) {
    EXPECT_EQ(Measures(text), (Strings{})) << text;
  }
}

TEST(MeasureRuleTest, ExceptThatOpensAClause) {
  EXPECT_EQ(Measures("The port bans no boats, except that owners should moor them."),
            (Strings{"recommendation [owners] owners should moor them"}));
  EXPECT_EQ(Measures("The Board shall publish its plan, except that it may withhold names."),
            (Strings{"obligation [The Board] The Board shall publish its plan",
                     "permission [The Board] it may withhold names"}));
}

TEST(MeasureRuleTest, NounsInARowAreNoVerbs) {
  EXPECT_EQ(Measures("Providers shall ensure such protection and care as is needed for the crew."),
            (Strings{"obligation [Providers] Providers shall ensure such protection and care as is needed "
                     "for the crew"}));
  EXPECT_EQ(
      Measures(
          "The regulator may grant leave where the sale, supply, transfer or export of the oil is urgent.")
          .size(),
      1U);
}

TEST(MeasureRuleTest, TitlesQualificationsAndPurposesOfMoneyAskForNothing) {
  for (const std::string_view text :
       {"See Ten Lamps We Must Light, a report.", "2 shall have current experience with lamps.",
        "Of the amount, 3,000 dollars shall be for the lamps of the port.",
        "The provisions of this act are hereby declared to be severable.",
        "When not to design, build, or light.", "Scope: Buy and Build."}) {
    EXPECT_EQ(Measures(text), (Strings{})) << text;
  }
  EXPECT_EQ(Measures("The Act is amended by adding: \u2018\u2018The Board shall light lamps.\u2019\u2019"),
            (Strings{}));
  EXPECT_EQ(Measures("The Board shall have the lamps lit.").size(), 1U);
}

// A word that no list has is no "please", and what is told of the past or of theory asks for nothing.
TEST(MeasureRuleTest, UnknownWordsAndToldPastAskForNothing) {
  EXPECT_EQ(Measures("Glimpfs do not understand the meaning of bells."), (Strings{}));
  EXPECT_EQ(Measures("2 Identify and mend weak lamps."),
            (Strings{"recommendation 2 Identify and mend weak lamps"}));
  EXPECT_EQ(Measures("Please do not open the gate at night."),
            (Strings{"recommendation not Please do not open the gate at night"}));
  EXPECT_EQ(Measures("Next, we consulted friends to suggest lamps we should mend."), (Strings{}));
  EXPECT_EQ(Measures("We therefore resolved that the ideal frame took two lamps."), (Strings{}));
  EXPECT_EQ(Measures("In theory, such lamps should last for years."), (Strings{}));
}

TEST(MeasureRuleTest, NeedsThatAThingIsIntendedToMeetAreAims) {
  EXPECT_EQ(
      Measures("The scheme is intended to meet the following needs:\n- Allow old lamps to be lit.\n- Support "
               "the making of new lamps."),
      (Strings{}));
}

TEST(MeasureRuleTest, AdverbsOfOneVerbStayTogether) {
  EXPECT_EQ(Measures("Keepers shall set up a way to independently and continually test the lamps."),
            (Strings{"obligation [Keepers] Keepers shall set up a way to independently and continually test "
                     "the lamps"}));
}

TEST(MeasureRuleTest, APredicateWithoutDoerTakesNoneFromTheSentenceBefore) {
  EXPECT_EQ(Measures("Keepers shall weigh the wicks. The glass shall be thin, and must burn well."),
            (Strings{"obligation [Keepers] Keepers shall weigh the wicks",
                     "obligation The glass shall be thin", "obligation must burn well"}));
  EXPECT_EQ(Measures("Keepers shall weigh the wicks and must note each weight."),
            (Strings{"obligation [Keepers] Keepers shall weigh the wicks",
                     "obligation [Keepers] must note each weight"}));
}

TEST(MeasureRuleTest, WithinAConditionAndJoinsItsOwnWords) {
  EXPECT_EQ(
      Measures("Where the toll is higher than what was agreed by the owner and the pilot on that day, the "
               "keeper shall lower it."),
      (Strings{"obligation [the keeper] Where the toll is higher than what was agreed by the owner and "
               "the pilot on that day, the keeper shall lower it"}));
}

TEST(MeasureRuleTest, WhatNoRuleIsReadToAskForIsNotAsked) {
  EXPECT_EQ(
      Measures("In no case shall this rule be construed so as to impose on a port the duty:\n- to light "
               "lamps by day;\n- to sell its oil."),
      (Strings{}));
}

TEST(MeasureRuleTest, AReportThatInvitesItsReadersAsksNothing) {
  EXPECT_EQ(Measures("Lamps were counted twice. For the newest figures, visit our website."), (Strings{}));
  EXPECT_EQ(Measures("Lamps were counted twice. Use this form to send remarks."), (Strings{}));
}

TEST(MeasureRuleTest, APlaceToLookAtIsNoSecondDuty) {
  EXPECT_EQ(Measures("Providers shall report losses, see Article 7 of the Act."),
            (Strings{"obligation [Providers] Providers shall report losses, see Article 7 of the Act"}));
}

}  // namespace
}  // namespace concord
