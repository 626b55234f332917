// The whole site over a store in a folder, without sockets.
#include "server/site.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "graph/page_map.h"
#include "graph/store.h"
#include "query/query.h"
#include "server/listings.h"
#include "server/mcp_tools.h"
#include "server/pages/page.h"
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

  // The member of an answer's headers; empty when it has none.
  static std::string HeaderOf(const HttpResponse& response, std::string_view wanted) {
    for (const auto& [name, value] : response.headers) {
      if (name == wanted) return value;
    }
    return {};
  }
  HttpResponse Post(const std::string& path, const std::string& body,
                    std::map<std::string, std::string, std::less<>> headers) {
    headers.emplace("host", "localhost");
    return site_.Answer({"POST", path, {}, std::move(headers), body});
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
  const std::string tag = HeaderOf(first, "ETag");
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(Get("/api/v1/stats", {{"if-none-match", tag}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "W/\"other\", " + tag}}).status, 304);
  Put("Two", "Operators shall keep logs.");
  EXPECT_EQ(Get("/api/v1/stats", {{"if-none-match", tag}}).status, 200);
  EXPECT_TRUE(HeaderOf(Get("/api/v1/show?key=nothing"), "ETag").empty());
}

TEST_F(SiteTest, PagesOfRowsJoinToTheWhole) {
  rapidjson::Document whole;
  whole.Parse(Get("/api/v1/stats").body.c_str());
  ASSERT_GT(whole["rows"].Size(), 4u);
  std::vector<std::string> joined, expected;
  const auto names = [](const rapidjson::Document& json, std::vector<std::string>* into) {
    for (const auto& row : json["rows"].GetArray())
      into->push_back(std::string(row["what"].GetString()) + row["name"].GetString());
  };
  names(whole, &expected);
  std::string cursor;
  do {
    const HttpResponse response = Get("/api/v1/stats?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor));
    ASSERT_EQ(response.status, 200) << response.body;
    rapidjson::Document page;
    page.Parse(response.body.c_str());
    EXPECT_LE(page["rows"].Size(), 3u);
    names(page, &joined);
    cursor = page["page"].HasMember("next") ? page["page"]["next"].GetString() : "";
    EXPECT_EQ(HeaderOf(response, "Link").find("rel=\"next\"") == std::string::npos, cursor.empty());
  } while (!cursor.empty() && joined.size() < 100);
  EXPECT_EQ(joined, expected);
}

TEST_F(SiteTest, ACursorOfAnEarlierStateIsRefused) {
  rapidjson::Document page;
  page.Parse(Get("/api/v1/stats?limit=1").body.c_str());
  const std::string cursor = page["page"]["next"].GetString();
  Put("Two", "Operators shall keep logs.");
  EXPECT_EQ(Get("/api/v1/stats?limit=1&cursor=" + cursor).status, 410);
  EXPECT_EQ(Get("/api/v1/stats?cursor=x").status, 400);
  EXPECT_EQ(Get("/api/v1/stats?limit=0").status, 400);
}

TEST_F(SiteTest, AProblemListsWhatIsAllowed) {
  rapidjson::Document json;
  json.Parse(Get("/api/v1/coverage?cols=x&rows=planet").body.c_str());
  EXPECT_STREQ(json["parameter"].GetString(), "rows");
  ASSERT_TRUE(json.HasMember("allowed"));
  EXPECT_STREQ(json["allowed"][0].GetString(), "forum");
  json.Parse(Get("/api/v1/stats?format=pdf").body.c_str());
  EXPECT_STREQ(json["parameter"].GetString(), "format");
  EXPECT_EQ(json["allowed"].Size(), 4u);
  json.Parse(Get("/api/v1/forums").body.c_str());
  EXPECT_STREQ(json["parameter"].GetString(), "topic");
}

TEST_F(SiteTest, NoParameterBreaksAHeader) {
  const std::string evil = "x%0D%0ASet-Cookie:%20a=b";
  for (const std::string& target :
       {"/api/v1/stats?limit=1&cursor=" + evil, "/api/v1/search?text=" + evil + "&limit=1",
        "/documents?q=" + evil, "/review?a=" + evil + "&b=" + evil}) {
    for (const auto& [name, value] : Get(target).headers)
      EXPECT_EQ((name + value).find_first_of("\r\n"), std::string::npos) << target;
  }
}

TEST_F(SiteTest, AQueryReadsAndNeverWrites) {
  const HttpResponse read = Get("/api/v1/query?q=MATCH+%28d%3ADocument%29+RETURN+d.title");
  EXPECT_EQ(read.status, 200) << read.body;
  EXPECT_NE(read.body.find("One <b>act"), std::string::npos);
  EXPECT_EQ(Get("/api/v1/query?q=CREATE+%28n%3ANote%29").status, 400);
  EXPECT_EQ(Get("/cypher?q=CREATE+%28n%3ANote%29").status, 400);
  EXPECT_EQ(Get("/api/v1/query?q=MATCH+%28n").status, 400);
  const std::string plan = Get("/api/v1/query?q=PROFILE+MATCH+%28d%3ADocument%29+RETURN+d.title").body;
  EXPECT_NE(plan.find("\"plan\":[{\"step\":1,"), std::string::npos) << plan;
  EXPECT_NE(plan.find("One <b>act"), std::string::npos) << plan;
}

TEST_F(SiteTest, LongTextsAreCompressedForThoseWhoTakeIt) {
  const HttpResponse plain = Get("/");
  EXPECT_TRUE(HeaderOf(plain, "Content-Encoding").empty());
  const HttpResponse packed = Get("/", {{"accept-encoding", "br, gzip"}});
  EXPECT_EQ(HeaderOf(packed, "Content-Encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size());
  EXPECT_EQ(HeaderOf(packed, "Vary"), "Accept-Encoding");
  EXPECT_TRUE(HeaderOf(Get("/", {{"accept-encoding", "gzip;q=0"}}), "Content-Encoding").empty());
}

TEST_F(SiteTest, NobodyWritesWithoutTheToken) {
  const std::map<std::string, std::string, std::less<>> form = {
      {"content-type", "application/x-www-form-urlencoded"}};
  // This server only reads.
  EXPECT_EQ(Post("/review", "action=sign-in&token=secret-secret&reviewer=Ada", form).status, 403);
  Site writable(&store_, "127.0.0.1", "secret-secret");
  const auto post = [&](const std::string& body, std::map<std::string, std::string, std::less<>> headers) {
    headers.insert(form.begin(), form.end());
    headers.emplace("host", "localhost");
    return writable.Answer({"POST", "/review", {}, std::move(headers), body});
  };
  EXPECT_EQ(post("action=sign-in&token=wrong-wrong-w&reviewer=Ada", {}).status, 403);
  const HttpResponse in = post("action=sign-in&token=secret-secret&reviewer=Ada", {});
  ASSERT_EQ(in.status, 303);
  std::string cookie = HeaderOf(in, "Set-Cookie");
  EXPECT_NE(cookie.find("HttpOnly; SameSite=Strict"), std::string::npos);
  cookie = cookie.substr(0, cookie.find(';'));
  // A form of another site has the cookie at most, never what our own form says.
  EXPECT_EQ(post("action=decide&verdict=equal", {{"cookie", cookie}}).status, 403);
  EXPECT_EQ(
      post("action=decide&verdict=equal&form-token=" + std::string(32, '0'), {{"cookie", cookie}}).status,
      403);
  EXPECT_EQ(post("action=sign-out", {{"cookie", cookie}, {"origin", "https://evil.example"}}).status, 403);
}

TEST_F(SiteTest, AReviewerDecidesAndTakesBack) {
  {
    const auto store = OpenStore(dir_.path() / "s.db", OpenMode::kMustExist);
    GraphBatch batch;
    batch.unit = "frameworks";
    for (const char* scheme : {"left", "right"}) {
      const std::string key(scheme);
      batch.nodes.push_back({key, {"ConceptScheme"}, {{"title", key}}, Lifetime::kPermanent});
      for (const auto& [code, name] :
           {std::pair("1", "Named owner of each service"), std::pair("2", "Offline backups")}) {
        const std::string item = key + ":" + code;
        batch.nodes.push_back(
            {item, {"Concept"}, {{"scheme", key}, {"code", code}, {"label", name}}, Lifetime::kPermanent});
        batch.edges.push_back({"IN_SCHEME", item, key, {}});
      }
    }
    ASSERT_TRUE((*store)->Apply(batch));
  }
  Site writable(&store_, "127.0.0.1", "secret-secret");
  std::map<std::string, std::string, std::less<>> headers = {
      {"host", "localhost"}, {"content-type", "application/x-www-form-urlencoded"}};
  const auto post = [&](const std::string& body) {
    return writable.Answer({"POST", "/review", {}, headers, body});
  };
  const std::string cookie = HeaderOf(post("action=sign-in&token=secret-secret&reviewer=Ada"), "Set-Cookie");
  headers["cookie"] = cookie.substr(0, cookie.find(';'));
  const HttpResponse page = writable.Answer({"GET", "/review", {{"a", "left"}, {"b", "right"}}, headers, ""});
  ASSERT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Pair 1 of "), std::string::npos) << page.body;
  constexpr std::string_view kField = "name=\"form-token\" value=\"";
  const std::string token = page.body.substr(page.body.find(kField) + kField.size(), 32);
  const std::string pair = "&a=left&b=right&subject=left:1&object=right:1&form-token=" + token;
  const HttpResponse decided = post("action=decide&verdict=equal" + pair);
  ASSERT_EQ(decided.status, 303) << decided.body;
  EXPECT_EQ(HeaderOf(decided, "Location").find('\n'), std::string::npos);
  const auto rows = [&] { return store_.Now().value()->snapshot->EdgeCount("MAPS_TO"); };
  EXPECT_EQ(rows(), 1u);
  ASSERT_EQ(post("action=undo&verdict=withdrawn" + pair).status, 303);
  EXPECT_EQ(rows(), 0u);
}

TEST_F(SiteTest, AFileIsReadAndNothingIsStored) {
  const std::string before = (*store_.Now())->tag;
  const std::string body =
      "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../<i>act</i>.txt\"\r\n"
      "Content-Type: text/plain\r\n\r\nArticle 1\nProviders shall keep logs.\n\r\n--b0undary--\r\n";
  const HttpResponse response =
      Post("/read", body, {{"content-type", "multipart/form-data; boundary=b0undary"}});
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_NE(response.body.find("Providers shall keep logs"), std::string::npos);
  EXPECT_NE(response.body.find("obligation"), std::string::npos);
  EXPECT_EQ(response.body.find("<i>act"), std::string::npos);
  EXPECT_EQ((*store_.Now())->tag, before);
  EXPECT_EQ(Post("/read", "no form", {{"content-type", "text/plain"}}).status, 400);
}

TEST_F(SiteTest, EveryPageHasAHeadingAndOneMain) {
  for (const Page& page : Pages()) {
    if (page.path == "/graph-file") continue;
    const std::string body = Get(std::string(page.path)).body;
    const auto count = [&](std::string_view piece) {
      size_t found = 0;
      for (size_t at = body.find(piece); at != std::string::npos; at = body.find(piece, at + 1)) ++found;
      return found;
    };
    EXPECT_EQ(count("<h1>"), 1u) << page.path;
    EXPECT_EQ(count("<main "), 1u) << page.path;
    // The content security policy forbids them.
    EXPECT_EQ(count(" style=\""), 0u) << page.path;
    EXPECT_EQ(count(" onclick="), 0u) << page.path;
  }
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
    EXPECT_EQ(body.find("<script>"), std::string::npos) << target;
  }
}

TEST_F(SiteTest, AParagraphOfAPdfFileHasItsPlaceOnThePage) {
  const std::string text = "First line.\nSecond line.\n";
  PageMap pages;
  pages.Add(0, {6, 700, 800, 1500, 900});
  pages.Add(12, {7, 720, 1000, 1600, 1100});
  GraphBatch batch;
  batch.unit = "leaflet@1";
  batch.nodes = {{"leaflet", {"Document"}, {{"title", "Leaflet"}}, Lifetime::kShared},
                 {"leaflet@1", {"Version"}, {{"title", "Leaflet"}, {"language", "en"}}, Lifetime::kOwned}};
  batch.edges = {{"HAS_VERSION", "leaflet", "leaflet@1", {}}};
  batch.blobs = {{"leaflet@1", "text", text}, {"leaflet@1", "pages", pages.Encode()}};
  {
    const auto store = OpenStore(dir_.path() / "s.db", OpenMode::kMustExist);
    ASSERT_TRUE((*store)->Apply(batch));
  }
  const std::string page = Get("/document?key=leaflet&at=12").body;
  EXPECT_NE(page.find("Page 7 of the source"), std::string::npos) << page;
  EXPECT_NE(page.find(R"(<rect class="own" x="720" y="1000" width="880" height="100"/>)"), std::string::npos);
  // What stands on another page is not drawn, and a source without pages has no picture.
  EXPECT_EQ(page.find(R"(x="700")"), std::string::npos);
  EXPECT_EQ(Get("/document?key=act").body.find("of the source</summary>"), std::string::npos);
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
  EXPECT_EQ(json["paths"].MemberCount(), Queries().size() + Listings().size() + 2);
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
  for (const auto& tool : tools.GetArray()) {
    const std::string_view name = tool["name"].GetString();
    EXPECT_TRUE(FindQuery(name) != nullptr || name == "export" || name == "query") << name;
  }
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

// The second era: nothing is remembered, and each request says what it speaks.
TEST_F(SiteTest, AStatelessAgentIsAnsweredAtTheSameAddress) {
  const std::string meta =
      R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}})";
  const auto ask = [&](const std::string& method, const std::string& more, const std::string& name) {
    std::map<std::string, std::string, std::less<>> headers = {{"mcp-protocol-version", "2026-07-28"},
                                                               {"mcp-method", method}};
    if (!name.empty()) headers.emplace("mcp-name", name);
    return Post("/mcp",
                R"({"jsonrpc":"2.0","id":7,"method":")" + method + R"(","params":{)" + more + meta + "}}",
                headers);
  };
  const auto parse = [](const HttpResponse& response) {
    rapidjson::Document json;
    json.Parse(response.body.c_str());
    return json;
  };
  const HttpResponse discovered = ask("server/discover", "", "");
  EXPECT_EQ(discovered.status, 200);
  const rapidjson::Document discover = parse(discovered);
  EXPECT_STREQ(discover["result"]["supportedVersions"][0].GetString(), "2026-07-28");
  EXPECT_STREQ(discover["result"]["resultType"].GetString(), "complete");
  EXPECT_GE(discover["result"]["ttlMs"].GetInt(), 0);
  const rapidjson::Document call =
      parse(ask("tools/call", R"("name":"search","arguments":{"text":"incidents"},)", "search"));
  EXPECT_FALSE(call["result"]["isError"].GetBool());
  EXPECT_STREQ(call["result"]["resultType"].GetString(), "complete");
  // What the headers say must be what the message says.
  const HttpResponse other = ask("tools/call", R"("name":"search","arguments":{"text":"incidents"},)", "map");
  EXPECT_EQ(other.status, 400);
  EXPECT_EQ(parse(other)["error"]["code"].GetInt(), -32020);
  const HttpResponse gone = ask("ping", "", "");
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(parse(gone)["error"]["code"].GetInt(), -32601);
  const HttpResponse bare = Post("/mcp", R"({"jsonrpc":"2.0","id":1,"method":"server/discover"})",
                                 {{"mcp-method", "server/discover"}});
  EXPECT_EQ(bare.status, 400);
  EXPECT_EQ(parse(bare)["error"]["code"].GetInt(), -32602);
}

