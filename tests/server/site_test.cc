// The whole site over a store in a folder, without sockets.
#include "server/site.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "graph/store.h"
#include "query/query.h"
#include "tests/environment.h"

namespace concord::testing {
namespace {

class SiteTest : public ::testing::Test {
 protected:
  SiteTest() : store_(dir_.path() / "s.db"), site_(&store_, "127.0.0.1") {
    Put("One <b>act</b>", "Operators shall report incidents.");
  }

  // A document of one section and one measure.
  void Put(const std::string& title, const std::string& text) {
    const auto store = OpenStore(dir_.path() / "s.db", OpenMode::kCreateIfMissing);
    ASSERT_TRUE(store) << store.error().ToString();
    GraphBatch batch;
    batch.unit = "act@1";
    batch.removed_units = {"act@1"};
    batch.nodes = {
        {"act", {"Document"}, {{"title", title}}, Lifetime::kShared},
        {"act@1", {"Version"}, {{"title", title}, {"language", "en"}}, Lifetime::kOwned},
        {"act@1:1",
         {"Section"},
         {{"number", "1"}, {"start", int64_t{0}}, {"end", static_cast<int64_t>(text.size())}},
         Lifetime::kOwned},
        {"act@1:1#1",
         {"Measure"},
         {{"start", int64_t{0}}, {"end", static_cast<int64_t>(text.size())}, {"modality", "obligation"}},
         Lifetime::kOwned}};
    batch.edges = {{"HAS_VERSION", "act", "act@1", {}},
                   {"HAS_SECTION", "act@1", "act@1:1", {}},
                   {"STATES", "act@1:1", "act@1:1#1", {}}};
    batch.blobs = {{"act@1", "text", text}};
    const auto applied = (*store)->Apply(batch);
    ASSERT_TRUE(applied) << applied.error().ToString();
  }

  HttpResponse Get(const std::string& target, std::map<std::string, std::string, std::less<>> headers = {}) {
    auto parsed = ParseTarget(target);
    EXPECT_TRUE(parsed) << target;
    headers.emplace("host", "localhost:1");
    return site_.Answer({"GET", parsed->path, parsed->parameters, std::move(headers), ""});
  }
  rapidjson::Document Ask(const std::string& message) {
    const HttpResponse response = site_.Answer({"POST", "/mcp", {}, {{"host", "localhost"}}, message});
    EXPECT_EQ(response.status, 200);
    rapidjson::Document json;
    json.Parse(response.body.c_str());
    EXPECT_FALSE(json.HasParseError()) << response.body;
    return json;
  }

