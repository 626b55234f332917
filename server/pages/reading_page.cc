// A file from the visitor's machine: what would be extracted from it. Nothing is stored.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "base/plural.h"
#include "base/shorten.h"
#include "base/text.h"
#include "ingest/extractors/extractor.h"
#include "ingest/facts/facts.h"
#include "ingest/language/language.h"
#include "ingest/lint/lint.h"
#include "ingest/readers/reader.h"
#include "server/api.h"
#include "server/multipart.h"
#include "server/pages/html.h"
#include "server/pages/page.h"

namespace concord {
namespace {

constexpr size_t kMostShown = 300;  // findings, remarks

// Made at the first file: the tables take a moment to load.
Result<const ExtractorSet*> SharedExtractors() {
  static std::mutex mutex;
  static std::unique_ptr<ExtractorSet> set;
  const std::lock_guard lock(mutex);
  if (set == nullptr) {
    Result<std::shared_ptr<const Facts>> facts = Facts::Load(BundledDatasets());
    if (!facts) return tl::unexpected(facts.error());
    auto made = ExtractorSet::Create(*std::move(facts));
    if (!made) return tl::unexpected(made.error());
    set = *std::move(made);
  }
  return set.get();
}

// A stranger's file may be large for its size.
ReadLimits LimitsOfStrangers() {
  ReadLimits limits;
  limits.max_file_bytes = uint64_t{16} << 20;
  limits.max_sections = 50'000;
  limits.max_program_seconds = 20;
  limits.max_program_bytes = uint64_t{1} << 30;
  limits.max_archive_entries = 1000;
  limits.max_entry_bytes = uint64_t{32} << 20;
  limits.max_unpacked_bytes = uint64_t{64} << 20;
  return limits;
}

struct Found {
  Span span;
  std::string kind, what;
};

std::string TextOf(const Document& document, Span span) {
  constexpr size_t kMost = 400;
  return Shorten(document.TextOf(span), kMost);
}

void Collect(const Document& document, const Findings& findings, std::vector<Found>* found) {
  for (const Measure& measure : findings.measures) {
    std::string who;
    for (const Span& addressee : measure.addressees)
      who += (who.empty() ? ", for " : ", ") + std::string(document.TextOf(addressee));
    found->push_back({measure.span, "measure", fmt::format("{}{}", ModalityName(measure.modality), who)});
  }
  for (const ActorMention& actor : findings.actors) found->push_back({actor.span, "actor", actor.actor});
  for (const ForumMention& forum : findings.forums)
    found->push_back(
        {forum.span, "forum", fmt::format("{}, as {}", forum.forum, ForumRelationName(forum.relation))});
  for (const StandardReference& standard : findings.standards)
    found->push_back(
        {standard.span, "standard", standard.standard + (standard.normative ? ", normatively" : "")});
  for (const DocumentReference& reference : findings.documents) {
    if (reference.internal) continue;
    found->push_back({reference.span, "citation",
                      fmt::format("{} {}", CitationKindName(reference.kind),
                                  reference.document.empty() ? reference.name : reference.document)});
  }
}

std::string FindingsHtml(const Document& document, const std::vector<Found>& found) {
  std::map<std::string, size_t> counts;
  for (const Found& one : found) ++counts[one.kind];
  std::string html = "<ul class=\"tiles\" aria-label=\"Findings\">\n";
  for (const auto& [kind, count] : counts)
    html += fmt::format("<li><strong>{}</strong> {}{}</li>\n", Grouped(count), kind, count == 1 ? "" : "s");
  html += "</ul>\n";
  if (found.empty()) return "<p class=\"empty\">Nothing was found in its text.</p>\n";
  html +=
      "<table class=\"rows stacked\"><thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">What</th><th "
      "scope=\"col\">Words</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < std::min(found.size(), kMostShown); ++i) {
    html += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"prose\">{}</td></tr>\n", found[i].kind,
                        Html(found[i].what), Html(TextOf(document, found[i].span)));
  }
  html += "</tbody></table>\n";
  if (found.size() > kMostShown)
    html += fmt::format("<p class=\"faint\">{} more are not shown.</p>\n", found.size() - kMostShown);
  return html;
}

