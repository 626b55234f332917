#include "ingest/lint/lint.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/file.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "cli/read_limits.h"

namespace concord {
namespace {

struct Given {
  std::vector<std::string> files;
  std::string format;
  bool fix = false, rules = false;
  ReadLimits limits;
};

struct Judged {
  std::string file;
  bool fixed = false;
  LintReport report;
};

void PrintRules(std::ostream& out) {
  for (const LintRule& rule : LintRules())
    out << fmt::format("{:<20} {} {}\n", rule.id, rule.fixes ? "fix" : "   ", rule.what);
}

void PrintFindings(const Judged& judged, std::ostream& out) {
  for (const LintFinding& finding : judged.report.findings) {
    out << fmt::format("{}:{}:{}: {}: {}{}\n", Printable(judged.file), finding.line, finding.column,
                       finding.rule, Printable(finding.message), finding.fix ? " (--fix)" : "");
  }
}

std::string AsJson(const std::vector<Judged>& all) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.StartObject();
  JsonString(json, "schema", "concord.lint/1");
  json.Key("files");
  json.StartArray();
  for (const Judged& judged : all) {
    json.StartObject();
    JsonString(json, "path", judged.file);
    JsonString(json, "format", judged.report.format);
    json.Key("fixed");
    json.Bool(judged.fixed);
    json.Key("findings");
    json.StartArray();
    for (const LintFinding& finding : judged.report.findings) {
      json.StartObject();
      JsonString(json, "rule", finding.rule);
      JsonNumber(json, "line", finding.line);
      JsonNumber(json, "column", finding.column);
      JsonString(json, "message", finding.message);
      json.Key("fix");
      finding.fix&& finding.rule != "sssom-canonical" ? json.String(finding.fix->text) : json.Null();
      json.Key("fixable");
      json.Bool(finding.fix.has_value());
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

Result<Judged> Judge(const Given& given, const std::string& file, const KnownItems& items) {
  Result<std::string> bytes = ReadFile(file, given.limits.max_file_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  Judged judged{file, false, {}};
  if (given.fix) {
    Result<std::string> fixed = FixFile({file, *bytes, &given.limits}, given.format);
    if (!fixed) return tl::unexpected(fixed.error());
    if (*fixed != *bytes) {
      if (const Result<void> written = WriteFile(file, *fixed); !written)
        return tl::unexpected(written.error());
      judged.fixed = true;
      bytes = std::move(fixed);
    }
  }
  Result<LintReport> report = LintFile({file, *bytes, &given.limits}, given.format, items);
  if (!report) return tl::unexpected(report.error());
  judged.report = std::move(*report);
  return judged;
}

Result<ExitCode> Run(const Given& given, Context& context) {
  if (given.rules) {
    PrintRules(*context.out);
    return kExitOk;
  }
  if (given.files.empty()) return Fail(ErrorCode::kUsage, "lint needs at least one FILE");
  // Catalogues among the files are what the mappings beside them are held to.
  KnownItems items;
  std::vector<std::string> files;
  for (const std::string& file : given.files) {
    KnownItems defined;
    if (given.files.size() > 1 && given.format.empty()) {
      const Result<std::string> bytes = ReadFile(file, given.limits.max_file_bytes);
      if (!bytes) return tl::unexpected(bytes.error());
      defined = ItemsOf({file, *bytes, &given.limits});
    }
    if (defined.empty()) files.push_back(file);
    items.merge(defined);
  }
  std::vector<Judged> all;
  size_t found = 0;
  for (const std::string& file : files) {
    Result<Judged> judged = Judge(given, file, items);
    if (!judged) return tl::unexpected(judged.error());
    found += judged->report.findings.size();
    if (!context.json) PrintFindings(*judged, *context.out);
    if (!context.json && judged->fixed) *context.err << "fixed " << Printable(file) << "\n";
    all.push_back(std::move(*judged));
  }
  if (context.json) *context.out << AsJson(all) << "\n";
  return found == 0 ? kExitOk : kExitFindings;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("FILE", given->files, "Files of mappings, and catalogues to check them against")
      ->option_text("...");
  app.add_flag("--fix", given->fix, "Correct in the file what is certain, and report the rest");
  app.add_flag("--rules", given->rules, "List the rules and say which can be fixed");
  app.add_option("--format", given->format, "sssom, oscal, olir or ciso (default: detected)")
      ->option_text("NAME");
  AddReadLimits(app, &given->limits, false);
  return [given](Context& context) { return Run(*given, context); };
}

}  // namespace

extern const Command klintCommand;
const Command klintCommand = {"lint", "Check files of mappings: SSSOM, OSCAL, OLIR, CISO Assistant",
                              "lint crosswalk.sssom.tsv\nlint --fix crosswalk.sssom.tsv\n"
                              "lint mappings.json catalog.json --json",
                              Declare};

}  // namespace concord
