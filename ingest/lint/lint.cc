#include "ingest/lint/lint.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/parameter.h"
#include "base/text.h"
#include "base/unicode.h"
#include "ingest/lint/lint_pass.h"

namespace concord {
namespace {

constexpr LintRule kRules[] = {
#define LINT_RULE(id, fixes, what) {id, fixes, what},
#include "ingest/lint/lint_rules.def"
#undef LINT_RULE
};

constexpr size_t kMaxFindings = 100'000;  // a table of a gigabyte may be wrong in each row
constexpr int kMaxRounds = 8;             // of fixing: what one fix brings to light the next one may fix

std::string Folded(std::string_view word) {
  std::string folded;
  for (const char c : Trim(word)) {
    if (c == ' ' || c == '-' || c == '_') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return folded;
}

Result<std::string_view> FormatOf(const Source& source, const SourceText& text, std::string_view format) {
  constexpr std::string_view kFormats[] = {"sssom", "oscal", "olir", "ciso"};
  if (!format.empty()) {
    const auto* known = std::ranges::find(kFormats, format);
    if (known != std::end(kFormats)) return *known;
    return FailChoice("format", format, {std::begin(kFormats), std::end(kFormats)});
  }
  if (LooksLikeOlir(text)) return "olir";
  const Reader* reader = DetectReader(source);
  const std::string_view name = reader == nullptr ? std::string_view() : reader->name;
  if (name == "sssom" || name == "oscal") return name;
  if (name == "ciso_library") return "ciso";
  return tl::unexpected(
      text.ErrorAt(ErrorCode::kUnsupported,
                   "this is not a mapping file that lint knows (SSSOM, OSCAL, OLIR, CISO "
                   "Assistant); if it should be one, name its format (" PARAMETER("format") ")",
                   0));
}

Result<LintReport> LintText(const Source& source, const SourceText& text, std::string_view format,
                            const KnownItems& items) {
  const Result<std::string_view> known = FormatOf(source, text, format);
  if (!known) return tl::unexpected(known.error());
  LintPass pass(text);
  const Result<void> done = *known == "sssom"   ? LintSssom(&pass)
                            : *known == "oscal" ? LintOscal(items, &pass)
                            : *known == "olir"  ? LintOlir(&pass)
                                                : LintCiso(&pass);
  if (!done) return tl::unexpected(done.error());
  LintReport report;
  report.format = *known;
  report.findings = pass.Take();
  // Only of a file that is right otherwise is it certain what its canonical form is.
  if (report.format == "sssom" && report.findings.empty()) {
    const std::string canonical = CanonicalSssom(source);
    if (!canonical.empty() && canonical != text.text()) {
      const auto [mine, theirs] = std::ranges::mismatch(canonical, text.text());
      const auto at = static_cast<size_t>(theirs - text.text().begin());
      LintPass last(text);
      last.FindFixable("sssom-canonical", {0, text.text().size(), canonical},
                       "the file is not in the canonical form");
      report.findings = last.Take();
      const Error place = text.ErrorAt(ErrorCode::kInvalid, "", at);
      report.findings[0].line = place.line;
      report.findings[0].column = place.column;
    }
  }
  return report;
}

// All that do not overlap, from the front.
std::string Applied(std::string_view text, const LintReport& report) {
  std::vector<const LintFix*> fixes;
  for (const LintFinding& finding : report.findings) {
    if (finding.fix) fixes.push_back(&*finding.fix);
  }
  std::ranges::stable_sort(fixes, {}, &LintFix::offset);
  std::string out;
  size_t at = 0;
  for (const LintFix* fix : fixes) {
    if (fix->offset < at) continue;
    out += text.substr(at, fix->offset - at);
    out += fix->text;
    at = fix->offset + fix->length;
  }
  out += text.substr(at);
  return out;
}

}  // namespace

std::span<const LintRule> LintRules() { return kRules; }

void LintPass::Find(std::string_view rule, size_t offset, std::string message) {
  if (found_.size() < kMaxFindings) found_.push_back({offset, {rule, 0, 0, std::move(message), {}}});
}

void LintPass::FindFixable(std::string_view rule, LintFix fix, std::string message) {
  const size_t offset = fix.offset;
  if (found_.size() < kMaxFindings)
    found_.push_back({offset, {rule, 0, 0, std::move(message), std::move(fix)}});
}

void LintPass::Choose(std::string_view rule, std::string_view what, size_t offset, std::string_view word,
                      std::span<const std::string_view> allowed) {
  if (std::ranges::find(allowed, word) != allowed.end()) return;
  std::string message =
      fmt::format("{} is '{}'; should be one of [{}]", what, word.substr(0, 80), fmt::join(allowed, ", "));
  std::string_view meant;
  for (const std::string_view one : allowed) {
    if (Folded(one) == Folded(word)) meant = one;
  }
  const bool there = source_.text().substr(offset, word.size()) == word;
  if (meant.empty() || !there) return Find(rule, offset, std::move(message));
  FindFixable(rule, {offset, word.size(), std::string(meant)}, std::move(message));
}

std::vector<LintFinding> LintPass::Take() {
  std::ranges::stable_sort(found_, {}, &Placed::offset);
  std::vector<LintFinding> findings;
  // Lines are counted once, from front to back.
  const std::string_view text = source_.text();
  uint64_t line = 1;
  size_t start = 0, at = 0;
  for (Placed& placed : found_) {
    for (; at < placed.offset && at < text.size(); ++at) {
      if (text[at] == '\n') ++line, start = at + 1;
    }
    placed.finding.line = line;
    placed.finding.column = placed.offset - start + 1;
    findings.push_back(std::move(placed.finding));
  }
  found_.clear();
  return findings;
}

Result<LintReport> LintFile(const Source& source, std::string_view format, const KnownItems& items) {
  const Result<SourceText> text = SourceText::Open(source);
  if (!text) return tl::unexpected(text.error());
  return LintText(source, *text, format, items);
}

Result<std::string> FixFile(const Source& source, std::string_view format) {
  std::string bytes(source.bytes);
  for (int round = 0; round < kMaxRounds; ++round) {
    const Source now{source.path, bytes, source.limits, source.map};
    const Result<SourceText> text = SourceText::Open(now);
    if (!text) return tl::unexpected(text.error());
    const Result<LintReport> report = LintText(now, *text, format, {});
    if (!report) return tl::unexpected(report.error());
    const bool any =
        std::ranges::any_of(report->findings, [](const LintFinding& one) { return one.fix.has_value(); });
    if (!any) break;
    std::string fixed = Applied(text->text(), *report);
    if (fixed == bytes) break;
    bytes = std::move(fixed);
  }
  return bytes;
}

KnownItems ItemsOf(const Source& source) {
  KnownItems items;
  const Result<Document> document = ReadDocument(source, "");
  if (!document || !document->framework) return items;
  std::set<std::string>& ids = items[document->framework->scheme];
  for (const auto& [curie, parent] : document->framework->parents) {
    const size_t colon = curie.find(':');
    if (colon != std::string::npos) ids.insert(curie.substr(colon + 1));
  }
  return items;
}

}  // namespace concord
