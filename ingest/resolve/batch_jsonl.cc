#include "ingest/resolve/batch_jsonl.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "graph/vocabulary.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void WriteProperties(Writer& json, const PropertyMap& properties);

// Lists and maps nest as deep as the program made them, which is two levels.
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

void WriteNode(std::ostream& out, const PutNode& node) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  json.Key("kind");
  json.String("node");
  json.Key("key");
  json.String(node.key);
  json.Key("labels");
  json.StartArray();
  for (const std::string& label : node.labels) json.String(label);
  json.EndArray();
  json.Key("properties");
  WriteProperties(json, node.properties);
  json.EndObject();
  out << std::string_view(buffer.GetString(), buffer.GetSize()) << "\n";
}

void WriteEdge(std::ostream& out, const PutEdge& edge) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  json.Key("kind");
  json.String("edge");
  json.Key("type");
  json.String(edge.type);
  json.Key("from");
  json.String(edge.from);
  json.Key("to");
  json.String(edge.to);
  json.Key("properties");
  WriteProperties(json, edge.properties);
  json.EndObject();
  out << std::string_view(buffer.GetString(), buffer.GetSize()) << "\n";
}

}  // namespace

void BatchJsonl::Write(const GraphBatch& batch) {
  for (const PutNode& node : batch.nodes) {
    if (std::find(node.labels.begin(), node.labels.end(), label::Version) != node.labels.end()) {
      versions_.emplace(node.key, node);
    } else {
      WriteNode(out_, node);
    }
  }
  for (const PutBlob& blob : batch.blobs) {
    const auto version = versions_.find(blob.key);
    if (version != versions_.end() && blob.name == "text")
      version->second.properties.Set(property::text, blob.bytes);
  }
  for (const PutEdge& edge : batch.edges) WriteEdge(out_, edge);
}

void BatchJsonl::Finish() {
  for (const auto& [key, node] : versions_) WriteNode(out_, node);
  versions_.clear();
}

}  // namespace concord
