// A service that speaks OpenAI's /v1/embeddings as an Embedder. Tested by embedding_endpoint_test.cc.
#include <curl/curl.h>
#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "base/shorten.h"
#include "query/embedding/embedder.h"

namespace concord {
namespace {

constexpr size_t kTextsAtOnce = 64;
// Services take some 8,000 tokens a text and refuse longer ones; no token is shorter than a byte.
constexpr size_t kLongestText = 8000;
constexpr size_t kMaxAnswer = size_t{32} << 20;  // 64 vectors of kMaxDimensions with 24 bytes a number: 25 MB
constexpr size_t kMaxDimensions = 16384;
constexpr size_t kMaxQuoted = 200;  // bytes of a service's own words in our errors
constexpr long kConnectSeconds = 10, kRequestSeconds = 120;
// A service that is busy (429 Too Many Requests, 503 Service Unavailable: RFC 6585, 4 and RFC 9110, 15.6.4).
constexpr int kMostAsks = 4;
constexpr std::chrono::seconds kLongestWait{30};

struct CurlDeleter {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(char* text) const { curl_free(text); }
};

bool HasControls(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// Whether this is an address that can be asked, and may stand in errors and in the store.
Result<void> CheckAddress(const std::string& url) {
  const std::unique_ptr<CURLU, CurlDeleter> parsed(curl_url());
  if (parsed == nullptr) return Fail(ErrorCode::kIo, "there is no memory for an address");
  const auto part = [&](CURLUPart which) {
    char* text = nullptr;
    curl_url_get(parsed.get(), which, &text, 0);
    const std::unique_ptr<char, CurlDeleter> owned(text);
    return std::string(text == nullptr ? "" : text);
  };
  const CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME);
  // Not shown: what is no address may be anything.
  if (code == CURLUE_OK && !(part(CURLUPART_USER) + part(CURLUPART_PASSWORD)).empty())
    return Fail(ErrorCode::kUsage,
                "the embedding service's address has a user or password; give the key apart");
  const std::string scheme = part(CURLUPART_SCHEME);
  if (code != CURLUE_OK || (scheme != "http" && scheme != "https") || HasControls(url)) {
    return Fail(ErrorCode::kUsage, fmt::format("'{}' is no address of an embedding service; it should be as "
                                               "https://host/v1/embeddings, with http or https",
                                               url));
  }
  return {};
}

struct Received {
  std::string bytes;
  bool too_long = false;
};

// Called by libcurl; another number than `size` ends the transfer.
size_t Receive(char* bytes, size_t, size_t size, void* into) {
  auto* received = static_cast<Received*>(into);
  received->too_long = received->bytes.size() + size > kMaxAnswer;
  if (received->too_long) return 0;
  received->bytes.append(bytes, size);
  return size;
}

class Endpoint : public Embedder {
 public:
  explicit Endpoint(EmbeddingEndpoint endpoint) : endpoint_(std::move(endpoint)) {}

  // Makes ready to ask, and asks for the length of the vectors.
  Result<void> Open() {
    if (auto done = CheckAddress(endpoint_.url); !done) return done;
    if (endpoint_.model.empty() || HasControls(endpoint_.model))
      return Fail(ErrorCode::kUsage, "the model of the embedding service has no name");
    if (HasControls(endpoint_.key))
      return Fail(ErrorCode::kUsage, "the key of the embedding service has a line end or control character");
    // Once in a program, and before other threads: a static is initialised by one of them.
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    curl_.reset(started == CURLE_OK ? curl_easy_init() : nullptr);
    if (curl_ == nullptr) return Refuse(ErrorCode::kIo, "libcurl cannot be started");
    std::vector<std::string> headers = {"Content-Type: application/json", "Accept: application/json",
                                        "Expect:"};  // no asking whether a long request is welcome
    if (!endpoint_.key.empty()) headers.push_back("Authorization: Bearer " + endpoint_.key);
    for (const std::string& header : headers) {
      curl_slist* longer = curl_slist_append(headers_.get(), header.c_str());
      if (longer == nullptr) return Refuse(ErrorCode::kIo, "there is no memory for the request");
      static_cast<void>(headers_.release());  // now part of `longer`
      headers_.reset(longer);
    }
    CURL* curl = curl_.get();
    curl_easy_setopt(curl, CURLOPT_URL, endpoint_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);  // the texts and the key go where they were meant to
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, kRequestSeconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Receive);

