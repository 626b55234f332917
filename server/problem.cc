#include "server/problem.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "base/parameter.h"

namespace concord {
namespace {

void Put(rapidjson::Writer<rapidjson::StringBuffer>& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
void Put(rapidjson::Writer<rapidjson::StringBuffer>& json, std::string_view name, std::string_view value) {
  Put(json, name);
  Put(json, value);
}

int StatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
    case ErrorCode::kInvalid:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kLimit:
      return 413;
    default:
      return 500;
  }
}

}  // namespace

HttpResponse ProblemOf(int status, std::string_view title, std::string_view detail) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.StartObject();
  Put(json, "type", "about:blank");
  Put(json, "title", title);
  json.Key("status");
  json.Int(status);
  Put(json, "detail", SpellParameters(detail, Spelling::kHttp));
  const NamedParameter named = ParameterOf(detail);
  if (!named.name.empty()) Put(json, "parameter", named.name);
  if (!named.allowed.empty()) {
    json.Key("allowed");
    json.StartArray();
    for (const std::string& value : named.allowed) Put(json, value);
    json.EndArray();
  }
  json.EndObject();
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = buffer.GetString();
  return response;
}

HttpResponse Problem(const Error& error) {
  return ProblemOf(StatusOf(error.code), ErrorCodeName(error.code), error.message);
}

}  // namespace concord
