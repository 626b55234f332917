#include "query/briefing/briefing_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/shorten.h"
#include "base/text.h"
#include "query/topics/topic_marks.h"

namespace concord {
namespace {

using Kind = BriefingBlock::Kind;

std::string OneLine(std::string_view text) {
  std::string out = CollapseSpace(text);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return out;
}

// The quote with its marks in bold.
std::vector<BriefingRun> Marked(const Answer& answer, const Evidence& evidence) {
  std::vector<BriefingRun> runs;
  const std::string_view quote = evidence.quote;
  const auto blank = [&](size_t i) { return quote[i] == ' ' || quote[i] == '\n' || quote[i] == '\t'; };
  const auto plain = [&](size_t from, size_t to) {
    if (from >= to) return;
    std::string text = OneLine(quote.substr(from, to - from));
    if (text.empty()) {
      text = " ";
    } else {
      if (from > 0 && blank(from)) text.insert(0, " ");
      if (to < quote.size() && blank(to - 1)) text += " ";
    }
    runs.push_back({std::move(text), false});
  };
  size_t at = 0;
  const std::vector<TopicMark> marks = MarksOf(answer, evidence);
  for (size_t i = 0; i < marks.size(); ++i) {
    const size_t from = marks[i].start;
    // Words of a phrase are one.
    while (i + 1 < marks.size() && marks[i + 1].relation == marks[i].relation &&
           marks[i + 1].start == marks[i].end + 1 && (blank(marks[i].end) || quote[marks[i].end] == '-'))
      ++i;
    const size_t to = marks[i].end;
    plain(at, from);
    runs.push_back({OneLine(quote.substr(from, to - from)), true});
    at = to;
  }
  plain(at, quote.size());
  return runs;
}

// A title of several lines names the work no better than its beginning.
std::string ShortTitle(std::string_view title) {
  constexpr size_t kLongest = 120;
  if (title.size() <= kLongest) return std::string(title);
  const size_t blank = title.rfind(' ', kLongest);
  const bool has_words = blank != std::string_view::npos && blank > 0;
  const size_t end = has_words ? blank : CharacterStart(title, kLongest);
  return std::string(title.substr(0, end)) + " \u2026";
}

// The path to a part deep in a text, by its end.
std::string ShortAnchor(std::string_view anchor) {
  constexpr size_t kLongest = 90;
  bool cut = false;
  while (anchor.size() > kLongest) {
    const size_t next = anchor.find(" > ");
    if (next == std::string_view::npos) break;
    anchor.remove_prefix(next + 3);
    cut = true;
  }
  return (cut ? "\u2026 > " : "") + ShortTitle(anchor);
}

std::string Citation(const Evidence& evidence) {
  std::string text = evidence.title.empty()
                         ? evidence.document
                         : fmt::format("{} ({})", ShortTitle(evidence.title), evidence.document);
  if (!evidence.anchor.empty()) text += ", " + ShortAnchor(evidence.anchor);
  if (evidence.page != 0) text += fmt::format(", p. {}", evidence.page);
  return OneLine(text);
}

class PageWriter {
 public:
  explicit PageWriter(const Answer& answer) : answer_(answer) {}

  std::vector<BriefingBlock> Write() {
    const Value* topic = answer_.arguments.Find("topic");
    Add(Kind::kTitle, fmt::format("Briefing: {}", topic == nullptr ? "" : OneLine(topic->ToString())));
    Add(Kind::kHeading, "The question");
    for (const Row* row : RowsOf("question")) Add(Kind::kBullet, CellOf(*row, "text"));
    Add(Kind::kHeading, "What the texts say");
    AddQuotes();
    Add(Kind::kHeading, "Who");
    AddBodies();
    Add(Kind::kHeading, "When");
    AddYears();
    Add(Kind::kHeading, "What is missing");
    const std::vector<const Row*> missing = RowsOf("missing");
    for (const Row* row : missing) Add(Kind::kBullet, CellOf(*row, "text"));
    if (missing.empty()) Add(Kind::kBullet, "Nothing is missing that the store knows of.");
    Add(Kind::kText,
        "Counted by rules from the documents of one store. The command \"concord forums\" shows the passages "
        "behind each number.");
    return std::move(blocks_);
  }

