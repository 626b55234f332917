// Roles with their modifiers, organisations by their head word, states.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/extraction.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;
using testing::Actors;

TEST(ActorRoleTest, ModifiersBelongToTheRole) {
  EXPECT_EQ(Actors("The AI developers left."), (Strings{"AI developers"}));
  EXPECT_EQ(Actors("It is for national competent authorities."), (Strings{"national competent authorities"}));
  EXPECT_EQ(Actors("They met other relevant stakeholders."), (Strings{"other relevant stakeholders"}));
}

TEST(ActorRoleTest, WhatTheyAreOfBelongsToSome) {
  EXPECT_EQ(Actors("The providers of large bridges left."), (Strings{"providers of large bridges"}));
  EXPECT_EQ(Actors("The organizations developing new bridges left."),
            (Strings{"organizations developing new bridges"}));
}

TEST(ActorRoleTest, VerbsAreNoModifiers) {
  EXPECT_EQ(Actors("They ensure users leave."), (Strings{"users"}));
}

TEST(ActorRoleTest, ModifiersThatLookLikeRoles) {
  EXPECT_EQ(Actors("Individual rights matter."), (Strings{}));
  EXPECT_EQ(Actors("It is the state of the art."), (Strings{}));
}

TEST(ActorRoleTest, FirstPersonNamesNobody) { EXPECT_EQ(Actors("We like our work."), (Strings{})); }

TEST(ActorOrganisationTest, HeadWordAndWhatFollows) {
  EXPECT_EQ(Actors("The Bureau of Bridges and Tunnels left."), (Strings{"Bureau of Bridges and Tunnels"}));
  EXPECT_EQ(Actors("The Director of the Office of Rivers left."),
            (Strings{"Director of the Office of Rivers"}));
  EXPECT_EQ(Actors("The Bridge Safety Agency left."), (Strings{"Bridge Safety Agency"}));
}

TEST(ActorOrganisationTest, TwoOfThemAreTwo) {
  EXPECT_EQ(Actors("The Ministry of Rivers and the Bridge Agency left."),
            (Strings{"Ministry of Rivers", "Bridge Agency"}));
}

TEST(ActorOrganisationTest, DocumentsAreNone) {
  EXPECT_EQ(Actors("The Department of Rivers Authorization Act is old."), (Strings{}));
}

TEST(ActorOrganisationTest, AcronymThatActsIsSomebodyEverywhere) {
  EXPECT_EQ(testing::Actors(
                "PLA, in consultation with operators, shall keep a list.\nAsk PLA for the list. The PLA list "
                "is long."),
            (Strings{"PLA", "operators", "PLA"}));
  EXPECT_EQ(testing::Actors("XML must begin with a tag. Ask XML."), (Strings{}));
}

TEST(ActorOrganisationTest, AcronymThatIsToldToAct) {
  EXPECT_EQ(Actors("The BMA shall act."), (Strings{"BMA"}));
}

TEST(ActorStateTest, CountriesButNotTheirAdjectives) {
  EXPECT_EQ(Actors("It was signed by France and New Zealand."), (Strings{"France", "New Zealand"}));
  EXPECT_EQ(Actors("It is United States policy."), (Strings{}));
}

TEST(ActorRoleTest, SingularsNeedAnArticle) {
  EXPECT_EQ(Actors("They delegate authority to the authority."), (Strings{"authority"}));
  EXPECT_EQ(Actors("It bears on the safety of industry."), (Strings{"industry"}));
}

TEST(ActorRoleTest, InFrontOfANounTheySayWhatKindOfThing) {
  EXPECT_EQ(Actors("Log the user prompts and a service provider list."), (Strings{}));
  EXPECT_EQ(Actors("It helps the public and private sectors."), (Strings{}));
  EXPECT_EQ(Actors("The firm keeps an Entity List."), (Strings{"firm"}));
}

TEST(ActorRoleTest, WhatSaysWhichBelongsToThem) {
  EXPECT_EQ(Actors("Tell the persons concerned."), (Strings{"persons concerned"}));
  EXPECT_EQ(Actors("Help those affected by floods."), (Strings{"those affected by floods"}));
  EXPECT_EQ(Actors("Those used bridges are old."), (Strings{}));
  EXPECT_EQ(Actors("Ask experts in old bridges."), (Strings{"experts in old bridges"}));
  EXPECT_EQ(Actors("They met countries with economies in transition."),
            (Strings{"countries with economies"}));
}

