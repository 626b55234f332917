#include "ingest/manifest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "base/delimited.h"
#include "base/file.h"
#include "base/plural.h"
#include "base/text.h"

namespace concord {
namespace {

// A manifest of a million files is some 500 MB.
constexpr uint64_t kMaxManifestBytes = uint64_t{1} << 30;

// The front of a file that shows what it is.
constexpr size_t kHeadBytes = 4096;

Error LineError(std::string message, std::string_view source, uint64_t line) {
  return Error{ErrorCode::kInvalid, std::move(message), std::string(source), line, 1, 0};
}

// "license" is the spelling of the United States.
const std::vector<std::string> kColumns = {"path", "title",   "issuer",  "date",     "source",
                                           "key",  "licence", "license", "language", "text_policy"};

// "Other multinational", "various", "unknown": a class of a catalogue or a gap, and no name.
bool NamesNobody(std::string_view issuer) {
  const std::string first = AsciiLower(issuer.substr(0, issuer.find(' ')));
  static constexpr auto kNobody = std::to_array<std::string_view>(
      {"other", "others", "various", "several", "multiple", "unknown", "n/a", "none", "-", "?"});
  return std::find(kNobody.begin(), kNobody.end(), first) != kNobody.end();
}

}  // namespace

Result<Manifest> Manifest::Parse(std::string_view text, std::string_view source) {
  Manifest manifest;
  manifest.name_ = std::filesystem::path(source).filename().string();
  DelimitedReader reader(text, source, {.separator = '\t', .quotes = false, .comment = '#'});
  std::vector<Cell> cells;
  Result<bool> more = reader.Next(&cells);
  if (!more) return tl::unexpected(more.error());
  std::vector<std::string> columns;
  size_t path_column = SIZE_MAX;
  for (const Cell& cell : cells) {
    columns.push_back(AsciiLower(Trim(cell.raw)));
    if (columns.back() == "path") path_column = columns.size() - 1;
    if (!columns.back().empty() && std::ranges::find(kColumns, columns.back()) == kColumns.end())
      manifest.unused_columns_.push_back(columns.back());
  }
  if (path_column == SIZE_MAX) {
    return tl::unexpected(
        LineError("expected a header row with a column 'path', and tabs between columns", source, 1));
  }

  while (true) {
    more = reader.Next(&cells);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (cells.size() <= path_column) {
      return tl::unexpected(LineError(
          fmt::format("expected {} columns, found {}", columns.size(), cells.size()), source, reader.line()));
    }
    Entry entry;
    entry.line = reader.line();
    entry.origin = fmt::format("{}:{}", manifest.name_, entry.line);
    std::string path;
    for (size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
      const std::string value(Trim(cells[i].raw));
      const std::string& column = columns[i];
      if (column == "path") path = value;
      if (column == "title") entry.title = value;
      if (column == "issuer") entry.issuer = value;
      if (column == "source") entry.source = value;
      if (column == "licence" || column == "license") entry.licence = value;
      if (column == "key") entry.key = value;
      if (column == "language") entry.language = value;
      if (column == "text_policy") {
        if (!value.empty() && value != "full" && value != "excerpt" && value != "id-only") {
          return tl::unexpected(
              LineError(fmt::format("expected full, excerpt or id-only as text_policy, found '{}'", value),
                        source, reader.line()));
        }
        entry.text_policy = value;
      }
      if (column == "date" && !value.empty()) {
        entry.date = Date::Parse(value);
        if (!entry.date) {
          return tl::unexpected(
              LineError(fmt::format("expected a date as YYYY, YYYY-MM or YYYY-MM-DD, found '{}'", value),
                        source, reader.line()));
        }
      }
      entry.row += value + '\t';
    }
    if (!manifest.entries_.emplace(path, std::move(entry)).second) {
      return tl::unexpected(
          LineError(fmt::format("the path '{}' is already in an earlier row", path), source, reader.line()));
    }
  }
  return manifest;
}

Result<Manifest> Manifest::Read(const std::filesystem::path& path) {
  Result<std::string> text = ReadFile(path, kMaxManifestBytes);
  if (!text) return tl::unexpected(text.error());
  Result<Manifest> manifest = Parse(*text, path.string());
  std::error_code ignored;
  if (manifest) manifest->folder_ = std::filesystem::weakly_canonical(path, ignored).parent_path();
  return manifest;
}

const Manifest::Entry* Manifest::Find(const std::filesystem::path& file) const {
  std::error_code ignored;
  const std::filesystem::path absolute =
      folder_.empty() ? file : std::filesystem::weakly_canonical(file, ignored);
  const std::string name =
      (folder_.empty() ? absolute : absolute.lexically_relative(folder_)).generic_string();
  return FindPath(name);
}

const Manifest::Entry* Manifest::FindPath(std::string_view path) const {
  const auto at = entries_.find(path);
  return at == entries_.end() ? nullptr : &at->second;
}

std::vector<Manifest::UnusedColumn> Manifest::UnusedColumns() const {
  std::vector<UnusedColumn> unused;
  for (const std::string& column : unused_columns_)
    unused.push_back({column, std::string(DidYouMean(column, kColumns))});
  return unused;
}

std::vector<Manifest::AbsentFile> Manifest::AbsentFiles() const {
  std::vector<AbsentFile> absent;
  for (const auto& [path, entry] : entries_) {
    std::error_code ignored;
    if (!std::filesystem::exists(folder_ / path, ignored)) absent.push_back({entry.line, path});
  }
  std::ranges::sort(absent, {}, &AbsentFile::line);
  return absent;
}

bool Manifest::IsItself(const std::filesystem::path& file) const {
  std::error_code ignored;
  return !folder_.empty() && std::filesystem::weakly_canonical(file, ignored) == folder_ / name_;
}

void Manifest::Apply(const Entry& entry, Metadata* metadata) {
  const auto say = [&](std::string_view field, const std::string& value, std::string* target) {
    if (value.empty()) return;
    *target = value;
    metadata->origins.insert_or_assign(std::string(field), entry.origin);
  };
  say("title", entry.title, &metadata->title);
  if (!NamesNobody(entry.issuer)) say("issuer", entry.issuer, &metadata->issuer);
  say("source", entry.source, &metadata->source);
  say("licence", entry.licence, &metadata->licence);
  say("key", entry.key, &metadata->key);
  say("language", entry.language, &metadata->language);
  if (!entry.text_policy.empty()) metadata->other.Set("text_policy", entry.text_policy);
  if (entry.date) {
    metadata->date = entry.date;
    metadata->origins.insert_or_assign("date", entry.origin);
  }
}

std::string WhyAside(const std::filesystem::path& file) {
  const std::string name = AsciiLower(file.filename().string());
  if (name != "manifest.tsv" && name != "manifest.json") return {};
  std::ifstream in(file, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<size_t>(in.gcount()));
  return WhyAside(name, head);
}

std::string WhyAside(std::string_view file_name, std::string_view head) {
  const std::string name = AsciiLower(file_name);
  head = head.substr(0, kHeadBytes);
  if (name == "manifest.json") {
    return head.find("\"concord.manifest/") == std::string::npos ? "" : "it describes the files of an export";
  }
  if (name != "manifest.tsv") return {};
  const std::vector<std::string_view> columns = Split(Trim(Split(head, '\n').front()), '\t');
  if (std::ranges::find(columns, "path") == columns.end()) return {};
  return "it lists files; name it as the manifest to use what it says of them";
}

}  // namespace concord
