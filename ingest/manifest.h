// A table that supplies what files do not say themselves.
#ifndef CONCORD_INGEST_MANIFEST_H_
#define CONCORD_INGEST_MANIFEST_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ingest/document/document.h"

namespace concord {

// TSV with a header row: path, and any of title, issuer, date, source, licence, key, language, text_policy
// ("full", "excerpt" or "id-only": what may leave with an export). Other columns are not used, which the
// notes say. Paths are relative to the manifest's folder, with '/' between folders.
class Manifest {
 public:
  struct Entry {
    std::string title, issuer, source, licence, key, language, text_policy;
    std::optional<Date> date;
    uint64_t line = 0;
    std::string origin;  // "NAME:LINE"
    std::string row;     // as written; part of the fingerprint of the document
  };

  // Fails with file and line if the column `path` is missing, a date or policy is invalid, or a path occurs
  // twice.
  static Result<Manifest> Parse(std::string_view text, std::string_view source);
  static Result<Manifest> Read(const std::filesystem::path& path);

  // The entry for a file, or nullptr.
  const Entry* Find(const std::filesystem::path& file) const;

  // What has no effect, and is probably misspelt: columns that are not used, and rows whose path leads to no
  // file in the manifest's folder (looks for each of them).
  struct UnusedColumn {
    std::string name;
    std::string meant;  // a column that is used and has nearly this name, or empty
  };
  std::vector<UnusedColumn> UnusedColumns() const;
  struct AbsentFile {
    uint64_t line = 0;  // of its row
    std::string path;
  };
  std::vector<AbsentFile> AbsentFiles() const;  // in the order of lines

  // Of the file, as Parse() and Read() were told, without its folder.
  const std::string& name() const { return name_; }

  // True for the file of the manifest itself: it is not a document.
  bool IsItself(const std::filesystem::path& file) const;

  // The entry for a path as the manifest writes it, or nullptr.
  const Entry* FindPath(std::string_view path) const;

  // Copies the entry into `metadata` (a statement of the user overrides what a reader found) and notes its
  // origin as that of each value.
  static void Apply(const Entry& entry, Metadata* metadata);

 private:
  std::string name_;  // of the file, for origins
  std::vector<std::string> unused_columns_;
  std::filesystem::path folder_;  // absolute
  std::map<std::string, Entry, std::less<>> entries_;
};

// Why a file that was found in a folder is no document but a list of the files beside it: a manifest that the
// caller did not name, or the manifest.json of an export. Empty for every other file, and for one that cannot
// be read.
std::string WhyAside(const std::filesystem::path& file);
// The same for a file of this name that begins with these bytes (4096 are enough).
std::string WhyAside(std::string_view file_name, std::string_view head);

}  // namespace concord

#endif  // CONCORD_INGEST_MANIFEST_H_