 private:
  BriefingBlock& Add(Kind kind, std::string text) {
    BriefingBlock& block = blocks_.emplace_back();
    block.kind = kind;
    block.runs.push_back({std::move(text), false});
    return block;
  }
  BriefingBlock& AddTable(std::vector<std::string> titles, std::vector<bool> right) {
    BriefingBlock& block = blocks_.emplace_back();
    block.kind = Kind::kTable;
    block.rows.push_back(std::move(titles));
    block.right = std::move(right);
    return block;
  }

  std::vector<const Row*> RowsOf(std::string_view group) const {
    std::vector<const Row*> rows;
    for (const Row& row : answer_.rows) {
      if (!row.cells.empty() && row.cells[0].ToString() == group) rows.push_back(&row);
    }
    return rows;
  }
  std::string CellOf(const Row& row, std::string_view column) const {
    const size_t at = ColumnOf(answer_, column);
    if (at >= row.cells.size() || row.cells[at].type() == Value::Type::kNull) return {};
    return OneLine(row.cells[at].ToString());
  }

  void AddQuotes() {
    size_t number = 0;
    for (const Row* row : RowsOf("quote")) {
      const Evidence& evidence = row->evidence.front();
      const std::string body = CellOf(*row, "title"), how = CellOf(*row, "state");
      BriefingBlock& block = blocks_.emplace_back();
      block.kind = Kind::kQuote;
      block.number = ++number;
      block.runs = Marked(answer_, evidence);
      // A text is its issuer's, not that of a body that it names.
      block.source = how == "issued" || how == "by_organs"
                         ? fmt::format("{}: {}", body, Citation(evidence))
                         : fmt::format("{}; names {} ({})", Citation(evidence), body, how);
    }
    if (number == 0) Add(Kind::kText, "No passage was found.");
  }

  void AddBodies() {
    const std::vector<const Row*> bodies = RowsOf("forum");
    if (bodies.empty()) {
      Add(Kind::kText, "Nobody.");
      return;
    }
    BriefingBlock& table = AddTable({"body", "state", "issued", "named in", "first", "last"},
                                    {false, false, true, true, false, false});
    for (const Row* row : bodies) {
      const std::string key = CellOf(*row, "what");
      std::string body = CellOf(*row, "title");
      if (!key.starts_with("new:")) body += fmt::format(" ({})", key);
      const size_t with = ColumnOf(answer_, "with");
      if (with < row->cells.size() && row->cells[with].type() == Value::Type::kList) {
        std::vector<std::string> keys;
        for (const Value& one : row->cells[with].as_list()) keys.push_back(one.ToString());
        body += fmt::format(", with {}", fmt::join(keys, ", "));
      }
      table.rows.push_back({std::move(body), CellOf(*row, "state"), CellOf(*row, "issued"),
                            CellOf(*row, "named_in"), CellOf(*row, "first"), CellOf(*row, "last")});
    }
  }

  void AddYears() {
    const std::vector<const Row*> years = RowsOf("year");
    if (years.empty()) {
      Add(Kind::kText, "No document is dated.");
      return;
    }
    // Side by side, as many as a page is wide for.
    constexpr size_t kYears = 10;
    for (size_t from = 0; from < years.size(); from += kYears) {
      std::vector<std::string> titles = {"year"}, numbers = {"documents"};
      for (size_t i = from; i < std::min(from + kYears, years.size()); ++i) {
        titles.push_back(CellOf(*years[i], "what"));
        numbers.push_back(CellOf(*years[i], "issued"));
      }
      std::vector<bool> right(titles.size(), true);
      right.front() = false;
      AddTable(std::move(titles), std::move(right)).rows.push_back(std::move(numbers));
    }
  }

  const Answer& answer_;
  std::vector<BriefingBlock> blocks_;
};

}  // namespace

std::vector<BriefingBlock> BriefingPage(const Answer& answer) { return PageWriter(answer).Write(); }

}  // namespace concord
