#include "query/reviews/review_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/delimited.h"
#include "base/shorten.h"
#include "base/text.h"
#include "base/unicode.h"
#include "query/output/csv_cell.h"
#include "query/output/svg.h"

namespace concord {
namespace {

struct ColumnRule {
  std::string_view name;
  double width;  // in characters
  bool wrap = false;
};
constexpr ColumnRule kColumns[] = {
    {"subject_id", 24},
    {"subject_title", 30, true},
    {"subject_under", 24, true},
    {"subject_text", 60, true},
    {"object_id", 24},
    {"object_title", 30, true},
    {"object_under", 24, true},
    {"object_text", 60, true},
    {"suggestion", 12},
    {"confidence", 11},
    {"suggested_relation", 18, true},
    {"why", 36, true},
    {"decision", 16},
    {"note", 40, true},
    {"reviewer", 20},
    {"date", 12},
};
enum ColumnPlace : size_t {
  kSubject,
  kSubjectTitle,
  kSubjectUnder,
  kSubjectText,
  kObject,
  kObjectTitle,
  kObjectUnder,
  kObjectText,
  kSuggestion,
  kConfidence,
  kSuggestedRelation,
  kWhy,
  kDecision,
  kNote,
  kReviewer,
  kDate,
};
constexpr size_t kMostText = 1500;  // characters: a row of a sheet that is still seen whole

constexpr size_t kMostErrors = 100;  // looked for; the place of each costs a look at all before it

using Cells = std::vector<SheetCell>;

void SetItem(const Item& item, size_t first, Cells* cells) {
  (*cells)[first] = item.id;
  (*cells)[first + 1] = CollapseSpace(item.title);
  (*cells)[first + 2] = CollapseSpace(item.path);
  (*cells)[first + 3] = ShortenToCharacters(CollapseSpace(item.text), kMostText);
}

void SetDecision(const Decision& decision, const std::string& reviewer, Cells* cells) {
  (*cells)[kDecision] = std::string(VerdictName(decision.verdict));
  (*cells)[kNote] = decision.note;
  (*cells)[kReviewer] = reviewer;
  (*cells)[kDate] = decision.date.ToString();
}

char SeparatorOf(std::string_view sheet) {
  const std::string_view head = sheet.substr(0, sheet.find('\n'));
  for (const char separator : {'\t', ';'}) {
    if (head.find(separator) != std::string_view::npos) return separator;
  }
  return ',';
}

std::string_view WithoutMark(std::string_view sheet) {
  return sheet.starts_with("\xEF\xBB\xBF") ? sheet.substr(3) : sheet;
}

// Takes off what keeps a spreadsheet from running a text.
std::string WithoutApostrophe(std::string_view text) {
  if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@").find(text[1]) != std::string_view::npos)
    text.remove_prefix(1);
  return std::string(text);
}

struct SheetRow {
  Decision decision;
  std::string reviewer;
  size_t offset = 0;  // of the cell with the decision
  size_t subject_offset = 0, object_offset = 0;
};

class SheetReader {
 public:
  SheetReader(std::string_view sheet, std::string_view source, char separator)
      : sheet_(WithoutMark(sheet)),
        source_(source),
        reader_(sheet_, source, {.separator = separator == '\0' ? SeparatorOf(sheet_) : separator}) {}

  Result<std::vector<SheetRow>> Read(Date today, uint64_t* open) {
    if (const size_t bad = FindInvalidUtf8(sheet_); bad != std::string_view::npos)
      return tl::unexpected(At(bad, "expected UTF-8, found other bytes; save the sheet as UTF-8"));
    if (auto done = ReadHead(); !done) return tl::unexpected(done.error());
    std::vector<SheetRow> rows;
    std::vector<Cell> cells;
    while (!full()) {
      const auto more = reader_.Next(&cells);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      auto row = ReadRow(cells, today);
      if (!row) {
        errors_.push_back(row.error());
      } else if (row->decision.subject.empty()) {
        ++*open;
      } else if (rows.size() == kMostSheetDecisions) {
        Error error = At(row->offset, fmt::format("a sheet has at most {} decisions", kMostSheetDecisions));
        error.code = ErrorCode::kLimit;
        return tl::unexpected(std::move(error));
      } else {
        rows.push_back(*std::move(row));
      }
    }
    if (auto fine = FirstError(); !fine) return tl::unexpected(fine.error());
    return rows;
  }

  // The reviewer of the first decided row that names one, whatever else is wrong with the sheet.
  std::string Reviewer() {
    if (FindInvalidUtf8(sheet_) != std::string_view::npos || !ReadHead()) return {};
    std::vector<Cell> cells;
    for (auto more = reader_.Next(&cells); more && *more; more = reader_.Next(&cells)) {
      std::string reviewer = CollapseSpace(TextOf(cells, kReviewer));
      if (!reviewer.empty() && !TextOf(cells, kDecision).empty()) return reviewer;
    }
    return {};
  }

