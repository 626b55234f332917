#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>

#include "query/embedding/embedder.h"
#include "tests/http_service.h"

namespace concord::testing {
namespace {

// The texts that a request asks for.
std::vector<std::string> Input(const HttpRequest& request) {
  rapidjson::Document document;
  document.Parse(request.body.data(), request.body.size());
  std::vector<std::string> texts;
  for (const auto& text : document["input"].GetArray()) texts.emplace_back(text.GetString());
  return texts;
}

// (size of the text, 1, 0) for each text, the last text first.
std::string Sizes(const HttpRequest& request) {
  const std::vector<std::string> texts = Input(request);
  std::vector<std::string> data;
  for (size_t i = texts.size(); i-- > 0;)
    data.push_back(fmt::format(R"({{"index": {}, "embedding": [{}, 1.0, 0]}})", i, texts[i].size()));
  return HttpService::Ok(fmt::format(R"({{"data": [{}]}})", fmt::join(data, ", ")));
}

std::vector<int16_t> ByHand(double size) {
  const double length = std::sqrt(size * size + 1);
  return {static_cast<int16_t>(std::lround(2048 * size / length)),
          static_cast<int16_t>(std::lround(2048 / length)), 0};
}

Error FaultOf(const HttpService& service) {
  const auto opened = OpenEmbeddingEndpoint({service.Url(), "m", "", std::chrono::milliseconds(1)});
  return opened ? Error{ErrorCode::kInvalid, "none", "", 0, 0, 0} : opened.error();
}

TEST(EmbeddingEndpoint, VectorsAreNormalisedAndInTheOrderOfTheTexts) {
  const HttpService service(Sizes);
  const auto embedder = OpenEmbeddingEndpoint({service.Url(), "small-1", "a key"});
  ASSERT_TRUE(embedder) << embedder.error().ToString();
  EXPECT_EQ((*embedder)->dimensions(), 3U);
  EXPECT_EQ((*embedder)->identity(), "openai:" + service.Url() + " small-1 3");

  std::vector<std::string> texts;
  for (size_t i = 0; i < 130; ++i) texts.emplace_back(i * 7 % 130 + 1, 'x');
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<size_t> told;
  const auto vectors = (*embedder)->Embed(views, [&](size_t done) { told.push_back(done); });
  ASSERT_TRUE(vectors) << vectors.error().ToString();
  std::vector<int16_t> expected;
  for (const std::string& text : texts) {
    const auto vector = ByHand(static_cast<double>(text.size()));
    expected.insert(expected.end(), vector.begin(), vector.end());
  }
  EXPECT_EQ(*vectors, expected);
  EXPECT_EQ(told, (std::vector<size_t>{64, 128, 130}));

  const auto requests = service.requests();
  ASSERT_EQ(requests.size(), 4U) << "one for the length, three of at most 64 texts";
  EXPECT_EQ(Input(requests[1]).size(), 64U);
  EXPECT_EQ(Input(requests[3]).size(), 2U);
  EXPECT_TRUE(requests[1].head.starts_with("POST /v1/embeddings HTTP/1.1\r\n")) << requests[1].head;
  EXPECT_NE(requests[1].head.find("\r\nAuthorization: Bearer a key"), std::string::npos);
  EXPECT_NE(requests[1].head.find("\r\nContent-Type: application/json"), std::string::npos);
  rapidjson::Document body;
  body.Parse(requests[1].body.data(), requests[1].body.size());
  EXPECT_STREQ(body["model"].GetString(), "small-1");
  EXPECT_STREQ(body["encoding_format"].GetString(), "float");
}

TEST(EmbeddingEndpoint, WithoutAKeyNoneIsSent) {
  const HttpService service(Sizes);
  ASSERT_TRUE(OpenEmbeddingEndpoint({service.Url(), "m", ""}));
  EXPECT_EQ(service.requests()[0].head.find("Authorization"), std::string::npos);
}

TEST(EmbeddingEndpoint, EmptyTextsAreSentAsABlankAndLongOnesCutBetweenCharacters) {
  const HttpService service(Sizes);
  const auto embedder = OpenEmbeddingEndpoint({service.Url(), "m", ""});
  ASSERT_TRUE(embedder) << embedder.error().ToString();
  const std::string cut = std::string(7999, 'x') + "\u00E9" + std::string(50, 'x'), whole(8000, 'x');
  const std::vector<std::string_view> texts = {"", cut, whole};
  ASSERT_TRUE((*embedder)->Embed(texts, {}));
  const auto sent = Input(service.requests()[1]);
  EXPECT_EQ(sent, (std::vector<std::string>{" ", std::string(7999, 'x'), whole}));
}

TEST(EmbeddingEndpoint, NumbersNearTheEndsOfADoubleHaveALength) {
  for (const char* numbers : {"[3e300, 4e300]", "[3e-300, 4e-300]"}) {
    const HttpService service([&](const HttpRequest& request) {
      std::vector<std::string> data;
      for (size_t i = 0; i < Input(request).size(); ++i)
        data.push_back(fmt::format(R"({{"index": {}, "embedding": {}}})", i, numbers));
      return HttpService::Ok(fmt::format(R"({{"data": [{}]}})", fmt::join(data, ", ")));
    });
    const auto embedder = OpenEmbeddingEndpoint({service.Url(), "m", ""});
    ASSERT_TRUE(embedder) << embedder.error().ToString();
    const std::vector<std::string_view> texts = {"one"};
    // 0.6 and 0.8 of 2048.
    EXPECT_EQ((*embedder)->Embed(texts, {}).value(), (std::vector<int16_t>{1229, 1638})) << numbers;
  }
}

TEST(EmbeddingEndpoint, AnAnswerToAnotherQuestionIsRefused) {
  struct {
    std::string answer, said;
  } const cases[] = {
      {"", "no JSON at byte 0"},
      {R"({"data": [)", "no JSON at byte 10"},
      {std::string(1'000'000, '['), "no JSON"},
      {"[]", "no array data"},
      {R"({"data": {}})", "no array data"},
      {R"({"data": []})", "data has 0 embeddings, expected 1"},
      {R"({"data": [{"embedding": [1]}]})", "data[0].index"},
      {R"({"data": [{"index": 1, "embedding": [1]}]})", "data[0].index"},
      {R"({"data": [{"index": -1, "embedding": [1]}]})", "data[0].index"},
      {R"({"data": ["index"]})", "data[0].index"},
      {R"({"data": [{"index": 0}]})", "data[0].embedding"},
      {R"({"data": [{"index": 0, "embedding": "AACAPw=="}]})", "data[0].embedding"},
      {R"({"data": [{"index": 0, "embedding": []}]})", "data[0].embedding"},
      {R"({"data": [{"index": 0, "embedding": [1, null]}]})", "finite numbers"},
      {R"({"data": [{"index": 0, "embedding": [0, 0.0]}]})", "not all of them zero"},
      {R"({"data": [{"index": 0, "embedding": [1, NaN]}]})", "no JSON"},
      {R"({"data": [{"index": 0, "embedding": [1, 1e999]}]})", "no JSON"},
  };
  for (const auto& one : cases) {
    const HttpService service([&](const HttpRequest&) { return HttpService::Ok(one.answer); });
    const Error error = FaultOf(service);
    EXPECT_EQ(error.code, ErrorCode::kInvalid) << one.answer.substr(0, 80);
    EXPECT_NE(error.message.find(one.said), std::string::npos) << error.message;
    EXPECT_EQ(error.source, service.Url());
  }
}

TEST(EmbeddingEndpoint, VectorsOfAnotherLengthOrOneTwiceAreRefused) {
  struct {
    const char *second, *said;
  } const cases[] = {
      {R"({"data": [{"index": 0, "embedding": [1, 1]}, {"index": 1, "embedding": [1]}]})",
       "data[1].embedding has 1 numbers, expected 2"},
      {R"({"data": [{"index": 1, "embedding": [1, 1]}, {"index": 1, "embedding": [1, 1]}]})",
       "data[1].index should be a number from 0 to 1 that no other has"},
  };
  for (const auto& one : cases) {
    const HttpService service([&](const HttpRequest& request) {
      return HttpService::Ok(Input(request).size() == 2 ? one.second
                                                        : R"({"data": [{"index": 0, "embedding": [1, 0]}]})");
    });
    const auto embedder = OpenEmbeddingEndpoint({service.Url(), "m", ""});
    ASSERT_TRUE(embedder) << embedder.error().ToString();
    const std::vector<std::string_view> texts = {"one", "two"};
    const auto vectors = (*embedder)->Embed(texts, {});
    ASSERT_FALSE(vectors);
    EXPECT_EQ(vectors.error().message, one.said);
  }
}

TEST(EmbeddingEndpoint, AnAnswerWithoutEndIsRefused) {
  std::string long_vector = R"({"data": [{"index": 0, "embedding": [1)";
  for (int i = 0; i < 16'384; ++i) long_vector += ",1";
  for (const std::string& answer : {std::string(size_t{33} << 20, ' '), long_vector + "]}]}"}) {
    const HttpService service([&](const HttpRequest&) { return HttpService::Ok(answer); });
    EXPECT_EQ(FaultOf(service).code, ErrorCode::kLimit);
  }
}

TEST(EmbeddingEndpoint, AnotherStatusIsNamedWithTheWordsOfTheService) {
  struct {
    std::string status, body, said;
  } const cases[] = {
      {"401 Unauthorized", R"({"error": {"message": "no such key"}})",
       "401, expected 200: no such key; the key"},
      {"404 Not Found", "<html>", "404, expected 200"},
      {"429 Too Many Requests", R"({"error": "slowly"})", "429, expected 200"},
      {"500 Broken", "", "500, expected 200"},
      {"201 Created", R"({"data": []})", "201, expected 200"},
  };
  for (const auto& one : cases) {
    const HttpService service(
        [&](const HttpRequest&) { return HttpService::Response(one.status, one.body); });
    const Error error = FaultOf(service);
    EXPECT_EQ(error.code, ErrorCode::kIo);
    EXPECT_NE(error.message.find(one.said), std::string::npos) << error.message;
  }
}

TEST(EmbeddingEndpoint, ABusyServiceIsAskedAgain) {
  for (const char* status : {"429 Too Many Requests", "503 Service Unavailable"}) {
    std::atomic<int> asked = 0;
    const HttpService service([&](const HttpRequest& request) {
      return ++asked % 3 == 0 ? Sizes(request) : HttpService::Response(status, "");
    });
    const auto embedder = OpenEmbeddingEndpoint({service.Url(), "m", "", std::chrono::milliseconds(1)});
    ASSERT_TRUE(embedder) << embedder.error().ToString();
    const std::vector<std::string_view> texts = {"one", "three"};
    std::vector<int16_t> expected = ByHand(3);
    for (const int16_t number : ByHand(5)) expected.push_back(number);
    EXPECT_EQ((*embedder)->Embed(texts, {}).value(), expected);
    const auto requests = service.requests();
    ASSERT_EQ(requests.size(), 6U);
    EXPECT_EQ(requests[3].body, requests[5].body) << "the same question";
  }
}

TEST(EmbeddingEndpoint, AServiceThatStaysBusyIsGivenUp) {
  const HttpService busy(
      [](const HttpRequest&) { return HttpService::Response("429 Too Many Requests", ""); });
  EXPECT_NE(FaultOf(busy).message.find("429, expected 200; it was asked 4 times"), std::string::npos);
  EXPECT_EQ(busy.requests().size(), 4U);
  const HttpService patient([](const HttpRequest&) {
    return HttpService::Response("503 Service Unavailable", "", "Retry-After: 3600\r\n");
  });
  EXPECT_NE(FaultOf(patient).message.find("asked again after 3600 s"), std::string::npos);
  EXPECT_EQ(patient.requests().size(), 1U);
  const HttpService broken([](const HttpRequest&) { return HttpService::Response("500 Broken", ""); });
  EXPECT_EQ(FaultOf(broken).code, ErrorCode::kIo);
  EXPECT_EQ(broken.requests().size(), 1U) << "what is broken is not asked again";
}

TEST(EmbeddingEndpoint, TheWaitThatAServiceAsksForIsKept) {
  std::atomic<int> asked = 0;
  const HttpService service([&](const HttpRequest& request) {
    return ++asked > 1 ? Sizes(request)
                       : HttpService::Response("429 Too Many Requests", "", "Retry-After: 1\r\n");
  });
  const auto before = std::chrono::steady_clock::now();
  ASSERT_TRUE(OpenEmbeddingEndpoint({service.Url(), "m", "", std::chrono::milliseconds(1)}));
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::seconds(1));
}

TEST(EmbeddingEndpoint, NoRedirectIsFollowed) {
  const HttpService other(Sizes);
  const HttpService service([&](const HttpRequest&) {
    return HttpService::Response("307 Temporary Redirect", "", "Location: " + other.Url() + "\r\n");
  });
  EXPECT_NE(FaultOf(service).message.find("redirects are not followed"), std::string::npos);
  EXPECT_TRUE(other.requests().empty());
}

TEST(EmbeddingEndpoint, AServiceThatHangsUpOrIsGoneIsAnErrorWithItsAddress) {
  std::string url;
  {
    const HttpService service(
        [](const HttpRequest&) { return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"; });
    url = service.Url();
    EXPECT_EQ(FaultOf(service).code, ErrorCode::kIo);
  }
  const auto gone = OpenEmbeddingEndpoint({url, "m", ""});
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::kIo);
  EXPECT_EQ(gone.error().source, url);
}

TEST(EmbeddingEndpoint, WhatIsNoAddressOrKeyIsRefusedUnasked) {
  const HttpService service(Sizes);
  for (const std::string& url :
       {std::string("file:///etc/hostname"), std::string("ftp://127.0.0.1/v1/embeddings"), std::string(""),
        std::string("127.0.0.1/v1/embeddings"), service.Url("/v1\r\nX: y"),
        "http://someone:secret@" + service.Url().substr(7)}) {
    const auto refused = OpenEmbeddingEndpoint({url, "m", ""});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().code, ErrorCode::kUsage) << refused.error().ToString();
    EXPECT_EQ(refused.error().ToString().find("secret"), std::string::npos);
  }
  for (const auto& [model, key] : {std::pair("", ""), std::pair("m", "a\r\nX: y")}) {
    const auto refused = OpenEmbeddingEndpoint({service.Url(), model, key});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
  }
  EXPECT_TRUE(service.requests().empty());
}

}  // namespace
}  // namespace concord::testing
