// How the words of a topic are read. Each device has a store in which it alone finds a paragraph.
#include "query/topics/wordings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "query/topics/topic.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

class Wordings : public ::testing::Test {
 protected:
  void Add(const std::string& key, const std::string& text, const std::string& heading = "") {
    graph_.Document(key, key + "@1", heading + "\n" + text);
    graph_.Section(key + "@1:1", key + "@1", "1", heading, text);
  }
  void Synonyms(const std::string& rows) {
    graph_.Node("datasets/topic_synonyms.tsv", {"Dataset"});
    graph_.batch().blobs.push_back(
        {"datasets/topic_synonyms.tsv", "bytes", "# words\nrelation\tterms\n" + rows});
  }
  // Keys of the documents that are on it.
  std::set<std::string> Found(std::string_view text, TopicOptions options = {}) {
    std::set<std::string> found;
    const Snapshot& snapshot = graph_.Take();
    const auto topic = TopicFinder(snapshot, options).Find(text);
    if (!topic) {
      EXPECT_EQ(topic.error().code, ErrorCode::kNotFound) << topic.error().ToString();
      return found;
    }
    wordings_ = topic->wordings;
    Places places(snapshot);
    for (const Passage& passage : topic->found) found.insert((*places.Of(passage.section))->document_key);
    return found;
  }
  using Keys = std::set<std::string>;
  TinyGraph graph_;
  std::vector<Wording> wordings_;
};

TEST_F(Wordings, AnAcronymThatATextDefinesStandsForItsWords) {
  Add("defined", "Quiet aquatic heron counters (QAHC) are new.");
  Add("letters", "Each QAHC shall be sealed.");
  Add("other", "Each qahcs net shall be sealed.");
  EXPECT_EQ(Found("aquatic heron counters"), (Keys{"defined", "letters", "other"}))
      << "the letters are nothing else";
  EXPECT_EQ(Found("heron counters"), (Keys{"defined", "letters", "other"})) << "half of the long form";
  EXPECT_EQ(Found("counters"), Keys{"defined"}) << "one word of four is another thing";
  ASSERT_FALSE(wordings_.empty());
  EXPECT_EQ(Found("QAHC"), (Keys{"defined", "letters", "other"}));
}

TEST_F(Wordings, AnAcronymThatIsAWordIsLookedForInItsLetters) {
  Add("defined", "Lethal autonomous weapon systems (LAWS) are discussed.");
  Add("letters", "States met about LAWS in spring.");
  Add("word", "The laws of the land hold. All laws do. Some laws are old. Other laws are new.");
  Add("shouting", "AN ACT TO AMEND THE CIVIL RIGHTS LAWS OF THE STATE");
  EXPECT_EQ(Found("autonomous weapons"), (Keys{"defined", "letters"}));
  EXPECT_EQ(Found("LAWS"), (Keys{"defined", "letters"}));
  EXPECT_EQ(Found("laws"), (Keys{"defined", "letters", "shouting", "word"}));
}

TEST_F(Wordings, LongFormsStandForAnAcronym) {
  Add("defined", "The National Eel Register (NER) is open.");
  Add("long", "A national eel register is kept.");
  Add("slip", "The Northern Egg Road (NER) is closed.");
  for (int i = 0; i < 6; ++i) Add("again" + std::to_string(i), "See the National Eel Register (NER).");
  const Keys found = Found("NER");
  EXPECT_TRUE(found.contains("long"));
  EXPECT_TRUE(std::ranges::any_of(wordings_, [](const Wording& w) { return w.source == "long form"; }));
  EXPECT_TRUE(std::ranges::none_of(wordings_, [](const Wording& w) {
    return w.text.starts_with("Northern");
  })) << "one definition of eight is a slip";
}

TEST_F(Wordings, CompoundsAreOneWordOrTwo) {
  Add("one", "A deepfake harms.");
  Add("two", "A deep fake harms.");
  Add("hyphen", "A deep-fake harms.");
  Add("apart", "A deep lake has no fake fish.");
  EXPECT_EQ(Found("deepfakes"), (Keys{"hyphen", "one", "two"}));
  EXPECT_EQ(Found("deep-fakes").contains("one"), true);
  TopicOptions plain;
  plain.wordings.expand = false;
  EXPECT_EQ(Found("deepfakes", plain), Keys{"one"});
}