std::string OutlineHtml(const Document& document) {
  std::string html;
  size_t count = 0;
  for (size_t i = 1; i < document.sections.size() && count < 100; ++i) {
    const Section& section = document.sections[i];
    std::string heading = section.number;
    if (section.heading.size() > 0)
      heading += (heading.empty() ? "" : " ") + std::string(document.TextOf(section.heading));
    if (heading.empty()) continue;
    ++count;
    html += fmt::format("<li>{} <span class=\"faint\">{}</span></li>\n", Html(heading),
                        SectionKindName(section.kind));
  }
  return html.empty() ? ""
                      : fmt::format(
                            "<details class=\"panel\"><summary>Outline, {}</summary><ol "
                            "class=\"plain\">{}</ol></details>\n",
                            Counted(document.sections.size() - 1, "section", "sections"), html);
}

std::string LintHtml(const Source& source) {
  const Result<LintReport> report = LintFile(source, "", {});
  if (!report) return {};
  std::string html = fmt::format("<h2>As a file of mappings ({})</h2>\n", report->format);
  if (report->findings.empty()) return html + "<p class=\"good\">No rule is broken.</p>\n";
  html +=
      "<table class=\"rows stacked\"><thead><tr><th scope=\"col\" class=\"number\">Line</th><th "
      "scope=\"col\">Rule</th><th "
      "scope=\"col\">Finding</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < std::min(report->findings.size(), kMostShown); ++i) {
    const LintFinding& finding = report->findings[i];
    html += fmt::format("<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>\n", finding.line,
                        Html(finding.rule), Html(finding.message));
  }
  return html + "</tbody></table>\n";
}

Result<std::string> ReadHtml(const FormFile& file) {
  const ReadLimits limits = LimitsOfStrangers();
  const Source source{.path = file.name, .bytes = file.bytes, .limits = &limits};
  Result<Document> document = ReadDocument(source);
  if (!document) return tl::unexpected(document.error());
  MarkLanguages(&*document);
  const auto extractors = SharedExtractors();
  if (!extractors) return tl::unexpected(extractors.error());
  std::vector<Found> found;
  (*extractors)->Extract(*document, [&](const TextStretch&, const Findings& findings) {
    Collect(*document, findings, &found);
  });
  std::ranges::stable_sort(found, {}, [](const Found& one) { return one.span.start; });
  std::string html =
      fmt::format("<h2>{}</h2>\n<dl class=\"facts\">\n",
                  Html(document->metadata.title.empty() ? file.name : document->metadata.title));
  const auto fact = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, Html(value));
  };
  fact("file", file.name);
  fact("read as", document->format);
  fact("language", document->metadata.language);
  fact("issuer, as it says", document->metadata.issuer);
  if (document->metadata.date) fact("date", document->metadata.date->ToString());
  fact("text", Counted(document->text.size(), "byte", "bytes"));
  fact("sections", Grouped(document->sections.empty() ? 0 : document->sections.size() - 1));
  if (document->mapping_set) fact("rows of mappings", Grouped(document->mapping_set->rows.size()));
  html += "</dl>\n" + LintHtml(source) + FindingsHtml(*document, found) + OutlineHtml(*document);
  if (!document->repairs.empty()) {
    html += "<h2>What the reader remarks</h2>\n<ul class=\"notes\">\n";
    for (size_t i = 0; i < std::min(document->repairs.size(), kMostShown); ++i) {
      const Repair& repair = document->repairs[i];
      html += fmt::format("<li>{}{}</li>\n", repair.line == 0 ? "" : fmt::format("line {}: ", repair.line),
                          Html(repair.message));
    }
    html += "</ul>\n";
  }
  return html;
}

}  // namespace

HttpResponse ReadingPage(const Visit& visit) {
  std::string main =
      "<h1>Try a file</h1>\n<p class=\"lead\">What Concord would extract from it: PDF, Word, OpenDocument, "
      "Excel, CSV, HTML, "
      "Markdown, plain text, laws in XML, and mappings, which are judged too. Nothing is stored; at most 4 "
      "MB.</p>\n"
      "<form class=\"ask drop\" action=\"/read\" method=\"post\" enctype=\"multipart/form-data\"><label "
      "class=\"wide\">File<input "
      "type=\"file\" name=\"file\" required></label><button>Read it</button></form>\n";
  if (visit.request.method != "POST") return HtmlPage("Try a file", "/read", main);
  const auto file = FirstFile(visit.request);
  const Result<std::string> html = file ? ReadHtml(*file) : Result<std::string>(tl::unexpected(file.error()));
  if (html) return HtmlPage("Try a file", "/read", main + *html);
  HttpResponse response = HtmlPage(
      "Try a file", "/read", main + ProblemHtml({html.error().code, html.error().ToString(), {}, 0, 0, 0}));
  response.status = html.error().code == ErrorCode::kLimit ? 413 : 400;
  return response;
}

}  // namespace concord
