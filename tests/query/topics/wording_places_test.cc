#include "query/topics/wording_places.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

std::vector<std::string> Texts(const std::string& text, const std::vector<TextSpan>& spans) {
  std::vector<std::string> texts;
  for (const TextSpan& span : spans) texts.push_back(text.substr(span.start, span.end - span.start));
  return texts;
}

using Strings = std::vector<std::string>;

TEST(WordingPlaces, TheShortestStretchWithMostOfTheWords) {
  const std::vector<Wording> wordings = {{"drone marking", "drone marking", "asked"}};
  WordingPlaces places(wordings);
  std::string far;
  for (int i = 0; i < 60; ++i) far += " lamp" + std::to_string(i);
  const std::string text = "Marking of boats is old." + far + " A drone and a marked drone are safe.";
  EXPECT_EQ(Texts(text, places.Densest(text)), Strings{"marked drone"});
  EXPECT_EQ(Texts("a drone", places.Densest("a drone")), Strings{"drone"}) << "as many as there are";
  EXPECT_TRUE(places.Densest("nothing here").empty());
  EXPECT_TRUE(places.Densest("").empty());
}

TEST(WordingPlaces, OtherWordingsStandForTheWordsThatTheyReplace) {
  const std::vector<Wording> wordings = {{"drone marking", "drone marking", "asked"},
                                         {"UAS tags", "drone marking", "synonym"},
                                         {"UAV", "drone", "acronym"}};
  WordingPlaces places(wordings);
  const std::string text = "Some marking exists. UAS tags are kept. The UAV marking too. The uav is a word.";
  EXPECT_EQ(Texts(text, places.Densest(text)), (Strings{"UAS tags", "UAV marking"}));
  EXPECT_EQ(Texts(text, places.In(text)), (Strings{"marking", "UAS tags", "UAV", "marking"}));
}

TEST(WordingPlaces, EachOperandIsFoundForItself) {
  const std::vector<Wording> wordings = {{"drone", "drone", "asked"}, {"eel net", "eel net", "asked"}};
  WordingPlaces places(wordings);
  const std::string text = "An eel. A drone. An eel net.";
  EXPECT_EQ(Texts(text, places.Densest(text)), (Strings{"drone", "eel net"}));
}

}  // namespace
}  // namespace concord
