#include "cli/ingest_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/parameter.h"
#include "base/plural.h"
#include "cli/json.h"
#include "cli/printable.h"

namespace concord {
namespace {

std::string ReportAsJson(const IngestResult& report) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.ingest/1");
  json.Key("stored");
  json.StartArray();
  for (const IngestReport::Stored& stored : report.stored) {
    json.StartObject();
    JsonString(json, "path", stored.path);
    JsonString(json, "format", stored.format);
    JsonString(json, "version", stored.version);
    JsonNumber(json, "source_bytes", stored.source_bytes);
    JsonNumber(json, "text_bytes", stored.text_bytes);
    JsonNumber(json, "sections", stored.sections);
    JsonNumber(json, "measures", stored.measures);
    json.Key("repairs");
    json.StartArray();
    for (const Repair& repair : stored.repairs) {
      json.StartObject();
      JsonNumber(json, "line", repair.line);
      JsonString(json, "message", repair.message);
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Key("unchanged");
  json.StartArray();
  for (const std::string& path : report.unchanged) json.String(path);
  json.EndArray();
  json.Key("set_aside");
  json.StartArray();
  for (const Error& error : report.set_aside) {
    json.StartObject();
    JsonString(json, "path", error.source);
    JsonString(json, "message", SpellParameters(error.message, Spelling::kTerminal));
    json.EndObject();
  }
  json.EndArray();
  json.Key("refused");
  json.StartArray();
  for (const Error& error : report.refused) {
    json.StartObject();
    JsonString(json, "path", error.source);
    JsonString(json, "code", ErrorCodeName(error.code));
    JsonString(json, "message", SpellParameters(error.message, Spelling::kTerminal));
    JsonNumber(json, "line", error.line);
    JsonNumber(json, "column", error.column);
    JsonNumber(json, "offset", error.offset);
    json.EndObject();
  }
  json.EndArray();
  JsonNotes(json, report.notes);
  json.EndObject();
  return buffer.GetString();
}

void PrintReport(const IngestReport& report, Context& context) {
  uint64_t sections = 0, measures = 0, bytes = 0, repairs = 0;
  for (const IngestReport::Stored& stored : report.stored) {
    sections += stored.sections;
    measures += stored.measures;
    bytes += stored.text_bytes;
    repairs += stored.repairs.size();
    constexpr size_t kMaxShown = 3;
    for (size_t i = 0; i < std::min(kMaxShown, stored.repairs.size()); ++i) {
      const Repair& repair = stored.repairs[i];
      *context.err << fmt::format("{}{}: note: {}\n", Printable(stored.path),
                                  repair.line > 0 ? fmt::format(":{}", repair.line) : "",
                                  Printable(repair.message));
    }
    if (stored.repairs.size() > kMaxShown) {
      *context.err << fmt::format("{}: note: {} more of this kind; --json lists all\n",
                                  Printable(stored.path), stored.repairs.size() - kMaxShown);
    }
  }
  const auto text = [](const Error& error) {
    return Printable(SpellParameters(error.ToString(), Spelling::kTerminal));
  };
  for (const Error& error : report.set_aside) *context.err << "skipped " << text(error) << "\n";
  for (const Error& error : report.refused) *context.err << "refused " << text(error) << "\n";
  *context.out << fmt::format("stored {} ({}, {}, {} of text); {} unchanged, {} refused\n",
                              Counted(report.stored.size(), "document"), Counted(sections, "section"),
                              Counted(measures, "measure"), SizeText(bytes), report.unchanged.size(),
                              report.refused.size());
}

}  // namespace

ExitCode WriteIngestReport(const IngestResult& report, Context& context) {
  for (const Note& note : report.notes) *context.err << "note: " << Printable(note.text) << "\n";
  if (context.json) {
    *context.out << ReportAsJson(report) << "\n";
  } else {
    PrintReport(report, context);
  }
  return report.refused.empty() ? kExitOk : kExitFindings;
}

}  // namespace concord
