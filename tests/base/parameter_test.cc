#include "base/parameter.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

using Strings = std::vector<std::string>;

TEST(ParameterTest, EachFrontEndSpellsItsOwnWay) {
  const std::string message = "give " PARAMETER("as-of") " or " PARAMETER("top");
  EXPECT_EQ(SpellParameters(message, Spelling::kTerminal), "give --as-of or --top");
  EXPECT_EQ(SpellParameters(message, Spelling::kHttp), "give as-of or top");
  EXPECT_EQ(SpellParameters(message, Spelling::kPython), "give as_of= or top=");
}

TEST(ParameterTest, NamesFromElsewhereAreMarkedAlike) {
  EXPECT_EQ(MarkParameter("as-of"), PARAMETER("as-of"));
}

TEST(ParameterTest, TextOfAUserStays) {
  const std::string message = "no document '--top (--near); -- as-of='";
  for (const Spelling spelling : {Spelling::kTerminal, Spelling::kHttp, Spelling::kPython, Spelling::kOmit})
    EXPECT_EQ(SpellParameters(message, spelling), message);
}

TEST(ParameterTest, DocumentsDoNotSayWhichParameterToSet) {
  const auto plain = [](std::string_view message) { return SpellParameters(message, Spelling::kOmit); };
  EXPECT_EQ(plain("3 rows (of 5) are left out (" PARAMETER("top") ")"), "3 rows (of 5) are left out");
  EXPECT_EQ(plain("2 are near (" PARAMETER("near") "), of 5"), "2 are near, of 5");
  EXPECT_EQ(plain("found 3; a lower " PARAMETER("near") " finds more; none is new"), "found 3; none is new");
  EXPECT_EQ(plain(PARAMETER("drop") " changes it; so does time"), "");
  EXPECT_EQ(plain("an open (" PARAMETER("top")), "");
}

TEST(ParameterTest, MessagesOfWhichNothingIsLeftGo) {
  Strings notes = {PARAMETER("drop") " changes it", "3 rows (" PARAMETER("top") ")"};
  SpellParameters(Spelling::kOmit, &notes);
  EXPECT_EQ(notes, Strings{"3 rows"});
}

TEST(ParameterTest, AnErrorNamesItsParameter) {
  const Error error = FailValue("top", "x", "a whole number").value();
  EXPECT_EQ(error.code, ErrorCode::kUsage);
  EXPECT_EQ(SpellParameters(error.message, Spelling::kTerminal), "--top is 'x'; it should be a whole number");
  EXPECT_EQ(ParameterOf(error.message).name, "top");
  EXPECT_TRUE(ParameterOf(error.message).allowed.empty());
  EXPECT_EQ(ParameterOf("no document 'x'").name, "");
  EXPECT_EQ(ParameterOf("an end without a beginning\x1A").name, "");
}

TEST(ParameterTest, AnErrorListsWhatIsAllowed) {
  const Error two = FailChoice("side", "c", {"a", "b"}).value();
  EXPECT_EQ(SpellParameters(two.message, Spelling::kHttp), "side is 'c'; it should be a or b");
  EXPECT_EQ(ParameterOf(two.message).allowed, (Strings{"a", "b"}));
  const Error three = FailChoice("kind", "", {"x", "y", "z"}).value();
  EXPECT_EQ(SpellParameters(three.message, Spelling::kPython), "kind= is ''; it should be one of x, y, z");
  EXPECT_EQ(ParameterOf(three.message).name, "kind");
  EXPECT_EQ(ParameterOf(three.message).allowed, (Strings{"x", "y", "z"}));
}

}  // namespace
}  // namespace concord