TEST_F(SiteTest, ToolsFitIntoAnAgentsHead) {
  const rapidjson::Document list = Ask(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})");
  EXPECT_LE(list["result"]["tools"].Size(), 10u);
  const HttpResponse raw = Post("/mcp", R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})", {});
  EXPECT_LT(raw.body.size(), 4u * 5000u);  // a token is some four bytes
}

TEST_F(SiteTest, AnAgentGetsALinkToAnExport) {
  const auto call = [&](const std::string& arguments) {
    const rapidjson::Document json =
        Ask(R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"export","arguments":)" +
            arguments + "}}");
    return std::string(json["result"]["content"][0]["text"].GetString());
  };
  const std::string text = call(R"({"key":"act","format":"csv"})");
  EXPECT_NE(text.find("http://localhost/api/v1/export?key=act&format=csv\n"), std::string::npos) << text;
  EXPECT_NE(text.find("4 nodes and 3 edges"), std::string::npos) << text;
  EXPECT_NE(call(R"({"format":"word"})").find("graphml"), std::string::npos);
}

TEST_F(SiteTest, AnAgentListsWhatTheStoreHolds) {
  const rapidjson::Document json = Ask(
      R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"show","arguments":{"key":"documents","contains":"one"}}})");
  const std::string text = json["result"]["content"][0]["text"].GetString();
  EXPECT_NE(text.find("document=act"), std::string::npos) << text;
}