  TemporaryDir dir_;
  LiveStore store_;
  Site site_;
};

TEST_F(SiteTest, EveryQueryHasAPageAndAnAddress) {
  for (const Query& query : Queries()) {
    EXPECT_EQ(Get("/" + std::string(query.name)).status, 200) << query.name;
    const HttpResponse response = Get("/api/v1/" + std::string(query.name));
    // Without the words that it needs, a query says which they are.
    EXPECT_TRUE(response.status == 200 || response.status == 400 || response.status == 404) << response.body;
  }
}

TEST_F(SiteTest, AnswersCarryTheirEvidence) {
  const HttpResponse response = Get("/api/v1/search?text=report+incidents");
  ASSERT_EQ(response.status, 200);
  rapidjson::Document json;
  json.Parse(response.body.c_str());
  ASSERT_FALSE(json.HasParseError());
  EXPECT_STREQ(json["rows"][0]["evidence"][0]["quote"].GetString(), "Operators shall report incidents.");
}

TEST_F(SiteTest, AWrongParameterIsNamed) {
  const HttpResponse typo = Get("/api/v1/forums?topc=x");
  EXPECT_EQ(typo.status, 400);
  EXPECT_EQ(typo.content_type, "application/problem+json");
  EXPECT_NE(typo.body.find("did you mean 'topic'"), std::string::npos) << typo.body;
  rapidjson::Document json;
  json.Parse(Get("/api/v1/forums?topic=x&top=many").body.c_str());
  ASSERT_TRUE(json.HasMember("parameter"));
  EXPECT_STREQ(json["parameter"].GetString(), "top");
  EXPECT_EQ(std::string(json["detail"].GetString()).find("--"), std::string::npos);
}

TEST_F(SiteTest, NoParameterNamesAFileOrServiceOfTheMachine) {
  for (const char* name : {"model-dir", "embedder", "embedder-model"})
    EXPECT_EQ(Get("/api/v1/map?a=act&b=act&" + std::string(name) + "=/x").status, 400) << name;
}

TEST_F(SiteTest, TheSameStateIsNotSentTwice) {
  const HttpResponse first = Get("/api/v1/stats");
  std::string tag;
  for (const auto& [name, value] : first.headers) {
    if (name == "ETag") tag = value;
  }
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(Get("/api/v1/stats", {{"if-none-match", tag}}).status, 304);
}

TEST_F(SiteTest, WhatAnotherProgramWritesIsSeenByTheNextQuestion) {
  EXPECT_NE(Get("/document?key=act").body.find("report incidents"), std::string::npos);
  Put("Two", "Operators shall keep logs.");
  const std::string after = Get("/document?key=act").body;
  EXPECT_NE(after.find("keep logs"), std::string::npos);
  EXPECT_EQ(after.find("report incidents"), std::string::npos);
}

TEST_F(SiteTest, TitlesAreTextAndNoMarkup) {
  for (const char* target : {"/", "/document?key=act", "/show?key=act",
                             "/search?text=%3Cscript%3Ealert(1)%3C/script%3E", "/no-such-page%3Cscript%3E"}) {
    const std::string body = Get(target).body;
    EXPECT_EQ(body.find("<b>act"), std::string::npos) << target;
    EXPECT_EQ(body.find("<script"), std::string::npos) << target;
  }
}

TEST_F(SiteTest, OtherHostsAndOriginsAreRefused) {
  EXPECT_EQ(Get("/", {{"host", "evil.example"}}).status, 421);
  EXPECT_EQ(Get("/", {{"host", "localhost.evil.example"}}).status, 421);
  EXPECT_EQ(Get("/api/v1/stats", {{"origin", "https://evil.example"}}).status, 403);
  EXPECT_EQ(Get("/api/v1/stats", {{"origin", "null"}}).status, 403);
  EXPECT_EQ(Get("/api/v1/stats", {{"origin", "http://localhost:1"}}).status, 200);
  EXPECT_EQ(Get("/", {{"host", "[::1]:80"}}).status, 200);
}

TEST_F(SiteTest, TheOpenApiDocumentHasEveryQuery) {
  rapidjson::Document json;
  json.Parse(Get("/api/v1/openapi.json").body.c_str());
  ASSERT_FALSE(json.HasParseError());
  EXPECT_STREQ(json["openapi"].GetString(), "3.1.0");
  EXPECT_EQ(json["paths"].MemberCount(), Queries().size());
  for (const auto& [path, item] : json["paths"].GetObject()) {
    // A route that is documented exists: what it lacks are parameters, never the route.
    const HttpResponse response = Get(path.GetString());
    EXPECT_EQ(response.body.find("no such query"), std::string::npos) << path.GetString();
  }
}

TEST_F(SiteTest, AnAgentListsToolsAndCallsThem) {
  const rapidjson::Document hello =
      Ask(R"({"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18"}})");
  EXPECT_STREQ(hello["id"].GetString(), "a");
  EXPECT_STREQ(hello["result"]["protocolVersion"].GetString(), "2025-06-18");
  const rapidjson::Document list = Ask(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})");
  const auto& tools = list["result"]["tools"];
  EXPECT_LE(tools.Size(), 10u);
  for (const auto& tool : tools.GetArray()) EXPECT_NE(FindQuery(tool["name"].GetString()), nullptr);
  const rapidjson::Document answer = Ask(
      R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search","arguments":{"text":"incidents"}}})");
  EXPECT_FALSE(answer["result"]["isError"].GetBool());
  const std::string text = answer["result"]["content"][0]["text"].GetString();
  EXPECT_NE(text.find("Operators shall report incidents."), std::string::npos) << text;
  EXPECT_NE(text.find("concord:act@1:1"), std::string::npos) << text;
}

TEST_F(SiteTest, AnAgentIsToldWhatIsWrong) {
  const auto text = [&](const std::string& call) {
    const rapidjson::Document json =
        Ask(R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":)" + call + "}");
    EXPECT_TRUE(json["result"]["isError"].GetBool());
    return std::string(json["result"]["content"][0]["text"].GetString());
  };
  EXPECT_NE(text(R"({"name":"show","arguments":{"key":"acr"}})").find("act"), std::string::npos);
  EXPECT_NE(text(R"({"name":"map","arguments":{"a":"act"}})").find("'b'"), std::string::npos);
  EXPECT_NE(text(R"({"name":"search","arguments":{"txt":"x"}})").find("text"), std::string::npos);
  EXPECT_EQ(Ask("{")["error"]["code"].GetInt(), -32700);
  EXPECT_EQ(Ask("[]")["error"]["code"].GetInt(), -32600);
  EXPECT_EQ(Ask(R"({"jsonrpc":"2.0","id":1,"method":"no/such"})")["error"]["code"].GetInt(), -32601);
  const std::string deep(100'000, '[');
  EXPECT_EQ(Ask(deep)["error"]["code"].GetInt(), -32700);
}

TEST_F(SiteTest, ANotificationGetsNoAnswer) {
  const HttpResponse response = site_.Answer({"POST",
                                              "/mcp",
                                              {},
                                              {{"host", "localhost"}},
                                              R"({"jsonrpc":"2.0","method":"notifications/initialized"})"});
  EXPECT_EQ(response.status, 202);
  EXPECT_TRUE(response.body.empty());
}

}  // namespace
}  // namespace concord::testing
