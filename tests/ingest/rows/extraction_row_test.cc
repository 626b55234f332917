#include "ingest/rows/extraction_row.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

template <typename Row>
Row Again(const Row& row) {
  const Result<ExtractionRow> read = ParseRow(RowLine(row));
  EXPECT_TRUE(read) << read.error().ToString() << "\n" << RowLine(row);
  return read && std::holds_alternative<Row>(*read) ? std::get<Row>(*read) : Row{};
}

std::string Complaint(std::string_view line) {
  const Result<ExtractionRow> row = ParseRow(line);
  return row ? "none" : row.error().message;
}

TEST(ExtractionRow, ANodeKeepsItsTypes) {
  PropertyMap inner{{"~a/b", *Date::Parse("2031-04")}, {"text", "2031-04"}};
  const PutNode node{"quay@1:art.1\"\n",
                     {"Section", "Other"},
                     {{"day", *Date::Parse("2031-04-05")},
                      {"list", List{1, 1.0, true, "ü", *Date::Parse("2031")}},
                      {"map", std::move(inner)},
                      {"small", 1e-7},
                      {"large", int64_t{-9007199254740993}}},
                     Lifetime::kShared};
  const PutNode again = Again(node);
  EXPECT_EQ(again.key, node.key);
  EXPECT_EQ(again.labels, node.labels);
  EXPECT_EQ(again.lifetime, node.lifetime);
  EXPECT_EQ(again.properties, node.properties) << RowLine(node);
}

TEST(ExtractionRow, EverythingElseReadsBack) {
  const PutEdge edge = Again(PutEdge{"CITES", "a", "b", {{"start", 3}}});
  EXPECT_EQ(edge.type + edge.from + edge.to, "CITESab");
  EXPECT_EQ(edge.properties, (PropertyMap{{"start", 3}}));
  EXPECT_EQ(Again(PutBlob{"a@1", "text", "Quay\nrules"}).bytes, "Quay\nrules");
  const std::string bytes("\0\xff\x80", 3);
  EXPECT_EQ(Again(PutBlob{"a@1", "offsets", bytes}).bytes, bytes);
  const ExtractedDocument document = Again(ExtractedDocument{"f", "v", "d", "s", "p", "html", 1, 2, 3});
  EXPECT_EQ(document.file + document.version + document.document + document.sha256 + document.fingerprint +
                document.format,
            "fvdsphtml");
  EXPECT_EQ(document.source_bytes * 100 + document.text_bytes * 10 + document.sections, 123u);
  EXPECT_EQ(Again(DocumentEnd{"f", 1, 2, 3}).edges, 2u);
  const Error error = Again(Error{ErrorCode::kNotFound, "why", "f", 4, 5, 6});
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_EQ(error.ToString(), "f:4:5: why");
}

TEST(ExtractionRow, PropertiesAreTheLastMember) {
  const std::string line = RowLine(PutEdge{"CITES", R"(a,"properties":)", "b", {{"x", 1}}});
  EXPECT_TRUE(line.starts_with(R"({"kind":"edge",)"));
  EXPECT_EQ(line.substr(line.find(R"(,"properties":)")), R"(,"properties":{"x":1}})");
}

TEST(ExtractionRow, SaysWhatWasExpected) {
  EXPECT_EQ(Complaint("{"), "not valid JSON: missing a name for object member");
  EXPECT_EQ(Complaint("[]"), "expected a row as a JSON object with a string as \"kind\"");
  EXPECT_EQ(Complaint(R"({"kind":"knot"})"), "expected document, node, edge, blob, end or error as \"kind\"");
  EXPECT_EQ(Complaint(R"({"kind":"end","file":"f","nodes":-1,"edges":0,"blobs":0})"),
            "expected a whole number as \"nodes\" of a row of kind \"end\"");
  EXPECT_EQ(
      Complaint(R"({"kind":"edge","type":"T","from":"a","to":"b","dates":["/d"],"properties":{"d":"soon"}})"),
      "expected dates (YYYY, YYYY-MM or YYYY-MM-DD) where \"dates\" points to of a row of kind \"edge\"");
  std::string deep = R"({"kind":"edge","type":"T","from":"a","to":"b","properties":{"d":)";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  for (int i = 0; i < 100'000; ++i) deep += ']';
  EXPECT_EQ(Complaint(deep + "}}"), "expected values that nest no deeper than 64 of a row of kind \"edge\"");
}

}  // namespace
}  // namespace concord