// An agent was given `"" [...; concord:#0-0]` for what a table says of a document.
TEST(McpAnswer, AClaimWithoutWordsHasItsDocumentAsPlace) {
  Answer answer;
  answer.columns = {{"what", ""}};
  Row row;
  row.cells = {"act"};
  row.evidence.emplace_back();
  row.evidence.back().document = "act";
  row.evidence.back().title = "One act";
  answer.rows.push_back(row);
  EXPECT_EQ(AnswerAsText(answer, 0, 1000), "1. what=act;\n   [One act; concord:act]\n");
}

// What a row quotes need not stand in its cells too.
TEST(McpAnswer, APassageStandsOnce) {
  Answer answer;
  answer.columns = {{"text", ""}};
  Row row;
  row.cells = {"Operators shall report incidents."};
  row.evidence.emplace_back();
  row.evidence.back().quote = "Operators shall report incidents.";
  row.evidence.back().version = "act@1";
  row.evidence.back().document = "act";
  answer.rows.push_back(row);
  const std::string text = AnswerAsText(answer, 0, 1000);
  EXPECT_EQ(text.find("Operators"), text.rfind("Operators")) << text;
}

// It takes a thread of its own, so that exports delay no page.
TEST_F(SiteTest, AnExportIsWorkedOutApart) {
  const HttpResponse response = Get("/api/v1/export?key=act&size=true");
  ASSERT_TRUE(response.later);
  const HttpResponse file = response.later();
  EXPECT_EQ(file.status, 200);
  EXPECT_NE(file.body.find("\"nodes\":4"), std::string::npos) << file.body;
  EXPECT_FALSE(HeaderOf(file, "Content-Security-Policy").empty());
}

// Whoever asks for events hears of the progress of an answer; but nobody does whom the server does not
// answer.
TEST_F(SiteTest, EventsAreForThoseWhoMayAsk) {
  const auto start = [&](const std::string& target, std::map<std::string, std::string, std::less<>> headers) {
    auto parsed = ParseTarget(target);
    return site_.EventStream({"GET", parsed->path, parsed->parameters, std::move(headers), ""}).has_value();
  };
  EXPECT_TRUE(start("/api/v1/stats", {{"host", "localhost"}, {"accept", "text/event-stream"}}));
  EXPECT_FALSE(start("/api/v1/stats", {{"host", "localhost"}, {"accept", "application/json"}}));
  EXPECT_FALSE(start("/api/v1/stats", {{"host", "evil.example"}, {"accept", "text/event-stream"}}));
  EXPECT_FALSE(start("/api/v1/stats?format=xlsx", {{"host", "localhost"}, {"accept", "text/event-stream"}}));
  EXPECT_FALSE(start("/topic", {{"host", "localhost"}, {"accept", "text/event-stream"}}));
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
