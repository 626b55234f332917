// Exports over HTTP, without sockets.
#include "server/export.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <set>

#include "graph/store.h"
#include "query/exporters/exporter.h"
#include "tests/environment.h"

namespace concord::testing {
namespace {

class ServerExportTest : public ::testing::Test {
 protected:
  ServerExportTest() : store_(dir_.path() / "s.db") {
    const auto store = OpenStore(dir_.path() / "s.db", OpenMode::kCreateIfMissing);
    GraphBatch batch;
    batch.unit = "act@1";
    batch.nodes = {{"act", {"Document"}, {{"title", "One act"}}, Lifetime::kShared},
                   {"act@1", {"Version"}, {{"title", "One act"}}, Lifetime::kOwned},
                   {"other", {"Document"}, {{"title", "Another"}}, Lifetime::kShared}};
    batch.edges = {{"HAS_VERSION", "act", "act@1", {}}};
    EXPECT_TRUE((*store)->Apply(batch));
  }

  HttpResponse Get(const std::string& query, const std::string& encoding = "") {
    auto target = ParseTarget("/api/v1/export" + query);
    EXPECT_TRUE(target);
    return AnswerExport({"GET", target->path, target->parameters, {{"accept-encoding", encoding}}, ""},
                        &store_);
  }
  static std::string BodyOf(const HttpResponse& response) {
    std::string body;
    EXPECT_TRUE(response.stream);
    if (!response.stream) return response.body;
    EXPECT_TRUE(response.stream([&](std::string_view bytes) {
      body += bytes;
      return true;
    }));
    return body;
  }

  TemporaryDir dir_;
  LiveStore store_;
};

TEST_F(ServerExportTest, APartIsTheSameAsTheExporterWrites) {
  const auto store = OpenStore(dir_.path() / "s.db", OpenMode::kReadOnly);
  const auto snapshot = (*store)->TakeSnapshot();
  std::string expected;
  const auto selection = Select(*snapshot, {.roots = {"act"}});
  ASSERT_TRUE(selection);
  ASSERT_TRUE(FindExporter("graphml")->write(
      *snapshot, *selection, OutputSink([&](std::string_view, std::string_view bytes) -> Result<void> {
        expected += bytes;
        return {};
      })));
  const HttpResponse response = Get("?key=act");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/xml");
  EXPECT_EQ(BodyOf(response), expected);
  EXPECT_EQ(expected.find("Another"), std::string::npos);
  // Two magic bytes of RFC 1952, where the client takes it.
  EXPECT_TRUE(BodyOf(Get("?key=act", "gzip")).starts_with("\x1f\x8b"));
}

TEST_F(ServerExportTest, EveryFormatIsOfferedAndWritesAFileOrAnArchive) {
  for (const Exporter& exporter : Exporters()) {
    const HttpResponse response = Get("?format=" + std::string(exporter.name));
    if (response.status == 404) continue;  // mapping sets, of which there are none
    ASSERT_EQ(response.status, 200) << exporter.name << response.body;
    const std::string body = BodyOf(response);
    const bool archive = response.content_type == "application/zip";
    EXPECT_EQ(body.starts_with("PK"), archive || exporter.name == "workbook") << exporter.name;
    // A format with several files has to be an archive: as one file they could not be told apart.
    const auto store = OpenStore(dir_.path() / "s.db", OpenMode::kReadOnly);
    const auto snapshot = (*store)->TakeSnapshot();
    std::set<std::string> files;
    const auto all = Select(*snapshot, {});
    ASSERT_TRUE(exporter.write(*snapshot, *all,
                               OutputSink([&](std::string_view file, std::string_view) -> Result<void> {
                                 files.emplace(file);
                                 return {};
                               })));
    EXPECT_TRUE(archive || files.size() == 1) << exporter.name;
  }
}

TEST_F(ServerExportTest, WhatIsWrongIsSaidBeforeTheFileBegins) {
  const auto problem = [&](const std::string& query) {
    const HttpResponse response = Get(query);
    EXPECT_FALSE(response.stream);
    EXPECT_EQ(response.content_type, "application/problem+json");
    return std::to_string(response.status) + " " + response.body;
  };
  EXPECT_TRUE(problem("?key=nothing-of-the-kind").starts_with("404"));
  EXPECT_NE(problem("?format=word").find("graphml"), std::string::npos);
  EXPECT_NE(problem("?hop=1").find("did you mean 'hops'"), std::string::npos);
  EXPECT_TRUE(problem("?hops=many").starts_with("400"));
  EXPECT_TRUE(problem("?min-confidence=nan").starts_with("400"));
  EXPECT_TRUE(problem("?query=CREATE+(n)").starts_with("400"));
  EXPECT_TRUE(problem("?format=dot&format=csv").starts_with("400"));
}

TEST_F(ServerExportTest, TheSizeIsToldWithoutWriting) {
  rapidjson::Document json;
  json.Parse(Get("?size=true&key=act").body.c_str());
  ASSERT_TRUE(json.IsObject());
  EXPECT_EQ(json["nodes"].GetInt(), 2);
  EXPECT_EQ(json["types"]["HAS_VERSION"].GetInt(), 1);
}

TEST_F(ServerExportTest, ItEndsWhenTheClientHasLeft) {
  const HttpResponse response = Get("?format=jsonl");
  ASSERT_TRUE(response.stream);
  EXPECT_FALSE(response.stream([](std::string_view) { return false; }));
}

}  // namespace
}  // namespace concord::testing
