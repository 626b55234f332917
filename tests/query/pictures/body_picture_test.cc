// Pictures of bodies: what they show is in the answer, and every body has a place.
#include "query/pictures/body_picture.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

size_t CountOf(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

TEST(BodyPicture, SilentBodiesHaveRowsThatSaySo) {
  Answer answer;
  answer.arguments.Set("topic", "lamps & oil");
  for (const char* name : {"forum", "name", "issued", "named_in", "state"})
    answer.columns.push_back({name, "", false});
  answer.rows.push_back({{"fen", "Fen Council", int64_t{3}, int64_t{1}, "issued"}, {}});
  answer.rows.push_back({{"eel", Value(), int64_t{0}, int64_t{0}, "no text"}, {}});
  const std::string svg = DrawBodies(answer);
  EXPECT_EQ(CountOf(svg, "3 documents issued by Fen Council"), 1U);
  EXPECT_EQ(CountOf(svg, "1 document naming Fen Council"), 1U);
  EXPECT_EQ(CountOf(svg, ">eel<"), 1U) << "a body without a name by its key";
  EXPECT_EQ(CountOf(svg, ">no text<"), 1U);
  EXPECT_EQ(CountOf(svg, "lamps &amp; oil"), 2U) << "title and heading";
}

TEST(BodyPicture, NeighboursAreJoinedAndOthersStandAlone) {
  Answer answer;
  for (const char* name : {"forum", "name", "community", "topics"})
    answer.columns.push_back({name, "", false});
  for (const char* key : {"fen", "eel", "owl"})
    answer.rows.push_back({{key, Value(), int64_t{key[0] == 'o' ? 2 : 1}, int64_t{2}}, {}});
  answer.arguments.Set("pairs", List{PropertyMap{{"a", "fen"}, {"b", "eel"}, {"share", 0.5}},
                                     PropertyMap{{"a", "fen"}, {"b", "not shown"}, {"share", 0.5}}});
  const std::string svg = DrawNeighbours(answer);
  EXPECT_EQ(CountOf(svg, "<line "), 1U);
  EXPECT_EQ(CountOf(svg, "<circle "), 3U);
  EXPECT_EQ(CountOf(svg, ">owl (2)<"), 1U);
  EXPECT_EQ(CountOf(svg, "fen: 2 topics, community 1"), 1U);
}

TEST(BodyPicture, EmptyAnswersAreDrawnToo) {
  EXPECT_NE(DrawBodies(Answer()).find("nobody"), std::string::npos);
  EXPECT_NE(DrawNeighbours(Answer()).find("No forum"), std::string::npos);
}

}  // namespace
}  // namespace concord
