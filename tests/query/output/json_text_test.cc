#include "query/output/json_text.h"

#include <gtest/gtest.h>

#include <cmath>

#include "query/output/answer_json.h"

namespace concord {
namespace {

std::string Appended(const Value& value) {
  std::string out = "before";
  AppendJson(ValueView(value), &out);
  return out.substr(6);
}

// RapidJSON writes the same.
TEST(JsonText, IsWhatValueToJsonWrites) {
  std::string all;
  for (int byte = 0; byte < 128; ++byte) all += static_cast<char>(byte);
  for (const Value& value :
       {Value(all), Value(all + std::string(40, 'x') + all), Value(""), Value("Zürich €"), Value(true),
        Value(false), Value(-7), Value(INT64_MIN), Value(0.1), Value(1.0), Value(1e300), Value(std::nan("")),
        Value(Date{2024, 3, 0}), Value(List{1, "a\n"}), Value(PropertyMap{{"k\"", 2.5}}), Value()})
    EXPECT_EQ(Appended(value), ValueToJson(value));
}

// A byte that needs an escape, at each place of a text that is looked through in steps.
TEST(JsonText, FindsEachEscape) {
  for (size_t size = 1; size < 70; ++size) {
    for (size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '"';
      EXPECT_EQ(Appended(text), "\"" + text.substr(0, at) + "\\\"" + text.substr(at + 1) + "\"");
    }
  }
}

}  // namespace
}  // namespace concord