  Error At(size_t offset, std::string message) const {
    return ErrorAt(ErrorCode::kInvalid, std::move(message), source_, sheet_, offset);
  }
  void Complain(size_t offset, std::string message) { errors_.push_back(At(offset, std::move(message))); }

  bool full() const { return errors_.size() >= kMostErrors; }

  // The first error by its place, which counts the others.
  Result<void> FirstError() {
    if (errors_.empty()) return {};
    std::stable_sort(errors_.begin(), errors_.end(),
                     [](const Error& x, const Error& y) { return x.offset < y.offset; });
    Error first = errors_.front();
    std::vector<uint64_t> lines;
    for (const Error& error : errors_) {
      if (error.line != first.line && (lines.empty() || lines.back() != error.line))
        lines.push_back(error.line);
    }
    constexpr size_t kMostLines = 10;
    const size_t all = lines.size();
    if (all > kMostLines) lines.resize(kMostLines);
    if (all > 0) {
      first.message += fmt::format(" (also wrong: line{} {}{})", all == 1 ? "" : "s", fmt::join(lines, ", "),
                                   all > kMostLines ? fmt::format(" and {} more", all - kMostLines) : "");
    }
    return tl::unexpected(std::move(first));
  }

 private:
  Result<void> ReadHead() {
    std::vector<Cell> cells;
    const auto more = reader_.Next(&cells);
    if (!more) return tl::unexpected(more.error());
    std::string buffer;
    for (size_t c = 0; *more && c < cells.size(); ++c) {
      const std::string name = AsciiLower(Trim(cells[c].Value(&buffer)));
      const auto known = std::ranges::find(kColumns, name, &ColumnRule::name);
      if (known == std::end(kColumns)) continue;
      const auto place = static_cast<size_t>(known - std::begin(kColumns));
      if (at_.contains(place)) {
        return tl::unexpected(At(OffsetOf(cells[c]), fmt::format("the column '{}' stands twice", name)));
      }
      at_.emplace(place, c);
    }
    for (const size_t needed : {kSubject, kObject, kDecision}) {
      if (!at_.contains(needed)) {
        return tl::unexpected(
            At(0, fmt::format("expected a line with the names of columns, with '{}' among them",
                              kColumns[needed].name)));
      }
    }
    return {};
  }

  std::string TextOf(const std::vector<Cell>& cells, size_t place) const {
    const auto at = at_.find(place);
    std::string buffer;
    return at == at_.end() || at->second >= cells.size()
               ? std::string()
               : WithoutApostrophe(Trim(cells[at->second].Value(&buffer)));
  }

  // A row without a decision comes back without a subject.
  Result<SheetRow> ReadRow(const std::vector<Cell>& cells, Date today) {
    const auto text = [&](size_t place) { return TextOf(cells, place); };
    const auto offset = [&](size_t place) {
      const auto at = at_.find(place);
      return OffsetOf(cells[at == at_.end() || at->second >= cells.size() ? 0 : at->second]);
    };
    SheetRow row;
    const std::string word = text(kDecision);
    if (word.empty()) return row;
    row.offset = offset(kDecision);
    row.subject_offset = offset(kSubject);
    row.object_offset = offset(kObject);
    const auto verdict = FindVerdict(word);
    if (!verdict) {
      const std::vector<std::string> known = DecisionWords();
      return tl::unexpected(At(row.offset, fmt::format("the decision is '{}'; it should be one of {}", word,
                                                       fmt::join(known, ", "))));
    }
    row.decision.subject = text(kSubject);
    row.decision.object = text(kObject);
    row.decision.verdict = *verdict;
    row.decision.note = text(kNote);
    row.decision.why = text(kWhy);
    if (const std::string suggestion = text(kSuggestion); !suggestion.empty() && !row.decision.why.empty())
      row.decision.why = suggestion + ": " + row.decision.why;
    const std::string number = text(kConfidence);
    double score = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), score).ec == std::errc())
      row.decision.score = score;
    row.reviewer = CollapseSpace(text(kReviewer));
    row.decision.date = today;
    if (row.decision.subject.empty())
      return tl::unexpected(At(offset(kSubject), "expected the id of an item, found an empty cell"));
    if (const std::string date = text(kDate); !date.empty()) {
      const auto parsed = Date::Parse(date);
      if (!parsed || parsed->day == 0)
        return tl::unexpected(
            At(offset(kDate), fmt::format("expected a date such as 2026-03-21, found '{}'", date)));
      row.decision.date = *parsed;
    }
    return row;
  }

  size_t OffsetOf(const Cell& cell) const { return static_cast<size_t>(cell.raw.data() - sheet_.data()); }

  std::string_view sheet_, source_;
  DelimitedReader reader_;
  std::map<size_t, size_t> at_;  // column of the sheet, by ours
  std::vector<Error> errors_;
};