TEST_F(Wordings, SpellingIsBritishOrAmerican) {
  Add("british", "The defence of labour counts.");
  Add("american", "The defense of labor counts.");
  for (const char* question : {"defence", "defense", "labour", "labor"})
    EXPECT_EQ(Found(question), (Keys{"american", "british"})) << question;
  const auto others = OtherSpellings("organising");
  EXPECT_TRUE(std::ranges::count(others, "organizing"));
  EXPECT_TRUE(std::ranges::count(OtherSpellings("catalog"), "catalogue"));
  EXPECT_TRUE(OtherSpellings("our").empty());
}

TEST_F(Wordings, ANounAmongSeveralWordsIsItsVerbToo) {
  Add("noun", "The settlement of disputes is open.");
  Add("verb", "Any dispute that is not settled in May is referred.");
  EXPECT_EQ(Found("settlement of disputes"), (Keys{"noun", "verb"}));
  EXPECT_EQ(Found("settlement"), Keys{"noun"}) << "alone it is another thing";
}

TEST_F(Wordings, SynonymsAreRowsOfATable) {
  Synonyms("same\teel trap;fyke net;FYK\nnarrower\tgear;fyke net;pot\n");
  Add("trap", "An eel trap is set.");
  Add("fyke", "A fyke net is set.");
  Add("pot", "A pot is set.");
  Add("gear", "All gear is set.");
  Add("apart", "A net stands by a fyke that is old.");
  EXPECT_EQ(Found("eel traps"), (Keys{"fyke", "trap"}));
  EXPECT_EQ(Found("fyke nets"), (Keys{"apart", "fyke", "trap"})) << "asked words need not touch, synonyms do";
  EXPECT_EQ(Found("gear"), (Keys{"fyke", "gear", "pot", "trap"})) << "a narrower term has other names";
  EXPECT_EQ(Found("pot"), Keys{"pot"}) << "narrower goes one way";
  TopicOptions less;
  less.wordings.drop = {"Fyke net"};
  EXPECT_EQ(Found("eel traps", less), Keys{"trap"});
  TopicOptions more;
  more.wordings.add = {"pot"};
  EXPECT_EQ(Found("eel traps", more), (Keys{"fyke", "pot", "trap"}));
  EXPECT_EQ(Found("\"eel trap\""), Keys{"trap"}) << "what stands in marks is meant as it stands";
}

TEST_F(Wordings, TheAnswerSaysWhatEachWordingFinds) {
  Synonyms("same\teel trap;fyke net;wicker pot\n");
  Add("trap", "An eel trap is set.\nAn eel trap, or fyke net, is set.");
  Add("fyke", "A fyke net is set.");
  Found("eel traps");
  ASSERT_EQ(wordings_.size(), 2U) << "nobody says wicker pot";
  EXPECT_EQ(wordings_[0].source, "asked");
  EXPECT_EQ(wordings_[0].passages, 2U);
  EXPECT_EQ(wordings_[1].text, "fyke net");
  EXPECT_EQ(wordings_[1].of, "eel traps");
  EXPECT_EQ(wordings_[1].passages, 1U) << "more than the asked words do";
}

TEST_F(Wordings, TwoWordsStandNearOneAnother) {
  std::string filling;
  for (int i = 0; i < 30; ++i) filling += " heron";
  Add("phrase", "Export controls hold.");
  Add("turned", "The control of any export holds.");
  Add("far", "Exports of eels are old;" + filling + " and controls are new.");
  Add("heading", "Everything holds.", "Export controls");
  Add("half", "Controls hold.", "Exports");
  EXPECT_EQ(Found("export controls"), (Keys{"heading", "phrase", "turned"}));
  TopicOptions wide;
  wide.window = 0;
  EXPECT_EQ(Found("export controls", wide), (Keys{"far", "half", "heading", "phrase", "turned"}));
  TopicOptions narrow;
  narrow.window = 2;
  EXPECT_EQ(Found("export controls", narrow), (Keys{"heading", "phrase", "turned"}))
      << "function words do not count";
}

