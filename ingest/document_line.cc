#include "ingest/document_line.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <array>
#include <utility>

#include "base/base64.h"
#include "base/json_fault.h"
#include "base/text.h"
#include "base/try.h"

namespace concord {
namespace {

using Json = rapidjson::Value;

// Media types of formats that a reader knows by the ending alone, or more surely with it.
struct Ending {
  std::string_view media_type, ending;
};
constexpr auto kEndings = std::to_array<Ending>({
    {"application/json", ".json"},
    {"application/ld+json", ".json"},
    {"application/n-triples", ".nt"},
    {"application/pdf", ".pdf"},
    {"application/vnd.oasis.opendocument.text", ".odt"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    {"application/xhtml+xml", ".xhtml"},
    {"application/xml", ".xml"},
    {"application/yaml", ".yaml"},
    {"text/csv", ".csv"},
    {"text/html", ".html"},
    {"text/markdown", ".md"},
    {"text/plain", ".txt"},
    {"text/tab-separated-values", ".tsv"},
    {"text/turtle", ".ttl"},
    {"text/xml", ".xml"},
});

std::string_view TextOf(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

tl::unexpected<Error> Expected(std::string_view what) {
  return Fail(ErrorCode::kInvalid, fmt::format("expected {}", what));
}

struct Field {
  std::string_view name;
  std::string* target;
};

// Copies strings into the fields of their names; every other member is an error. Null is like absent.
template <size_t N>
Result<void> ReadStrings(const Json& object, std::string_view where, const std::array<Field, N>& fields,
                         std::string_view* unknown) {
  for (const auto& member : object.GetObject()) {
    const std::string_view name = TextOf(member.name);
    const Field* field = nullptr;
    for (const Field& candidate : fields) {
      if (candidate.name == name) field = &candidate;
    }
    if (field == nullptr) {
      *unknown = name;
      continue;
    }
    if (member.value.IsNull()) continue;
    if (!member.value.IsString()) return Expected(fmt::format("a string as \"{}\" of {}", name, where));
    *field->target = TextOf(member.value);
  }
  return {};
}

template <size_t N>
tl::unexpected<Error> FailField(std::string_view unknown, std::string_view where,
                                const std::array<Field, N>& fields, std::vector<std::string> known) {
  for (const Field& field : fields) known.emplace_back(field.name);
  return Fail(ErrorCode::kInvalid, UnknownField(unknown, where, known));
}

Result<Manifest::Entry> ReadMetadata(const Json& json, std::string* edition) {
  if (!json.IsObject()) return Expected("an object as \"metadata\"");
  Manifest::Entry entry;
  std::string date;
  const std::array<Field, 9> fields{{{"title", &entry.title},
                                     {"issuer", &entry.issuer},
                                     {"date", &date},
                                     {"source", &entry.source},
                                     {"licence", &entry.licence},
                                     {"key", &entry.key},
                                     {"language", &entry.language},
                                     {"edition", edition},
                                     {"origin", &entry.origin}}};
  std::string_view unknown;
  CONCORD_TRY(ReadStrings(json, "\"metadata\"", fields, &unknown));
  if (!unknown.empty()) return FailField(unknown, "\"metadata\"", fields, {});
  if (!date.empty()) {
    entry.date = Date::Parse(date);
    if (!entry.date)
      return Expected(fmt::format("a date as YYYY, YYYY-MM or YYYY-MM-DD, found \"{}\"", date));
  }
  if (entry.origin.empty()) entry.origin = "metadata";
  entry.row = fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t", entry.title, entry.issuer, date, entry.source,
                          entry.licence, entry.key, entry.language);
  return entry;
}

Result<DocumentLine> ReadLine(Json& json) {
  DocumentLine line;
  std::string text, base64;
  const bool has_text = json.HasMember("text") && !json["text"].IsNull();
  const bool has_base64 = json.HasMember("base64") && !json["base64"].IsNull();
  if (json.HasMember("metadata") && !json["metadata"].IsNull()) {
    CONCORD_ASSIGN(line.metadata, ReadMetadata(json["metadata"], &line.edition));
  }
  json.RemoveMember("metadata");
  const std::array<Field, 8> fields{{{"name", &line.name},
                                     {"media_type", &line.media_type},
                                     {"format", &line.format},
                                     {"map", &line.map},
                                     {"key", &line.key},
                                     {"edition", &line.edition},
                                     {"text", &text},
                                     {"base64", &base64}}};
  std::string_view unknown;
  CONCORD_TRY(ReadStrings(json, "a document", fields, &unknown));
  if (!unknown.empty()) return FailField(unknown, "a document", fields, {"metadata"});
  if (line.name.empty()) return Expected("the document's \"name\"");
  if (has_text == has_base64) return Expected("the content as either \"text\" or \"base64\"");
  line.media_type = AsciiLower(Trim(line.media_type.substr(0, line.media_type.find(';'))));
  if (has_text) {
    line.bytes = std::move(text);
    return line;
  }
  std::optional<std::string> bytes = FromBase64(base64);
  if (!bytes) return Expected("the content in base64 as \"base64\"");
  line.bytes = *std::move(bytes);
  return line;
}

}  // namespace

std::string DocumentLine::PathForReaders() const {
  const size_t slash = name.rfind('/');
  const std::string_view last = std::string_view(name).substr(slash == std::string::npos ? 0 : slash + 1);
  if (last.find('.') != std::string_view::npos) return name;
  for (const Ending& ending : kEndings) {
    if (ending.media_type == media_type) return name + std::string(ending.ending);
  }
  return name;
}

Result<DocumentLine> DocumentLine::Parse(std::string_view text) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                                                     text.size());
  if (json.HasParseError()) {
    return tl::unexpected(Error{ErrorCode::kInvalid,
                                JsonFault(rapidjson::GetParseError_En(json.GetParseError())), "", 1,
                                json.GetErrorOffset() + 1, json.GetErrorOffset()});
  }
  if (!json.IsObject()) return Expected("a document as a JSON object");
  std::string name;
  if (json.HasMember("name") && json["name"].IsString()) name = TextOf(json["name"]);
  Result<DocumentLine> line = ReadLine(json);
  if (!line) {
    Error error = line.error();
    error.source = std::move(name);
    return tl::unexpected(std::move(error));
  }
  return line;
}

}  // namespace concord
