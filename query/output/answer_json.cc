#include "query/output/answer_json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <string_view>
#include <vector>

#include "query/topics/topic_marks.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void Write(std::string_view text, Writer* out) {
  out->String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void WriteName(std::string_view name, Writer* out) {
  out->Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

// Values nest as deep as their writer nested them, which for what ingest writes is two.
void Write(const Value& value, Writer* out) {
  switch (value.type()) {
    case Value::Type::kNull:
      out->Null();
      return;
    case Value::Type::kBool:
      out->Bool(value.as_bool());
      return;
    case Value::Type::kInt:
      out->Int64(value.as_int());
      return;
    case Value::Type::kDouble:
      if (std::isfinite(value.as_double())) {
        out->Double(value.as_double());
      } else {
        out->Null();
      }
      return;
    case Value::Type::kString:
      Write(std::string_view(value.as_string()), out);
      return;
    case Value::Type::kDate:
      Write(std::string_view(value.as_date().ToString()), out);
      return;
    case Value::Type::kList:
      out->StartArray();
      for (const Value& element : value.as_list()) Write(element, out);
      out->EndArray();
      return;
    case Value::Type::kMap:
      out->StartObject();
      for (const auto& [name, element] : value.as_map()) {
        WriteName(name, out);
        Write(element, out);
      }
      out->EndObject();
      return;
  }
}

void Write(const Answer& answer, const Evidence& evidence, Writer* out) {
  const auto field = [&](std::string_view name, const std::string& text) {
    if (text.empty()) return;
    WriteName(name, out);
    Write(std::string_view(text), out);
  };
  out->StartObject();
  field("document", evidence.document);
  field("title", evidence.title);
  field("version", evidence.version);
  field("section", evidence.section);
  field("anchor", evidence.anchor);
  field("quote", evidence.quote);
  if (evidence.end > evidence.start) {
    out->Key("start");
    out->Uint64(evidence.start);
    out->Key("end");
    out->Uint64(evidence.end);
  }
  if (evidence.page != 0) {
    out->Key("page");
    out->Uint(evidence.page);
  }
  field("source", evidence.source);
  field("column", evidence.column);
  const std::vector<TopicMark> marks = MarksOf(answer, evidence);
  if (!marks.empty() && evidence.end > evidence.start) {
    out->Key("marks");
    out->StartArray();
    for (const TopicMark& mark : marks) {
      out->StartObject();
      out->Key("start");
      out->Uint64(evidence.start + mark.start);
      out->Key("end");
      out->Uint64(evidence.start + mark.end);
      WriteName("of", out);
      Write(std::string_view(mark.relation ? "relation" : "topic"), out);
      out->EndObject();
    }
    out->EndArray();
  }
  out->EndObject();
}

}  // namespace

std::string AnswerToJson(const Answer& answer) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  out.StartObject();
  out.Key("schema");
  Write(std::string_view("concord." + answer.query + "/1"), &out);
  out.Key("arguments");
  Write(Value(answer.arguments), &out);
  out.Key("columns");
  out.StartArray();
  for (const Column& column : answer.columns) {
    out.StartObject();
    out.Key("name");
    Write(std::string_view(column.name), &out);
    out.Key("title");
    Write(std::string_view(column.title.empty() ? column.name : column.title), &out);
    out.EndObject();
  }
  out.EndArray();
  out.Key("rows");
  out.StartArray();
  for (const Row& row : answer.rows) {
    out.StartObject();
    for (size_t i = 0; i < answer.columns.size() && i < row.cells.size(); ++i) {
      WriteName(answer.columns[i].name, &out);
      Write(row.cells[i], &out);
    }
    out.Key("evidence");
    out.StartArray();
    for (const Evidence& evidence : row.evidence) Write(answer, evidence, &out);
    out.EndArray();
    out.EndObject();
  }
  out.EndArray();
  out.Key("notes");
  out.StartArray();
  for (const Note& note : answer.notes) Write(std::string_view(note.text), &out);
  out.EndArray();
  out.Key("note_codes");
  out.StartArray();
  for (const Note& note : answer.notes) {
    out.StartObject();
    out.Key("code");
    Write(std::string_view(note.code), &out);
    out.Key("values");
    out.StartArray();
    for (const Value& value : note.values) Write(value, &out);
    out.EndArray();
    out.EndObject();
  }
  out.EndArray();
  out.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string ValueToJson(const Value& value) {
  rapidjson::StringBuffer buffer;
  Writer out(buffer);
  Write(value, &out);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace concord
