// Finds what is wrong in a foreign file of mappings, where, and how to fix it.
//
// For SSSOM, OSCAL mapping collections, OLIR/STRM tables and CISO Assistant libraries. Each rule is a row of
// lint_rules.def. Enumerations are enforced here even if the schema of the format leaves them open.
#ifndef CONCORD_INGEST_LINT_LINT_H_
#define CONCORD_INGEST_LINT_LINT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/readers/reader.h"

namespace concord {

struct LintRule {
  std::string_view id;
  bool fixes = false;  // some of its findings can be fixed
  std::string_view what;
};
std::span<const LintRule> LintRules();  // in the order of lint_rules.def

// Replaces `length` bytes at `offset` of the text (as UTF-8, without byte order mark) with `text`.
struct LintFix {
  size_t offset = 0, length = 0;
  std::string text;
};

struct LintFinding {
  std::string_view rule;
  uint64_t line = 0, column = 0;  // from 1; the column in bytes; 0 for the file as a whole
  std::string message;
  std::optional<LintFix> fix;  // only if exactly one thing can be meant
};

struct LintReport {
  std::string_view format;            // "sssom", "oscal", "olir" or "ciso"
  std::vector<LintFinding> findings;  // in the order of the text
};

// Identifiers of the catalogues that are checked together with a mapping, by the names of their frameworks.
using KnownItems = std::map<std::string, std::set<std::string>>;

// `format` is one of the four, or empty for detection. Fails with the place for a file that cannot be read at
// all, and with kUnsupported for a file of another kind. A pure function of the bytes.
Result<LintReport> LintFile(const Source& source, std::string_view format, const KnownItems& items);

// The file with every certain fix, as UTF-8; unchanged if there are none. Fixing again changes
// nothing.
Result<std::string> FixFile(const Source& source, std::string_view format);

// What an OSCAL catalogue or a framework table defines; empty for any other file.
KnownItems ItemsOf(const Source& source);

}  // namespace concord

#endif  // CONCORD_INGEST_LINT_LINT_H_