// Withdrawals come before relations, and these before "no counterpart": so rows that are meant to hold
// together may stand in any order.
int StepOf(Verdict verdict) {
  return verdict == Verdict::kWithdrawn ? 0 : verdict == Verdict::kNoCounterpart ? 2 : 1;
}

}  // namespace

Sheet ReviewSheet(const ReviewPairs& pairs, const Review& review) {
  const Framework &a = review.a(), &b = review.b();
  Sheet sheet{.name = SheetName(fmt::format("{} by {}", a.key, b.key))};
  for (const ColumnRule& column : kColumns)
    sheet.columns.push_back({std::string(column.name), column.width, column.wrap});
  sheet.columns[kDecision].choices = DecisionWords();
  auto pair = pairs.pairs.begin();
  for (uint32_t s = 0; s < a.items.size(); ++s) {
    Cells own(std::size(kColumns));
    SetItem(a.items[s], kSubject, &own);
    for (; pair != pairs.pairs.end() && pair->subject == s; ++pair) {
      const Item& object = b.items[pair->object];
      Cells& cells = sheet.rows.emplace_back(own);
      SetItem(object, kObject, &cells);
      cells[kSuggestion] = pair->basis;
      cells[kSuggestedRelation] = pair->relation;
      if (pair->confidence) cells[kConfidence] = *pair->confidence;
      cells[kWhy] = CollapseSpace(pair->why);
      if (const Decision* decision = review.Find(a.items[s].id, object.id))
        SetDecision(*decision, review.reviewer(), &cells);
    }
    Cells& last = sheet.rows.emplace_back(std::move(own));  // without an object
    if (const Decision* decision = review.Find(a.items[s].id, ""))
      SetDecision(*decision, review.reviewer(), &last);
  }
  return sheet;
}

std::string SheetAsTsv(const Sheet& sheet) {
  std::string out;
  for (const SheetColumn& column : sheet.columns) out += (out.empty() ? "" : "\t") + CsvText(column.title);
  out += "\n";
  for (const Cells& row : sheet.rows) {
    for (size_t c = 0; c < row.size(); ++c) {
      if (c > 0) out += '\t';
      if (const auto* text = std::get_if<std::string>(&row[c])) out += CsvText(*text);
      if (const auto* number = std::get_if<double>(&row[c])) out += fmt::format("{}", *number);
    }
    out += "\n";
  }
  return out;
}

Result<SheetReport> ReadReviewSheet(std::string_view sheet, std::string_view source, char separator,
                                    Date today, Review* review) {
  SheetReport report;
  SheetReader reader(sheet, source, separator);
  auto rows = reader.Read(today, &report.open);
  if (!rows) return tl::unexpected(rows.error());
  Review tried = *review;
  std::map<std::pair<std::string, std::string>, const SheetRow*> seen;
  for (int step = 0; step < 3; ++step) {
    for (SheetRow& row : *rows) {
      const Verdict verdict = row.decision.verdict;
      if (StepOf(verdict) != step || reader.full()) continue;
      if (!row.reviewer.empty() && row.reviewer != review->reviewer()) {
        reader.Complain(row.offset, fmt::format("the reviewer is '{}', of the review '{}'; one sheet has one",
                                                row.reviewer, review->reviewer()));
        continue;
      }
      if (auto known = review->Resolve(&row.decision); !known) {
        const bool subject = review->a().Find(row.decision.subject) == nullptr;
        reader.Complain(subject ? row.subject_offset : row.object_offset, known.error().message);
        continue;
      }
      const auto [before, first] = seen.try_emplace({row.decision.subject, row.decision.object}, &row);
      if (!first && (before->second->decision.verdict != verdict ||
                     before->second->decision.note != row.decision.note)) {
        reader.Complain(row.offset, fmt::format("line {} decides otherwise about the same",
                                                reader.At(before->second->offset, "").line));
        continue;
      }
      const auto taken = tried.Decide(row.decision);
      if (!taken) {
        reader.Complain(row.offset, taken.error().message);
        continue;
      }
      ++(*taken ? report.taken : report.unchanged);
    }
  }
  if (auto fine = reader.FirstError(); !fine) return tl::unexpected(fine.error());
  *review = std::move(tried);
  return report;
}

std::string ReviewerOfSheet(std::string_view sheet, char separator) {
  return SheetReader(sheet, "", separator).Reviewer();
}

}  // namespace concord
