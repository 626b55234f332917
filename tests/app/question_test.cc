#include "app/question.h"

#include <gtest/gtest.h>

#include "base/parameter.h"

namespace concord {
namespace {

Answer Boats() {
  Answer answer;
  answer.query = "stats";
  answer.columns = {{"boat", "", false}, {"crew", "", true}};
  answer.rows = {{{"Heron, the", int64_t{3}}, {}}};
  return answer;
}

TEST(QuestionTest, EveryTableCanBeCsv) {
  const auto csv = WriteAnswer("csv", *FindQuery("stats"), Boats());
  ASSERT_TRUE(csv) << csv.error().ToString();
  EXPECT_NE(csv->find("\"Heron, the\",3"), std::string::npos) << *csv;
}

TEST(QuestionTest, AFormatThatAQuestionLacksListsThoseThatItHas) {
  const auto wrong = WriteAnswer("png", *FindQuery("timeline"), Boats());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::kUsage);
  const NamedParameter named = ParameterOf(wrong.error().message);
  EXPECT_EQ(named.name, "format");
  EXPECT_EQ(named.allowed, (std::vector<std::string>{"svg", "csv", "evidence-csv", "xlsx"}));
}

TEST(QuestionTest, OnlySuggestionsMissAModel) {
  const Arguments none;
  const auto note = NoteMissingModel(*FindQuery("map"), none);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->code, "no-model");
  EXPECT_NE(note->text.find("concord model add"), std::string::npos);
  EXPECT_FALSE(NoteMissingModel(*FindQuery("forums"), none));
  EXPECT_FALSE(NoteMissingModel(*FindQuery("map"), {.words = {}, .options = {{"no-model", "true"}}}));
}

}  // namespace
}  // namespace concord