TEST(ActorRoleTest, OneComplementForAllMakesThemOne) {
  EXPECT_EQ(Actors("They wrote to authorities and bodies of the province."),
            (Strings{"authorities and bodies of the province"}));
  EXPECT_EQ(Actors("They wrote to state and local governments."), (Strings{"state and local governments"}));
}

TEST(ActorRoleTest, RunInHeadingsSpeakOfNobody) {
  EXPECT_EQ(Actors("(2) Duties of providers.--The firm acts."), (Strings{"firm"}));
}

TEST(ActorOrganisationTest, ShortFormBelongsToTheName) {
  EXPECT_EQ(Actors("The Bridge Safety Agency (BSA) left."), (Strings{"Bridge Safety Agency (BSA)"}));
}

TEST(ActorStateTest, WhereIsNotWho) {
  EXPECT_EQ(Actors("The firms in New Zealand left for France."), (Strings{"firms", "France"}));
}

TEST(ActorStateTest, NumbersAndTitlesOfLawsHoldNoState) {
  EXPECT_EQ(Actors("See title 10, United States Code, and 22 U.S.C. 1701."), (Strings{}));
  EXPECT_EQ(Actors("It applies Colorado SB24-205."), (Strings{}));
}

TEST(ActorRoleTest, WhatSomebodyIsNamesNobodyElse) {
  EXPECT_EQ(Actors("The clerk is an adviser and will become the treasurer."), (Strings{"clerk"}));
  EXPECT_EQ(Actors("Ferrymen took part as observers, such as nurses."), (Strings{"nurses"}));
  EXPECT_EQ(Actors("There are farmers on the island."), (Strings{"farmers"}));
}

TEST(ActorRoleTest, PointingWordsSpeakOfWhoWasNamed) {
  EXPECT_EQ(Actors("A user of the mill must pay. It is the duty of such user."),
            (Strings{"user of the mill"}));
  EXPECT_EQ(Actors("Such user shall pay."), (Strings{"user"}));  // told to act, so somebody
}

TEST(ActorRoleTest, WhoeverIsToldToActIsNamedAgain) {
  EXPECT_EQ(Actors("The department of rivers left. The department shall report."),
            (Strings{"department of rivers", "department"}));
}

TEST(ActorRoleTest, VerbsWithTheSpellingOfARole) {
  EXPECT_EQ(Actors("The mayor shall delegate the work."), (Strings{"mayor"}));
}

TEST(ActorRoleTest, PowersAndThingsThatSoundLikeRoles) {
  EXPECT_EQ(Actors("It has rulemaking authority over celestial bodies."), (Strings{}));
  EXPECT_EQ(Actors("Write to the planning authority."), (Strings{"planning authority"}));
  EXPECT_EQ(Actors("It has the authority to inspect mills."), (Strings{}));
  EXPECT_EQ(Actors("An authority to which mills belong inspects them."), (Strings{"authority"}));
}

TEST(ActorRoleTest, WithTellsWhoTheyAreOrWhatTheyGet) {
  EXPECT_EQ(Actors("The bridge is closed to persons with heavy carts."),
            (Strings{"persons with heavy carts"}));
  EXPECT_EQ(Actors("They provide patients with leaflets."), (Strings{"patients"}));
}

TEST(ActorRoleTest, TheRightHandOfForMayBeANameOrAThing) {
  EXPECT_EQ(Actors("They apply to the department for a permit."), (Strings{"department"}));
}

TEST(ActorRoleTest, InitialsOfACountryBelongToTheRole) {
  EXPECT_EQ(Actors("A U.S. ferryman met a U.S. person."), (Strings{"U.S. person"}));
  EXPECT_EQ(Actors("It inspired United States industry and Federal agencies."),
            (Strings{"United States industry", "Federal agencies"}));
}

TEST(ActorRoleTest, ListsOfPluralsWithoutArticles) {
  EXPECT_EQ(Actors("They met with industry, governments, civil society, and staff."),
            (Strings{"industry", "governments", "civil society", "staff"}));
}

TEST(ActorRoleTest, ANameEndsWhereAVerbFollows) {
  EXPECT_EQ(Actors("It does what the Secretary of Rivers considers right."),
            (Strings{"Secretary of Rivers"}));
  EXPECT_EQ(Actors("In the Secretary of Rivers's opinion it is right."), (Strings{"Secretary of Rivers"}));
}

TEST(ActorOrganisationTest, TheHeadWordMayStandBehindAConjunction) {
  EXPECT_EQ(Actors("The Fishery and Navigation Council met."), (Strings{"Fishery and Navigation Council"}));
  EXPECT_EQ(Actors("The River Agency and Navigation Council met."),
            (Strings{"River Agency", "Navigation Council"}));
}