TEST_F(Wordings, AnAdjectiveStandsBeforeItsNoun) {
  Add("plain", "Technical standards are kept.");
  Add("between", "Technical and nautical standards are kept.");
  Add("behind", "The standards of the harbour are technical by nature.");
  Add("far", "A technical drawing of each boat shows the old standards.");
  Add("heading", "Boats are counted.", "Technical standards");
  EXPECT_EQ(Found("technical standards"), (Keys{"plain", "between", "heading"}));
  EXPECT_EQ(Found("standards of the technical harbour").count("behind"), 1U) << "more words, wider window";
}

TEST_F(Wordings, AnAdjectiveDoesNotReachOverTheEndOfItsOwnNoun) {
  Add("other", "Technical drawings, standards and nets are kept.");
  Add("listed", "Technical, nautical standards are kept.");
  EXPECT_EQ(Found("technical standards"), Keys{"listed"});
}

TEST_F(Wordings, ANounWithAPrepositionIsAThing) {
  Add("asked", "Access to justice is granted.");
  Add("between", "Access to swift and cheap justice is granted.");
  Add("apart", "The administration of justice keeps records, to which clerks have access.");
  Add("turned", "Justice in the harbour rests on the good access of boats.");
  EXPECT_EQ(Found("access to justice"), (Keys{"asked", "between"}));
}

TEST_F(Wordings, AWordDoesNotCountInTermsWhereItMeansSomethingElse) {
  Synonyms("same\teel trap;ET\nother\tET phone;eel trap song\n");
  Add("letters", "Each ET is sealed.");
  Add("phone", "Each ET phone is sealed.");
  Add("both", "An ET phone hangs by each ET.");
  EXPECT_EQ(Found("eel trap"), (Keys{"letters", "both"}));
  EXPECT_EQ(Found("ET phone"), (Keys{"phone", "both"})) << "whoever asks for the term itself gets it";
}

TEST_F(Wordings, AParticipleIsNotTheVerbThatSharesItsStem) {
  Add("participle", "Aid goes to developing countries.");
  Add("verb", "The union develops countries and ports.");
  Add("noun", "The full development of a country takes time.");
  EXPECT_EQ(Found("developing countries"), Keys{"participle"});
  EXPECT_EQ(Found("development of countries"), (Keys{"participle", "verb", "noun"})) << "a noun is loose";
}

TEST_F(Wordings, TheNamesOfANarrowerTermAreSearchedToo) {
  Add("letters", "KTZ is banned.");
  Add("words", "Karp and tench zones are banned.");
  Synonyms("narrower\tfish reserves;KTZ\nsame\tkarp and tench zones;KTZ\n");
  Add("asked", "Fish reserves are open.");
  EXPECT_EQ(Found("fish reserves"), (Keys{"asked", "letters", "words"}));
}

TEST_F(Wordings, TwoWordsThatBecomeTheStemOfOneAreNoCompound) {
  Add("both", "International standards are kept.");
  Add("one", "International waters are wide.");
  EXPECT_EQ(Found("international standards"), Keys{"both"});
}

TEST_F(Wordings, AQualifiedNounIsNoOtherWordOfItsStem) {
  Add("plural", "Diplomatic relations were broken off.");
  Add("singular", "A close diplomatic relation is kept.");
  Add("verb", "Diplomatic efforts related to lakes go on.");
  Add("name", "The International Organization for Standardization meets.");
  Add("standard", "An international nautical standard is kept.");
  EXPECT_EQ(Found("diplomatic relations"), (Keys{"plural", "singular"}));
  EXPECT_EQ(Found("international standards"), Keys{"standard"});
  Add("policy", "Foreign and public policies differ.");
  EXPECT_EQ(Found("public policy"), Keys{"policy"});
}

}  // namespace
}  // namespace concord
