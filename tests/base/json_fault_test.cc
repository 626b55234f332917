#include "base/json_fault.h"

#include <gtest/gtest.h>

#include <array>

namespace concord {
namespace {

TEST(JsonFaultTest, NamesTheFieldThatIsMeantOrAllThatThereAre) {
  const std::array<std::string, 2> known = {"title", "date"};
  EXPECT_EQ(UnknownField("titel", "a document", known),
            "unknown field \"titel\" of a document; did you mean \"title\"?");
  EXPECT_EQ(UnknownField("colour", "a document", known),
            "unknown field \"colour\" of a document; its fields are title, date");
}

TEST(JsonFaultTest, MakesAClauseOfTheParsersSentence) {
  EXPECT_EQ(JsonFault("Missing a name for object member."),
            "not valid JSON: missing a name for object member");
  EXPECT_EQ(JsonFault(""), "not valid JSON: ");
}

}  // namespace
}  // namespace concord
