#include "query/issuers/issuer_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/delimited.h"
#include "base/text.h"
#include "base/unicode.h"
#include "query/issuers/issuer_proposals.h"
#include "query/output/csv_cell.h"

namespace concord {
namespace {

constexpr auto kColumns =
    std::to_array<std::string_view>({"document", "title", "state", "proposal", "name", "how", "confidence",
                                     "told", "says", "decision", "by", "on"});
constexpr std::string_view kAccept = "accept", kUndo = "undo";

std::string CellOf(const Answer& answer, const Row& row, std::string_view column) {
  if (column == "says") return row.evidence.empty() ? "" : CollapseSpace(row.evidence.front().quote);
  const size_t at = ColumnOf(answer, column);
  if (at >= row.cells.size() || row.cells[at].type() == Value::Type::kNull) return {};
  if (row.cells[at].type() != Value::Type::kList) return CollapseSpace(row.cells[at].ToString());
  std::string all;
  for (const Value& one : row.cells[at].as_list()) all += (all.empty() ? "" : "; ") + one.ToString();
  return all;
}

char SeparatorOf(std::string_view sheet) {
  const std::string_view head = sheet.substr(0, sheet.find('\n'));
  for (const char separator : {'\t', ';'}) {
    if (head.find(separator) != std::string_view::npos) return separator;
  }
  return ',';
}

// Reads one sheet. Borrows all of its arguments.
class SheetReader {
 public:
  SheetReader(const Snapshot& snapshot, std::string_view sheet, std::string_view source)
      : snapshot_(snapshot), sheet_(sheet), source_(source) {}

  Result<IssuerDecisions> Read(std::string_view by, std::string_view on) {
    if (const size_t bad = FindInvalidUtf8(sheet_); bad != std::string_view::npos)
      return tl::unexpected(At(bad, "expected UTF-8, found other bytes; save the sheet as UTF-8"));
    DelimitedReader reader(sheet_, source_, {.separator = SeparatorOf(sheet_)});
    std::vector<Cell> cells;
    if (auto head = ReadHead(&reader, &cells); !head) return tl::unexpected(head.error());
    IssuerDecisions read;
    std::set<std::string> decided;
    while (true) {
      const auto more = reader.Next(&cells);
      if (!more) return tl::unexpected(more.error());
      if (!*more) return read;
      const std::string decision = TextOf(cells, "decision");
      if (decision.empty()) {
        ++read.open;
        continue;
      }
      const std::string document = TextOf(cells, "document");
      if (!decided.insert(document).second)
        return tl::unexpected(AtCell(cells, "document", fmt::format("'{}' has two decisions", document)));
      auto batch = Decide(cells, document, decision, by, on);
      if (!batch) {
        const bool who = batch.error().code == ErrorCode::kUsage;
        return tl::unexpected(AtCell(cells, who ? "by" : "decision", batch.error().message));
      }
      ++(decision == kUndo ? read.undone : read.accepted);
      read.batches.push_back(std::move(*batch));
    }
  }

 private:
  Result<void> ReadHead(DelimitedReader* reader, std::vector<Cell>* cells) {
    const auto more = reader->Next(cells);
    if (!more) return tl::unexpected(more.error());
    std::string buffer;
    for (size_t c = 0; *more && c < cells->size(); ++c) {
      const std::string name = AsciiLower(Trim((*cells)[c].Value(&buffer)));
      if (std::ranges::find(kColumns, name) != kColumns.end()) at_.try_emplace(name, c);
    }
    for (const std::string_view needed : {"document", "decision"}) {
      if (!at_.contains(needed))
        return tl::unexpected(
            At(0, fmt::format("expected a line with the names of columns, with '{}' among them", needed)));
    }
    return {};
  }

  Result<GraphBatch> Decide(const std::vector<Cell>& cells, const std::string& document,
                            const std::string& decision, std::string_view by, std::string_view on) const {
    if (decision == kUndo) return UndoIssuer(snapshot_, document);
    const std::string body = decision == kAccept ? TextOf(cells, "proposal") : decision;
    if (body.empty())
      return Fail(ErrorCode::kInvalid, fmt::format("'{}' has no proposal to accept; write a body", document));
    const std::string who = TextOf(cells, "by"), when = TextOf(cells, "on");
    return AcceptIssuer(snapshot_, document, body, who.empty() ? by : who, when.empty() ? on : when);
  }

  // Without the apostrophe that keeps a spreadsheet from running a text.
  std::string TextOf(const std::vector<Cell>& cells, std::string_view column) const {
    const auto at = at_.find(column);
    if (at == at_.end() || at->second >= cells.size()) return {};
    std::string buffer;
    std::string_view text = Trim(cells[at->second].Value(&buffer));
    if (text.size() > 1 && text[0] == '\'' &&
        std::string_view("=+-@").find(text[1]) != std::string_view::npos)
      text.remove_prefix(1);
    return std::string(text);
  }

  Error At(size_t offset, std::string message) const {
    return ErrorAt(ErrorCode::kInvalid, std::move(message), source_, sheet_, offset);
  }
  Error AtCell(const std::vector<Cell>& cells, std::string_view column, std::string message) const {
    const auto at = at_.find(column);
    const Cell& cell = cells[at == at_.end() || at->second >= cells.size() ? 0 : at->second];
    return At(static_cast<size_t>(cell.raw.data() - sheet_.data()), std::move(message));
  }

  const Snapshot& snapshot_;
  std::string_view sheet_, source_;
  std::map<std::string, size_t, std::less<>> at_;  // columns of the sheet
};

}  // namespace

std::string IssuerSheet(const Answer& answer) {
  std::string out;
  for (const std::string_view column : kColumns) out += fmt::format("{}{}", out.empty() ? "" : "\t", column);
  out += "\n";
  for (const Row& row : answer.rows) {
    bool first = true;
    for (const std::string_view column : kColumns) {
      if (!std::exchange(first, false)) out += '\t';
      AppendCsvText(CellOf(answer, row, column), &out);
    }
    out += "\n";
  }
  return out;
}

Result<IssuerDecisions> ReadIssuerSheet(const Snapshot& snapshot, std::string_view sheet,
                                        std::string_view source, std::string_view by, std::string_view on) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (sheet.starts_with(kMark)) sheet.remove_prefix(kMark.size());
  return SheetReader(snapshot, sheet, source).Read(by, on);
}

}  // namespace concord