    constexpr std::string_view kProbe = "length";
    std::vector<int16_t> vector;
    if (auto done = Ask({&kProbe, 1}, &vector); !done) return done;
    identity_ = fmt::format("openai:{} {} {}", endpoint_.url, endpoint_.model, dimensions_);
    return {};
  }

  const std::string& identity() const override { return identity_; }
  size_t dimensions() const override { return dimensions_; }

  Result<std::vector<int16_t>> Embed(std::span<const std::string_view> texts,
                                     const Progress& progress) override {
    std::vector<int16_t> vectors;
    vectors.reserve(texts.size() * dimensions_);
    for (size_t from = 0; from < texts.size(); from += kTextsAtOnce) {
      const auto batch = texts.subspan(from, std::min(kTextsAtOnce, texts.size() - from));
      if (auto done = Ask(batch, &vectors); !done) return tl::unexpected(done.error());
      if (progress) progress(from + batch.size());
    }
    return vectors;
  }

 private:
  tl::unexpected<Error> Refuse(ErrorCode code, std::string message) const {
    return tl::unexpected(Error{code, std::move(message), endpoint_.url, 0, 0, 0});
  }

  // Appends the vectors of one request's texts. A busy service is asked again.
  Result<void> Ask(std::span<const std::string_view> texts, std::vector<int16_t>* vectors) {
    const std::string request = Request(texts);
    std::chrono::milliseconds pause = endpoint_.first_wait;
    for (int asked = 1;; ++asked, pause *= 2) {
      auto answer = Send(request);
      if (!answer) return tl::unexpected(answer.error());
      if (answer->status == 200) return ReadAnswer(answer->bytes, texts.size(), vectors);
      const bool busy = answer->status == 429 || answer->status == 503;
      if (!busy || asked == kMostAsks || answer->retry_after > kLongestWait)
        return RefuseStatus(*answer, asked);
      std::this_thread::sleep_for(answer->retry_after > std::chrono::seconds(0) ? answer->retry_after
                                                                                : pause);
    }
  }

