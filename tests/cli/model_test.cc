#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>

#include "tests/cli/subprocess.h"
#include "tests/http_service.h"
#include "tests/tiny_model.h"

namespace concord::testing {
namespace {

TEST(Model, WithoutOneTheLexicalTierAnswersAndSaysSo) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  ASSERT_EQ(
      workplace.Shell("concord ingest datasets/sample --manifest datasets/sample/MANIFEST.tsv").exit_code, 0);
  const Outcome without = workplace.Run({"map", "tideway-controls", "lantern-risks", "--suggest-only"});
  EXPECT_EQ(without.exit_code, 0);
  EXPECT_NE(without.err.find("no embedding model"), std::string::npos) << without.err;
  const Outcome chosen =
      workplace.Run({"map", "tideway-controls", "lantern-risks", "--suggest-only", "--no-model"});
  EXPECT_EQ(chosen.out, without.out);
  EXPECT_EQ(chosen.err, "") << "who chose it need not be told";
}

TEST(Model, AFolderThatIsNoneIsAnError) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  const Outcome map = workplace.Run({"map", "a", "b", "--model-dir", "nowhere"});
  EXPECT_EQ(map.exit_code, 3);
  EXPECT_NE(map.err.find("nowhere"), std::string::npos) << map.err;
  EXPECT_EQ(workplace.Run({"model", "add", "--model-dir", "nowhere"}).exit_code, 3);
  EXPECT_EQ(workplace.Run({"model", "add", "--file", "nowhere.tgz"}).exit_code, 3);
  EXPECT_EQ(workplace.Run({"model", "add", "--file", "a", "--model-dir", "b"}).exit_code, 2);
  EXPECT_EQ(workplace.Run({"model", "remove"}).exit_code, 2);
}

TEST(Model, APackageIsFetchedFromTheAddressThatIsGiven) {
  const Workplace workplace;
  TinyModel::Write(workplace.path() / "package");
  ASSERT_EQ(workplace.Shell("tar -czf p.tgz package").exit_code, 0);
  const HttpService service([&](const HttpRequest& request) {
    return request.head.starts_with("GET /p.tgz ") ? HttpService::Ok(workplace.Read("p.tgz"))
                                                   : HttpService::Response("404 Not Found", "");
  });
  const Outcome absent = workplace.Run({"model", "add", "--url", service.Url("/absent.tgz"), "--any"});
  EXPECT_EQ(absent.exit_code, 1);
  EXPECT_NE(absent.err.find("404"), std::string::npos) << absent.err;
  EXPECT_NE(absent.err.find("--file"), std::string::npos) << absent.err;
  EXPECT_FALSE(std::filesystem::exists(workplace.path() / "models"));
  const Outcome added = workplace.Run({"model", "add", "--url", service.Url("/p.tgz"), "--any"});
  EXPECT_EQ(added.exit_code, 0) << Describe(added);
  EXPECT_TRUE(std::filesystem::exists(workplace.path() / "models/all-MiniLM-L6-v2/tokenizer.json"));
  const Outcome file = workplace.Run({"model", "add", "--file", "p.tgz", "--any", "--into", "others"});
  EXPECT_EQ(file.exit_code, 0) << Describe(file);
  EXPECT_EQ(workplace.Run({"model", "add", "--url", "file:///etc/hostname"}).exit_code, 2);
  // No registry is built in.
  const Outcome nowhere = workplace.Shell("env -u npm_config_registry concord model add");
  EXPECT_EQ(nowhere.exit_code, 2) << Describe(nowhere);
  EXPECT_NE(nowhere.err.find("npm_config_registry"), std::string::npos) << nowhere.err;
}

TEST(Model, AnotherModelIsRefusedByItsHash) {
  const Workplace workplace;
  std::filesystem::create_directory(workplace.path() / "other");
  for (const char* name : {"model.safetensors", "tokenizer.json", "config.json"})
    std::ofstream(workplace.path() / "other" / name) << "{}";
  const Outcome outcome = workplace.Run({"model", "add", "--model-dir", "other"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.err.find("SHA-256"), std::string::npos) << outcome.err;
  // With --any the hash does not matter, but it must be a model.
  EXPECT_NE(workplace.Run({"model", "add", "--model-dir", "other", "--any"}).exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(workplace.path() / "models" / "all-MiniLM-L6-v2"));
}

TEST(Model, AServiceStandsInForAModelAndIsAskedOnceForEachText) {
  // As vectors the counts of five letters.
  const HttpService service([](const HttpRequest& request) {
    rapidjson::Document document;
    document.Parse(request.body.data(), request.body.size());
    std::string data;
    for (const auto& text : document["input"].GetArray()) {
      std::string numbers;
      for (const char letter : {'a', 'e', 'i', 'o', 'u'}) {
        const std::string_view words(text.GetString(), text.GetStringLength());
        numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", 1 + std::ranges::count(words, letter));
      }
      data += fmt::format(R"({}{{"index":{},"embedding":[{}]}})", data.empty() ? "" : ",",
                          &text - document["input"].Begin(), numbers);
    }
    return HttpService::Ok(R"({"data":[)" + data + "]}");
  });
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  ASSERT_EQ(
      workplace.Shell("concord ingest datasets/sample --manifest datasets/sample/MANIFEST.tsv").exit_code, 0);
  const std::string call =
      "CONCORD_EMBEDDER_KEY=opensesame concord map tideway-controls lantern-risks --suggest-only --json "
      "--embedder " +
      service.Url() + " --embedder-model vowels";
  const Outcome first = workplace.Shell(call);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_NE(first.out.find("openai:" + service.Url() + " vowels 5"), std::string::npos) << first.out;
  EXPECT_NE(first.out.find("learned with all-MiniLM-L6-v2, not with this model"), std::string::npos);
  const size_t asked = service.requests().size();
  EXPECT_GE(asked, 2U);
  for (const HttpRequest& request : service.requests())
    EXPECT_NE(request.head.find("Authorization: Bearer opensesame"), std::string::npos);
  // The vectors are in the store now; the service is asked for their length alone.
  EXPECT_EQ(workplace.Shell(call).out, first.out);
  EXPECT_EQ(service.requests().size(), asked + 1);
}

TEST(Model, AServiceNeedsAnAddressAndTheNameOfAModel) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  const std::string url = "http://127.0.0.1:1/v1/embeddings";
  EXPECT_EQ(workplace.Run({"map", "a", "b", "--embedder", url}).exit_code, 2);
  EXPECT_EQ(workplace.Run({"map", "a", "b", "--embedder-model", "m"}).exit_code, 2);
  EXPECT_EQ(workplace.Run({"map", "a", "b", "--embedder", url, "--embedder-model", "m", "--model-dir", "d"})
                .exit_code,
            2);
  EXPECT_EQ(workplace.Run({"map", "a", "b", "--embedder", "file:///m", "--embedder-model", "m"}).exit_code,
            2);
  const Outcome gone = workplace.Run({"map", "a", "b", "--embedder", url, "--embedder-model", "m"});
  EXPECT_EQ(gone.exit_code, 1);
  EXPECT_NE(gone.err.find(url), std::string::npos) << gone.err;
}

TEST(Model, APackageThatIsNoArchiveIsRefused) {
  const Workplace workplace;
  std::ofstream(workplace.path() / "package.tgz") << "no archive";
  const Outcome outcome = workplace.Run({"model", "add", "--file", "package.tgz"});
  EXPECT_EQ(outcome.exit_code, 1);
}

}  // namespace
}  // namespace concord::testing
