// What the lints of all formats share: findings with their places.
#ifndef CONCORD_INGEST_LINT_LINT_PASS_H_
#define CONCORD_INGEST_LINT_LINT_PASS_H_

#include <span>
#include <string>
#include <string_view>

#include "ingest/lint/lint.h"
#include "ingest/source/source_text.h"

namespace concord {

// Collects findings of one file; borrows its text.
class LintPass {
 public:
  explicit LintPass(const SourceText& source) : source_(source) {}

  // At a byte of the text.
  void Find(std::string_view rule, size_t offset, std::string message);
  void FindFixable(std::string_view rule, LintFix fix, std::string message);
  // The `word` at `offset` should be one of `allowed`. Fixable if it differs from one of them only in case,
  // blanks, hyphens and underscores.
  void Choose(std::string_view rule, std::string_view what, size_t offset, std::string_view word,
              std::span<const std::string_view> allowed);

  const SourceText& source() const { return source_; }
  // Sorted by place; findings at the same place in the order in which they were found.
  std::vector<LintFinding> Take();

 private:
  struct Placed {
    size_t offset;
    LintFinding finding;
  };
  const SourceText& source_;
  std::vector<Placed> found_;
};

// Findings of the formats; each reads all of the source.
Result<void> LintSssom(LintPass* pass);
Result<void> LintOscal(const KnownItems& items, LintPass* pass);
Result<void> LintOlir(LintPass* pass);
Result<void> LintCiso(LintPass* pass);

// Whether the text is a table in the layout of OLIR.
bool LooksLikeOlir(const SourceText& source);

// The set in its canonical form; empty if the text cannot be read without loss.
std::string CanonicalSssom(const Source& source);

}  // namespace concord

#endif  // CONCORD_INGEST_LINT_LINT_PASS_H_