TEST(ActorOrganisationTest, UnderSecretariesAreOneName) {
  EXPECT_EQ(Actors("The Under Secretary for Rivers left."), (Strings{"Under Secretary for Rivers"}));
}

TEST(ActorRoleTest, ShortFormsOfTheSameSection) {
  EXPECT_EQ(Actors("The Board of Weirs met.\nIt follows the rules of the Board."),
            (Strings{"Board of Weirs"}));
  EXPECT_EQ(Actors("It warns the users. It respects the intent of the user."), (Strings{"users"}));
  // "by" may name whom a measure addresses, and so may the place in front of "shall".
  EXPECT_EQ(Actors("The Board of Weirs met.\nGates are set by the Board. The Board shall keep them."),
            (Strings{"Board of Weirs", "Board", "Board"}));
  EXPECT_EQ(Actors("The Board of Weirs met.\nIt follows the rules of the Council."),
            (Strings{"Board of Weirs", "Council"}));
}

TEST(ActorRoleTest, ShortFormsOfAnotherSectionAreNamed) {
  Document document = testing::MakeDocument("The Board of Weirs met.\nIt follows the rules of the Board.");
  document.sections.push_back(document.sections.front());
  document.blocks[1].section = 1;
  EXPECT_EQ(testing::Extract(document).actors.size(), 2u);
}

TEST(ActorRoleTest, NoticesOfThoseBodiesTellNobodyToAct) {
  EXPECT_EQ(Actors("Weir bodies met. Notices of those bodies should be kept."), (Strings{"Weir bodies"}));
  EXPECT_EQ(Actors("It binds an individual or firm, and such individual or firm the fen detains."),
            (Strings{"individual", "firm"}));
}

TEST(ActorRoleTest, HowManyIsNoPartOfThem) {
  EXPECT_EQ(Actors("It is for all coastal states."), (Strings{"coastal states"}));
}

TEST(ActorRoleTest, GenericWordsInPassingAreNobody) {
  EXPECT_EQ(Actors("It binds tenants, firms and entities, and the gates of organizations."),
            (Strings{"tenants", "firms"}));
  EXPECT_EQ(Actors("Nets are sold by entities, and every organization shall report."),
            (Strings{"entities", "organization"}));
  EXPECT_EQ(Actors("It helps ferry organizations."), (Strings{"ferry organizations"}));
}

TEST(ActorRoleTest, AdministrationOfSomethingIsATask) {
  EXPECT_EQ(Actors("It serves the administration of weirs."), (Strings{}));
}

TEST(ActorStateTest, TheHyphenMakesAnAdjective) {
  EXPECT_EQ(Actors("It bans Iceland-built barges."), (Strings{}));
}

TEST(ActorRoleTest, ListsOfSingularsShareTheirArticle) {
  EXPECT_EQ(Actors("It binds an individual, business, or agency."),
            (Strings{"individual", "business", "agency"}));
}

TEST(ActorRoleTest, PeopleAreSeldomOfSomething) {
  EXPECT_EQ(Actors("They studied the effect on workers of new machines and on residents of the fen."),
            (Strings{"workers", "residents of the fen"}));
}

TEST(ActorRoleTest, ThatInFrontOfPluralsIsNoArticle) {
  EXPECT_EQ(Actors("Given that tenants pay, they require that millers grind."), (Strings{"tenants"}));
}

TEST(ActorOrganisationTest, KnownNamesWithoutCapitalsAreStillRoles) {
  EXPECT_EQ(Actors("They write to the department of commerce."), (Strings{"department of commerce"}));
  EXPECT_EQ(Actors("They write to the Department of Commerce."), (Strings{"Department of Commerce"}));
}

TEST(ActorOrganisationTest, ItsPeopleAreNamedWithIt) {
  EXPECT_EQ(Actors("Officers met the Fen Drainage Agency officers."),
            (Strings{"Officers", "Fen Drainage Agency officers"}));
}

TEST(ActorStateTest, AcronymsInTheirLettersOnly) {
  EXPECT_EQ(Actors("Islands such as the UK and the US signed; let us go."), (Strings{"UK", "US"}));
}

TEST(ActorStateTest, AStateWithItsName) {
  EXPECT_EQ(Actors("It binds the State of Kansas."), (Strings{"State of Kansas"}));
}

TEST(ActorTest, NamesOfDocumentsSpeakOfNobody) {
  EXPECT_EQ(Actors("See the OECD Guidelines for Multinational Enterprises."), (Strings{}));
}

