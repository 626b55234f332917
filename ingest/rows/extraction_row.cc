#include "ingest/rows/extraction_row.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <cmath>

#include "base/base64.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr auto kLifetimes = std::to_array<std::string_view>({"owned", "shared", "permanent"});

std::string_view LifetimeName(Lifetime lifetime) { return kLifetimes[static_cast<size_t>(lifetime)]; }

void WriteText(Writer& json, std::string_view name, std::string_view value) {
  json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void WriteNumber(Writer& json, const char* name, uint64_t value) {
  json.Key(name);
  json.Uint64(value);
}

void WriteTexts(Writer& json, const char* name, const std::vector<std::string>& texts) {
  json.Key(name);
  json.StartArray();
  for (const std::string& text : texts) json.String(text);
  json.EndArray();
}

void WriteProperties(Writer& json, const PropertyMap& properties);

// Lists and maps nest no deeper than kMaxValueDepth, which the store checks.
void WriteValue(Writer& json, const Value& value) {
  switch (value.type()) {
    case Value::Type::kNull:
      json.Null();
      break;
    case Value::Type::kBool:
      json.Bool(value.as_bool());
      break;
    case Value::Type::kInt:
      json.Int64(value.as_int());
      break;
    case Value::Type::kDouble:
      if (std::isfinite(value.as_double())) {
        json.Double(value.as_double());
      } else {
        json.Null();
      }
      break;
    case Value::Type::kString:
      json.String(value.as_string());
      break;
    case Value::Type::kDate:
      json.String(value.as_date().ToString());
      break;
    case Value::Type::kList:
      json.StartArray();
      for (const Value& item : value.as_list()) WriteValue(json, item);
      json.EndArray();
      break;
    case Value::Type::kMap:
      WriteProperties(json, value.as_map());
      break;
  }
}

void WriteProperties(Writer& json, const PropertyMap& properties) {
  json.StartObject();
  for (const auto& [name, value] : properties) {
    json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    WriteValue(json, value);
  }
  json.EndObject();
}

// A step of a JSON pointer (RFC 6901).
std::string PointerStep(std::string_view name) {
  std::string step = "/";
  for (const char c : name) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

void FindDates(const Value& value, const std::string& pointer, std::vector<std::string>* dates) {
  if (value.type() == Value::Type::kDate) {
    dates->push_back(pointer);
  } else if (value.type() == Value::Type::kList) {
    size_t i = 0;
    for (const Value& item : value.as_list()) FindDates(item, fmt::format("{}/{}", pointer, i++), dates);
  } else if (value.type() == Value::Type::kMap) {
    for (const auto& [name, item] : value.as_map()) FindDates(item, pointer + PointerStep(name), dates);
  }
}

void WriteDatesAndProperties(Writer& json, const PropertyMap& properties, bool exact) {
  std::vector<std::string> dates;
  if (exact) {
    for (const auto& [name, value] : properties) FindDates(value, PointerStep(name), &dates);
  }
  if (!dates.empty()) WriteTexts(json, "dates", dates);
  json.Key("properties");
  WriteProperties(json, properties);
}

// The line of an object that begins with its kind.
template <typename Members>
std::string Line(std::string_view kind, Members members) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  WriteText(json, "kind", kind);
  members(json);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string NodeLine(const PutNode& node, bool exact) {
  return Line("node", [&](Writer& json) {
    WriteText(json, "key", node.key);
    WriteTexts(json, "labels", node.labels);
    if (exact) WriteText(json, "lifetime", LifetimeName(node.lifetime));
    WriteDatesAndProperties(json, node.properties, exact);
  });
}

std::string EdgeLine(const PutEdge& edge, bool exact) {
  return Line("edge", [&](Writer& json) {
    WriteText(json, "type", edge.type);
    WriteText(json, "from", edge.from);
    WriteText(json, "to", edge.to);
    WriteDatesAndProperties(json, edge.properties, exact);
  });
}

}  // namespace

std::string RowLine(const ExtractedDocument& document) {
  return Line("document", [&](Writer& json) {
    WriteText(json, "file", document.file);
    WriteText(json, "version", document.version);
    WriteText(json, "document", document.document);
    WriteText(json, "sha256", document.sha256);
    WriteText(json, "fingerprint", document.fingerprint);
    WriteText(json, "format", document.format);
    WriteNumber(json, "source_bytes", document.source_bytes);
    WriteNumber(json, "text_bytes", document.text_bytes);
    WriteNumber(json, "sections", document.sections);
  });
}

std::string RowLine(const PutNode& node) { return NodeLine(node, true); }
std::string RowLine(const PutEdge& edge) { return EdgeLine(edge, true); }
std::string PlainRowLine(const PutNode& node) { return NodeLine(node, false); }
std::string PlainRowLine(const PutEdge& edge) { return EdgeLine(edge, false); }

std::string RowLine(const PutBlob& blob) {
  return Line("blob", [&](Writer& json) {
    WriteText(json, "key", blob.key);
    WriteText(json, "name", blob.name);
    if (blob.name == "text") {
      WriteText(json, "text", blob.bytes);
    } else {
      WriteText(json, "base64", ToBase64(blob.bytes));
    }
  });
}

std::string RowLine(const DocumentEnd& end) {
  return Line("end", [&](Writer& json) {
    WriteText(json, "file", end.file);
    WriteNumber(json, "nodes", end.nodes);
    WriteNumber(json, "edges", end.edges);
    WriteNumber(json, "blobs", end.blobs);
  });
}

std::string RowLine(const Error& error) {
  return Line("error", [&](Writer& json) {
    WriteText(json, "file", error.source);
    WriteText(json, "code", ErrorCodeName(error.code));
    WriteText(json, "reason", error.message);
    WriteNumber(json, "line", error.line);
    WriteNumber(json, "column", error.column);
    WriteNumber(json, "offset", error.offset);
  });
}

}  // namespace concord
