#include "ingest/readers/exchange/oscal_json.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "ingest/readers/exchange/oscal_tree.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

struct Plural {
  std::string_view one, many;
};
// The lists of metadata, provenance, mappings and back matter.
constexpr auto kPlurals = std::to_array<Plural>({
    {"prop", "props"},
    {"link", "links"},
    {"qualifier", "qualifiers"},
    {"responsible-party", "responsible-parties"},
    {"party-uuid", "party-uuids"},
    {"location-uuid", "location-uuids"},
    {"party", "parties"},
    {"role", "roles"},
    {"location", "locations"},
    {"revision", "revisions"},
    {"action", "actions"},
    {"document-id", "document-ids"},
    {"external-id", "external-ids"},
    {"email-address", "email-addresses"},
    {"telephone-number", "telephone-numbers"},
    {"address", "addresses"},
    {"addr-line", "addr-lines"},
    {"url", "urls"},
    {"member-of-organization", "member-of-organizations"},
    {"resource", "resources"},
    {"rlink", "rlinks"},
    {"hash", "hashes"},
    {"source", "sources"},
    {"target", "targets"},
    {"map", "maps"},
    {"mapping", "mappings"},
    {"with-id", "with-ids"},
    {"matching", "matching"},
});

bool IsNumber(std::string_view key) { return key == "percentage" || key == "target-coverage"; }

// XML comes as Markdown with more escapes than it needs: "one\\-to\\-one".
void WriteText(std::string_view text, Writer* json) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = text.substr(i, 2);
    const char before = i > 0 ? text[i - 1] : '\n';
    const bool inside = before != '\n' && before != '\\' && (before < '0' || before > '9' || two == "\\-");
    const bool needless = (two == "\\-" || two == "\\.") && inside;
    if (!needless) plain += text[i];
  }
  json->String(plain.data(), static_cast<rapidjson::SizeType>(plain.size()));
}

void WriteNumber(std::string_view written, Writer* json) {
  const std::string_view text = Trim(written);
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && std::isfinite(number)) {
    json->Double(number);
  } else {
    WriteText(text, json);
  }
}

void WriteNode(DataNode node, std::span<const std::string_view> left_out, Writer* json) {
  if (node.is_list()) {
    json->StartArray();
    for (const DataNode item : node) WriteNode(item, {}, json);
    json->EndArray();
    return;
  }
  if (!node.is_map()) {
    const std::string text = node.Text();
    IsNumber(node.key()) ? WriteNumber(text, json) : WriteText(Trim(text), json);
    return;
  }
  json->StartObject();
  std::vector<std::string_view> written;
  for (const DataNode child : node) {
    const std::string_view key = child.key();
    if (std::ranges::find(left_out, key) != left_out.end() ||
        std::ranges::find(left_out, OscalSingular(key)) != left_out.end())
      continue;
    if (std::ranges::find(written, key) != written.end()) continue;
    written.push_back(key);
    const auto plural = std::ranges::find(kPlurals, key, &Plural::one);
    // The text of an XML element is a value; in JSON it has a name of its own.
    if (key == "value" && node.key() == "coverage") {
      WriteText("target-coverage", json);
      WriteNumber(child.Text(), json);
      continue;
    }
    if (child.is_list() || plural == kPlurals.end()) {
      WriteText(key, json);
      WriteNode(child, {}, json);
      continue;
    }
    WriteText(plural->many, json);
    json->StartArray();
    for (const DataNode item : OscalItems(node, key)) WriteNode(item, {}, json);
    json->EndArray();
  }
  json->EndObject();
}

constexpr int kDeepest = 8;

// False when it nests too deep.
bool TakeJson(const rapidjson::Value& json, int depth, Value* value) {
  if (depth > kDeepest) return false;
  if (json.IsString()) {
    *value = Value(std::string(json.GetString(), json.GetStringLength()));
  } else if (json.IsBool()) {
    *value = Value(json.GetBool());
  } else if (json.IsInt64()) {
    *value = Value(json.GetInt64());
  } else if (json.IsNumber()) {
    *value = Value(json.GetDouble());
  } else if (json.IsArray()) {
    List list(json.Size());
    for (rapidjson::SizeType i = 0; i < json.Size(); ++i) {
      if (!TakeJson(json[i], depth + 1, &list[i])) return false;
    }
    *value = Value(std::move(list));
  } else if (json.IsObject()) {
    PropertyMap map;
    for (const auto& member : json.GetObject()) {
      Value inside;
      if (!TakeJson(member.value, depth + 1, &inside)) return false;
      map.Set(std::string_view(member.name.GetString(), member.name.GetStringLength()), std::move(inside));
    }
    *value = Value(std::move(map));
  }
  return true;
}

}  // namespace

Value ValueOfJson(const std::string& json) {
  rapidjson::Document parsed;
  parsed.Parse<rapidjson::kParseIterativeFlag>(json);
  Value value;
  return !parsed.HasParseError() && TakeJson(parsed, 1, &value) ? value : Value(json);
}

std::string OscalPartAsJson(DataNode node, std::span<const std::string_view> left_out) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  WriteNode(node, left_out, &json);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace concord
