#include "ingest/document_line.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

std::string Complaint(std::string_view line) {
  const Result<DocumentLine> read = DocumentLine::Parse(line);
  return read ? "none" : read.error().ToString();
}

TEST(DocumentLine, TakesTextOrBase64) {
  EXPECT_EQ(DocumentLine::Parse(R"({"name":"a.txt","text":"Quay\u00fc"})")->bytes, "Quayü");
  EXPECT_EQ(DocumentLine::Parse(R"({"name":"a.txt","base64":"Zm9v","text":null})")->bytes, "foo");
}

TEST(DocumentLine, MetadataIsWhatARowOfAManifestSays) {
  const Result<DocumentLine> line = DocumentLine::Parse(
      R"({"name":"a","text":"","metadata":{"title":"Quay rules","date":"2031-04","edition":"3","origin":"list:7"}})");
  ASSERT_TRUE(line) << line.error().ToString();
  ASSERT_TRUE(line->metadata);
  EXPECT_EQ(line->edition, "3");
  Metadata metadata;
  Manifest::Apply(*line->metadata, &metadata);
  EXPECT_EQ(metadata.title, "Quay rules");
  EXPECT_EQ(metadata.date->ToString(), "2031-04");
  EXPECT_EQ(metadata.origins.at("title"), "list:7");
}

TEST(DocumentLine, TheMediaTypeStandsForAMissingEnding) {
  const auto path = [](const char* line) { return DocumentLine::Parse(line)->PathForReaders(); };
  EXPECT_EQ(path(R"({"name":"v1.2/a","text":"","media_type":"Text/HTML; charset=utf-8"})"), "v1.2/a.html");
  EXPECT_EQ(path(R"({"name":"a.csv","text":"","media_type":"text/plain"})"), "a.csv");
  EXPECT_EQ(path(R"({"name":"a","text":"","media_type":"image/png"})"), "a");
}

TEST(DocumentLine, SaysWhatWasExpected) {
  EXPECT_EQ(Complaint("7"), "expected a document as a JSON object");
  EXPECT_EQ(Complaint(R"({"text":""})"), "expected the document's \"name\"");
  EXPECT_EQ(Complaint(R"({"name":"a"})"), "a: expected the content as either \"text\" or \"base64\"");
  EXPECT_EQ(Complaint(R"({"name":"a","base64":"?"})"), "a: expected the content in base64 as \"base64\"");
  EXPECT_EQ(Complaint(R"({"name":"a","text":7})"), "a: expected a string as \"text\" of a document");
  EXPECT_EQ(Complaint(R"({"name":"a","text":"","metadata":{"date":"soon"}})"),
            "a: expected a date as YYYY, YYYY-MM or YYYY-MM-DD, found \"soon\"");
  EXPECT_EQ(Complaint(R"({"name":"a","txt":""})"),
            "a: unknown field \"txt\" of a document; did you mean \"text\"?");
  EXPECT_EQ(Complaint(R"({"name":"a","text":"","metadata":{"titel":"x"}})"),
            "a: unknown field \"titel\" of \"metadata\"; did you mean \"title\"?");
  EXPECT_NE(Complaint(R"({"name":"a","text":"","colour":"x"})").find("its fields are metadata, name"),
            std::string::npos);
  EXPECT_EQ(Complaint("{"), ":1:2: not valid JSON: missing a name for object member");
}

}  // namespace
}  // namespace concord
