#include "ingest/document/word_loss.h"

#include <gtest/gtest.h>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

TEST(WordLossTest, CountsWordsOfAnyScript) {
  EXPECT_EQ(CountWords("An owner shall keep 2 ropes."), 6U);
  EXPECT_EQ(CountWords("\u00DCber\u00A0alle \u2013 Seile\u2026"), 3U);
  EXPECT_EQ(CountWords(""), 0U);
}

TEST(WordLossTest, MarkupScriptsAndFieldNamesDoNotCount) {
  EXPECT_EQ(CountSourceWords(
                "<html><head><title>No word</title></head><body><!-- nor this --><p class=\"a b\">Two words"
                "</p><script>var x = 1;</script></body></html>"),
            2U);
  EXPECT_EQ(CountSourceWords("{\"title of it\": \"three words here\", \"id\": \"AC-1\"}"), 3U);
  EXPECT_EQ(CountSourceWords("title: Two words\nSee [the page](https://example.org/a/b).\n"), 5U);
}

// A catalogue whose records have parts below parts: all of them are read, or the reader says what is missing.
TEST(WordLossTest, ALossIsReported) {
  std::string json = "{\"records\": [";
  for (int i = 0; i < 5; ++i) {
    json += (i > 0 ? "," : "") +
            std::string("{\"title\": \"Rope number one\", \"notes\": {\"long\": [\"A rope is kept dry ") +
            std::to_string(i) + " and is looked at each spring by its owner\"]}}";
  }
  json += "]}";
  const Document document = ReadOrDie("json_record", json);
  EXPECT_TRUE(document.repairs.empty());
  EXPECT_NE(document.text.find("kept dry 4"), std::string::npos);

  // A column that the reader is told to pass over
  std::string table = "id,title,notes\n";
  for (int i = 0; i < 40; ++i)
    table += "R-" + std::to_string(i) + ",Rope of kind one,Kept dry by its owner in spring\n";
  const ReadLimits limits;
  const Source source{"ropes.csv", table, &limits, "id=id,title=title,ignore=notes"};
  const Result<Document> part = ReadDocument(source, "table");
  ASSERT_TRUE(part);
  EXPECT_TRUE(HasRepair(*part, 0, "words of the file"));
}

}  // namespace
}  // namespace concord::testing
