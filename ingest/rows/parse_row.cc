#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/base64.h"
#include "base/json_fault.h"
#include "base/try.h"
#include "ingest/rows/extraction_row.h"

namespace concord {
namespace {

using Json = rapidjson::Value;
using DatePointers = std::set<std::string, std::less<>>;

std::string_view TextOf(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

tl::unexpected<Error> Expected(std::string_view what) {
  return Fail(ErrorCode::kInvalid, fmt::format("expected {}", what));
}

// Reads the members of one row. The first wrong member is kept as the error.
class Members {
 public:
  explicit Members(const Json& row) : row_(row) {}

  std::string Text(const char* name) {
    const Json* value = Find(name);
    if (value == nullptr || !value->IsString()) {
      Refuse(fmt::format("a string as \"{}\"", name));
      return {};
    }
    return std::string(TextOf(*value));
  }

  uint64_t Number(const char* name) {
    const Json* value = Find(name);
    if (value == nullptr || !value->IsUint64()) {
      Refuse(fmt::format("a whole number as \"{}\"", name));
      return 0;
    }
    return value->GetUint64();
  }

  std::vector<std::string> Texts(const char* name) {
    std::vector<std::string> texts;
    const Json* value = Find(name);
    if (value == nullptr || !value->IsArray()) {
      Refuse(fmt::format("a list of strings as \"{}\"", name));
      return texts;
    }
    for (const Json& item : value->GetArray()) {
      if (!item.IsString()) Refuse(fmt::format("a list of strings as \"{}\"", name));
      if (item.IsString()) texts.emplace_back(TextOf(item));
    }
    return texts;
  }

  PropertyMap Properties() {
    DatePointers dates;
    if (Find("dates") != nullptr) {
      for (std::string& pointer : Texts("dates")) dates.insert(std::move(pointer));
    }
    const Json* value = Find("properties");
    if (value == nullptr || !value->IsObject()) {
      Refuse("an object as \"properties\"");
      return {};
    }
    PropertyMap properties = MapOf(*value, "", dates, 0);
    if (date_count_ != dates.size()) Refuse("dates (YYYY, YYYY-MM or YYYY-MM-DD) where \"dates\" points to");
    return properties;
  }

  std::string Bytes() {
    if (Find("text") != nullptr) return Text("text");
    std::optional<std::string> bytes = FromBase64(Text("base64"));
    if (!bytes) Refuse("bytes in base64 as \"base64\"");
    return bytes.value_or("");
  }

  void Refuse(std::string what) {
    if (expected_.empty()) expected_ = std::move(what);
  }

  const std::string& expected() const { return expected_; }

 private:
  const Json* Find(const char* name) const {
    const auto member = row_.FindMember(name);
    return member == row_.MemberEnd() ? nullptr : &member->value;
  }

  PropertyMap MapOf(const Json& object, const std::string& pointer, const DatePointers& dates, int depth) {
    PropertyMap map;
    for (const auto& member : object.GetObject()) {
      std::string step = "/";
      for (const char c : TextOf(member.name)) {
        step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
      }
      map.Set(TextOf(member.name), ValueOf(member.value, pointer + step, dates, depth + 1));
    }
    return map;
  }

  // Recursion ends at kMaxValueDepth.
  Value ValueOf(const Json& json, const std::string& pointer, const DatePointers& dates, int depth) {
    if (depth > kMaxValueDepth) {
      Refuse(fmt::format("values that nest no deeper than {}", kMaxValueDepth));
      return {};
    }
    if (json.IsString()) {
      if (dates.empty() || !dates.contains(pointer)) return {TextOf(json)};
      const std::optional<Date> date = Date::Parse(TextOf(json));
      date_count_ += date ? 1 : 0;
      return date ? Value(*date) : Value();
    }
    if (json.IsBool()) return {json.GetBool()};
    if (json.IsInt64()) return {json.GetInt64()};
    if (json.IsNumber()) return {json.GetDouble()};
    if (json.IsObject()) return {MapOf(json, pointer, dates, depth)};
    if (!json.IsArray()) return {};
    List list;
    for (const Json& item : json.GetArray())
      list.push_back(ValueOf(item, fmt::format("{}/{}", pointer, list.size()), dates, depth + 1));
    return {std::move(list)};
  }

  const Json& row_;
  std::string expected_;
  size_t date_count_ = 0;
};

Lifetime ReadLifetime(Members& row) {
  const std::string name = row.Text("lifetime");
  if (name == "shared") return Lifetime::kShared;
  if (name == "permanent") return Lifetime::kPermanent;
  if (name != "owned") row.Refuse("owned, shared or permanent as \"lifetime\"");
  return Lifetime::kOwned;
}

ErrorCode ReadErrorCode(Members& row) {
  const std::string name = row.Text("code");
  constexpr auto kCodes =
      std::to_array({ErrorCode::kInvalid, ErrorCode::kUsage, ErrorCode::kNotFound, ErrorCode::kLimit,
                     ErrorCode::kIo, ErrorCode::kStore, ErrorCode::kCorrupt, ErrorCode::kUnsupported});
  const auto code = std::ranges::find(kCodes, name, ErrorCodeName);
  if (code == kCodes.end()) row.Refuse("the name of an error as \"code\"");
  return code == kCodes.end() ? ErrorCode::kInvalid : *code;
}

std::optional<ExtractionRow> ReadRow(std::string_view kind, Members& row) {
  // The members of a braced list are read in the order in which they stand.
  if (kind == "node") {
    return PutNode{.key = row.Text("key"),
                   .labels = row.Texts("labels"),
                   .properties = row.Properties(),
                   .lifetime = ReadLifetime(row)};
  }
  if (kind == "edge") {
    return PutEdge{.type = row.Text("type"),
                   .from = row.Text("from"),
                   .to = row.Text("to"),
                   .properties = row.Properties()};
  }
  if (kind == "blob") return PutBlob{.key = row.Text("key"), .name = row.Text("name"), .bytes = row.Bytes()};
  if (kind == "document") {
    return ExtractedDocument{.file = row.Text("file"),
                             .version = row.Text("version"),
                             .document = row.Text("document"),
                             .sha256 = row.Text("sha256"),
                             .fingerprint = row.Text("fingerprint"),
                             .format = row.Text("format"),
                             .source_bytes = row.Number("source_bytes"),
                             .text_bytes = row.Number("text_bytes"),
                             .sections = row.Number("sections")};
  }
  if (kind == "end") {
    return DocumentEnd{.file = row.Text("file"),
                       .nodes = row.Number("nodes"),
                       .edges = row.Number("edges"),
                       .blobs = row.Number("blobs")};
  }
  if (kind == "error") {
    return Error{ReadErrorCode(row), row.Text("reason"),   row.Text("file"),
                 row.Number("line"), row.Number("column"), row.Number("offset")};
  }
  return std::nullopt;
}

}  // namespace

Result<ExtractionRow> ParseRow(std::string_view line) {
  rapidjson::Document json;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag |
                              rapidjson::kParseValidateEncodingFlag;
  json.Parse<kFlags>(line.data(), line.size());
  if (json.HasParseError()) {
    return tl::unexpected(Error{ErrorCode::kInvalid,
                                JsonFault(rapidjson::GetParseError_En(json.GetParseError())), "", 1,
                                json.GetErrorOffset() + 1, json.GetErrorOffset()});
  }
  if (!json.IsObject() || !json.HasMember("kind") || !json["kind"].IsString())
    return Expected("a row as a JSON object with a string as \"kind\"");
  Members members(json);
  std::optional<ExtractionRow> row = ReadRow(TextOf(json["kind"]), members);
  if (!row) return Expected("document, node, edge, blob, end or error as \"kind\"");
  if (!members.expected().empty())
    return Expected(fmt::format("{} of a row of kind \"{}\"", members.expected(), TextOf(json["kind"])));
  return *std::move(row);
}

}  // namespace concord