TEST(ActorTest, ForumsAreLeftToTheForums) { EXPECT_EQ(Actors("The Council of Europe met."), (Strings{})); }

TEST(ActorRoleTest, WordsJoinedByAnAmpersandOrInBrackets) {
  EXPECT_EQ(Actors("They heard R&D ethics (review) committees."),
            (Strings{"R&D ethics (review) committees"}));
  EXPECT_EQ(Actors("The chair of the R&D ethics (review) committee left."),
            (Strings{"chair of the R&D ethics (review) committee"}));
}

TEST(ActorOrganisationTest, AcronymInFrontOfAnotherNamesATitle) {
  EXPECT_EQ(Actors("Combine NIST QRX with the lamp list."), (Strings{}));
  EXPECT_EQ(Actors("NIST keeps the lamp list."), (Strings{"NIST"}));
}

TEST(ActorOrganisationTest, AcronymBehindThisIsAText) {
  EXPECT_EQ(Actors("This PLM shall be read. Lamps of this PLM are lit."), (Strings{}));
  EXPECT_EQ(Actors("PLM shall keep a log."), (Strings{"PLM"}));
}

TEST(ActorNameTest, CapitalsThatArePronounsInSmallLetters) {
  EXPECT_EQ(Actors("They asked the US Congress and the IT Department."),
            (Strings{"US Congress", "IT Department"}));
  EXPECT_EQ(Actors("They told us."), (Strings{}));
}

TEST(ActorNameTest, NumbersBehindAnAcronymMakeADesignator) {
  EXPECT_EQ(Actors("The Joint Lamp Board (JLB) shall meet.\nJLB 936 must be read."),
            (Strings{"Joint Lamp Board (JLB)"}));
}

TEST(ActorRoleTest, WordsThatEndOrOpenThem) {
  EXPECT_EQ(Actors("It asks that the Director of the Senate Bureau transmit copies of it."),
            (Strings{"Director of the Senate Bureau"}));
  EXPECT_EQ(Actors("It harms local and affected communities."), (Strings{"local and affected communities"}));
  EXPECT_EQ(Actors("They wrote the State of the Lamps report."), (Strings{}));
}

// A short form in capitals stands for the body that the document says, with or without parentheses, whatever
// the word means elsewhere.
TEST(ActorOrganisationTest, ShortFormsMeanTheBodyThatIsDefined) {
  EXPECT_EQ(testing::KeysOfActors("The Bell Safety Commission (in this Act called \"the Commission\") left. "
                                  "The Commission shall return."),
            (Strings{"Bell Safety Commission = new:bell-safety-commission",
                     "Commission = new:bell-safety-commission", "Commission = new:bell-safety-commission"}));
  EXPECT_EQ(testing::KeysOfActors(
                "The Council of Fen Towers, hereinafter referred to as \"CFT\", left. The CFT shall "
                "return."),
            (Strings{"Council of Fen Towers = role:government", "CFT = new:council-of-fen-towers",
                     "CFT = new:council-of-fen-towers"}));
  EXPECT_EQ(
      testing::KeysOfActors("The Centre for Rope Tests (the \"Centre\") left. The Centre shall return."),
      (Strings{"Centre for Rope Tests = new:centre-for-rope-tests", "Centre = new:centre-for-rope-tests"}));
  // Without a definition the word is any commission.
  EXPECT_EQ(testing::KeysOfActors("The Commission shall return."), (Strings{"Commission = role:government"}));
}

// An acronym that the table knows means the body that the document spells out, and the table's where that is
// it.
TEST(ActorOrganisationTest, DefinitionsBeatTheTable) {
  EXPECT_EQ(testing::KeysOfActors("The Fen Dredging Authority (FDA) left. The FDA shall return."),
            (Strings{"Fen Dredging Authority (FDA) = new:fen-dredging-authority",
                     "FDA = new:fen-dredging-authority"}));
  EXPECT_EQ(testing::KeysOfActors("The Food and Drug Administration (FDA) left. The FDA shall return."),
            (Strings{"Food and Drug Administration (FDA) = us-fda", "FDA = us-fda"}));
  EXPECT_EQ(testing::KeysOfActors("The Office of Port Safety (hereafter \"OPS\") left. OPS must return."),
            (Strings{"Office of Port Safety = new:office-of-port-safety", "OPS = new:office-of-port-safety",
                     "OPS = new:office-of-port-safety"}));
}

}  // namespace
}  // namespace concord