  struct Response {
    long status = 0;
    std::string bytes;
    std::chrono::seconds retry_after{0};  // 0: the service did not say
  };
  Result<Response> Send(const std::string& request) {
    Received answer;
    char said[CURL_ERROR_SIZE] = "";
    CURL* curl = curl_.get();
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.data());
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said);
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
    if (answer.too_long)
      return Refuse(ErrorCode::kLimit, fmt::format("an answer of more than {} bytes", kMaxAnswer));
    if (code != CURLE_OK) {
      return Refuse(ErrorCode::kIo, fmt::format("the embedding service gave no answer: {}",
                                                said[0] != '\0' ? said : curl_easy_strerror(code)));
    }
    Response response;
    curl_off_t wait = 0;  // Retry-After as seconds, of a date too
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &response.status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    response.bytes = std::move(answer.bytes);
    response.retry_after = std::chrono::seconds(wait);
    return response;
  }

  std::string Request(std::span<const std::string_view> texts) const {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
    const auto string = [&](std::string_view text) {
      json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    };
    json.StartObject();
    json.Key("model");
    string(endpoint_.model);
    json.Key("encoding_format");
    json.String("float");
    json.Key("input");
    json.StartArray();
    // A blank for an empty text, which services refuse.
    for (const std::string_view text : texts)
      string(text.empty() ? " " : text.substr(0, CharacterStart(text, kLongestText)));
    json.EndArray();
    json.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
  }

  // With the service's own words, where they are where OpenAI has them: error.message.
  tl::unexpected<Error> RefuseStatus(const Response& answer, int asked) const {
    const std::string& bytes = answer.bytes;
    const long status = answer.status;
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(bytes.data(),
                                                                                           bytes.size());
    const rapidjson::Value* error = document.HasParseError() ? nullptr : Member(document, "error");
    const rapidjson::Value* message = error == nullptr ? nullptr : Member(*error, "message");
    std::string_view words;
    if (message != nullptr && message->IsString()) {
      const std::string_view said(message->GetString(), message->GetStringLength());
      words = said.substr(0, CharacterStart(said, kMaxQuoted));
    }
    std::string hint;
    if (status == 401 || status == 403) hint = "; the key is the environment variable CONCORD_EMBEDDER_KEY";
    if (status >= 300 && status < 400) hint = "; redirects are not followed, give the address itself";
    if (answer.retry_after > kLongestWait)
      hint = fmt::format("; it wants to be asked again after {} s", answer.retry_after.count());
    if (asked > 1) hint = fmt::format("; it was asked {} times", asked);
    return Refuse(ErrorCode::kIo,
                  fmt::format("the embedding service answered HTTP status {}, expected 200{}{}{}", status,
                              words.empty() ? "" : ": ", words, hint));
  }

  // data has for each text an object with its place, `index`, and its vector, `embedding`; in any order.
  Result<void> ReadAnswer(std::string_view bytes, size_t count, std::vector<int16_t>* vectors) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(bytes.data(), bytes.size());
    if (document.HasParseError()) {
      return Refuse(ErrorCode::kInvalid, fmt::format("the answer is no JSON at byte {}; expected an object "
                                                     "with an array data",
                                                     document.GetErrorOffset()));
    }
    const auto* data = Member(document, "data");
    if (data == nullptr || !data->IsArray())
      return Refuse(ErrorCode::kInvalid, "the answer has no array data");
    if (data->Size() != count) {
      return Refuse(ErrorCode::kInvalid,
                    fmt::format("data has {} embeddings, expected {}", data->Size(), count));
    }
    const size_t start = vectors->size();
    std::vector<bool> seen(count);
    for (rapidjson::SizeType i = 0; i < data->Size(); ++i) {
      const rapidjson::Value* index = Member((*data)[i], "index");
      if (index == nullptr || !index->IsUint() || index->GetUint() >= count || seen[index->GetUint()]) {
        return Refuse(
            ErrorCode::kInvalid,
            fmt::format("data[{}].index should be a number from 0 to {} that no other has", i, count - 1));
      }
      seen[index->GetUint()] = true;
      const rapidjson::Value* embedding = Member((*data)[i], "embedding");
      if (embedding == nullptr || !embedding->IsArray() || embedding->Empty())
        return Refuse(ErrorCode::kInvalid, fmt::format("data[{}].embedding is no array of numbers", i));
      const size_t length = embedding->Size();
      if (length > kMaxDimensions) {
        return Refuse(ErrorCode::kLimit, fmt::format("data[{}].embedding has {} numbers; the limit is {}", i,
                                                     length, kMaxDimensions));
      }
      if (dimensions_ == 0) dimensions_ = length;  // the first answer says it
      if (length != dimensions_) {
        return Refuse(ErrorCode::kInvalid,
                      fmt::format("data[{}].embedding has {} numbers, expected {}", i, length, dimensions_));
      }
      vectors->resize(start + count * dimensions_);
      int16_t* vector = vectors->data() + start + index->GetUint() * dimensions_;
      if (!Normalise(*embedding, vector)) {
        return Refuse(ErrorCode::kInvalid,
                      fmt::format("data[{}].embedding should be finite numbers, not all of them zero", i));
      }
    }
    return {};
  }

  static const rapidjson::Value* Member(const rapidjson::Value& object, const char* name) {
    if (!object.IsObject()) return nullptr;
    const auto member = object.FindMember(name);
    return member == object.MemberEnd() ? nullptr : &member->value;
  }

  // To length 1 and on the grid. False when that cannot be.
  static bool Normalise(const rapidjson::Value& numbers, int16_t* vector) {
    double largest = 0, squares = 0;
    for (const auto& number : numbers.GetArray()) {
      if (!number.IsNumber() || !std::isfinite(number.GetDouble())) return false;
      largest = std::max(largest, std::abs(number.GetDouble()));
    }
    if (largest == 0) return false;
    // By the largest first: squares of numbers that a double has may be too large or small for one.
    for (const auto& number : numbers.GetArray()) squares += std::pow(number.GetDouble() / largest, 2);
    const double length = std::sqrt(squares);
    for (const auto& number : numbers.GetArray())
      *vector++ = VectorGrid::Round(static_cast<float>(number.GetDouble() / largest / length));
    return true;
  }

  EmbeddingEndpoint endpoint_;
  std::unique_ptr<curl_slist, CurlDeleter> headers_;
  std::unique_ptr<CURL, CurlDeleter> curl_;
  std::string identity_;
  size_t dimensions_ = 0;  // 0: not asked yet
};

}  // namespace

Result<std::unique_ptr<Embedder>> OpenEmbeddingEndpoint(EmbeddingEndpoint endpoint) {
  auto opened = std::make_unique<Endpoint>(std::move(endpoint));
  if (auto done = opened->Open(); !done) return tl::unexpected(done.error());
  return opened;
}

}  // namespace concord
